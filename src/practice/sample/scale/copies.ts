import type { ClientBase } from 'pg'
import { tables } from '../past/tables.ts'
import { allFamilyNames, allGivenNames } from '../words/people.ts'
import { type Block, blockOf, contactTables, familyTables } from './block.ts'

/** One copy of the block. Its ids differ from the block's in six digits, which hold the copy's number. */
export interface Copy {
  readonly number: number
  /** Which copy of the families its contacts are about. */
  readonly families: number
  /** Only contacts with a lower place in the block. */
  readonly contacts: number
}

/** Ids that the block made; all others are of people and teams, which every copy shares. */
const madeIds = ['id', 'contact_id', 'decision_id', 'review_id', 'household_id', 'adult_id']

/**
 * An id of the block as it is in a copy: random digits at its end give way to the copy's number. In the first copy too, or one of its
 * ids might by chance end like those of another copy.
 */
export const idIn = (id: string, copy: number): string =>
  `overlay(${id}::text placing '${copy.toString(16).padStart(6, '0')}' from 31 for 6)::uuid`

/** Copies are seconds apart, so that few contacts came at the very same moment. */
const apart = (copy: number): string => `interval '${(copy % 700) * 5} seconds'`

/** "C-2001-0042", counted on from copy to copy. Digits beyond four are kept: lpad alone would cut them. */
export function contactReference(block: Block, copy: number): string {
  const highest = Math.max(0, ...block.references.values())
  const number = `(substr(b.reference, 8)::integer + ${copy * highest})::text`
  return `left(b.reference, 7) || lpad(${number}, greatest(4, length(${number})), '0')`
}

/** Writes the families of one copy, under names of their own, and what they are found by. */
export async function copyFamilies(client: ClientBase, block: Block, copy: number): Promise<void> {
  for (const table of familyTables) {
    const columns: readonly string[] = tables[table]
    const from = `${blockOf(table)} b ${columns.includes('family_name') ? renamed(copy) : ''}`
    await insert(client, table, columns, from, (column) => familyColumn(block, column, copy))
  }
}

function familyColumn(block: Block, column: string, copy: number): string {
  if (column === 'family_name' || column === 'given_name') return `${column.replace('_name', '_in_copy')}.name`
  if (column === 'reference') return `'CH-' || (substr(b.reference, 4)::integer + ${copy * block.children})`
  // Known before any contact of any copy.
  if (column === 'recorded_at') return "b.recorded_at - interval '2 hours'"
  return [...madeIds, 'child_id'].includes(column) ? idIn(`b.${column}`, copy) : `b.${column}`
}

/** Names move on by some places from copy to copy: sisters and brothers still share theirs. */
const renamed = (copy: number): string => `
  left join made_family_name on made_family_name.name = b.family_name
  left join made_family_name family_in_copy
    on family_in_copy.place = (made_family_name.place + ${copy * 17}) % ${allFamilyNames.length}
  left join made_given_name on made_given_name.name = b.given_name
  left join made_given_name given_in_copy
    on given_in_copy.place = (made_given_name.place + ${copy * 7}) % ${allGivenNames.length}`

/** Writes the contacts of one copy, each with its outcome. */
export async function copyContacts(client: ClientBase, block: Block, copy: Copy): Promise<void> {
  const isPart = copy.contacts < block.contacts
  for (const table of contactTables) {
    const id = table === 'front_door.contact' ? 'b.id' : 'b.contact_id'
    const wanted = `join place_in_block on place_in_block.contact_id = ${id} and place < ${copy.contacts}`
    const from = `${blockOf(table)} b ${table === 'front_door.contact_child' ? itsContact : ''} ${isPart ? wanted : ''}`
    await insert(client, table, tables[table], from, (column) => contactColumn(block, column, copy))
  }
}

/** Where `received_at` is found for the children of a contact, which keep the day alone. */
const itsContact = `join ${blockOf('front_door.contact')} its_contact on its_contact.id = b.contact_id`

function contactColumn(block: Block, column: string, { number, families }: Copy): string {
  if (column === 'reference') return contactReference(block, number)
  if (column === 'received_on') return `((received_at - ${apart(number)}) at time zone 'Europe/London')::date`
  if (column.endsWith('_at')) return `b.${column} - ${apart(number)}`
  if (column === 'child_id') return idIn('b.child_id', families)
  return madeIds.includes(column) ? idIn(`b.${column}`, number) : `b.${column}`
}

export const insert = async (
  client: ClientBase,
  table: string,
  columns: readonly string[],
  from: string,
  expressionOf: (column: string) => string,
): Promise<void> => {
  const expressions = columns.map(expressionOf).join(', ')
  await client.query(
    `insert into ${table} (authority_id, ${columns.join(', ')}) select b.authority_id, ${expressions} from ${from}`,
  )
}
