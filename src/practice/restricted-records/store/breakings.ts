import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { Emergency, Verdict } from '../words.ts'

/** A restricted record that somebody's words lead to. */
export interface ClosedRecord {
  readonly childId: string
  readonly childReference: string
  /** Null for a record restricted before guardians were named. */
  readonly guardianId: string | null
}

export interface Sought {
  readonly reference: string
  readonly name: string
  readonly dateOfBirth: Temporal.PlainDate | null
}

/** The records closed to whoever asks that these words lead to. Asked only when they have signed in again. */
export async function findClosed(tx: Tx, { reference, name, dateOfBirth }: Sought): Promise<readonly ClosedRecord[]> {
  const { rows } = await sql<ClosedRecord>`
    select * from restricted_records.find_closed(${reference}, ${name}, ${dateOfBirth}::date)`.execute(tx.sql)
  return rows
}

/** How often somebody asked within the last hour and nothing was opened. */
export async function countVainAttempts(tx: Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`
    select count(*)::integer as attempts from restricted_records.vain_attempt
     where authority_id = ${tx.who.authorityId} and person_id = ${personId}
       and attempted_at > now() - interval '1 hour'`.execute(tx.sql)
  return rows[0]?.attempts ?? 0
}

export async function recordVainAttempt(tx: Tx, personId: string): Promise<void> {
  const row = { authorityId: tx.who.authorityId, id: newId(), personId }
  await on(tx).insertInto('restrictedRecords.vainAttempt').values(row).execute()
  tx.trail.changed({ action: 'glass.asked-in-vain', subjects: [], content: row })
}

export interface NewBreaking {
  readonly childId: string
  readonly childReference: string
  readonly personId: string
  readonly reasonKind: Emergency
  readonly reason: string
  readonly guardianId: string
  readonly reviewerId: string | null
  readonly reviewDueAt: Temporal.Instant
  readonly climbDueAt: Temporal.Instant
  /** Only for what is over already: a sample's past. */
  readonly brokenAt?: Temporal.Instant
}

/** Opens a record for four hours of the database's clock from now. */
export async function recordBreaking(tx: Tx, breaking: NewBreaking): Promise<string> {
  const times =
    breaking.brokenAt === undefined ? {} : { brokenAt: breaking.brokenAt, endsAt: breaking.brokenAt.add({ hours: 4 }) }
  const row = { ...breaking, ...times, authorityId: tx.who.authorityId, id: newId() }
  await on(tx).insertInto('restrictedRecords.breaking').values(row).execute()
  tx.trail.changed({ action: 'glass.broken', subjects: [breaking.childId], content: row })
  return row.id
}

/** One breaking of the glass, with what came after. */
export interface Breaking {
  readonly id: string
  readonly childId: string
  readonly childReference: string
  readonly personId: string
  readonly personName: string
  readonly reasonKind: Emergency
  readonly reason: string
  readonly brokenAt: Temporal.Instant
  /** When it is over: after four hours, or when it was given back. */
  readonly endsAt: Temporal.Instant
  readonly wasGivenBack: boolean
  readonly guardianId: string
  readonly guardianName: string
  readonly reviewerId: string | null
  readonly reviewerName: string | null
  readonly reviewDueAt: Temporal.Instant
  readonly climbDueAt: Temporal.Instant
  readonly review: {
    readonly verdict: Verdict
    readonly reason: string
    readonly follows: string
    readonly at: Temporal.Instant
    readonly byName: string
  } | null
}

type BreakingRow = Omit<Breaking, 'review'> & {
  readonly verdict: Verdict | null
  readonly verdictReason: string
  readonly follows: string
  readonly reviewedAt: Temporal.Instant
  readonly reviewedByName: string
}

export interface BreakingsAsked {
  readonly id?: string
  readonly childId?: string
  readonly isReviewed?: boolean
  readonly limit: number
  readonly skip: number
}

/** Breakings of the glass that whoever asks may know of, latest first, and how many there are in all. */
export async function listBreakings(
  tx: Tx,
  { id, childId, isReviewed, limit, skip }: BreakingsAsked,
): Promise<{ readonly breakings: readonly Breaking[]; readonly total: number }> {
  const { rows } = await sql<BreakingRow & { total: number }>`
    select broken.id, broken.child_id, broken.child_reference, broken.person_id, person.name as person_name,
           broken.reason_kind, broken.reason, broken.broken_at, coalesce(given_back.ended_at, broken.ends_at) as ends_at,
           given_back.breaking_id is not null as was_given_back, broken.guardian_id, guardian.name as guardian_name,
           broken.reviewer_id, reviewer.name as reviewer_name, broken.review_due_at, broken.climb_due_at,
           review.verdict, review.reason as verdict_reason, review.follows, review.reviewed_at,
           reviewed_by.name as reviewed_by_name, count(*) over ()::integer as total
      from restricted_records.breaking broken
      join organisation.person person on person.authority_id = broken.authority_id and person.id = broken.person_id
      join organisation.person guardian on guardian.authority_id = broken.authority_id and guardian.id = broken.guardian_id
      left join organisation.person reviewer on reviewer.authority_id = broken.authority_id and reviewer.id = broken.reviewer_id
      left join restricted_records.breaking_end given_back
        on given_back.authority_id = broken.authority_id and given_back.breaking_id = broken.id
      left join restricted_records.breaking_review review
        on review.authority_id = broken.authority_id and review.breaking_id = broken.id
      left join organisation.person reviewed_by
        on reviewed_by.authority_id = review.authority_id and reviewed_by.id = review.reviewed_by
     where broken.authority_id = ${tx.who.authorityId}
       and (${id ?? null}::uuid is null or broken.id = ${id ?? null})
       and (${childId ?? null}::uuid is null or broken.child_id = ${childId ?? null})
       and (${isReviewed ?? null}::boolean is null or (review.breaking_id is not null) = ${isReviewed ?? null})
     order by broken.broken_at desc, broken.id desc
     limit ${limit} offset ${skip}`.execute(tx.sql)
  return { breakings: rows.map(asBreaking), total: rows[0]?.total ?? 0 }
}

function asBreaking({ verdict, verdictReason, follows, reviewedAt, reviewedByName, ...row }: BreakingRow): Breaking {
  const review =
    verdict === null ? null : { verdict, reason: verdictReason, follows, at: reviewedAt, byName: reviewedByName }
  return { ...row, review }
}

/** One breaking; null when there is none that whoever asks may know of. */
export async function findBreaking(tx: Tx, breakingId: string): Promise<Breaking | null> {
  const { breakings } = await listBreakings(tx, { id: breakingId, limit: 1, skip: 0 })
  return breakings[0] ?? null
}

/** Closes the record again before the four hours are over. Answers false when that was done already. */
export async function giveBack(tx: Tx, { id, childId }: Breaking, by: string): Promise<boolean> {
  const row = { authorityId: tx.who.authorityId, breakingId: id, endedBy: by }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('restrictedRecords.breakingEnd')
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'glass.given-back', subjects: [childId], content: row })
  return true
}

export interface NewReview {
  readonly verdict: Verdict
  readonly reason: string
  readonly follows: string
  readonly reviewedBy: string
}

/** Records what the review found. Answers false when somebody else was quicker. */
export async function recordReview(tx: Tx, { id, childId }: Breaking, review: NewReview): Promise<boolean> {
  const row = { authorityId: tx.who.authorityId, breakingId: id, ...review }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('restrictedRecords.breakingReview')
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'glass.reviewed', subjects: [childId], content: row })
  return true
}
