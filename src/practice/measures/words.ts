import { count, durationInWords } from '#kernel/words'
import type { Measure, MeasureSplit } from '#platform/area'
import type { ShownPoint } from './suppression.ts'

export const splitWords: Record<MeasureSplit, string> = {
  none: 'Not split',
  team: 'By team',
  source: 'By source',
  outcome: 'By outcome',
  area: 'By area',
  route: 'By route',
  partner: 'By partner',
  rung: 'By rung',
}

export const groupHeading: Record<MeasureSplit, string> = {
  none: '',
  team: 'Team',
  source: 'Source',
  outcome: 'Outcome',
  area: 'Area',
  route: 'Route',
  partner: 'Partner',
  rung: 'Rung',
}

/** A figure with what it rests on: "93% (41 of 44)"; a percentage never stands alone (practice.md §5, trap 8). */
export function figureInWords({ kind, unit }: Pick<Measure, 'kind' | 'unit'>, point: ShownPoint): string {
  const { value, numerator, denominator, isSuppressed } = point
  if (isSuppressed) return 'Withheld: small numbers'
  if (kind === 'count') return count(numerator, unit.replace(/s$/, ''), unit)
  if (value === null) return 'Nothing to measure'
  if (kind === 'median') return `${medianInWords(value, unit)} (of ${denominator})`
  return `${percentage(value, numerator, denominator)} (${numerator} of ${denominator})`
}

/** Minutes as people say them; any other unit by its name, with a half where the middle lies between two. */
const medianInWords = (value: number, unit: string): string =>
  unit === 'minutes' ? durationInWords(Math.round(value)) : `${Math.round(value * 2) / 2} ${unit}`

/** Whole per cent; never rounded to all or none when it is neither. */
export function percentage(value: number, numerator: number, denominator: number): string {
  const rounded = Math.round(value * 100)
  if (rounded === 100 && numerator < denominator) return 'over 99%'
  if (rounded === 0 && numerator > 0) return 'under 1%'
  return `${rounded}%`
}
