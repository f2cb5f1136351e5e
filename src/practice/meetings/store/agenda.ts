import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { orderAfter } from '../rules/order.ts'
import type { Moved, Origin } from '../words.ts'
import { append, appendAll } from './append.ts'

export interface AgendaItem {
  readonly id: string
  readonly position: number
  readonly title: string
  readonly origin: Origin
  /** For an item that was carried forward: the meeting it comes from. */
  readonly carriedFromReference: string | null
  readonly carriedFromMeetingId: string | null
  readonly packId: string | null
  /** Why it goes to the next meeting; null when it does not. */
  readonly carriedBecause: string | null
  /** The reference of the meeting that took it; null while none has. */
  readonly takenByReference: string | null
}

/** What a meeting is about, in order, without what was taken off. */
export async function listAgenda(tx: Tx, meetingId: string): Promise<readonly AgendaItem[]> {
  const { rows } = await sql<AgendaItem>`
    select item.id, item.position, item.title, item.origin, item.pack_id, source.meeting_id as carried_from_meeting_id,
           source_meeting.reference as carried_from_reference, carried.reason as carried_because,
           taker.reference as taken_by_reference
      from meetings.standing_agenda_item item
      left join meetings.agenda_item source on source.authority_id = item.authority_id and source.id = item.carried_from
      left join meetings.meeting source_meeting
        on source_meeting.authority_id = source.authority_id and source_meeting.id = source.meeting_id
      left join meetings.carried_forward carried on carried.authority_id = item.authority_id and carried.item_id = item.id
      left join meetings.agenda_item next on next.authority_id = item.authority_id and next.carried_from = item.id
      left join meetings.meeting taker on taker.authority_id = next.authority_id and taker.id = next.meeting_id
     where item.authority_id = ${tx.who.authorityId} and item.meeting_id = ${meetingId}
     order by item.position, item.id`.execute(tx.sql)
  return rows
}

/** Adds items at the end, in this order. */
export async function addItems(tx: Tx, meetingId: string, titles: readonly string[]): Promise<void> {
  const first = await nextPosition(tx, meetingId)
  const rows = titles.map((title, at) => rowOf(meetingId, first + at, { title, origin: 'own' }))
  await appendAll(tx, 'meetings.agendaItem', 'meeting.item-added', [meetingId], rows)
}

/** The pack's own item. Added when it is issued. */
export const addPackItem = (tx: Tx, meetingId: string, packId: string, title: string): Promise<boolean> =>
  addItem(tx, meetingId, { title, origin: 'pack', packId })

interface NewItem {
  readonly title: string
  readonly origin: Origin
  readonly packId?: string
  readonly carriedFrom?: string
}

function rowOf(meetingId: string, position: number, item: NewItem) {
  const { title, origin, packId = null, carriedFrom = null } = item
  return { id: newId(), meetingId, position, title, origin, packId, carriedFrom }
}

const addItem = async (tx: Tx, meetingId: string, item: NewItem): Promise<boolean> =>
  append(
    tx,
    'meetings.agendaItem',
    'meeting.item-added',
    [meetingId],
    rowOf(meetingId, await nextPosition(tx, meetingId), item),
  )

async function nextPosition(tx: Tx, meetingId: string): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(max(position), 0) + 1 as position from meetings.agenda_item
     where authority_id = ${tx.who.authorityId} and meeting_id = ${meetingId}`.execute(tx.sql)
  return rows[0]?.position ?? 1
}

/**
 * Moves an item up or down by one place. Whoever moves another at the same time waits. Answers the place it has now, from 1;
 * null where it stands first or last already.
 */
export async function moveItem(tx: Tx, meetingId: string, itemId: string, moved: Moved): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`meetings.agenda:${meetingId}`}, ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  const ids = (await listAgenda(tx, meetingId)).map(({ id }) => id)
  const itemIds = orderAfter(ids, itemId, moved)
  if (itemIds === null) return null
  const row = { id: newId(), meetingId, itemId, moved, itemIds: [...itemIds] }
  await append(tx, 'meetings.agendaOrder', 'meeting.item-moved', [meetingId], row)
  return itemIds.indexOf(itemId) + 1
}

export const removeItem = (tx: Tx, meetingId: string, itemId: string, reason: string): Promise<boolean> =>
  append(tx, 'meetings.agendaItemRemoval', 'meeting.item-removed', [meetingId], { itemId, meetingId, reason })

/** Says that an item goes on at the next meeting. Answers false when that was said before. */
export const carryForward = (tx: Tx, meetingId: string, itemId: string, reason: string): Promise<boolean> =>
  append(tx, 'meetings.carriedForward', 'meeting.item-carried', [meetingId], { itemId, meetingId, reason })

/**
 * Puts what other meetings of the series hand on, and no other has taken, on this agenda: items that were carried forward, and
 * those of meetings that were cancelled, so that nothing is lost with a meeting that does not take place. Answers how many.
 */
export async function takeCarried(tx: Tx, seriesId: string, meetingId: string): Promise<number> {
  const { rows } = await sql<{ itemId: string; title: string }>`
    select item.id as item_id, item.title
      from meetings.standing_agenda_item item
      join meetings.standing_meeting source on source.authority_id = item.authority_id and source.id = item.meeting_id
     where item.authority_id = ${tx.who.authorityId} and source.series_id = ${seriesId} and source.id <> ${meetingId}
       and (source.state = 'cancelled' and item.origin <> 'pack'
            or exists (select from meetings.carried_forward carried
                        where carried.authority_id = item.authority_id and carried.item_id = item.id))
       and not exists (select from meetings.agenda_item taken
                        where taken.authority_id = item.authority_id and taken.carried_from = item.id)
     order by source.starts_at, item.position`.execute(tx.sql)
  for (const { itemId, title } of rows) await addItem(tx, meetingId, { title, origin: 'carried', carriedFrom: itemId })
  return rows.length
}
