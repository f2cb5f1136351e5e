import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import type { WorkItem } from '#platform/area'
import { countsInWords, foldAlike, greeting, sortWork } from './rules.ts'

const now = Temporal.Instant.from('2021-11-22T12:15:00Z')

const work = (title: string, due: string | null): WorkItem => ({
  id: title,
  due: due === null ? null : Temporal.Instant.from(due),
  title,
  detail: '',
  verb: 'Open',
  href: '/',
  ownerId: null,
})

test('what is overdue comes first, then today, then later, and work without a clock last', () => {
  const sorted = sortWork(
    [
      work('no clock', null),
      work('tomorrow', '2021-11-23T00:00:00Z'),
      work('tonight', '2021-11-22T23:59:00Z'),
      work('an hour ago', '2021-11-22T11:15:00Z'),
      work('yesterday', '2021-11-21T11:15:00Z'),
      work('at this moment', '2021-11-22T12:15:00Z'),
    ],
    now,
  )
  const titles = (items: readonly WorkItem[]) => items.map(({ title }) => title)
  assert.deepEqual(titles(sorted.overdue), ['yesterday', 'an hour ago'])
  assert.deepEqual(titles(sorted.today), ['at this moment', 'tonight'])
  assert.deepEqual(titles(sorted.later), ['tomorrow', 'no clock'])
})

test('in summer a thing due at 23:30 UTC is due tomorrow in London', () => {
  const summer = Temporal.Instant.from('2021-07-01T12:00:00Z')
  assert.equal(sortWork([work('late', '2021-07-01T23:30:00Z')], summer).today.length, 0)
})

test('the greeting goes by the London clock and uses the first name', () => {
  assert.equal(greeting('Amina Khan', Temporal.Instant.from('2021-07-01T10:30:00Z')), 'Good morning, Amina')
  assert.equal(greeting('Amina Khan', Temporal.Instant.from('2021-07-01T11:00:00Z')), 'Good afternoon, Amina')
  assert.equal(greeting('Amina Khan', Temporal.Instant.from('2021-11-22T02:00:00Z')), 'Good evening, Amina')
})

test('the counts are told in one breath', () => {
  const overdue = [work('a', '2021-11-22T11:15:00Z'), work('b', '2021-11-22T11:00:00Z')]
  const today = [work('c', '2021-11-22T15:00:00Z')]
  assert.equal(countsInWords(sortWork([...overdue, ...today], now)), '2 things are overdue, 1 due today.')
  assert.equal(countsInWords(sortWork(overdue.slice(1), now)), '1 thing is overdue, nothing more is due today.')
  assert.equal(countsInWords(sortWork(today, now)), 'Nothing is overdue, 1 due today.')
  assert.equal(countsInWords(sortWork([], now)), 'Nothing is waiting for you.')
  assert.equal(countsInWords(sortWork([work('d', null)], now)), 'Nothing is overdue and nothing is due today.')
})

test('what is alike is put together where the first of it stands, and nothing is lost', () => {
  const alike = (title: string): WorkItem => ({ ...work(title, null), alike: 'Referrers to be told' })
  const folded = foldAlike([work('review', null), alike('one'), work('own', null), alike('two'), alike('three')])
  assert.deepEqual(
    folded.map((group) => group.map(({ title }) => title)),
    [['review'], ['one', 'two', 'three'], ['own']],
  )
})
