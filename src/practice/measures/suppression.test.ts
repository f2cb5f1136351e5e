import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import type { MeasurePoint } from '#platform/area'
import { suppressSmall } from './suppression.ts'

const week = Temporal.PlainDate.from('2021-11-15')

const point = (group: string, numerator: number, denominator: number, period = week): MeasurePoint => ({
  period,
  group,
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
})

const shown = (points: readonly MeasurePoint[]) =>
  suppressSmall(points).map(({ group, numerator, isSuppressed }) =>
    isSuppressed ? `${group} withheld` : `${group} ${numerator}`,
  )

test('a count under five is withheld, and five is shown', () => {
  assert.deepEqual(shown([point('', 4, 20)]), [' withheld'])
  assert.deepEqual(shown([point('', 5, 20)]), [' 5'])
})

test('a share is withheld when the children on its other side are fewer than five', () => {
  assert.deepEqual(shown([point('', 97, 100)]), [' withheld'])
  assert.deepEqual(shown([point('', 100, 100)]), [' 100'])
})

test('one small group takes the next smallest with it, or it could be worked out from the total', () => {
  const groups = [point('East', 3, 3), point('West', 12, 12), point('South', 40, 40)]
  assert.deepEqual(shown(groups), ['East withheld', 'West withheld', 'South 40'])
})

test('two small groups hide each other, and the rest stays', () => {
  const groups = [point('East', 3, 3), point('North', 2, 2), point('South', 40, 40)]
  assert.deepEqual(shown(groups), ['East withheld', 'North withheld', 'South 40'])
})

test('two that come to two are plainly one each: the next goes with them', () => {
  const groups = [point('East', 1, 1), point('North', 1, 1), point('South', 12, 12), point('West', 40, 40)]
  assert.deepEqual(shown(groups), ['East withheld', 'North withheld', 'South withheld', 'West 40'])
})

test('a share withheld for its other side cannot be worked out from the other groups and the whole', () => {
  const groups = [point('East', 28, 30), point('North', 20, 30), point('South', 40, 60)]
  assert.deepEqual(shown(groups), ['East withheld', 'North withheld', 'South 40'])
})

test('a withheld point carries none of its figures', () => {
  const [withheld] = suppressSmall([point('East', 3, 30)])
  assert.deepEqual([withheld?.numerator, withheld?.denominator, withheld?.value], [0, 0, null])
})
