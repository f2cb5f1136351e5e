import { Temporal } from 'temporal-polyfill'
import { type Checked, invalid, ok } from '#kernel/outcome'

/** A quarter of the council's year, which begins in April. */
export interface Quarter {
  /** "2021-22-Q3". */
  readonly key: string
  /** Its days are [from, to): the third is October to December. */
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

const months = ['April to June', 'July to September', 'October to December', 'January to March'] as const

/** The quarter that a day is in. */
export function quarterOf(day: Temporal.PlainDate): Quarter {
  const from = Temporal.PlainDate.from({ year: day.year, month: day.month - ((day.month - 1) % 3), day: 1 })
  const year = councilYearOf(from)
  const number = ((from.month + 8) % 12) / 3 + 1
  return { key: `${year}-${lastTwo(year + 1)}-Q${number}`, from, to: from.add({ months: 3 }) }
}

/** Reads "2021-22-Q3". Says what is wrong with anything else. */
export function readQuarter(typed: string): Checked<Quarter> {
  const [, year = '', next = '', number = ''] = /^(\d{4})-(\d{2})-Q([1-4])$/.exec(typed.trim()) ?? []
  if (year === '' || Number(year) < 1900 || Number(year) > 2999)
    return invalid({
      field: 'quarter',
      message: 'A quarter is written as 2021-22-Q3, which is October to December 2021.',
    })
  if (next !== lastTwo(Number(year) + 1))
    return invalid({
      field: 'quarter',
      message: `The council year that begins in April ${year} is ${year}-${lastTwo(Number(year) + 1)}, not ${year}-${next}.`,
    })
  const april = Temporal.PlainDate.from({ year: Number(year), month: 4, day: 1 })
  return ok(quarterOf(april.add({ months: (Number(number) - 1) * 3 })))
}

/** So many quarters, the given one the last. */
export const quartersUpTo = ({ from }: Quarter, many: number): readonly Quarter[] =>
  Array.from({ length: many }, (_, at) => quarterOf(from.subtract({ months: (many - 1 - at) * 3 })))

/** "October to December 2021". */
export const quarterInWords = ({ from }: Pick<Quarter, 'from'>): string =>
  `${months[((from.month + 8) % 12) / 3] ?? ''} ${from.year}`

const councilYearOf = ({ year, month }: Temporal.PlainDate): number => (month >= 4 ? year : year - 1)
const lastTwo = (year: number): string => String(year % 100).padStart(2, '0')
