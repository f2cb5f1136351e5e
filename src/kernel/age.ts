import type { Temporal } from 'temporal-polyfill'

/**
 * Completed years of age on a day. Someone born on 29 February turns a year older on 1 March of a common year, as the law
 * of England has it. Negative before the birth.
 */
export const ageInYears = (dateOfBirth: Temporal.PlainDate, onDay: Temporal.PlainDate): number =>
  Math.floor(ageInMonths(dateOfBirth, onDay) / 12)

/** Completed months of age on a day; negative before the birth. */
export function ageInMonths(dateOfBirth: Temporal.PlainDate, onDay: Temporal.PlainDate): number {
  const months = (onDay.year - dateOfBirth.year) * 12 + onDay.month - dateOfBirth.month
  return onDay.day < dateOfBirth.day ? months - 1 : months
}
