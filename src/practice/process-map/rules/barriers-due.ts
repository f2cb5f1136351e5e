import { Temporal } from 'temporal-polyfill'
import { type BarrierStatus, isStanding } from '../words.ts'

/** So many days before its day an action against a barrier is its owner's work. */
export const daysAhead = 7

/** Whether a barrier is its owner's work on this London day: it stands, and the day of its action is near or past. */
export const isBarrierDue = (
  { dueOn, status }: { readonly dueOn: Temporal.PlainDate; readonly status: BarrierStatus },
  today: Temporal.PlainDate,
): boolean => isStanding(status) && Temporal.PlainDate.compare(dueOn, today.add({ days: daysAhead })) <= 0
