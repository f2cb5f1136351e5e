import { Temporal } from 'temporal-polyfill'
import type { TrainingKind } from '../words.ts'

export interface TrainingRecord {
  readonly id: string
  readonly personId: string
  readonly kind: TrainingKind
  readonly completedOn: Temporal.PlainDate
  /** The first day on which it no longer counts; null when it does not run out. */
  readonly expiresOn: Temporal.PlainDate | null
}

/** Whether any of one person's training of this kind counts on that day. */
export const isTrained = (records: readonly TrainingRecord[], kind: TrainingKind, day: Temporal.PlainDate): boolean =>
  records.some((record) => record.kind === kind && countsOn(record, day))

const countsOn = ({ completedOn, expiresOn }: TrainingRecord, day: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(completedOn, day) <= 0 &&
  (expiresOn === null || Temporal.PlainDate.compare(day, expiresOn) < 0)

export const trainingStates = ['in-date', 'expires-soon', 'expired', 'not-yet'] as const

export type TrainingState = (typeof trainingStates)[number]

/** How a record stands on a day; `expires-soon` within eight weeks, time enough to book the next course. */
export function trainingState(record: TrainingRecord, day: Temporal.PlainDate): TrainingState {
  if (Temporal.PlainDate.compare(day, record.completedOn) < 0) return 'not-yet'
  if (!countsOn(record, day)) return 'expired'
  const runsOutSoon =
    record.expiresOn !== null && Temporal.PlainDate.compare(record.expiresOn, day.add({ weeks: 8 })) <= 0
  return runsOutSoon ? 'expires-soon' : 'in-date'
}
