import { dayNumberOf, type WorkingCalendar } from '#kernel/clock'
import { daysOf } from '../past/days.ts'
import type { Stretch } from '../past/past.ts'
import { type SourceGroup, sourceGroups } from './leeds.ts'
import { reportingYearOf } from './yearly.ts'

/** What one year to 31 March of a made past comes to, counted as the published tables count: a referral for each child. */
export interface MadeYear {
  referrals: number
  /** Within twelve months of an earlier referral of the same child. */
  reReferred: number
  noFurtherAction: number
  notInNeed: number
  assessments: number
  /** Authorised within 45 working days. */
  assessmentsInTime: number
  section47s: number
  conferences: number
  /** Held within 15 working days. */
  conferencesInTime: number
  /** April first. */
  readonly months: number[]
  readonly sources: Record<SourceGroup, number>
}

const emptyYear = (): MadeYear => ({
  referrals: 0,
  reReferred: 0,
  noFurtherAction: 0,
  notInNeed: 0,
  assessments: 0,
  assessmentsInTime: 0,
  section47s: 0,
  conferences: 0,
  conferencesInTime: 0,
  months: Array.from({ length: 12 }, () => 0),
  sources: Object.fromEntries(sourceGroups.map((group) => [group, 0])) as Record<SourceGroup, number>,
})

/** Counts a past by year to 31 March, as it is made. */
export function countYears(past: Iterable<Stretch>, calendar: WorkingCalendar): ReadonlyMap<number, MadeYear> {
  const years = new Map<number, MadeYear>()
  const latest = new Map<string, number>()
  const { workingDayAfter } = daysOf(calendar)
  const isWithin = (from: unknown, until: unknown, workingDays: number): boolean =>
    until !== null && numberOf(until) <= workingDayAfter(numberOf(from), workingDays)
  for (const { rows } of past) {
    for (const row of rows['case_records.referral']) {
      const year = yearOf(years, row.on_day)
      const [on, child] = [numberOf(row.on_day), String(row.child_id)]
      year.referrals += 1
      if (on - (latest.get(child) ?? Number.NEGATIVE_INFINITY) <= 365) year.reReferred += 1
      latest.set(child, on)
      if (row.is_no_further_action === true) year.noFurtherAction += 1
      year.months[(monthOf(row.on_day) + 8) % 12] = (year.months[(monthOf(row.on_day) + 8) % 12] ?? 0) + 1
      year.sources[groupOf(String(row.source_code))] += 1
    }
    for (const row of rows['case_records.assessment']) {
      const year = yearOf(years, row.on_day)
      year.assessments += 1
      if (row.needs_support === false) year.notInNeed += 1
      if (isWithin(row.on_day, row.authorised_on, 45)) year.assessmentsInTime += 1
    }
    for (const row of rows['case_records.section_47']) {
      const year = yearOf(years, row.on_day)
      year.section47s += 1
      if (row.is_conference_unnecessary === false) year.conferences += 1
      if (isWithin(row.on_day, row.conference_on, 15)) year.conferencesInTime += 1
    }
  }
  return years
}

function yearOf(years: Map<number, MadeYear>, onDay: unknown): MadeYear {
  const number = reportingYearOf(partsOf(onDay))
  const year = years.get(number) ?? emptyYear()
  years.set(number, year)
  return year
}

const partsOf = (day: unknown) => {
  const [year = 0, month = 0, date = 0] = String(day).split('-').map(Number)
  return { year, month, day: date }
}
const numberOf = (day: unknown): number => dayNumberOf(partsOf(day))
const monthOf = (day: unknown): number => partsOf(day).month

const groups: Readonly<Record<string, SourceGroup>> = {
  '1': 'Individual',
  '2A': 'Schools',
  '2B': 'Education_Services',
  '3': 'Health_Services',
  '4': 'Housing',
  '5': 'LA_Services',
  '6': 'Police',
  '7': 'Other_legal_agency',
  '8': 'Other',
  '9': 'Anonymous',
  '10': 'Unknown',
}
const groupOf = (code: string): SourceGroup => groups[code] ?? groups[code.replace(/[A-F]$/, '')] ?? 'Unknown'
