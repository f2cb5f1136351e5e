import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'
import type { Section47Kind } from '../words.ts'

/** A section 47 enquiry that has not ended, and the discussion at which it was initiated. */
export interface RunningSection47 {
  readonly id: string
  readonly discussionId: string
  readonly reference: string
}

/**
 * The enquiry that runs for a child, whoever may open the discussion it hangs on; null when none does. Whoever asks next
 * about the same child waits until this one is recorded or given up, so that two discussions never begin one each.
 */
export async function lockRunningSection47(tx: Tx, childId: string): Promise<RunningSection47 | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy.section-47:${childId}`}, ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  return findRunningSection47(tx, childId)
}

export async function findRunningSection47(tx: Tx, childId: string): Promise<RunningSection47 | null> {
  const { rows } = await sql<RunningSection47>`
    select id, discussion_id, reference from strategy.running_section_47(${childId})`.execute(tx.sql)
  return rows[0] ?? null
}

/** An enquiry that was initiated at a discussion. */
export interface InitiatedSection47 {
  readonly id: string
  readonly childId: string
  readonly kind: Section47Kind
  readonly startedAt: Temporal.Instant
  readonly conferenceDueOn: Temporal.PlainDate
  readonly authorisedBy: string | null
}

/** The enquiries that hang on this discussion, as they stand. */
export async function listInitiated(tx: Tx, discussionId: string): Promise<readonly InitiatedSection47[]> {
  const { rows } = await sql<InitiatedSection47>`
    select id, child_id, kind, started_at, conference_due_on, authorised_by from strategy.standing_section_47
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId} order by known_at, id`.execute(
    tx.sql,
  )
  return rows
}

export interface NewSection47 {
  readonly childId: string
  readonly kind: Section47Kind
  readonly startedAt: Temporal.Instant
  readonly authorisedBy: string | null
  readonly conferenceDueOn: Temporal.PlainDate
  readonly knownAt?: Temporal.Instant
}

/** Records that a section 47 enquiry was initiated at this discussion: the conference's limit hangs on it from here on. */
export async function recordSection47(tx: Tx, discussionId: string, begun: NewSection47): Promise<string> {
  const knownAt = begun.knownAt ?? tx.now
  const row = { ...begun, authorityId: tx.who.authorityId, id: newId(), discussionId, knownAt }
  await on(tx).insertInto('strategy.section_47').values(row).execute()
  await watchAgain(tx, discussionId, knownAt)
  tx.trail.changed({ action: 'section-47.initiated', subjects: [discussionId, row.childId, row.id], content: row })
  return row.id
}

export interface Redated {
  readonly startedAt: Temporal.Instant
  readonly conferenceDueOn: Temporal.PlainDate
  readonly reason: string
}

/** The discussion turned out to have been held at another time: what was initiated at it moves with it. */
export async function redateSection47(
  tx: Tx,
  discussionId: string,
  enquiry: InitiatedSection47,
  { startedAt, conferenceDueOn, reason }: Redated,
): Promise<void> {
  const id = newId()
  await sql`
    insert into strategy.section_47_redating
      (authority_id, id, section_47_id, discussion_id, replaces, started_at, conference_due_on, reason)
    select ${tx.who.authorityId}, ${id}, ${enquiry.id}, ${discussionId}, (
      select before.id from strategy.section_47_redating before
       where before.authority_id = ${tx.who.authorityId} and before.section_47_id = ${enquiry.id}
         and not exists (select from strategy.section_47_redating later
                          where later.authority_id = before.authority_id and later.replaces = before.id)),
      ${startedAt}, ${conferenceDueOn}, ${reason}`.execute(tx.sql)
  await watchAgain(tx, discussionId)
  const content = { id, section47Id: enquiry.id, startedAt, conferenceDueOn, reason }
  tx.trail.changed({ action: 'section-47.redated', subjects: [discussionId, enquiry.childId, enquiry.id], content })
}
