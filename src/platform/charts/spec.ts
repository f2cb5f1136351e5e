import type { Temporal } from 'temporal-polyfill'
import type { TopLevelSpec } from 'vega-lite'

/** What the numbers are: a share from 0 to 1, a whole count, or a median in some unit. */
export type ValueKind = 'share' | 'count' | 'median'

export interface TrendPoint {
  /** First day of the period. */
  readonly period: Temporal.PlainDate
  /** Null where there was nothing to measure: the line breaks there and no value is made up. */
  readonly value: number | null
}

export interface GroupBar {
  readonly name: string
  readonly value: number | null
}

export interface Trend {
  readonly kind: ValueKind
  /** Stands at the vertical axis: "contacts", "minutes". */
  readonly unit: string
  readonly points: readonly TrendPoint[]
}

export interface Groups {
  readonly kind: ValueKind
  readonly unit: string
  /** In the order given: never sorted by value, which would make a league table. */
  readonly bars: readonly GroupBar[]
}

/** Wide for a desk, narrow for a telephone: letters of the same size on both, so each is drawn for itself. */
export type Size = 'wide' | 'narrow'

export const widths: Record<Size, number> = { wide: 900, narrow: 300 }
export const ink = '#0b0c0c'
export const line = '#1d70b8'
const faint = '#cecece'

const formats: Record<ValueKind, string> = { share: '.0%', count: ',.0f', median: ',.0f' }

export const look = {
  aria: false,
  font: 'Arial, Helvetica, sans-serif',
  view: { stroke: null },
  axis: {
    labelFontSize: 14,
    titleFontSize: 14,
    titleFontWeight: 'normal',
    labelColor: ink,
    titleColor: ink,
    gridColor: faint,
    domainColor: ink,
    tickColor: ink,
  },
} as const

/** One line over time. A share is always drawn from 0 to 100 %, so that a small change cannot look like a large one. */
export function trendSpec({ kind, unit, points }: Trend, size: Size): TopLevelSpec {
  return {
    width: widths[size],
    height: size === 'wide' ? 280 : 200,
    autosize: { type: 'fit', contains: 'padding' },
    padding: 5,
    background: 'transparent',
    config: look,
    data: { values: points.map(({ period, value }) => ({ period: period.toString(), value })) },
    mark: { type: 'line', color: line, strokeWidth: 2, point: { color: line, size: points.length > 60 ? 12 : 36 } },
    encoding: {
      x: {
        field: 'period',
        type: 'temporal',
        // Days without a time: read and drawn as UTC, whatever zone the server keeps.
        scale: { type: 'utc' },
        axis: {
          title: null,
          format: spansMonths(points) ? '%b %Y' : '%-d %b',
          labelOverlap: 'parity',
          labelSeparation: 8,
          grid: false,
          tickCount: size === 'wide' ? 8 : 3,
        },
      },
      y: { field: 'value', type: 'quantitative', scale: scaleOf(kind), axis: axisOf(kind, unit) },
    },
  }
}

/** One bar for each group, lying, with its name beside it. */
export function groupsSpec({ kind, unit, bars }: Groups, size: Size): TopLevelSpec {
  return {
    width: widths[size],
    height: bars.length * 30 + 50,
    autosize: { type: 'fit', contains: 'padding' },
    padding: 5,
    background: 'transparent',
    config: look,
    data: { values: bars.map(({ name, value }) => ({ name, value })) },
    mark: { type: 'bar', color: line, height: 16 },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: null,
        // Named here so that a group with nothing to measure keeps its line.
        scale: { domain: bars.map(({ name }) => name) },
        axis: { title: null, labelLimit: size === 'wide' ? 320 : 150, domain: false, ticks: false, labelPadding: 8 },
      },
      x: {
        field: 'value',
        type: 'quantitative',
        scale: scaleOf(kind),
        axis: { ...axisOf(kind, unit), tickCount: size === 'wide' ? 6 : 3 },
      },
    },
  }
}

function spansMonths(points: readonly TrendPoint[]): boolean {
  const [first, last] = [points[0], points.at(-1)]
  return first !== undefined && last !== undefined && first.period.until(last.period).days > 92
}

const scaleOf = (kind: ValueKind) => (kind === 'share' ? { domain: [0, 1] } : { zero: true })

const axisOf = (kind: ValueKind, unit: string) => ({
  title: kind === 'share' ? null : unit,
  format: formats[kind],
  tickCount: 5,
  domain: false,
  ticks: false,
  labelPadding: 8,
  // Half a contact is never drawn on the axis.
  ...(kind === 'count' ? { tickMinStep: 1 } : {}),
})
