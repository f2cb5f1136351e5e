import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { DueInWeek } from '../rules/capacity.ts'
import type { Span } from '../rules/slots.ts'
import { on } from '../tables.ts'

/** When and where a conference can be held, who chairs it and who takes the minutes. */
export interface Slot extends Span {
  /** Stays the same through every change. */
  readonly slotId: string
  /** The row that stands. */
  readonly rowId: string
  readonly place: string
  readonly chairName: string
  readonly minuteTakerId: string | null
  readonly minuteTakerName: string | null
  readonly taken: Taken | null
}

/** Who has a slot. What whoever asks may not open is null: then it is taken, and no more is said. */
export interface Taken {
  readonly discussionId: string | null
  readonly reference: string | null
  readonly children: number
  readonly bookedBy: string | null
  readonly bookedAt: Temporal.Instant
}

export interface SlotsAsked {
  readonly ids?: readonly string[]
  readonly from?: Temporal.Instant
  readonly to?: Temporal.Instant
  readonly isFree?: boolean | undefined
  readonly hasMinuteTaker?: boolean | undefined
  readonly limit: number
  readonly skip: number
}

type SlotRow = Omit<Slot, 'taken'> & {
  readonly isTaken: boolean
  readonly discussionId: string | null
  readonly reference: string | null
  readonly children: number
  readonly bookedBy: string | null
  readonly bookedAt: Temporal.Instant
  readonly total: number
}

/** Slots that were not withdrawn, the earliest first, with who has them. No record of a child is read. */
export async function listSlots(
  tx: Tx,
  { ids, from, to, isFree, hasMinuteTaker, limit, skip }: SlotsAsked,
): Promise<{ readonly slots: readonly Slot[]; readonly total: number }> {
  const { rows } = await sql<SlotRow>`
    with slot as (
      select entry.slot_id, entry.id as row_id, entry.starts_at, entry.ends_at, entry.place, entry.chair_name,
             entry.minute_taker_id, minutes.name as minute_taker_name
        from strategy.standing_conference_slot entry
        left join organisation.person minutes
          on minutes.authority_id = entry.authority_id and minutes.id = entry.minute_taker_id
       where entry.authority_id = ${tx.who.authorityId}
         and ${ids === undefined ? sql`true` : sql`entry.slot_id = any (${[...ids]}::uuid[])`}
         and ${from === undefined ? sql`true` : sql`entry.starts_at >= ${from}`}
         and ${to === undefined ? sql`true` : sql`entry.starts_at < ${to}`}
         and ${hasMinuteTaker === undefined ? sql`true` : sql`(entry.minute_taker_id is not null) = ${hasMinuteTaker}`})
    select slot.*, taken.slot_id is not null as is_taken, taken.discussion_id, taken.reference, taken.children,
           taken.booked_by, taken.booked_at, count(*) over ()::integer as total
      from slot
      left join strategy.slot_bookings(array(select slot_id from slot)) taken on taken.slot_id = slot.slot_id
     where ${isFree === undefined ? sql`true` : sql`(taken.slot_id is null) = ${isFree}`}
     order by slot.starts_at, slot.slot_id
     limit ${limit} offset ${skip}`.execute(tx.sql)
  return { slots: rows.map(asSlot), total: rows[0]?.total ?? 0 }
}

const asSlot = ({
  isTaken,
  discussionId,
  reference,
  children,
  bookedBy,
  bookedAt,
  total: _total,
  ...row
}: SlotRow) => ({
  ...row,
  taken: isTaken ? { discussionId, reference, children, bookedBy, bookedAt } : null,
})

export const findSlot = async (tx: Tx, slotId: string): Promise<Slot | null> =>
  (await listSlots(tx, { ids: [slotId], limit: 1, skip: 0 })).slots[0] ?? null

/** The same, locked: whoever would book, change or withdraw it next waits until this is recorded or given up. */
export async function lockSlot(tx: Tx, slotId: string): Promise<Slot | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy.slot:${slotId}`}, ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  return findSlot(tx, slotId)
}

/** Where else a minute-taker is then: at another conference, or at a strategy discussion. Asked under the minute-taker's lock. */
export async function listClashes(
  tx: Tx,
  minuteTakerId: string,
  spans: readonly Span[],
  except: string | null = null,
): Promise<readonly (Span & { readonly what: string })[]> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`strategy.minute-taker:${minuteTakerId}`}, ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  const { rows } = await sql<Span & { what: string }>`
    with wanted as (
      select * from unnest(${spans.map(({ startsAt }) => startsAt.toString())}::timestamptz[],
                           ${spans.map(({ endsAt }) => endsAt.toString())}::timestamptz[]) as span (starts_at, ends_at))
    select distinct slot.starts_at, slot.ends_at, 'another conference' as what
      from strategy.standing_conference_slot slot
      join wanted on slot.starts_at < wanted.ends_at and slot.ends_at > wanted.starts_at
     where slot.authority_id = ${tx.who.authorityId} and slot.minute_taker_id = ${minuteTakerId}
       and slot.slot_id is distinct from ${except}::uuid
    union
    select distinct planned.starts_at, planned.ends_at, 'a strategy discussion'
      from strategy.standing_arrangement planned
      join wanted on planned.starts_at < wanted.ends_at and planned.ends_at > wanted.starts_at
     where planned.authority_id = ${tx.who.authorityId} and planned.minute_taker_id = ${minuteTakerId}
     order by starts_at`.execute(tx.sql)
  return rows
}

export interface NewSlot extends Span {
  readonly place: string
  readonly chairName: string
  readonly minuteTakerId: string | null
}

/** Enters slots. Answers their ids. */
export async function recordSlots(tx: Tx, slots: readonly NewSlot[]): Promise<readonly string[]> {
  const rows = slots.map((slot) => {
    const id = newId()
    return { ...slot, authorityId: tx.who.authorityId, id, slotId: id, knownAt: tx.now }
  })
  await on(tx).insertInto('strategy.conferenceSlot').values(rows).execute()
  const subjects = rows.map(({ id }) => id)
  tx.trail.changed({ action: 'conference-slots.entered', subjects, content: { slots: rows } })
  return subjects
}

/** Changes a slot, or withdraws it. The database refuses to withdraw or move one that a family has booked. */
export async function changeSlot(
  tx: Tx,
  slot: Slot,
  change: NewSlot & { readonly reason: string; readonly isWithdrawn?: boolean },
): Promise<void> {
  const row = {
    ...change,
    isWithdrawn: change.isWithdrawn ?? false,
    authorityId: tx.who.authorityId,
    id: newId(),
    slotId: slot.slotId,
    replaces: slot.rowId,
    knownAt: tx.now,
  }
  await on(tx).insertInto('strategy.conferenceSlot').values(row).execute()
  const action = row.isWithdrawn ? 'conference-slot.withdrawn' : 'conference-slot.changed'
  tx.trail.changed({ action, subjects: [slot.slotId, row.id], content: row })
}

/** Conferences due before a day, by week, in families; restricted records counted, since they need a slot as well. */
export async function listConferencesDue(tx: Tx, before: Temporal.PlainDate): Promise<readonly DueInWeek[]> {
  const { rows } = await sql<DueInWeek>`select * from strategy.conferences_due(${before}::date)`.execute(tx.sql)
  return rows
}
