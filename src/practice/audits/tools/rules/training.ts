import { Temporal } from 'temporal-polyfill'

/** How training for a tool stands on a day. */
export const trainingStates = {
  counts: 'May audit with it',
  'no-audit-training': 'Not trained to audit at all',
  expired: 'Expired',
  'not-yet': 'Not yet',
} as const
export type ToolTrainingState = keyof typeof trainingStates

interface Dated {
  readonly completedOn: Temporal.PlainDate
  readonly expiresOn: Temporal.PlainDate | null
  readonly isAuditor: boolean
}

/** What training for a tool is worth on a day: without training to audit at all in date, nothing. */
export function toolTrainingState(
  { completedOn, expiresOn, isAuditor }: Dated,
  day: Temporal.PlainDate,
): ToolTrainingState {
  if (Temporal.PlainDate.compare(day, completedOn) < 0) return 'not-yet'
  if (expiresOn !== null && Temporal.PlainDate.compare(day, expiresOn) >= 0) return 'expired'
  return isAuditor ? 'counts' : 'no-audit-training'
}
