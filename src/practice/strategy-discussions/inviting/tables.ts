import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Recorded } from '../tables.ts'
import type { DiscussionForm, HealthService, Partner } from '../words.ts'
import type { Answer, GivenBy } from './words.ts'

/** The room's tables, as Kysely sees them. */
type InvitingTables = {
  'strategy.arrangement': Recorded & {
    id: string
    discussionId: string
    replaces: string | null
    isCancelled: Generated<boolean>
    sequence: number
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    form: DiscussionForm
    place: Generated<string>
    chairId: string | null
    chairName: Generated<string>
    minuteTakerId: string | null
    lateReason: Generated<string>
    reason: Generated<string>
  }
  'strategy.invitation': Recorded & {
    id: string
    discussionId: string
    partner: Partner
    healthService: HealthService | null
    agencyId: string | null
    agencyName: Generated<string>
    isToDesk: Generated<boolean>
    personId: string | null
    name: Generated<string>
    email: Generated<string>
    telephone: Generated<string>
    namedIn: string | null
    sequence: Generated<number>
    invitedAt: Temporal.Instant
  }
  'strategy.invitationWithdrawal': Recorded & {
    invitationId: string
    discussionId: string
    reason: string
    sequence: Generated<number>
  }
  'strategy.invitationTold': Recorded & {
    messageId: string
    invitationId: string
    discussionId: string
    toldName: string
    toldAt: Temporal.Instant
  }
  'strategy.reply': Recorded & {
    id: string
    invitationId: string
    discussionId: string
    answer: Answer
    reason: Generated<string>
    someoneName: Generated<string>
    someoneRole: Generated<string>
    someoneEmail: Generated<string>
    someoneId: string | null
    givenBy: GivenBy
    givenByName: Generated<string>
    repliedAt: Temporal.Instant
  }
}

export const on = (tx: Tx) => tx.sql.withTables<InvitingTables>()
