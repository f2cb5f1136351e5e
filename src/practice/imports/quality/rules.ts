import { Temporal } from 'temporal-polyfill'
import { looseKey } from '#kernel/loose-key'
import type { CountedRemarks, CountedRun } from './store.ts'

export interface Tally {
  readonly name: string
  readonly rejected: number
  readonly noted: number
}

/** Counts by a name of each remark, the most to mend first. */
export function tally(
  remarks: readonly CountedRemarks[],
  nameOf: (remark: CountedRemarks) => string,
): readonly Tally[] {
  const groups = [...Map.groupBy(remarks, nameOf)].map(([name, own]) => ({
    name,
    rejected: sum(own, 'rejected'),
    noted: sum(own, 'noted'),
  }))
  return groups.sort((one, other) => other.rejected + other.noted - one.rejected - one.noted)
}

const sum = (remarks: readonly CountedRemarks[], kind: CountedRemarks['kind']): number =>
  remarks.reduce((total, remark) => total + (remark.kind === kind ? remark.many : 0), 0)

export interface WeekOfQuality {
  /** Its Monday. */
  readonly week: Temporal.PlainDate
  readonly rows: number
  readonly remarks: number
  /** Remarks for every hundred rows read; null in a week in which nothing was brought in. */
  readonly perHundred: number | null
}

/** Remarks for every hundred rows, week by week: more files in a week do not make the data worse. */
export function byWeek(
  remarks: readonly CountedRemarks[],
  runs: readonly CountedRun[],
  span: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): readonly WeekOfQuality[] {
  const weeks: WeekOfQuality[] = []
  const isIn = (week: Temporal.PlainDate, day: Temporal.PlainDate) => mondayOf(day).equals(week)
  for (let week = mondayOf(span.from); Temporal.PlainDate.compare(week, span.to) < 0; week = week.add({ weeks: 1 })) {
    const rows = runs.filter(({ askedOn }) => isIn(week, askedOn)).reduce((total, run) => total + run.rowsRead, 0)
    const own = remarks.filter(({ askedOn }) => isIn(week, askedOn)).reduce((total, { many }) => total + many, 0)
    weeks.push({ week, rows, remarks: own, perHundred: rows === 0 ? null : (own / rows) * 100 })
  }
  return weeks
}

export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

interface Manager {
  readonly name: string
  readonly teamName: string | null
}

/** Who is asked to mend what a team's rows say: its managers; the analysts where the row names no team that we know. */
export function mendersOf(team: string, managers: readonly Manager[], analysts: readonly string[]): readonly string[] {
  const key = looseKey(team)
  const own = managers.filter(({ teamName }) => teamName !== null && key !== '' && looseKey(teamName) === key)
  return own.length > 0 ? own.map(({ name }) => name) : analysts
}
