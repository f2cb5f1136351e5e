import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workingClock } from '#kernel/clock'
import type { Activity } from '#kernel/process-activities'
import { conform, type Discovered, discovery } from '#kernel/process-discovery'
import { shippedCalendar } from '#test/calendar'
import { type ShownRecords, shownRecords } from './suppress.ts'

const clock = workingClock(shippedCalendar)

/** So many cases that went each way. */
const gone = (ways: readonly (readonly [many: number, ...steps: readonly Activity[]])[]): Discovered => {
  const found = discovery(clock)
  for (const [many, ...steps] of ways) {
    const events = steps.map((activity, at) => ({
      activity,
      at: Date.UTC(2021, 10, 22, 10 + at),
      isDay: false,
      contact: 1,
      route: null,
      area: 0,
    }))
    for (let each = 0; each < many; each += 1) found.take({ events, beganAt: 0, route: 'front-door', area: 0 })
  }
  return found.finish()
}

const everything = { activities: new Set<Activity>(), flows: [], standards: [] }
const shown = (discovered: Discovered): ShownRecords => shownRecords(discovered, conform(discovered, everything), false)
const flow = ({ flows }: ShownRecords, from: string, to: string) =>
  flows.find((each) => each.from === from && each.to === to)

const mixed = gone([
  [40, 'contact-received', 'decided-assessment'],
  [12, 'contact-received', 'decided-early-help'],
  [3, 'contact-received', 'decided-transfer'],
])

test('a flow that fewer than five went is withheld with its time, and the next smallest with it', () => {
  const records = shown(mixed)
  assert.deepEqual(
    [
      flow(records, 'contact-received', 'decided-transfer')?.count,
      flow(records, 'contact-received', 'decided-transfer')?.working,
    ],
    [null, null],
  )
  assert.equal(flow(records, 'contact-received', 'decided-early-help')?.count, null)
  assert.equal(flow(records, 'contact-received', 'decided-assessment')?.count, 40)
})

test('nothing that is withheld can be worked out from what happened, or from the ways', () => {
  const records = shown(mixed)
  const count = (name: Activity) => records.happened.find(({ activity }) => activity === name)?.count
  assert.deepEqual(
    [count('decided-transfer'), count('decided-early-help'), count('contact-received')],
    [null, null, 55],
  )
  assert.deepEqual(
    records.variants.map(({ count: often }) => often),
    [40, null, null],
  )
  for (const place of ['contact-received', 'start', 'end'] as const) {
    const parting = records.flows.filter(({ from }) => from === place)
    const meeting = records.flows.filter(({ to }) => to === place)
    for (const sum of [parting, meeting])
      assert.notEqual(sum.filter(({ count: often }) => often === null).length, 1, place)
  }
  assert.equal(records.events, null)
})

test('two ways that come to two are plainly one each: a third is withheld with them', () => {
  const records = shown(
    gone([
      [40, 'contact-received', 'decided-assessment'],
      [12, 'contact-received', 'decided-early-help'],
      [1, 'contact-received', 'decided-transfer'],
      [1, 'contact-received', 'decided-no-further-action'],
    ]),
  )
  assert.deepEqual(
    records.variants.map(({ count: often }) => often),
    [40, null, null, null],
  )
  assert.equal(records.cases, 54)
})

test('of fewer than five cases nothing is shown at all', () => {
  const records = shown(gone([[4, 'contact-received']]))
  assert.deepEqual([records.cases, records.flows, records.variants, records.happened], [null, [], [], []])
})

test('whoever reads records sees the figures as they are', () => {
  const records = shownRecords(mixed, conform(mixed, everything), true)
  assert.equal(flow(records, 'contact-received', 'decided-transfer')?.count, 3)
  assert.equal(records.events, 110)
})
