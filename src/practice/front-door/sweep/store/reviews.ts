import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Assignment, Rung } from '../ladder.ts'

/** Warns about these contacts. Answers which of them had not been warned about before, whatever moment was swept. */
export async function recordWarnings(
  tx: Tx,
  contactIds: readonly string[],
  warnedAt: Temporal.Instant,
  { personId }: Assignment,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ contactId: string }>`
    insert into front_door.warning (authority_id, contact_id, warned_at, assigned_to)
    select ${tx.who.authorityId}, contact_id, ${warnedAt}, ${personId}
      from unnest(${contactIds}::uuid[]) as late (contact_id)
    on conflict do nothing returning contact_id`.execute(tx.sql)
  return new Set(rows.map(({ contactId }) => contactId))
}

export interface NewReview {
  readonly id: string
  readonly contactId: string
  readonly isWaiting: boolean
  readonly period: number
  readonly missed: number
}

/** When reviews open, when they climb if nothing happens, and whose turn they are. */
export interface Opening extends Assignment {
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
}

/**
 * Opens these reviews for whoever's turn it is. Answers which were opened: a review that a sweep for another moment
 * opened before is not opened again.
 */
export async function openReviews(
  tx: Tx,
  reviews: readonly NewReview[],
  opening: Opening,
): Promise<ReadonlySet<string>> {
  const { openedAt, rung, personId, isGap } = opening
  const { rows } = await sql<{ id: string }>`
    insert into front_door.review (authority_id, id, contact_id, period, missed, opened_at, rung, assigned_to, is_gap)
    select ${tx.who.authorityId}, late.*, ${openedAt}, ${rung}, ${personId}, ${isGap}
      from unnest(${reviews.map(({ id }) => id)}::uuid[], ${reviews.map(({ contactId }) => contactId)}::uuid[],
                  ${reviews.map(({ period }) => period)}::integer[], ${reviews.map(({ missed }) => missed)}::integer[]) as late
    on conflict do nothing returning id`.execute(tx.sql)
  const opened = new Set(rows.map(({ id }) => id))
  const fresh = reviews.filter(({ id }) => opened.has(id))
  const [waiting, ended] = [fresh.filter(({ isWaiting }) => isWaiting), fresh.filter(({ isWaiting }) => !isWaiting)]
  if (waiting.length > 0) await keepOpen(tx, waiting, opening)
  if (ended.length > 0) {
    await endByOutcome(
      tx,
      ended.map(({ id }) => id),
    )
  }
  return opened
}

/** The open review of a contact that waits today is its latest, also when moments are swept out of order. */
async function keepOpen(tx: Tx, reviews: readonly NewReview[], opening: Opening): Promise<void> {
  const { openedAt, dueAt, rung, personId } = opening
  await sql`
    insert into front_door.open_review (authority_id, contact_id, review_id, opened_at, rung, assigned_to, due_at)
    select ${tx.who.authorityId}, late.*, ${openedAt}, ${rung}, ${personId}, ${dueAt}
      from unnest(${reviews.map(({ contactId }) => contactId)}::uuid[], ${reviews.map(({ id }) => id)}::uuid[]) as late
    on conflict (authority_id, contact_id) do update
       set review_id = excluded.review_id, opened_at = excluded.opened_at, rung = excluded.rung,
           assigned_to = excluded.assigned_to, due_at = excluded.due_at
     where excluded.opened_at > open_review.opened_at`.execute(tx.sql)
}

/** Ends open reviews whose contact got its outcome in a file or through the API, where nobody looks at reviews. */
export async function endAnswered(tx: Tx): Promise<number> {
  const { rows } = await sql<{ reviewId: string }>`
    delete from front_door.open_review open
     where open.authority_id = ${tx.who.authorityId} and not exists (
       select from front_door.awaiting_outcome waiting
        where waiting.authority_id = open.authority_id and waiting.contact_id = open.contact_id)
    returning review_id`.execute(tx.sql)
  const reviewIds = rows.map(({ reviewId }) => reviewId)
  if (reviewIds.length > 0) await endByOutcome(tx, reviewIds)
  return reviewIds.length
}

/**
 * The outcome ended these reviews: when it came after they opened, else now, when a file told of an outcome that had come
 * before.
 */
async function endByOutcome(tx: Tx, reviewIds: readonly string[]): Promise<void> {
  const recordIds = reviewIds.map(() => newId())
  await sql`
    insert into front_door.review_record (authority_id, id, review_id, contact_id, kind, reviewed_at, known_at)
    select review.authority_id, opened.record_id, review.id, review.contact_id, 'outcome-recorded', done.at, done.at
      from unnest(${reviewIds}::uuid[], ${recordIds}::uuid[]) as opened (review_id, record_id)
      join front_door.review review on review.authority_id = ${tx.who.authorityId} and review.id = opened.review_id
      join lateral (
        select coalesce(min(completed.completed_at), now()) as at from front_door.completed completed
         where completed.authority_id = review.authority_id and completed.contact_id = review.contact_id
           and completed.completed_at > review.opened_at) done on true
    on conflict do nothing`.execute(tx.sql)
}

export interface NewClimb {
  readonly reviewId: string
  readonly contactId: string
  readonly rung: Exclude<Rung, 'duty-manager'>
  readonly assignedTo: string | null
  /** When it climbs on from there. */
  readonly dueAt: Temporal.Instant
}

/** One climb, named so that sets of them can be compared. */
export const climbKey = ({ reviewId, rung }: Pick<NewClimb, 'reviewId' | 'rung'>): string => `${reviewId} ${rung}`

/** Lets undone reviews climb. `climbs` has lower rungs first. Answers the keys of the climbs that are new. */
export async function recordClimbs(
  tx: Tx,
  climbs: readonly NewClimb[],
  climbedAt: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  if (climbs.length === 0) return new Set()
  const { rows } = await sql<Pick<NewClimb, 'reviewId' | 'rung'>>`
    insert into front_door.review_climb (authority_id, review_id, contact_id, rung, assigned_to, climbed_at)
    select ${tx.who.authorityId}, climb.*, ${climbedAt}
      from unnest(${climbs.map(({ reviewId }) => reviewId)}::uuid[], ${climbs.map(({ contactId }) => contactId)}::uuid[],
                  ${climbs.map(({ rung }) => rung)}::text[], ${climbs.map(({ assignedTo }) => assignedTo)}::uuid[]) as climb
    on conflict do nothing returning review_id, rung`.execute(tx.sql)
  const fresh = new Set(rows.map(climbKey))
  await moveUp(tx, climbs)
  return fresh
}

/** Where a review climbs two rungs at once, it stands on the higher. */
async function moveUp(tx: Tx, climbs: readonly NewClimb[]): Promise<void> {
  const highest = [...new Map(climbs.map((climb) => [climb.reviewId, climb])).values()]
  await sql`
    update front_door.open_review open
       set rung = now.rung, assigned_to = now.assigned_to, due_at = now.due_at
      from unnest(${highest.map(({ reviewId }) => reviewId)}::uuid[], ${highest.map(({ rung }) => rung)}::text[],
                  ${highest.map(({ assignedTo }) => assignedTo)}::uuid[],
                  ${highest.map(({ dueAt }) => dueAt.toString())}::timestamptz[])
           as now (review_id, rung, assigned_to, due_at)
     where open.authority_id = ${tx.who.authorityId} and open.review_id = now.review_id`.execute(tx.sql)
}
