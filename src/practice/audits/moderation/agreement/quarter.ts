import type { Temporal } from 'temporal-polyfill'

/** The council's quarter that a day is in, "2021-22 Q3" for October to December 2021: its year begins in April. */
export function quarterOf(day: Temporal.PlainDate): string {
  const year = day.month >= 4 ? day.year : day.year - 1
  const quarter = Math.floor(((day.month + 8) % 12) / 3) + 1
  return `${year}-${String((year + 1) % 100).padStart(2, '0')} Q${quarter}`
}

/** The half of the council's year, "2021-22, April to September". */
export function halfYearOf(day: Temporal.PlainDate): string {
  const [year = '', quarter = ''] = quarterOf(day).split(' ')
  return `${year}, ${quarter === 'Q1' || quarter === 'Q2' ? 'April to September' : 'October to March'}`
}
