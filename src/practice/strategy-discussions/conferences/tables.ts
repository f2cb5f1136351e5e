import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Recorded } from '../tables.ts'
import type { ConferenceStepKind, Section47Kind, Section47Outcome } from './words.ts'

/** The tables of section 47 enquiries and conferences, as Kysely sees them. */
type ConferenceTables = {
  'strategy.section_47': Recorded & {
    id: string
    discussionId: string
    childId: string
    kind: Section47Kind
    startedAt: Temporal.Instant
    authorisedBy: string | null
    authorisedByName: Generated<string>
    conferenceDueOn: Temporal.PlainDate
  }
  'strategy.section_47End': Recorded & {
    id: string
    section_47Id: string
    discussionId: string
    corrects: string | null
    outcome: Section47Outcome
    reasons: string
    endedAt: Temporal.Instant
    authorisedBy: string | null
  }
  'strategy.conferenceSlot': Recorded & {
    id: string
    slotId: string
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    place: string
    chairName: Generated<string>
    minuteTakerId: string | null
    isWithdrawn: Generated<boolean>
    replaces: string | null
    reason: Generated<string>
  }
  'strategy.conferenceStep': Recorded & {
    id: string
    section_47Id: string
    discussionId: string
    childId: string
    kind: ConferenceStepKind
    replaces: string | null
    slotId: string | null
    heldOn: Temporal.PlainDate | null
    ledToPlan: boolean | null
    reason: Generated<string>
    personId: string | null
    happenedAt: Temporal.Instant
  }
  'strategy.interimCheck': Recorded & {
    id: string
    section_47Id: string
    discussionId: string
    checkedAt: Temporal.Instant
    checkedBy: string
    isSafe: boolean
    what: string
    done: Generated<string>
    toldId: string | null
    nextBy: string | null
  }
}

export const on = (tx: Tx) => tx.sql.withTables<ConferenceTables>()
