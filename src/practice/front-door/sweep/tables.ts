import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { FrontDoorTables } from '../tables.ts'
import type { LateRecordingTable } from '../tables-review.ts'
import type { Rung } from './ladder.ts'

/** 'duty-manager' stands for the first rung: for a late recording, the decider's own manager. */
export type LateRecordingSweptTable = LateRecordingTable & { rung: Generated<Rung>; isGap: Generated<boolean> }

export type LateRecordingClimbTable = {
  authorityId: number
  decisionId: string
  rung: Exclude<Rung, 'duty-manager'>
  contactId: string
  climbedAt: Temporal.Instant
  assignedTo: string | null
  recordedAt: Generated<Temporal.Instant>
}

export type LateRecordingAnswerTable = {
  authorityId: number
  decisionId: string
  contactId: string
  reason: string
  answeredBy: string
  knownAt: Generated<Temporal.Instant>
  recordedAt: Generated<Temporal.Instant>
  recordedBy: Generated<string | null>
}

export type SweepTables = Omit<FrontDoorTables, 'frontDoor.lateRecording'> & {
  'frontDoor.lateRecording': LateRecordingSweptTable
  'frontDoor.lateRecordingClimb': LateRecordingClimbTable
  'frontDoor.lateRecordingAnswer': LateRecordingAnswerTable
}

/** The transaction with the front door's tables and those of late recordings. */
export const on = (tx: Tx) => tx.sql.withTables<SweepTables>()
