import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ContactOutcome } from '../words.ts'

/** What was decided about one child, for an area that goes on from there. */
export interface DecidedFor {
  readonly decisionId: string
  readonly contactId: string
  readonly childId: string
  readonly hasDisability: boolean | null
  readonly teamId: string | null
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string | null
  readonly worry: string
  readonly why: string
  readonly knownAt: Temporal.Instant
}

/** Decisions with this outcome that stand and became known since, oldest first. History of which no time is known is left out. */
export async function listDecidedSince(
  tx: Tx,
  outcome: ContactOutcome,
  since: Temporal.Instant,
): Promise<readonly DecidedFor[]> {
  const { rows } = await sql<DecidedFor>`
    select decision.id as decision_id, decision.contact_id, decision.child_id, child.has_disability, contact.team_id,
           decision.decided_at, decision.decided_by, decision.worry, decision.why, decision.known_at
      from front_door.standing_decision decision
      join front_door.contact contact
        on contact.authority_id = decision.authority_id and contact.id = decision.contact_id
      join children.child child on child.authority_id = decision.authority_id and child.id = decision.child_id
     where decision.authority_id = ${tx.who.authorityId} and decision.known_at >= ${since} and decision.outcome = ${outcome}
       and decision.decided_at is not null and not contact.is_history
     order by decision.known_at, decision.id`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ contactId }) => contactId),
  )
  return rows
}
