import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Rung } from '../sweep/ladder.ts'
import { on } from '../tables.ts'
import type { ReviewAnswers } from './rules.ts'

/** A review with what became of it. */
export interface Review {
  readonly id: string
  readonly contactId: string
  readonly reference: string
  /** 1 at 24 hours from receipt, 2 at 48 … */
  readonly period: number
  /** Periods that passed while nobody ran, counted in this review. */
  readonly missed: number
  readonly openedAt: Temporal.Instant
  /** Where it stands, or stood last. */
  readonly rung: Rung
  readonly assignedTo: string | null
  /** When it climbs on; null when it is no longer open. */
  readonly dueAt: Temporal.Instant | null
  readonly record: ReviewRecord | null
}

/** How a review ended, corrections folded into the latest. */
export interface ReviewRecord {
  readonly id: string
  readonly kind: 'reviewed' | 'outcome-recorded'
  readonly whyNoOutcome: string
  readonly whatHappensNow: string
  readonly nextAt: Temporal.Instant | null
  readonly reviewedBy: string | null
  /** When the first record of it was made: what counts for "in time". */
  readonly firstRecordedAt: Temporal.Instant
}

interface ReviewRow extends Omit<Review, 'record'> {
  readonly recordId: string | null
  readonly kind: ReviewRecord['kind'] | null
  readonly whyNoOutcome: string | null
  readonly whatHappensNow: string | null
  readonly nextAt: Temporal.Instant | null
  readonly reviewedBy: string | null
  readonly firstRecordedAt: Temporal.Instant | null
}

const selectReviews = sql`
  select review.id, review.contact_id, contact.reference, review.period, review.missed, review.opened_at,
         coalesce(open.rung, climbed.rung, review.rung) as rung,
         coalesce(open.assigned_to, climbed.assigned_to, review.assigned_to) as assigned_to, open.due_at,
         latest.id as record_id, latest.kind, latest.why_no_outcome, latest.what_happens_now, latest.next_at,
         latest.reviewed_by, first.known_at as first_recorded_at
    from front_door.review review
    join front_door.contact contact
      on contact.authority_id = review.authority_id and contact.id = review.contact_id
    left join front_door.open_review open
      on open.authority_id = review.authority_id and open.review_id = review.id
    left join lateral (
      select climb.rung, climb.assigned_to from front_door.review_climb climb
       where climb.authority_id = review.authority_id and climb.review_id = review.id
       order by climb.climbed_at desc, climb.rung limit 1) climbed on true
    left join front_door.review_record first
      on first.authority_id = review.authority_id and first.review_id = review.id and first.corrects is null
    left join lateral (
      select entry.* from front_door.review_record entry
       where entry.authority_id = review.authority_id and entry.review_id = review.id
       order by entry.recorded_at desc, entry.id desc limit 1) latest on true`

/** One review of this contact, or null. */
export async function findReview(tx: Tx, contactId: string, reviewId: string): Promise<Review | null> {
  const { rows } = await sql<ReviewRow>`${selectReviews}
   where review.authority_id = ${tx.who.authorityId} and review.contact_id = ${contactId} and review.id = ${reviewId}`.execute(
    tx.sql,
  )
  return rows[0] ? asReview(rows[0]) : null
}

/** The reviews that are open, the one that climbs soonest first. Trailed as read. */
export const listOpenReviews = (tx: Tx): Promise<readonly Review[]> =>
  list(tx, sql`open.review_id is not null order by open.due_at, review.id`)

/** The reviews that ended since, latest first. Trailed as read. */
export const listEndedReviews = (tx: Tx, since: Temporal.Instant): Promise<readonly Review[]> =>
  list(
    tx,
    sql`open.review_id is null and review.opened_at >= ${since} order by review.opened_at desc, review.id limit 500`,
  )

async function list(tx: Tx, rest: ReturnType<typeof sql>): Promise<readonly Review[]> {
  const { rows } = await sql<ReviewRow>`${selectReviews}
   where review.authority_id = ${tx.who.authorityId} and ${rest}`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows.map(asReview)
}

function asReview(row: ReviewRow): Review {
  const { recordId, kind, whyNoOutcome, whatHappensNow, nextAt, reviewedBy, firstRecordedAt, ...review } = row
  if (recordId === null || kind === null || firstRecordedAt === null) return { ...review, record: null }
  const record = { id: recordId, kind, nextAt, reviewedBy, firstRecordedAt }
  return {
    ...review,
    record: { ...record, whyNoOutcome: whyNoOutcome ?? '', whatHappensNow: whatHappensNow ?? '' },
  }
}

interface ReviewedBy {
  readonly personId: string
  /** Now, unless a past is laid down. */
  readonly at?: Temporal.Instant
}

/** Records the review of a contact that waits on. The next one opens by itself at the next 24 hours. */
export async function recordReview(
  tx: Tx,
  review: Pick<Review, 'id' | 'contactId'>,
  answers: ReviewAnswers,
  by: ReviewedBy,
): Promise<void> {
  await on(tx)
    .deleteFrom('frontDoor.openReview')
    .where('authorityId', '=', tx.who.authorityId)
    .where('reviewId', '=', review.id)
    .execute()
  const row = { ...recordRow(review, answers, by, tx.now), corrects: null, correctionReason: '' }
  await insertRecord(tx, row)
  tx.trail.changed({ action: 'review.recorded', subjects: [review.contactId, review.id], content: row })
}

/** Appends what is to stand instead of a recorded review, with the reason. */
export async function correctReview(
  tx: Tx,
  review: Pick<Review, 'id' | 'contactId'>,
  answers: ReviewAnswers,
  correction: ReviewedBy & { readonly corrects: string; readonly reason: string },
): Promise<void> {
  const { corrects, reason } = correction
  const row = { ...recordRow(review, answers, correction, tx.now), corrects, correctionReason: reason }
  await insertRecord(tx, row)
  tx.trail.changed({ action: 'review.corrected', subjects: [review.contactId, review.id], content: row })
}

const recordRow = (
  { id, contactId }: Pick<Review, 'id' | 'contactId'>,
  answers: ReviewAnswers,
  { personId, at }: ReviewedBy,
  now: Temporal.Instant,
) => ({
  id: newId(),
  reviewId: id,
  contactId,
  kind: 'reviewed' as const,
  ...answers,
  reviewedAt: at ?? now,
  reviewedBy: personId,
  knownAt: at ?? now,
  recordedAt: at ?? now,
  recordedBy: personId,
})

type RecordRow = ReturnType<typeof recordRow> & { readonly corrects: string | null; readonly correctionReason: string }

const insertRecord = (tx: Tx, row: RecordRow) =>
  on(tx)
    .insertInto('frontDoor.reviewRecord')
    .values({ ...row, authorityId: tx.who.authorityId })
    .execute()
