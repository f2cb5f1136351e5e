import type { ClientBase } from 'pg'
import { tables } from '../past/tables.ts'
import { type Block, blockOf } from './block.ts'
import { type Copy, contactReference, idIn, insert } from './copies.ts'

/** Contacts of a copy that still wait, told of a moment. */
export interface Waiting extends Copy {
  /** The moment, in ISO 8601. */
  readonly at: string
  /** The first so many of this copy have waited for more than 24 hours. */
  readonly late: number
}

/** Every minute of the day's 24 hours but the last ones, in an order that spreads neighbours apart. */
const minutes = 'place * 37 % 1430 + 1'

/** Writes contacts of one copy that wait: not quite 24 hours, or the late ones between 24 and 48. */
export async function copyWaiting(client: ClientBase, block: Block, waiting: Waiting): Promise<void> {
  const { at, late, contacts } = waiting
  await client.query('drop table if exists waiting_now')
  await client.query(`create temp table waiting_now as
    select contact_id, '${at}'::timestamptz - make_interval(mins => ${minutes})
             - case when place < ${late} then interval '24 hours' else interval '0' end as received_at
      from place_in_block where place < ${contacts}`)
  const now = 'join waiting_now now on now.contact_id ='
  const contact = blockOf('front_door.contact')
  const contactChild = blockOf('front_door.contact_child')
  await insert(client, 'front_door.contact', tables['front_door.contact'], `${contact} b ${now} b.id`, (column) =>
    waitingColumn(block, column, waiting),
  )
  const about = tables['front_door.contact_child']
  await insert(client, 'front_door.contact_child', about, `${contactChild} b ${now} b.contact_id`, (column) =>
    waitingColumn(block, column, waiting),
  )
  await insert(
    client,
    'front_door.awaiting_outcome',
    Object.keys(onBoard(block, waiting)),
    `${contact} b ${now} b.id`,
    (column) => onBoard(block, waiting)[column] ?? '',
  )
  await insert(
    client,
    'front_door.to_do',
    Object.keys(owed(waiting)),
    `${contact} b ${now} b.id where b.source_code <> '9'`,
    (column) => owed(waiting)[column] ?? '',
  )
}

const knownAt = ({ at }: Waiting): string => `least(now.received_at + interval '4 minutes', '${at}'::timestamptz)`

function waitingColumn(block: Block, column: string, waiting: Waiting): string {
  if (column === 'id' || column === 'contact_id') return idIn(`b.${column}`, waiting.number)
  if (column === 'child_id') return idIn('b.child_id', waiting.families)
  if (column === 'reference') return contactReference(block, waiting.number)
  if (column === 'received_at') return 'now.received_at'
  if (column === 'received_on') return "(now.received_at at time zone 'Europe/London')::date"
  if (column === 'known_at' || column === 'recorded_at') return knownAt(waiting)
  return column === 'entered_late_because' ? "''" : `b.${column}`
}

/** As the board has it. */
const onBoard = (block: Block, waiting: Waiting): Readonly<Record<string, string>> => {
  const children = `(select count(*) from ${blockOf('front_door.contact_child')} about where about.contact_id = b.id)`
  return {
    contact_id: idIn('b.id', waiting.number),
    reference: contactReference(block, waiting.number),
    received_at: 'now.received_at',
    known_at: knownAt(waiting),
    team_id: 'b.team_id',
    source_code: 'b.source_code',
    referrer: "concat_ws(', ', nullif(b.referrer_name, ''), nullif(b.referrer_agency, ''))",
    urgency: 'b.urgency',
    concern: 'left(b.concern, 120)',
    children,
    children_waiting: children,
  }
}

/** Word to the referrer that it arrived. */
const owed = (waiting: Waiting): Readonly<Record<string, string>> => ({
  kind: "'acknowledge-referrer'",
  subject_id: idIn('b.id', waiting.number),
  contact_id: idIn('b.id', waiting.number),
  due_at: "now.received_at + interval '24 hours'",
  opened_at: knownAt(waiting),
})
