import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { groupsChart, intervalsChart, trendChart } from './chart.ts'

const weeks = Array.from({ length: 12 }, (_, index) => ({
  period: Temporal.PlainDate.from('2021-08-02').add({ weeks: index }),
  value: index === 5 ? null : 0.6 + index / 40,
}))

const trend = {
  id: 'within-24',
  title: 'Outcome within 24 hours',
  description: 'Weekly share.',
  kind: 'share',
  unit: '',
} as const

test('a chart stands under a strict content policy: no style, no script', async () => {
  const drawn = (await trendChart({ ...trend, points: weeks })).toString()
  assert.doesNotMatch(drawn, /style=|<style|<script|on\w+=|href=/)
})

test('a chart is named and described for people who do not see it, once for each size', async () => {
  const drawn = (await trendChart({ ...trend, points: weeks })).toString()
  assert.deepEqual(drawn.match(/role="[^"]*"/g), ['role="img"', 'role="img"'])
  assert.match(drawn, /aria-labelledby="within-24-wide-title within-24-wide-description"/)
  assert.match(drawn, /<desc id="within-24-narrow-description">Weekly share\.<\/desc>/)
})

test('a week with nothing to measure breaks the line instead of being drawn as nought', async () => {
  const drawn = (await trendChart({ ...trend, points: weeks })).toString()
  const line = /<g class="mark-line[^>]*>\s*<path[^>]* d="([^"]+)"/.exec(drawn)?.[1] ?? ''
  assert.equal(line.match(/M/g)?.length, 2)
})

test('names that people typed are escaped', async () => {
  const bars = [{ name: '<b>North & West</b>', value: 3 }]
  const drawn = (await groupsChart({ ...trend, kind: 'count', unit: 'contacts', bars })).toString()
  assert.doesNotMatch(drawn, /<b>/)
})

test('an interval is drawn for each estimate, and a group that could not be estimated keeps its line alone', async () => {
  const points = [
    { name: '2021-22, April to September', value: 0.3, low: -0.1, high: 0.7 },
    { name: '2021-22, October to March', value: null, low: null, high: null },
  ]
  const drawn = (await intervalsChart({ ...trend, unit: 'Steps', points })).toString()
  const wide = drawn.slice(0, drawn.indexOf('</svg>'))
  assert.match(wide, /October to March/)
  assert.equal(wide.match(/<g class="mark-symbol[^>]*>\s*(<path[^>]*>)/g)?.length, 1)
  assert.equal((wide.match(/<line [^>]*stroke="#1d70b8"/g) ?? []).length, 1)
})
