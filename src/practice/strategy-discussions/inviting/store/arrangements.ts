import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import type { DiscussionForm } from '../../words.ts'
import { on } from '../tables.ts'
import { nextSequence } from './sequence.ts'

/** When and how a discussion is to be held. */
export interface Arrangement {
  readonly id: string
  readonly discussionId: string
  /** Called off: nothing is arranged until there is another. */
  readonly isCancelled: boolean
  /** The calendar's. */
  readonly sequence: number
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly form: DiscussionForm
  /** The place, or the link by which one joins. */
  readonly place: string
  readonly chairId: string | null
  readonly chairName: string
  readonly minuteTakerId: string | null
  /** Why it begins after the discussion is due; '' when it does not. */
  readonly lateReason: string
  readonly reason: string
  readonly knownAt: Temporal.Instant
  readonly recordedBy: string | null
  /** Since when its time and place are what they are: an answer to another time is no answer to this one. */
  readonly timeKnownAt: Temporal.Instant
}

type Row = Omit<Arrangement, 'timeKnownAt'> & { readonly replaces: string | null }

/** Everything that was ever arranged for a discussion, the first one first: each in the place of the one before. */
export async function listArrangements(tx: Tx, discussionId: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select id, discussion_id, replaces, is_cancelled, sequence, starts_at, ends_at, form, place, chair_id, chair_name,
           minute_taker_id, late_reason, reason, known_at, recorded_by
      from strategy.arrangement
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId}`.execute(tx.sql)
  const chain: Row[] = []
  for (let next = after(rows, null); next !== null; next = after(rows, next.id)) chain.push(next)
  return chain
}

const after = (rows: readonly Row[], id: string | null): Row | null =>
  rows.find(({ replaces }) => replaces === id) ?? null

/** The last arrangement of a discussion, called off or not; null when there was none. */
export async function findArrangement(tx: Tx, discussionId: string): Promise<Arrangement | null> {
  const chain = [...(await listArrangements(tx, discussionId))].reverse()
  const [last] = chain
  if (last === undefined) return null
  const other = chain.findIndex((earlier) => !isSameTime(earlier, last))
  const first = chain[other === -1 ? chain.length - 1 : other - 1] ?? last
  const { replaces: _replaces, ...arrangement } = last
  return { ...arrangement, timeKnownAt: first.knownAt }
}

type Timed = Pick<Arrangement, 'startsAt' | 'isCancelled'>
const isSameTime = (one: Timed, other: Timed): boolean =>
  one.isCancelled === other.isCancelled && one.startsAt.equals(other.startsAt)

export interface NewArrangement {
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly form: DiscussionForm
  readonly place: string
  readonly chairId: string | null
  readonly chairName: string
  readonly minuteTakerId: string | null
  readonly lateReason?: string
  /** Of a change: why. */
  readonly reason?: string
  readonly isCancelled?: boolean
  readonly knownAt?: Temporal.Instant
}

/**
 * Arranges a discussion, or changes what was arranged: a row in the place of the last one, with the next of the calendar's
 * sequence. The discussion is locked by whoever asks. Answers the row's id.
 */
export async function recordArrangement(tx: Tx, discussionId: string, arrangement: NewArrangement): Promise<string> {
  const last = await findArrangement(tx, discussionId)
  const row = {
    ...arrangement,
    knownAt: arrangement.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    discussionId,
    replaces: last?.id ?? null,
    sequence: await nextSequence(tx, discussionId),
  }
  await on(tx).insertInto('strategy.arrangement').values(row).execute()
  await watchAgain(tx, discussionId, row.knownAt)
  const action = last === null ? 'discussion.arranged' : `arrangement.${row.isCancelled ? 'called-off' : 'changed'}`
  tx.trail.changed({ action, subjects: [discussionId, row.id], content: row })
  return row.id
}

/** Calls an arrangement off, so that nothing is arranged: everything stays as it was but that it is not to be. */
export const callOff = (tx: Tx, arrangement: Arrangement, reason: string): Promise<string> =>
  recordArrangement(tx, arrangement.discussionId, { ...parts(arrangement), isCancelled: true, reason })

const parts = (arrangement: Arrangement) => {
  const { startsAt, endsAt, form, place, chairId, chairName, minuteTakerId } = arrangement
  return { startsAt, endsAt, form, place, chairId, chairName, minuteTakerId }
}

/** Everybody who was ever to take the minutes of a discussion. */
export async function listMinuteTakers(tx: Tx, discussionId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct minute_taker_id as id from strategy.arrangement
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId} and minute_taker_id is not null`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}
