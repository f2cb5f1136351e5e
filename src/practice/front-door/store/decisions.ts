import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Rationale } from '../rules/decision.ts'
import { on } from '../tables.ts'
import type { ContactOutcome, Departure, FollowUp } from '../words.ts'

/** A decision about one child as it was recorded, standing or since corrected. */
export interface Decision extends Rationale {
  readonly id: string
  readonly contactId: string
  readonly childId: string
  readonly outcome: ContactOutcome
  readonly passedTo: string
  /** Null only where an extract did not say. */
  readonly decidedAt: Temporal.Instant | null
  readonly decidedBy: string | null
  /** As written by an extract, when it is nobody of the organisation. */
  readonly decidedByName: string
  readonly madeIn: 'here' | 'extract' | 'case-system'
  readonly departures: readonly Departure[]
  readonly corrects: string | null
  readonly correctionReason: string
  readonly knownAt: Temporal.Instant
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

/** Every decision about the children of these contacts, corrections too, in the order they were recorded. */
export async function listDecisions(tx: Tx, contactIds: readonly string[]): Promise<readonly Decision[]> {
  if (contactIds.length === 0) return []
  return on(tx)
    .selectFrom('frontDoor.decision')
    .select([
      'id',
      'contactId',
      'childId',
      'outcome',
      'passedTo',
      'worry',
      'history',
      'protects',
      'childView',
      'notKnown',
      'why',
      'decidedAt',
      'decidedBy',
      'decidedByName',
      'madeIn',
      'departures',
      'corrects',
      'correctionReason',
      'knownAt',
      'recordedAt',
      'recordedBy',
    ])
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', 'in', [...contactIds])
    .orderBy('recordedAt')
    .orderBy('id')
    .execute()
}

/** Those that no other corrects. */
export function standing(decisions: readonly Decision[]): readonly Decision[] {
  const corrected = new Set(decisions.map(({ corrects }) => corrects))
  return decisions.filter(({ id }) => !corrected.has(id))
}

/** What came of a decision: confirmed, acknowledged, accepted … */
export interface DecisionFollowUp {
  readonly id: string
  readonly decisionId: string
  readonly kind: FollowUp
  readonly happenedAt: Temporal.Instant
  readonly personId: string | null
  readonly personName: string
  readonly note: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

export const listFollowUps = (tx: Tx, contactId: string): Promise<readonly DecisionFollowUp[]> =>
  on(tx)
    .selectFrom('frontDoor.decisionFollowUp')
    .select(['id', 'decisionId', 'kind', 'happenedAt', 'personId', 'personName', 'note', 'recordedAt', 'recordedBy'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .orderBy('happenedAt')
    .orderBy('id')
    .execute()
