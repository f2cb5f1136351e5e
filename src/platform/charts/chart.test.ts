import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { groupsChart, trendChart } from './chart.ts'

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
