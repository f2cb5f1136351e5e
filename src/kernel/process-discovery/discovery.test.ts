import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar as calendar } from '#test/calendar'
import { londonDate, startOfLondonDay, workingClock, workingDaysBetween, workingMinutesBetween } from '../clock.ts'
import { type Activity, activityNames } from '../process-activities.ts'
import {
  casesOf,
  conform,
  type Discovered,
  discovery,
  type LoggedEvent,
  type MappedProcess,
} from '../process-discovery.ts'
import { quantile } from '../statistics.ts'

const clock = workingClock(calendar)

const instant = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/London').epochMilliseconds

/** "2021-11-22T14:00" is a moment, "2021-11-22" a day. */
const event = (activity: Activity, when: string, contact = 1): LoggedEvent => ({
  activity,
  at: instant(when.length === 10 ? `${when}T00:00` : when),
  isDay: when.length === 10,
  contact,
  route: null,
  area: 0,
})

const ways = (events: readonly LoggedEvent[]) =>
  casesOf(events, clock).map((one) => one.events.map(({ activity }) => activity))

const discover = (...children: readonly (readonly LoggedEvent[])[]): Discovered => {
  const found = discovery(clock)
  for (const events of children) for (const one of casesOf(events, clock)) found.take(one)
  return found.finish()
}

test('each contact about a child is a case of its own, and the case system’s records join the contact that led to them', () => {
  assert.deepEqual(
    ways([
      event('contact-received', '2021-11-22T10:00', 1),
      event('decided-assessment', '2021-11-22T14:00', 1),
      event('contact-received', '2021-12-01T10:00', 2),
      event('decided-no-further-action', '2021-12-01T12:00', 2),
      event('referral', '2021-11-22', 0),
      event('assessment-started', '2021-11-23', 0),
      event('assessment-authorised', '2022-01-10', 0),
    ]),
    [
      ['contact-received', 'decided-assessment', 'referral', 'assessment-started', 'assessment-authorised'],
      ['contact-received', 'decided-no-further-action'],
    ],
  )
})

test('what is known by the day alone stands after what the process puts before it on that day', () => {
  assert.deepEqual(
    ways([
      event('referral', '2021-11-22', 0),
      event('contact-received', '2021-11-22T16:00'),
      event('decided-assessment', '2021-11-22T22:30'),
    ]),
    [['contact-received', 'decided-assessment', 'referral']],
  )
})

test('without a contact each referral begins a case, and half a year later nothing belongs to it any more', () => {
  assert.deepEqual(
    ways([
      event('referral', '2021-01-04', 0),
      event('assessment-started', '2021-01-05', 0),
      event('referral', '2021-03-01', 0),
      event('conference-held', '2021-12-01', 0),
    ]),
    [['referral', 'assessment-started'], ['referral'], ['conference-held']],
  )
})

test('the same thing twice on one day was entered twice', () => {
  assert.deepEqual(
    ways([event('section-47-started', '2021-11-22', 1), event('section-47-started', '2021-11-22T15:00', 1)]),
    [['section-47-started']],
  )
})

test('a night and a weekend between two steps are no working time', () => {
  const { flows } = discover([
    event('contact-received', '2021-11-19T16:00'),
    event('decided-assessment', '2021-11-22T10:00'),
  ])
  const flow = flows.find(({ from }) => from === 'contact-received')
  assert.deepEqual(flow, {
    from: 'contact-received',
    to: 'decided-assessment',
    count: 1,
    working: { median: 120, ninetieth: 120, measured: 1 },
  })
})

test('a standard of 15 working days is measured from the right step, the day after being day 1', () => {
  const found = discovery(clock, [
    { from: new Set(['section-47-started']), to: new Set(['conference-held']), unit: 'working-days' },
  ])
  // Fifteen working days over the Jubilee weekend: practice.md §3.
  const events = [
    event('section-47-started', '2022-06-01'),
    event('assessment-authorised', '2022-06-20'),
    event('conference-held', '2022-06-24'),
  ]
  for (const one of casesOf(events, clock)) found.take(one)
  assert.deepEqual(found.finish().timings, [{ median: 15, ninetieth: 15, measured: 1 }])
})

const mapped: MappedProcess = {
  activities: new Set(['contact-received', 'decided-assessment', 'referral']),
  flows: [
    { from: 'start', to: 'contact-received' },
    { from: 'contact-received', to: 'decided-assessment' },
    { from: 'decided-assessment', to: 'referral' },
    { from: 'referral', to: 'end' },
  ],
  standards: [],
}

