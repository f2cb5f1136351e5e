import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Recorded } from '../tables.ts'
import type { KeyPartner, Partner } from '../words.ts'
import type { EndOutcome } from './words.ts'

/** The tables of escalation, as Kysely sees them. */
type EscalationTables = {
  'strategy.goingAhead': Recorded & {
    id: string
    discussionId: string
    partner: KeyPartner
    reason: string
    decidedBy: string | null
    decidedAt: Temporal.Instant
  }
  'strategy.escalation': Recorded & {
    id: string
    reference: string
    /** One of the two: a discussion, or a concern that has none. */
    discussionId: string | null
    concernId: string | null
    condition: string
    subject: string
    partner: Partner | null
    agencyId: string | null
    raisedBy: string | null
    words: string
    since: Temporal.Instant
    openedAt: Temporal.Instant
  }
  'strategy.escalationRung': Omit<Recorded, 'knownAt' | 'recordedBy'> & {
    escalationId: string
    discussionId: string | null
    concernId: string | null
    rung: number
    toPersonId: string | null
    toContactId: string | null
    toName: string
    toTelephone: string
    insteadOfName: string
    agencyId: string | null
    hasMail: boolean
    openedAt: Temporal.Instant
    dueAt: Temporal.Instant
    isLast: boolean
    unnamed: number[]
    missed: number[]
  }
  'strategy.escalationReply': Recorded & {
    id: string
    escalationId: string
    discussionId: string | null
    concernId: string | null
    rung: number
    said: string
    done: string
    repliedByName: string
    repliedAt: Temporal.Instant
  }
  'strategy.escalationEnd': Omit<Recorded, 'recordedBy'> & {
    escalationId: string
    discussionId: string | null
    concernId: string | null
    outcome: EndOutcome
    words: string
    endedBy: string | null
    endedAt: Temporal.Instant
  }
  'strategy.escalationList': {
    authorityId: number
    listedOn: Temporal.PlainDate
    recipientId: string
    escalations: number
    recordedAt: Generated<Temporal.Instant>
  }
  'strategy.watch': {
    authorityId: number
    discussionId: string
    fromAt: Temporal.Instant
    untilAt: Temporal.Instant | null
  }
}

export const on = (tx: Tx) => tx.sql.withTables<EscalationTables>()
