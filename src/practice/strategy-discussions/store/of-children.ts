import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ChildOutcomeKind } from '../meeting/words.ts'
import type { DiscussionForm, KeyPartner, SettlementKind } from '../words.ts'

/** A discussion about a child: when it fell due. */
export interface DiscussionOfChild {
  readonly discussionId: string
  readonly childId: string
  readonly reference: string
  readonly reasonableCauseAt: Temporal.Instant
  readonly reasonableCause: string
  readonly recordedAt: Temporal.Instant
}

/** What became of it, step by step; a later step names the one whose place it takes. */
export interface StepOfChild {
  readonly id: string
  readonly discussionId: string
  readonly childId: string
  readonly reference: string
  readonly kind: SettlementKind
  readonly replaces: string | null
  readonly replacedKind: SettlementKind | null
  readonly happenedAt: Temporal.Instant
  readonly recordedAt: Temporal.Instant
  readonly reason: string
  readonly form: DiscussionForm | null
  readonly isEmergencyCall: boolean
  readonly attended: readonly KeyPartner[]
}

export interface OutcomeOfChild {
  readonly id: string
  readonly discussionId: string
  readonly childId: string
  readonly reference: string
  readonly corrects: string | null
  readonly outcome: ChildOutcomeKind
  readonly reasons: string
  readonly heldAt: Temporal.Instant
  readonly recordedAt: Temporal.Instant
  readonly recordedByName: string
}

export interface OfChildren {
  readonly discussions: readonly DiscussionOfChild[]
  readonly steps: readonly StepOfChild[]
  readonly outcomes: readonly OutcomeOfChild[]
}

/** Everything about these children that their chronology tells, as far as whoever asks may know of it. */
export async function listOfChildren(tx: Tx, childIds: readonly string[]): Promise<OfChildren> {
  if (childIds.length === 0) return { discussions: [], steps: [], outcomes: [] }
  const about = sql`
    strategy.discussion_child about
      join strategy.discussion discussion
        on discussion.authority_id = about.authority_id and discussion.id = about.discussion_id`
  const theirs = sql`
     about.authority_id = ${tx.who.authorityId} and about.child_id = any (${[...childIds]}::uuid[])
       and not exists (select from strategy.discussion_child_removal removed
                        where removed.authority_id = about.authority_id and removed.discussion_id = about.discussion_id
                          and removed.child_id = about.child_id)`
  const discussions = await sql<DiscussionOfChild>`
    select discussion.id as discussion_id, about.child_id, discussion.reference, discussion.reasonable_cause_at,
           discussion.reasonable_cause, discussion.recorded_at
      from ${about} where ${theirs}`.execute(tx.sql)
  const steps = await sql<StepOfChild>`
    select step.id, step.discussion_id, about.child_id, discussion.reference, step.kind, step.replaces,
           before.kind as replaced_kind, step.happened_at, step.recorded_at, step.reason, step.form, step.is_emergency_call,
           array(select distinct there.partner from strategy.standing_attendance there
                  where there.authority_id = step.authority_id and there.discussion_id = step.discussion_id
                    and there.came = 'attended' and there.partner in ('local-authority', 'nhs', 'police')) as attended
      from ${about}
      join strategy.settlement step on step.authority_id = about.authority_id and step.discussion_id = about.discussion_id
      left join strategy.settlement before on before.authority_id = step.authority_id and before.id = step.replaces
     where ${theirs}`.execute(tx.sql)
  const outcomes = await sql<OutcomeOfChild>`
    select decided.id, decided.discussion_id, decided.child_id, discussion.reference, decided.corrects, decided.outcome,
           decided.reasons, coalesce(held.happened_at, decided.known_at) as held_at, decided.recorded_at,
           coalesce(recorder.name, '') as recorded_by_name
      from ${about}
      join strategy.child_outcome decided
        on decided.authority_id = about.authority_id and decided.discussion_id = about.discussion_id
       and decided.child_id = about.child_id
      left join strategy.standing_settlement held
        on held.authority_id = about.authority_id and held.discussion_id = about.discussion_id and held.kind = 'held'
      left join organisation.person recorder
        on recorder.authority_id = decided.authority_id and recorder.id = decided.recorded_by
     where ${theirs}`.execute(tx.sql)
  const found = { discussions: discussions.rows, steps: steps.rows, outcomes: outcomes.rows }
  tx.trail.saw(
    'discussion',
    found.discussions.map(({ discussionId }) => discussionId),
  )
  return found
}
