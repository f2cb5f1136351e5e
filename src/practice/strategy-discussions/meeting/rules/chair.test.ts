import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { type Role, roleNames } from '#platform/access'
import { chairConfirmedBy } from '../../rules/limits.ts'
import { chairDepartures } from './chair.ts'

const chairId = '0190a000-0000-7000-8000-000000000001'
const other = '0190a000-0000-7000-8000-000000000002'
const departures = (roles: readonly Role[], allocatedWorkers: readonly string[] = []) =>
  chairDepartures({ chairId, roles, allocatedWorkers })

test('team managers, duty and out-of-hours managers and those above them chair by the standard, and nobody else', () => {
  const by = roleNames.filter((role) => departures([role]).length === 0)
  assert.deepEqual(
    new Set(by),
    new Set([
      'team-manager',
      'duty-manager',
      'out-of-hours-manager',
      'service-manager',
      'head-of-service',
      'chief-officer',
      'director',
    ]),
  )
})

test('a social worker who chairs is below team manager, unless they are one as well', () => {
  assert.deepEqual(departures(['duty-social-worker']), ['below-team-manager'])
  assert.deepEqual(departures(['duty-social-worker', 'team-manager']), [])
})

test('the allocated worker never chairs by the standard, whatever their level', () => {
  assert.deepEqual(departures(['team-manager'], [other, chairId]), ['allocated-worker'])
  assert.deepEqual(departures(['duty-social-worker'], [chairId]), ['below-team-manager', 'allocated-worker'])
  assert.deepEqual(departures(['team-manager'], [other]), [])
})

test('of a chair who is not known here the level cannot be known, so somebody looks', () => {
  assert.deepEqual(chairDepartures({ chairId: null, roles: [], allocatedWorkers: [] }), ['not-known-here'])
})

test('a departure is confirmed by noon of the next day, on London’s clocks and at weekends too', () => {
  const confirmedBy = (at: string) => chairConfirmedBy(Temporal.Instant.from(at)).toString()
  assert.equal(confirmedBy('2021-11-23T22:40:00Z'), '2021-11-24T12:00:00Z')
  assert.equal(confirmedBy('2021-11-26T16:00:00Z'), '2021-11-27T12:00:00Z')
  // 23:30 UTC on 30 June is half past midnight on 1 July in London, where noon is 11:00 UTC.
  assert.equal(confirmedBy('2021-06-30T23:30:00Z'), '2021-07-02T11:00:00Z')
})
