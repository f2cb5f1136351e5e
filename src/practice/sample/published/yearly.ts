import type { PublishedYear } from './leeds.ts'

/** The year to 31 March that a day belongs to. */
export const reportingYearOf = ({ year, month }: { readonly year: number; readonly month: number }): number =>
  month >= 4 ? year + 1 : year

/** What was published for a year; years before and after go as the nearest one that was. */
export function publishedFor(published: readonly PublishedYear[], year: number): PublishedYear {
  const [first, last] = [published[0], published.at(-1)]
  if (first === undefined || last === undefined) throw new Error('nothing was published')
  if (year <= first.year) return first
  return published.find((each) => each.year === year) ?? last
}

/**
 * A table whose rows and columns add up to what is wanted, as near as can be to a given one: iterative proportional fitting.
 * Months and sources are published apart; together they have to give both.
 */
export function fitted(
  start: readonly (readonly number[])[],
  rowTotals: readonly number[],
  columnTotals: readonly number[],
): readonly (readonly number[])[] {
  const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)
  const scale = sumOf(rowTotals) / sumOf(columnTotals)
  let table = start
  for (let round = 0; round < 60; round += 1) {
    const columns = columnTotals.map((_total, at) => sumOf(table.map((row) => row[at] ?? 0)))
    table = table.map((row) => row.map((cell, at) => share(cell, columns[at], (columnTotals[at] ?? 0) * scale)))
    table = table.map((row, at) => row.map((cell) => share(cell, sumOf(row), rowTotals[at] ?? 0)))
  }
  return table
}

const share = (cell: number, sum: number | undefined, total: number): number =>
  sum === undefined || sum === 0 ? 0 : (cell / sum) * total
