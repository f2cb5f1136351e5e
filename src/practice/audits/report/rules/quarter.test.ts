import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { quarterInWords, quarterOf, quartersUpTo, readQuarter } from './quarter.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const spanOf = (typed: string) => {
  const read = readQuarter(typed)
  return read.ok ? `${read.value.from} ${read.value.to}` : (read.problems[0]?.message ?? '')
}

test('the council year begins in April: its third quarter is October to December', () => {
  assert.equal(spanOf('2021-22-Q3'), '2021-10-01 2022-01-01')
  assert.equal(spanOf('2021-22-Q1'), '2021-04-01 2021-07-01')
  assert.equal(spanOf('2021-22-Q4'), '2022-01-01 2022-04-01')
  assert.equal(spanOf('1999-00-Q2'), '1999-07-01 1999-10-01')
})

test('each day is in the quarter of its council year, the first and the last days too', () => {
  const keys = ['2021-03-31', '2021-04-01', '2021-12-31', '2022-01-01', '2000-02-29'].map(
    (each) => quarterOf(day(each)).key,
  )
  assert.deepEqual(keys, ['2020-21-Q4', '2021-22-Q1', '2021-22-Q3', '2021-22-Q4', '1999-00-Q4'])
})

test('what is no quarter is answered in a sentence, and years that do not follow each other are named', () => {
  for (const typed of ['', '2021-Q3', '2021-22-Q5', '2021-22-q3', '21-22-Q3'])
    assert.match(spanOf(typed), /^A quarter is written as 2021-22-Q3/)
  assert.equal(spanOf('2021-23-Q3'), 'The council year that begins in April 2021 is 2021-22, not 2021-23.')
})

test('quarters follow each other over the turn of both years', () => {
  assert.deepEqual(
    quartersUpTo(quarterOf(day('2021-05-05')), 3).map(({ key }) => key),
    ['2020-21-Q3', '2020-21-Q4', '2021-22-Q1'],
  )
  assert.equal(quarterInWords(quarterOf(day('2022-02-01'))), 'January to March 2022')
})
