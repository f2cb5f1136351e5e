import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'
import type { ChildOutcomeKind } from '../words.ts'

/** What was decided for one child. */
export interface ChildOutcome {
  readonly id: string
  readonly childId: string
  readonly corrects: string | null
  readonly correctionReason: string
  readonly outcome: ChildOutcomeKind
  readonly reasons: string
  /** Who saw it differently, and how; '' where nobody did. */
  readonly dissent: string
  readonly knownAt: Temporal.Instant
  readonly recordedByName: string
}

/** Every outcome ever recorded at a discussion, corrected ones too, in the order in which they were known. */
export async function listOutcomes(tx: Tx, discussionId: string): Promise<readonly ChildOutcome[]> {
  const { rows } = await sql<ChildOutcome>`
    select decided.id, decided.child_id, decided.corrects, decided.correction_reason, decided.outcome, decided.reasons,
           decided.dissent, decided.known_at, coalesce(recorder.name, 'somebody') as recorded_by_name
      from strategy.child_outcome decided
      left join organisation.person recorder
        on recorder.authority_id = decided.authority_id and recorder.id = decided.recorded_by
     where decided.authority_id = ${tx.who.authorityId} and decided.discussion_id = ${discussionId}
     order by decided.known_at, decided.id`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ childId }) => childId),
  )
  return rows
}

export interface NewChildOutcome {
  readonly childId: string
  readonly outcome: ChildOutcomeKind
  readonly reasons: string
  readonly dissent: string
  readonly corrects: string | null
  readonly correctionReason: string
  readonly knownAt?: Temporal.Instant
}

/** Records what was decided for a child, in the place of what stood, if anything. Answers its id. */
export async function recordOutcome(tx: Tx, discussionId: string, outcome: NewChildOutcome): Promise<string> {
  const knownAt = outcome.knownAt ?? tx.now
  const row = { ...outcome, authorityId: tx.who.authorityId, id: newId(), discussionId, knownAt }
  await on(tx).insertInto('strategy.childOutcome').values(row).execute()
  await watchAgain(tx, discussionId, knownAt)
  const action = row.corrects === null ? 'discussion.outcome-recorded' : 'discussion.outcome-corrected'
  tx.trail.changed({ action, subjects: [discussionId, row.childId], content: row })
  return row.id
}
