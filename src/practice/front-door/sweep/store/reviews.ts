import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Assignment, Rung } from '../ladder.ts'
import { on } from '../tables.ts'

/** Warns about these contacts. Answers which of them had not been warned about before, whatever moment was swept. */
export async function recordWarnings(
  tx: Tx,
  contactIds: readonly string[],
  warnedAt: Temporal.Instant,
  { personId }: Assignment,
): Promise<ReadonlySet<string>> {
  if (contactIds.length === 0) return new Set()
  const { authorityId } = tx.who
  const rows = await on(tx)
    .insertInto('frontDoor.warning')
    .values(contactIds.map((contactId) => ({ authorityId, contactId, warnedAt, assignedTo: personId })))
    .onConflict((again) => again.doNothing())
    .returning('contactId')
    .execute()
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
  if (reviews.length === 0) return new Set()
  const { openedAt, rung, personId: assignedTo, isGap } = opening
  const turn = { authorityId: tx.who.authorityId, openedAt, rung, assignedTo, isGap }
  const rows = await on(tx)
    .insertInto('frontDoor.review')
    .values(reviews.map(({ id, contactId, period, missed }) => ({ id, contactId, period, missed, ...turn })))
    .onConflict((again) => again.doNothing())
    .returning('id')
    .execute()
  const opened = new Set(rows.map(({ id }) => id))
  const fresh = reviews.filter(({ id }) => opened.has(id))
  await keepOpen(
    tx,
    fresh.filter(({ isWaiting }) => isWaiting),
    opening,
  )
  await endByOutcome(
    tx,
    fresh.filter(({ isWaiting }) => !isWaiting),
    openedAt,
  )
  return opened
}

/** The open review of a contact that waits today is its latest, also when moments are swept out of order. */
async function keepOpen(tx: Tx, reviews: readonly NewReview[], opening: Opening): Promise<void> {
  if (reviews.length === 0) return
  const { openedAt, dueAt, rung, personId: assignedTo } = opening
  const turn = { authorityId: tx.who.authorityId, openedAt, dueAt, rung, assignedTo }
  await on(tx)
    .insertInto('frontDoor.openReview')
    .values(reviews.map(({ id, contactId }) => ({ contactId, reviewId: id, ...turn })))
    .onConflict((open) =>
      open
        .columns(['authorityId', 'contactId'])
        .doUpdateSet((set) => ({
          reviewId: set.ref('excluded.reviewId'),
          openedAt: set.ref('excluded.openedAt'),
          dueAt: set.ref('excluded.dueAt'),
          rung: set.ref('excluded.rung'),
          assignedTo: set.ref('excluded.assignedTo'),
        }))
        .whereRef('excluded.openedAt', '>', 'frontDoor.openReview.openedAt'),
    )
    .execute()
}

/** A past moment was swept for: the outcome that came after it ended the review, and when is already known. */
async function endByOutcome(tx: Tx, reviews: readonly NewReview[], at: Temporal.Instant): Promise<void> {
  if (reviews.length === 0) return
  const reviewIds = reviews.map(({ id }) => id)
  const recordIds = reviews.map(() => newId())
  await sql`
    insert into front_door.review_record (authority_id, id, review_id, contact_id, kind, reviewed_at, known_at)
    select review.authority_id, opened.record_id, review.id, review.contact_id, 'outcome-recorded', done.at, done.at
      from unnest(${reviewIds}::uuid[], ${recordIds}::uuid[]) as opened (review_id, record_id)
      join front_door.review review on review.authority_id = ${tx.who.authorityId} and review.id = opened.review_id
      join lateral (
        select min(completed.completed_at) as at from front_door.completed completed
         where completed.authority_id = review.authority_id and completed.contact_id = review.contact_id
           and completed.completed_at > ${at}) done on done.at is not null
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
  const { authorityId } = tx.who
  const rows = await on(tx)
    .insertInto('frontDoor.reviewClimb')
    .values(climbs.map(({ dueAt: _dueAt, ...climb }) => ({ authorityId, climbedAt, ...climb })))
    .onConflict((again) => again.doNothing())
    .returning(['reviewId', 'rung'])
    .execute()
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
