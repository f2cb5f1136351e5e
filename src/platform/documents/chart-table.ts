import { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import type { ChartBlock, TableBlock } from './model.ts'

/** The figures of a chart as the table that stands under it: whoever does not see the picture loses nothing. */
export function tableOfChart({ title, unit, values, drawing }: ChartBlock): TableBlock {
  const measured = values === 'share' ? 'Share' : unit === '' ? 'Value' : unit
  const pairs =
    drawing.form === 'trend'
      ? drawing.points.map(({ period, value }) => [dateInWords(Temporal.PlainDate.from(period)), value] as const)
      : drawing.bars.map(({ name, value }) => [name, value] as const)
  return {
    kind: 'table',
    caption: title,
    columns: [
      { heading: drawing.form === 'trend' ? 'From' : 'Group', width: 2 },
      { heading: measured, width: 1, isNumeric: true },
    ],
    rows: pairs.map(([name, value]) => ({ cells: [name, inWords(value, values)] })),
    empty: 'There is nothing to draw.',
  }
}

function inWords(value: number | null, values: ChartBlock['values']): string | number {
  if (value === null) return 'nothing to measure'
  return values === 'share' ? `${Math.round(value * 100)} %` : value
}
