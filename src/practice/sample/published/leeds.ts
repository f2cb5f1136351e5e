import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import papaparse from 'papaparse'

/** Referral sources as the Department for Education groups them. */
export const sourceGroups = [
  'Individual',
  'Schools',
  'Education_Services',
  'Health_Services',
  'Housing',
  'LA_Services',
  'Police',
  'Other_legal_agency',
  'Other',
  'Anonymous',
  'Unknown',
] as const
export type SourceGroup = (typeof sourceGroups)[number]

/** April first, as the year to 31 March goes. */
export const monthNames = 'April May June July August September October November December January February March'.split(
  ' ',
)

/** Working days that an assessment took, in the table's classes: the first and the last day of each. */
const assessmentClasses = [
  ['Same_day', 0, 0],
  ['1-10_days', 1, 10],
  ['11-20_days', 11, 20],
  ['21-30_days', 21, 30],
  ['31-40_days', 31, 40],
  ['41-45_days', 41, 45],
  ['46-50_days', 46, 50],
  ['51-60_days', 51, 60],
  ['61+_days', 61, 90],
] as const

const conferenceClasses = [
  ['Duration_0-10_days', 4, 10],
  ['Duration_11-15_days', 11, 15],
  ['Duration_16-20_days', 16, 20],
  ['Duration_21+_days', 21, 30],
] as const

/** How many took from `least` to `most` working days. */
export interface Lasting {
  readonly least: number
  readonly most: number
  readonly many: number
}

/** What was published of one council for one year to 31 March. */
export interface PublishedYear {
  /** 2021 is the year from 1 April 2020 to 31 March 2021. */
  readonly year: number
  readonly referrals: number
  /** Referrals within twelve months of an earlier referral of the same child, from 0 to 1. */
  readonly reReferred: number
  /** Referrals that came to no further action, and those assessed whose child was not in need: of all referrals. */
  readonly noFurtherAction: number
  readonly notInNeed: number
  /** April first. */
  readonly months: readonly number[]
  /** In the order of {@link sourceGroups}. A suppressed count is 0. */
  readonly sources: readonly number[]
  readonly section47s: number
  readonly conferences: number
  readonly assessmentsLasting: readonly Lasting[]
  readonly conferencesAfter: readonly Lasting[]
}

type Columns = Readonly<Record<string, string>>

/** The rows of Leeds that come with the product, for the years to 31 March 2020 to 2024. See data/SOURCES.md. */
export function readLeeds(): readonly PublishedYear[] {
  const [referrals, assessments, section47s, sources, months] = [
    'referrals',
    'assessment-duration',
    'section-47',
    'referrals-by-source',
    'referrals-by-month',
  ].map(readTable) as [Table, Table, Table, Table, Table]
  return [...referrals.keys()].map((year) => {
    const of = (table: Table): Columns => table.get(year) ?? {}
    const counted = (table: Table, column: string): number => countOf(of(table)[column])
    const all = counted(referrals, 'Referrals')
    const lasting = (table: Table, classes: readonly (readonly [string, number, number])[]): readonly Lasting[] =>
      classes.map(([column, least, most]) => ({ least, most, many: counted(table, column) }))
    return {
      year,
      referrals: all,
      reReferred: counted(referrals, 'Re_referrals') / all,
      noFurtherAction: counted(referrals, 'No_Further_Action') / all,
      notInNeed: counted(referrals, 'Not_in_Need') / all,
      months: monthNames.map((month) => counted(months, month)),
      sources: sourceGroups.map((group) => counted(sources, group)),
      section47s: counted(section47s, 'Section47'),
      conferences: counted(section47s, 'ICPC'),
      assessmentsLasting: lasting(assessments, assessmentClasses),
      conferencesAfter: lasting(section47s, conferenceClasses),
    }
  })
}

type Table = ReadonlyMap<number, Columns>

function readTable(name: string): Table {
  const file = fileURLToPath(new URL(`../../../../data/dfe-cin/leeds-${name}.csv`, import.meta.url))
  const { data } = papaparse.parse<Columns>(readFileSync(file, 'utf8').trim(), { header: true })
  return new Map(data.map((row) => [Number(row['time_period']), row]))
}

/** Suppressed counts ("c", fewer than five) are taken as none. */
const countOf = (cell: string | undefined): number => {
  const count = Number(cell)
  return Number.isFinite(count) ? count : 0
}
