import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import type { Duty } from '../words.ts'
import { alarmChanges, type RotaAlarm } from './alarms.ts'
import { canDo, clashOf, coversNeeded, departuresOf, isTooLong, rotaGaps, type Shift } from './rota.ts'
import type { Availability } from './stand-in.ts'
import type { TrainingRecord } from './training.ts'

const at = (text: string) => Temporal.Instant.from(`2026-11-${text}Z`)
const day = (text: string) => Temporal.PlainDate.from(text)
const shift = (duty: Duty, personId: string, from: string, to: string): Shift => ({
  id: `${personId} ${from}`,
  duty,
  personId,
  personName: personId,
  startsAt: at(from),
  endsAt: at(to),
  departure: '',
})
const everyoneIsThere: Availability = { absences: [], covers: [], left: new Set() }
const monday = { from: at('23T00:00'), to: at('24T00:00') }

describe('the duty rota', () => {
  it('a duty manager by day and an out-of-hours decider by night leave no gap', () => {
    const shifts = [
      shift('out-of-hours-decider', 'dan', '22T20:00', '23T08:00'),
      shift('duty-manager', 'amina', '23T08:00', '23T20:00'),
      shift('out-of-hours-decider', 'dan', '23T20:00', '24T08:00'),
    ]
    assert.deepEqual(rotaGaps(shifts, everyoneIsThere, coversNeeded(false), monday), [])
  })

  it('a duty social worker does not fill a gap of deciders', () => {
    const shifts = [shift('duty-social-worker', 'sue', '23T00:00', '24T00:00')]
    assert.deepEqual(
      rotaGaps(shifts, everyoneIsThere, coversNeeded(true), monday).map(({ cover }) => cover),
      ['decider'],
    )
  })

  it('an absence nobody covers opens a gap in a rota that looks full', () => {
    const shifts = [shift('duty-manager', 'amina', '23T00:00', '24T00:00')]
    const ill = { ...everyoneIsThere, absences: [{ personId: 'amina', startsAt: at('23T14:00'), endsAt: null }] }
    const gaps = rotaGaps(shifts, ill, coversNeeded(false), monday)
    assert.deepEqual(
      gaps.map(({ startsAt }) => startsAt.toString()),
      ['2026-11-23T14:00:00Z'],
    )
  })

  it('only somebody whose roles let them decide can hold a decider’s duty', () => {
    assert.equal(canDo('duty-manager', ['duty-social-worker']), false)
    assert.equal(canDo('duty-manager', ['team-manager']), true)
    assert.equal(canDo('out-of-hours-decider', ['out-of-hours-manager']), true)
    assert.equal(canDo('duty-social-worker', ['duty-social-worker']), true)
    assert.equal(canDo('duty-social-worker', ['performance-analyst']), false)
  })

  it('night training that runs out during the shift is a departure, and so is an absence', () => {
    const night = { duty: 'out-of-hours-decider' as const, startsAt: at('23T20:00'), endsAt: at('24T08:00') }
    const training = (expiresOn: string): readonly TrainingRecord[] => [
      { id: 't', personId: 'dan', kind: 'decide-at-night', completedOn: day('2025-11-24'), expiresOn: day(expiresOn) },
    ]
    const dan = { personId: 'dan', name: 'Dan' }
    assert.deepEqual(departuresOf(night, { ...dan, training: training('2026-11-25') }, everyoneIsThere), [])
    assert.equal(departuresOf(night, { ...dan, training: training('2026-11-24') }, everyoneIsThere).length, 1)
    const away = { ...everyoneIsThere, absences: [{ personId: 'dan', startsAt: at('24T07:00'), endsAt: null }] }
    assert.equal(departuresOf(night, { ...dan, training: [] }, away).length, 2)
  })

  it('the same person twice on one duty at one time is a shift entered twice', () => {
    const shifts = [shift('duty-manager', 'amina', '23T08:00', '23T20:00')]
    assert.ok(clashOf(shift('duty-manager', 'amina', '23T19:00', '23T22:00'), shifts))
    assert.equal(clashOf(shift('duty-manager', 'amina', '23T20:00', '23T22:00'), shifts), undefined)
    assert.equal(clashOf(shift('duty-manager', 'dan', '23T08:00', '23T20:00'), shifts), undefined)
  })

  it('a shift of a fortnight is a slip of the pen', () => {
    assert.equal(isTooLong({ startsAt: at('09T08:00'), endsAt: at('23T08:00') }), true)
    assert.equal(isTooLong({ startsAt: at('20T17:00'), endsAt: at('23T08:00') }), false)
  })
})

describe('the alarm for a gap', () => {
  const gap = (from: string, to: string) => ({ cover: 'decider' as const, startsAt: at(from), endsAt: at(to) })
  const alarm = (from: string, to: string): RotaAlarm => ({ ...gap(from, to), id: from, raisedAt: at('22T00:00') })
  const now = at('23T00:00')

  it('is raised once, however often the rota is looked at', () => {
    assert.deepEqual(alarmChanges([], [gap('24T08:00', '24T20:00')], now).raise.length, 1)
    assert.deepEqual(alarmChanges([alarm('24T08:00', '24T20:00')], [gap('24T08:00', '24T20:00')], now), {
      raise: [],
      end: [],
    })
  })

  it('goes on when only half of the night was filled, and does not ring again', () => {
    const changes = alarmChanges([alarm('24T08:00', '24T20:00')], [gap('24T14:00', '24T20:00')], now)
    assert.deepEqual(changes, { raise: [], end: [] })
  })

  it('ends as filled when somebody fills it, and as passed when nobody did in time', () => {
    assert.deepEqual(
      alarmChanges([alarm('24T08:00', '24T20:00')], [], now).end.map(({ as }) => as),
      ['filled'],
    )
    assert.deepEqual(
      alarmChanges([alarm('22T08:00', '23T00:00')], [], now).end.map(({ as }) => as),
      ['passed'],
    )
  })

  it('a gap of another kind at the same time is another alarm', () => {
    const other = { ...gap('24T08:00', '24T20:00'), cover: 'social-worker' as const }
    assert.equal(alarmChanges([alarm('24T08:00', '24T20:00')], [other], now).raise.length, 1)
  })
})
