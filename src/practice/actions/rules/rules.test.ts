import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { climbsAt, isOverdue, rungsReached } from './due.ts'
import { whyNotIndependent } from './independence.ts'
import { type Asker, type Standing, stepsOpenTo } from './steps.ts'
import { isWaitingFor } from './waiting.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(text)

const reported = { ownerPersonId: 'owner', ownerAgencyId: null, doneBy: 'reporter' }
const somebody = { personId: 'somebody', agencyId: null, managers: [] as readonly string[] }

test('somebody else verifies: never the owner, whoever reported it, or anybody below the owner', () => {
  assert.equal(whyNotIndependent(reported, somebody), null)
  assert.equal(whyNotIndependent(reported, { ...somebody, personId: 'owner' }), 'owner')
  assert.equal(whyNotIndependent(reported, { ...somebody, personId: 'reporter' }), 'reported')
  assert.equal(whyNotIndependent(reported, { ...somebody, managers: ['team manager', 'owner'] }), 'below-owner')
})

test('whoever is above the owner may verify', () => {
  assert.equal(whyNotIndependent(reported, { ...somebody, managers: ['director'] }), null)
})

test('an agency’s action is verified by somebody of another agency', () => {
  const police = { ownerPersonId: null, ownerAgencyId: 'police', doneBy: 'reporter' }
  assert.equal(whyNotIndependent(police, { ...somebody, agencyId: 'police' }), 'same-agency')
  assert.equal(whyNotIndependent(police, { ...somebody, agencyId: 'nhs' }), null)
  assert.equal(whyNotIndependent(police, somebody), null)
})

const open: Standing = {
  ...{ state: 'open', fromKind: 'meeting', ownerPersonId: 'owner', ownerAgencyId: null },
  ...{ recordedBy: 'setter', doneBy: null, lastStep: null },
}
const asker = (personId: string, more: Partial<Asker> = {}): Asker => ({
  ...{ personId, agencyId: null, managers: [], actsFor: [personId] },
  ...{ mayRecord: true, mayVerify: true, mayArrange: false },
  ...more,
})
const steps = (action: Standing, who: Asker) => [...stepsOpenTo(action, who)].sort()

test('the owner reports it done, and so does whoever does their work', () => {
  assert.deepEqual(steps(open, asker('owner')), ['done'])
  assert.deepEqual(steps(open, asker('cover', { actsFor: ['cover', 'owner'] })), ['done'])
  assert.deepEqual(steps(open, asker('colleague')), [])
})

test('nobody gives themselves more time or lets themselves off, unless they set it themselves', () => {
  assert.deepEqual(steps(open, asker('owner', { mayArrange: true })), ['done', 'handed'])
  assert.deepEqual(steps(open, asker('manager', { mayArrange: true })), ['cancelled', 'handed', 'moved'])
  assert.deepEqual(steps(open, asker('setter')), ['cancelled', 'handed', 'moved'])
  const own = { ...open, fromKind: 'own', recordedBy: 'owner' } as const
  assert.deepEqual(steps(own, asker('owner')), ['cancelled', 'done', 'handed', 'moved'])
})

test('what was done is verified, sent back or cancelled, and nothing else', () => {
  const done = { ...open, state: 'done', doneBy: 'owner', lastStep: { recordedBy: 'owner' } } as const
  assert.deepEqual(steps(done, asker('colleague')), ['not-accepted', 'verified'])
  assert.deepEqual(steps(done, asker('owner')), ['taken-back'])
  assert.deepEqual(steps({ ...done, state: 'verified' }, asker('colleague')), [])
})

test('a partner reports done what is their agency’s, and nothing else', () => {
  const police = { ...open, ownerPersonId: null, ownerAgencyId: 'police' }
  const officer = asker('officer', { agencyId: 'police', mayRecord: false, mayVerify: false })
  assert.deepEqual(steps(police, officer), ['done'])
  assert.deepEqual(steps(open, officer), [])
  const done = { ...police, state: 'done', doneBy: 'officer', lastStep: { recordedBy: 'officer' } } as const
  assert.deepEqual(steps(done, officer), [])
})

test('an action is overdue from midnight in London after its day', () => {
  assert.equal(isOverdue(day('2026-07-01'), at('2026-07-01T22:59:00Z')), false)
  assert.equal(isOverdue(day('2026-07-01'), at('2026-07-01T23:00:00Z')), true)
})

test('it climbs at the end of the first working day after, and again five working days later', () => {
  const days = { first: 1, again: 5 }
  assert.equal(climbsAt(shippedCalendar, day('2026-12-01'), 1, days).toString(), '2026-12-02T17:00:00Z')
  assert.equal(climbsAt(shippedCalendar, day('2026-12-01'), 2, days).toString(), '2026-12-09T17:00:00Z')
  // Thursday before Christmas: Friday is a bank holiday, and so is the Monday after it.
  assert.equal(climbsAt(shippedCalendar, day('2026-12-24'), 1, days).toString(), '2026-12-29T17:00:00Z')
  const before = at('2026-12-09T16:59:59Z')
  assert.deepEqual(rungsReached(shippedCalendar, day('2026-12-01'), before, 2, days), [1])
  assert.deepEqual(rungsReached(shippedCalendar, day('2026-12-01'), at('2026-12-09T17:00:00Z'), 2, days), [1, 2])
})

test('past the last year of the calendar it climbs all the same, by elapsed days', () => {
  const late = climbsAt(shippedCalendar, day('2099-12-01'), 1, { first: 1, again: 5 })
  assert.equal(late.toString(), '2099-12-02T17:00:00Z')
})

test('what was done waits for whoever set it, and when they cannot or are late, for anybody', () => {
  const doneAt = at('2026-12-01T12:00:00Z')
  const done = { recordedBy: 'setter', ownerPersonId: 'owner', doneBy: 'owner', doneAt }
  const soon = doneAt.add({ hours: 1 })
  assert.equal(isWaitingFor(done, ['setter'], soon, 7), true)
  assert.equal(isWaitingFor(done, ['colleague'], soon, 7), false)
  assert.equal(isWaitingFor(done, ['colleague'], doneAt.add({ hours: 24 * 7 }), 7), true)
  assert.equal(isWaitingFor({ ...done, recordedBy: 'owner' }, ['colleague'], soon, 7), true)
})
