import type { TopLevelSpec } from 'vega-lite'
import { ink, line, look, type Size, widths } from './spec.ts'

/** What was estimated for one group or time, with its interval; nulls where it could not be. */
export interface IntervalPoint {
  readonly name: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Estimates side by side in the order given, each with its interval, around a line that means no difference. */
export interface Intervals {
  /** What the axis counts, and which way is which: "steps of the grade, above 0 kinder". */
  readonly unit: string
  readonly points: readonly IntervalPoint[]
}

/** Lying, so that names keep their room; nothing is drawn where nothing could be estimated. */
export function intervalsSpec({ unit, points }: Intervals, size: Size): TopLevelSpec {
  const known = points.filter(({ value }) => value !== null)
  const farthest = Math.max(1, ...known.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]))
  const y = {
    field: 'name',
    type: 'nominal' as const,
    sort: null,
    scale: { domain: points.map(({ name }) => name) },
    axis: { title: null, labelLimit: size === 'wide' ? 320 : 150, domain: false, ticks: false, labelPadding: 8 },
  }
  const x = {
    type: 'quantitative' as const,
    scale: { domain: [-farthest, farthest] },
    axis: { title: unit, format: '+.1f', tickCount: size === 'wide' ? 8 : 4 },
  }
  const data = { values: known.map(({ name, value, low, high }) => ({ name, value, low, high })) }
  return {
    width: widths[size],
    height: points.length * 30 + 60,
    autosize: { type: 'fit', contains: 'padding' },
    padding: 5,
    background: 'transparent',
    config: look,
    layer: [
      { data: { values: [{ none: 0 }] }, mark: { type: 'rule', color: ink }, encoding: { x: { ...x, field: 'none' } } },
      {
        data,
        mark: { type: 'rule', color: line, strokeWidth: 2 },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
      {
        data,
        mark: { type: 'point', filled: true, color: line, size: 60, opacity: 1 },
        encoding: { y, x: { ...x, field: 'value' } },
      },
    ],
  }
}