test('beside a map it says which ways are not on it, which never happen, and after what records leave it', () => {
  const straight = [
    event('contact-received', '2021-11-22T10:00'),
    event('decided-assessment', '2021-11-22T14:00'),
    event('referral', '2021-11-23'),
  ]
  const skipping = [event('contact-received', '2021-11-22T10:00'), event('section-47-started', '2021-11-23')]
  const found = conform(discover(straight, straight, skipping), {
    ...mapped,
    flows: [...mapped.flows, { from: 'referral', to: 'contact-received' }],
  })
  assert.deepEqual([found.fitting, found.cases], [2, 3])
  assert.deepEqual(found.strangeActivities, [{ activity: 'section-47-started', count: 1 }])
  assert.deepEqual(
    found.strangeFlows.map(({ from, to, count }) => [from, to, count]),
    [
      ['contact-received', 'section-47-started', 1],
      ['section-47-started', 'end', 1],
    ],
  )
  assert.deepEqual(found.neverSeen, [{ from: 'referral', to: 'contact-received' }])
  assert.deepEqual(found.leaving, [{ after: 'contact-received', cases: 1 }])
})

test('time is lost where half of the cases or more take longer than the standard', () => {
  const timing = { from: null, to: new Set<Activity>(['decided-assessment']), unit: 'elapsed-hours' } as const
  const found = discovery(clock, [timing, timing])
  for (const end of ['2021-11-22T12:00', '2021-11-23T16:00', '2021-11-23T20:00']) {
    for (const one of casesOf([event('contact-received', '2021-11-22T10:00'), event('decided-assessment', end)], clock))
      found.take(one)
  }
  const standards = [24, 30].map((limit) => ({ ...timing, stepId: '', name: '', limit }))
  assert.deepEqual(
    conform(found.finish(), { ...mapped, standards }).times.map(({ isLost }) => isLost),
    [true, false],
  )
})

/** A log of a few children over two months, moments and days mixed, contacts named and not. */
const log = fc.array(
  fc.array(
    fc.record({
      activity: fc.constantFrom(...activityNames.slice(0, 6), 'referral' as const, 'section-47-started' as const),
      minute: fc.integer({ min: 0, max: 60 * 24 * 60 }),
      isDay: fc.boolean(),
      contact: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  { minLength: 1, maxLength: 12 },
)

test('counts, times and ways are those that a slow and simple count over the same log gives', () => {
  const begin = instant('2021-03-01T00:00')
  fc.assert(
    fc.property(log, (children) => {
      const events = children.map((child) =>
        child.map(({ activity, minute, isDay, contact }): LoggedEvent => {
          const at = begin + minute * 60_000
          const day = startOfLondonDay(londonDate(Temporal.Instant.fromEpochMilliseconds(at))).epochMilliseconds
          return { activity, at: isDay ? day : at, isDay, contact, route: null, area: 0 }
        }),
      )
      const quick = discover(...events)
      const cases = events.flatMap((child) => casesOf(child, clock)).map((one) => one.events)
      assert.equal(quick.cases, cases.length)
      assert.equal(quick.events, cases.flat().length)
      const pairs = cases.flatMap((one) => one.slice(1).map((to, at) => ({ from: one[at] ?? to, to })))
      for (const { from, to, count, working } of quick.flows) {
        const same = pairs.filter((pair) => pair.from.activity === from && pair.to.activity === to)
        if (from === 'start') assert.equal(count, cases.filter(([first]) => first?.activity === to).length)
        else if (to === 'end') assert.equal(count, cases.filter((one) => one.at(-1)?.activity === from).length)
        else {
          const minutes = same.map(slowMinutes)
          assert.equal(count, same.length)
          assert.ok(Math.abs((working?.median ?? -1) - (quantile(minutes, 0.5) ?? -2)) < 1e-6)
          assert.ok(Math.abs((working?.ninetieth ?? -1) - (quantile(minutes, 0.9) ?? -2)) < 1e-6)
        }
      }
      const seen = quick.flows.filter(({ from, to }) => from !== 'start' && to !== 'end')
      assert.equal(
        seen.reduce((sum, { count }) => sum + count, 0),
        pairs.length,
      )
      for (const { steps, count } of quick.variants) {
        const words = steps.join()
        assert.equal(count, cases.filter((one) => one.map(({ activity }) => activity).join() === words).length)
      }
    }),
    { numRuns: 300 },
  )
})

function slowMinutes({ from, to }: { readonly from: LoggedEvent; readonly to: LoggedEvent }): number {
  const [begun, ended] = [from, to].map(({ at }) => Temporal.Instant.fromEpochMilliseconds(at))
  assert.ok(begun && ended)
  const took =
    from.isDay || to.isDay
      ? workingDaysBetween(calendar, londonDate(begun), londonDate(ended))
      : workingMinutesBetween(calendar, begun, ended)
  assert.ok(took.ok)
  return from.isDay || to.isDay ? took.value * 480 : took.value
}
