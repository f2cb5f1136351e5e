import type { Agreement } from '#kernel/agreement'
import { londonDate } from '#kernel/clock'
import type { Pair } from '../store/pairs.ts'
import { quarterOf } from './quarter.ts'
import { agreementOfPairs } from './ratings.ts'
import type { Grouping } from './words.ts'

/** Pairs that were drawn at random, from which the headline is made, and those chosen for a reason, which stand apart. */
export interface Shares {
  readonly random: Measured
  readonly targeted: Measured
}
export interface Measured {
  readonly pairs: number
  readonly agreement: Agreement
}

export type Chosen = Readonly<Partial<Record<Grouping, string>>>

/** What a pair belongs to by each grouping. Without an area it is of none that is known. */
export const groupOf = (pair: Pair, by: Grouping): string => {
  switch (by) {
    case 'quarter':
      return quarterOf(londonDate(pair.sealedAt))
    case 'tool':
      return pair.toolId
    case 'section':
      return pair.section
    case 'area':
      return pair.areaId ?? 'none'
    case 'cycle':
      return pair.cycleId
  }
}

/** Pairs of what was chosen: grades of the whole, unless it is sections that are looked at. */
export function pairsOf(pairs: readonly Pair[], chosen: Chosen, by: Grouping | null): readonly Pair[] {
  const asked = Object.entries(chosen) as readonly (readonly [Grouping, string | undefined])[]
  const isOfSections = by === 'section' || chosen.section !== undefined
  return pairs.filter(
    (pair) =>
      (pair.section !== '') === isOfSections &&
      asked.every(([grouping, value]) => value === undefined || groupOf(pair, grouping) === value),
  )
}

export function sharesOf(pairs: readonly Pair[]): Shares {
  const measured = (some: readonly Pair[]): Measured => ({ pairs: some.length, agreement: agreementOfPairs(some) })
  return {
    random: measured(pairs.filter(({ isRandomShare }) => isRandomShare)),
    targeted: measured(pairs.filter(({ isRandomShare }) => !isRandomShare)),
  }
}

/** Each group of these pairs with its figures, in the order of `nameOf`. */
export const groupsOf = (pairs: readonly Pair[], by: Grouping, nameOf: (key: string) => string) =>
  [...Map.groupBy(pairs, (pair) => groupOf(pair, by))]
    .map(([key, some]) => ({ key, name: nameOf(key), ...sharesOf(some) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))
export type Group = ReturnType<typeof groupsOf>[number]
