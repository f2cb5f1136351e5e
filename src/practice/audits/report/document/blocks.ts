import { exactInterval } from '#kernel/statistics'
import type { Block, Cell, TableColumn } from '#platform/documents'

export const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: 'heading', level, text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** A table whose columns are counts but for the first so many, which are words. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  { wordColumns = 1, empty = 'There is nothing to count.' } = {},
): Block {
  return {
    kind: 'table',
    caption,
    columns: columns.map(
      (words, at): TableColumn =>
        at < wordColumns ? { heading: words, width: 2 } : { heading: words, width: 1, isNumeric: true },
    ),
    rows: rows.map((cells) => ({ cells: [...cells] })),
    empty,
  }
}

/** "71 % (52 to 90)": a share with its exact 95 % interval; of none, words. */
export function shareInWords(numerator: number, denominator: number): string {
  const interval = exactInterval(numerator, denominator)
  if (interval === null) return 'nothing to measure'
  return `${percent(numerator / denominator)} % (${percent(interval.low)} to ${percent(interval.high)})`
}

export const percent = (share: number): string => (share * 100).toFixed(0)
