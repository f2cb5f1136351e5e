import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { quarterInWords, shownFigures } from './rules.ts'

const quarter = Temporal.PlainDate.from('2026-07-01')
const figures = {
  quarter,
  due: 50,
  held: 40,
  notHeld: 6,
  cancelled: 4,
  decidedNot: 0,
  allThree: 30,
  withNhs: 33,
  withPolice: 38,
}

test('a count under five is withheld, and so is one that leaves fewer than five on its other side', () => {
  const allThree = (count: number) => shownFigures({ ...figures, allThree: count }).allThree
  assert.equal(allThree(4), 'withheld')
  assert.equal(allThree(37), 'withheld')
  assert.equal(allThree(40), '40')
  assert.equal(allThree(0), '0')
  assert.equal(allThree(5), '5')
})

test('two that come to two are plainly one each: a third is withheld with them', () => {
  const shown = shownFigures({ ...figures, due: 48, held: 40, notHeld: 1, cancelled: 1, decidedNot: 6 })
  assert.deepEqual([shown.notHeld, shown.cancelled, shown.decidedNot], Array(3).fill('withheld'))
  assert.equal(shown.due, '48')
})

test('one small part takes the next smallest with it, or it could be worked out from the whole', () => {
  const shown = shownFigures(figures)
  assert.deepEqual([shown.due, shown.held, shown.notHeld, shown.cancelled], ['50', '40', 'withheld', 'withheld'])
  assert.deepEqual([shown.allThree, shown.withNhs, shown.withPolice], ['30', '33', 'withheld'])
})

test('where how many were held is withheld, nothing about them is shown', () => {
  const shown = shownFigures({
    ...figures,
    due: 13,
    held: 3,
    notHeld: 10,
    cancelled: 0,
    allThree: 3,
    withNhs: 3,
    withPolice: 3,
  })
  assert.deepEqual([shown.held, shown.allThree, shown.withNhs, shown.withPolice], Array(4).fill('withheld'))
})

test('a quarter is named by its months', () => {
  assert.equal(quarterInWords(quarter), 'July to September 2026')
})
