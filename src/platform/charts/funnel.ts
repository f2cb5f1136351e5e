import type { TopLevelSpec } from 'vega-lite'
import { funnelLimits } from '#kernel/statistics'
import { ink, line, look, type Size, widths } from './spec.ts'

/** One group in a funnel plot: so many cases, and the share of them. */
export interface FunnelPoint {
  readonly name: string
  readonly cases: number
  /** 0 to 1. */
  readonly value: number
}

/** Shares against the number of cases they rest on, with what chance alone does around `target`: not an order of merit. */
export interface Funnel {
  /** What the cases are, at the horizontal axis: "audits". */
  readonly unit: string
  /** 0 to 1. */
  readonly target: number
  readonly points: readonly FunnelPoint[]
}

const limits: readonly { readonly key: string; readonly dash: number[] }[] = [
  { key: 'alarmLow', dash: [2, 3] },
  { key: 'alarmHigh', dash: [2, 3] },
  { key: 'warningLow', dash: [7, 4] },
  { key: 'warningHigh', dash: [7, 4] },
  { key: 'target', dash: [1, 0] },
]

/** Limits are drawn from one case to a little more than the largest group has. */
export function funnelSpec({ unit, target, points }: Funnel, size: Size): TopLevelSpec {
  const most = Math.max(10, Math.ceil(Math.max(0, ...points.map(({ cases }) => cases)) * 1.1))
  const x = {
    field: 'cases',
    type: 'quantitative' as const,
    scale: { domain: [0, most], nice: false },
    axis: { title: unit, format: ',.0f', tickCount: size === 'wide' ? 8 : 4, tickMinStep: 1, grid: false },
  }
  const y = {
    type: 'quantitative' as const,
    scale: { domain: [0, 1] },
    axis: { title: null, format: '.0%', tickCount: 5, domain: false, ticks: false, labelPadding: 8 },
  }
  return {
    width: widths[size],
    height: size === 'wide' ? 320 : 240,
    autosize: { type: 'fit', contains: 'padding' },
    padding: 5,
    background: 'transparent',
    config: look,
    layer: [
      ...limits.map(({ key, dash }) => ({
        data: { values: limitsUpTo(most, target) },
        mark: { type: 'line' as const, color: ink, strokeWidth: 1, strokeDash: dash },
        encoding: { x, y: { ...y, field: key } },
      })),
      {
        data: { values: points.map(({ cases, value }) => ({ cases, value })) },
        mark: { type: 'point' as const, filled: true, color: line, size: 60, opacity: 1 },
        encoding: { x, y: { ...y, field: 'value' } },
      },
    ],
  }
}

/** About sixty points are enough for a smooth line. */
function limitsUpTo(most: number, target: number) {
  const step = Math.max(1, Math.ceil(most / 60))
  const sizes = Array.from({ length: Math.ceil(most / step) }, (_, at) => Math.min(most, 1 + at * step))
  return sizes.map((cases) => {
    const { warning, alarm } = funnelLimits(cases, target)
    return {
      ...{ cases, target, warningLow: warning.low, warningHigh: warning.high },
      ...{ alarmLow: alarm.low, alarmHigh: alarm.high },
    }
  })
}
