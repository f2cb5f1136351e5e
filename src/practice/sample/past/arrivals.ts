import type { SourceCode } from '#practice/front-door'
import { type PublishedYear, type SourceGroup, sourceGroups } from '../published/leeds.ts'
import { fitted, publishedFor, reportingYearOf } from '../published/yearly.ts'
import type { Chance } from '../random.ts'
import { type Day, type Days, momentAt } from './days.ts'

/** Somebody gets in touch: when, in milliseconds since 1970, and who. */
export interface Arrival {
  readonly at: number
  readonly group: SourceGroup
  readonly sourceCode: SourceCode
}

/** When a group gets in touch: how much of a working day's number comes on other days, and the hours of the day. */
interface Habit {
  readonly codes: Readonly<Partial<Record<SourceCode, number>>>
  /** Beside 1 for a school day: another working day, and a weekend or bank holiday. */
  readonly outsideTerm: number
  readonly offDay: number
  /** Weights of the 24 hours. */
  readonly hours: readonly number[]
}

const hoursOf = (weight: (hour: number) => number): readonly number[] =>
  Array.from({ length: 24 }, (_each, hour) => weight(hour))
const office = hoursOf((hour) => (hour >= 9 && hour < 17 ? 10 : hour === 8 || hour === 17 ? 4 : 0.1))
const school = hoursOf((hour) => (hour >= 13 && hour < 17 ? 14 : hour >= 8 && hour < 13 ? 8 : hour === 17 ? 2 : 0.05))
const round = hoursOf((hour) => (hour >= 18 ? 8 : hour >= 8 ? 4.5 : hour < 4 ? 5 : 2))
const waking = hoursOf((hour) => (hour >= 8 && hour < 22 ? 6 : 0.6))
const clinic = hoursOf((hour) => (hour >= 9 && hour < 18 ? 9 : 1.6))

/** By who they are: police at night and at weekends, schools on school days, accident and emergency round the clock. */
const habits: Readonly<Record<SourceGroup, Habit>> = {
  Individual: { codes: { '1A': 55, '1B': 30, '1C': 9, '1D': 6 }, outsideTerm: 1, offDay: 0.7, hours: waking },
  Schools: { codes: { '2A': 1 }, outsideTerm: 0.06, offDay: 0.01, hours: school },
  Education_Services: { codes: { '2B': 1 }, outsideTerm: 0.5, offDay: 0.02, hours: office },
  Health_Services: {
    codes: { '3A': 18, '3B': 22, '3C': 10, '3D': 8, '3E': 26, '3F': 16 },
    outsideTerm: 1,
    offDay: 0.35,
    hours: clinic,
  },
  Housing: { codes: { '4': 1 }, outsideTerm: 1, offDay: 0.06, hours: office },
  LA_Services: { codes: { '5A': 52, '5B': 12, '5C': 22, '5D': 14 }, outsideTerm: 1, offDay: 0.1, hours: office },
  Police: { codes: { '6': 1 }, outsideTerm: 1, offDay: 1.1, hours: round },
  Other_legal_agency: { codes: { '7': 1 }, outsideTerm: 1, offDay: 0.1, hours: office },
  Other: { codes: { '8': 1 }, outsideTerm: 0.9, offDay: 0.4, hours: waking },
  Anonymous: { codes: { '9': 1 }, outsideTerm: 1, offDay: 0.8, hours: waking },
  Unknown: { codes: { '10': 1 }, outsideTerm: 1, offDay: 0.3, hours: office },
}

const weightOn = ({ outsideTerm, offDay }: Habit, day: Day): number =>
  day.isSchoolDay ? 1 : day.isWorking ? outsideTerm : offDay

/** How many are to be expected of each group on one day. */
export type Expected = (day: Day) => readonly number[]

/**
 * What each day is to expect, so that the months and the sources of every year to 31 March add up as they were published;
 * `perYear` contacts in an average one of the published years.
 */
export function expectations(published: readonly PublishedYear[], days: Days, perYear: number): Expected {
  const average = published.reduce((sum, { referrals }) => sum + referrals, 0) / published.length
  const years = new Map<number, readonly (readonly number[])[]>()
  const months = new Map<number, readonly number[]>()
  const yearOf = (year: number): readonly (readonly number[])[] => {
    const found = years.get(year) ?? spreadOf(publishedFor(published, year), days, year, perYear / average)
    years.set(year, found)
    return found
  }
  return (day) => {
    const month = day.year * 12 + day.month
    const perWeight = months.get(month) ?? perWeightOf(yearOf(reportingYearOf(day)), days, day)
    months.set(month, perWeight)
    return sourceGroups.map((group, at) => (perWeight[at] ?? 0) * weightOn(habits[group], day))
  }
}

const weightsOf = (days: readonly Day[]): readonly number[] =>
  sourceGroups.map((group) => days.reduce((sum, day) => sum + weightOn(habits[group], day), 0))

/** Twelve months, April first, by source. */
function spreadOf(published: PublishedYear, days: Days, year: number, scale: number): readonly (readonly number[])[] {
  const start = published.months.map((_many, at) =>
    weightsOf(days.inMonth(at < 9 ? year - 1 : year, at < 9 ? at + 4 : at - 8)),
  )
  const scaled = published.months.map((many) => many * scale)
  return fitted(start, scaled, published.sources)
}

/** What one unit of weight stands for in the month of that day. */
function perWeightOf(spread: readonly (readonly number[])[], days: Days, { year, month }: Day): readonly number[] {
  const weights = weightsOf(days.inMonth(year, month))
  const row = spread[(month + 8) % 12] ?? []
  return row.map((expected, at) => expected / (weights[at] || 1))
}

/** Who gets in touch on that day, in order. */
export function arrivalsOn(dice: Chance, day: Day, expected: readonly number[]): readonly Arrival[] {
  const arrivals: Arrival[] = []
  for (const [at, group] of sourceGroups.entries()) {
    const { hours } = habits[group]
    for (let left = dice.howMany(expected[at] ?? 0); left > 0; left -= 1) {
      const minutes = hourOf(dice, hours) * 60 + dice.below(60)
      arrivals.push({ at: momentAt(day, minutes) + dice.below(60) * 1000, group, sourceCode: codeOf(dice, group) })
    }
  }
  return arrivals.sort((one, other) => one.at - other.at)
}

const codeOf = (dice: Chance, group: SourceGroup): SourceCode =>
  dice.weighted(habits[group].codes as Readonly<Record<SourceCode, number>>)

/** Somebody at that moment, as likely as they were in a published year. */
export function arrivalAt(dice: Chance, at: number, { sources }: PublishedYear): Arrival {
  const weights = Object.fromEntries(sourceGroups.map((group, place) => [group, sources[place] ?? 0]))
  const group = dice.weighted(weights as Readonly<Record<SourceGroup, number>>)
  return { at, group, sourceCode: codeOf(dice, group) }
}

function hourOf(dice: Chance, hours: readonly number[]): number {
  let left = dice.next() * hours.reduce((sum, weight) => sum + weight, 0)
  for (const [hour, weight] of hours.entries()) {
    left -= weight
    if (left < 0) return hour
  }
  return 23
}
