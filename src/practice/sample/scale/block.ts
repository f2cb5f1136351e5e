import type { ClientBase } from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { copyIn } from '#platform/db'
import { dayOf, pastOf } from '../past/past.ts'
import { type TableName, tables } from '../past/tables.ts'
import type { Workforce } from '../past/workforce.ts'
import { readLeeds } from '../published/leeds.ts'
import { allFamilyNames, allGivenNames } from '../words/people.ts'
import { copyText } from '../write/copy-text.ts'

/** What belongs to a household, and is copied as often as children are wanted. */
export const familyTables = [
  'children.household',
  'children.adult',
  'children.child',
  'children.household_member',
  'children.address',
] as const satisfies readonly TableName[]

/** What belongs to a contact whose outcome is recorded. Events and what the case system says stay away: nothing measured reads them. */
export const contactTables = [
  'front_door.contact',
  'front_door.contact_child',
  'front_door.decision',
  'front_door.completed',
  'front_door.late_recording',
  'front_door.warning',
  'front_door.review',
  'front_door.review_climb',
  'front_door.review_record',
] as const satisfies readonly TableName[]

export interface BlockPlan {
  readonly seed: number
  readonly at: Temporal.Instant
  /** About how many. */
  readonly contacts: number
  readonly calendar: WorkingCalendar
  readonly staff: Workforce
  readonly authorityId: number
}

/** A made-up past of a few thousand contacts, held in temporary tables and copied from there. */
export interface Block {
  readonly contacts: number
  readonly children: number
  /** The highest number that a reference of one month has. */
  readonly references: ReadonlyMap<string, number>
}

const years = 6

/** The temporary table that holds the block's rows of a table. */
export const blockOf = (table: string): string => `pg_temp.${table.replace('.', '_')}_block`

/** Makes the block in this session: the last six years up to `at`, as the sample makes them. */
export async function makeBlock(client: ClientBase, plan: BlockPlan): Promise<Block> {
  const written = [...familyTables, ...contactTables]
  for (const table of written)
    await client.query(`create temp table ${named(table)} (like ${table} including defaults)`)
  const today = londonDate(plan.at)
  const past = pastOf(
    {
      seed: plan.seed,
      fromDay: dayOf(today.subtract({ years })),
      toDay: dayOf(today),
      asOf: plan.at.epochMilliseconds,
      contactsPerYear: plan.contacts / years,
    },
    { published: readLeeds(), calendar: plan.calendar, staff: plan.staff },
  )
  let block: Block = { contacts: 0, children: 0, references: new Map() }
  for (const { rows, contacts, references } of past) {
    for (const table of written) {
      const text = copyText(table, rows[table], plan.authorityId)
      const columns = ['authority_id', ...tables[table]].join(', ')
      if (text !== '') await copyIn(client, `copy ${blockOf(table)} (${columns}) from stdin`, text)
    }
    const children = block.children + rows['children.child'].length
    block = { contacts: block.contacts + contacts, children, references }
  }
  await number(client)
  for (const table of written) await client.query(`analyze ${blockOf(table)}`)
  return block
}

const named = (table: string): string => blockOf(table).slice('pg_temp.'.length)

/** Places of contacts and of names, which the copies count by. */
async function number(client: ClientBase): Promise<void> {
  await client.query(`create temp table place_in_block as
    select id as contact_id, row_number() over (order by id)::integer - 1 as place from ${blockOf('front_door.contact')}`)
  for (const [table, names] of [
    ['made_family_name', allFamilyNames],
    ['made_given_name', allGivenNames],
  ] as const) {
    const numbered = 'unnest($1::text[]) with ordinality as made (name, place)'
    await client.query(`create temp table ${table} (name text, place integer)`)
    await client.query(`insert into ${table} select name, place - 1 from ${numbered}`, [names])
    await client.query(`analyze ${table}`)
  }
  await client.query('analyze place_in_block')
}
