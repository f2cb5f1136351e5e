import type { ClientBase } from 'pg'

/** What every child is found by, as the triggers on children and addresses write it row by row. */
export async function findByWords(client: ClientBase): Promise<void> {
  await client.query(`
    insert into children.search_text (authority_id, child_id, kind, source_id, words, sounds)
    select authority_id, id, 'name', id, children.plain(called), children.sounds_of(called)
      from children.child, lateral concat_ws(' ', given_name, family_name) as called`)
  await client.query(`
    insert into children.search_text (authority_id, child_id, kind, source_id, words)
    select authority_id, child_id, 'address', id, children.plain(concat_ws(' ', lines, postcode)) from children.address`)
}
