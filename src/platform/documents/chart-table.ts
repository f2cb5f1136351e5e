import { Temporal } from 'temporal-polyfill'
import { funnelLimits } from '#kernel/statistics'
import { dateInWords } from '#kernel/words'
import type { ChartBlock, TableBlock } from './model.ts'

/** The figures of a chart as the table that stands under it: whoever does not see the picture loses nothing. */
export function tableOfChart({ title, unit, values, drawing }: ChartBlock): TableBlock {
  if (drawing.form === 'funnel') return tableOfFunnel(title, unit, drawing)
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

type FunnelDrawing = Extract<ChartBlock['drawing'], { form: 'funnel' }>

/** Each group with the limits that chance alone would keep it in. */
const tableOfFunnel = (title: string, unit: string, { target, points }: FunnelDrawing): TableBlock => ({
  kind: 'table',
  caption: title,
  columns: [
    { heading: 'Group', width: 2 },
    { heading: unit, width: 1, isNumeric: true },
    { heading: 'Share', width: 1, isNumeric: true },
    { heading: 'By chance alone (95 %)', width: 1.5, isNumeric: true },
    { heading: 'By chance alone (99.8 %)', width: 1.5, isNumeric: true },
  ],
  rows: points.map(({ name, cases, value }) => {
    const { warning, alarm } = funnelLimits(cases, target)
    return { cells: [name, cases, percent(value), rangeOf(warning), rangeOf(alarm)] }
  }),
  empty: 'There is nothing to draw.',
})

const rangeOf = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${percent(low)} to ${percent(high)}`
const percent = (share: number): string => `${Math.round(share * 100)} %`

function inWords(value: number | null, values: ChartBlock['values']): string | number {
  if (value === null) return 'nothing to measure'
  return values === 'share' ? `${Math.round(value * 100)} %` : value
}
