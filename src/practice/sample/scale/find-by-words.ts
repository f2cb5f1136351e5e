import type { ClientBase } from 'pg'

/** What {@link findByWords} fills. */
export const searchTables = ['children.search_text', 'children.search_word'] as const

/** What every child is found by, as the triggers on children and addresses write it row by row. */
export async function findByWords(client: ClientBase): Promise<void> {
  await client.query(`
    insert into children.search_text (authority_id, child_id, kind, source_id, words, sounds, parts)
    select authority_id, id, 'name', id, plain, children.sounds_of(plain), array_to_tsvector(string_to_array(plain, ' '))
      from children.child, lateral children.plain(concat_ws(' ', given_name, family_name)) as plain`)
  await client.query(`
    insert into children.search_text (authority_id, child_id, kind, source_id, words, parts)
    select authority_id, child_id, 'address', id, plain, array_to_tsvector(string_to_array(plain, ' '))
      from children.address, lateral children.plain(concat_ws(' ', lines, postcode)) as plain`)
  await client.query(`
    insert into children.search_word (authority_id, word, sounds)
    select authority_id, word, children.sounds_of(word)
      from (select distinct authority_id, word from children.search_text, unnest(string_to_array(words, ' ')) word) said`)
}
