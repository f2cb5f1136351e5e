import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Recorded } from '../tables.ts'
import type { ChallengeSubject, RecordVersionSent, SendingWay } from './words.ts'

/** What follows a discussion, as Kysely sees it. */
type AfterTables = {
  'strategy.circulation': Recorded & {
    id: string
    discussionId: string
    recordId: string
    circulatedAt: Temporal.Instant
  }
  'strategy.circulationRecipient': Omit<Recorded, 'recordedBy'> & {
    id: string
    circulationId: string
    discussionId: string
    attendanceId: string | null
    invitationId: string | null
    agencyId: string | null
    personId: string | null
    name: Generated<string>
    version: RecordVersionSent
    how: SendingWay
    howWords: Generated<string>
    toldDecision: Generated<string>
    toldToDo: Generated<string>
  }
  'strategy.challenge': Recorded & {
    id: string
    reference: string
    discussionId: string | null
    concernId: string | null
    about: ChallengeSubject
    informationId: string | null
    words: string
    agencyId: string | null
    raisedBy: string | null
    raisedByName: Generated<string>
    raisedAt: Temporal.Instant
  }
  'strategy.challengeAnswer': Recorded & {
    id: string
    challengeId: string
    discussionId: string | null
    answer: string
    whatChanges: Generated<string>
    answeredAt: Temporal.Instant
  }
}

export const on = (tx: Tx) => tx.sql.withTables<AfterTables>()
