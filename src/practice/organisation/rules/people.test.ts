import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { clearFrom, holdsOn } from './dated.ts'
import { managersAbove, wouldCircle } from './line.ts'
import { beginnerProblems } from './people.ts'
import { isTrained, trainingState } from './training.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe('line management', () => {
  const line = new Map([
    ['worker', 'team manager'],
    ['team manager', 'service manager'],
    ['service manager', 'head'],
  ])

  it('goes up to the top, nearest first', () => {
    assert.deepEqual(managersAbove('worker', line), ['team manager', 'service manager', 'head'])
  })

  it('nobody is put above themselves', () => {
    assert.equal(wouldCircle('head', 'worker', line), true)
    assert.equal(wouldCircle('head', 'head', line), true)
    assert.equal(wouldCircle('worker', 'service manager', line), false)
  })

  it('a circle in old records ends the walk instead of going round for ever', () => {
    assert.deepEqual(
      managersAbove(
        'a',
        new Map([
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'b'],
        ]),
      ),
      ['b', 'c'],
    )
  })
})

describe('dated records', () => {
  const record = (id: string, startsOn: string, endsOn: string | null) => ({
    id,
    startsOn: day(startsOn),
    endsOn: endsOn === null ? null : day(endsOn),
  })

  it('hold from their first day up to but not on the day they end', () => {
    const held = record('east', '2026-01-05', '2026-06-01')
    assert.deepEqual(
      ['2026-01-04', '2026-01-05', '2026-05-31', '2026-06-01'].map((on) => holdsOn(day(on), held)),
      [false, true, true, false],
    )
  })

  it('a move ends the team of before, takes back the one planned for later, and leaves what is over alone', () => {
    const records = [
      record('over', '2024-01-01', '2025-01-01'),
      record('now', '2025-01-01', null),
      record('planned', '2026-12-01', null),
    ]
    const { ends, cancels } = clearFrom(records, day('2026-11-23'))
    assert.deepEqual(
      ends.map(({ id }) => id),
      ['now'],
    )
    assert.deepEqual(
      cancels.map(({ id }) => id),
      ['planned'],
    )
  })
})

describe('training', () => {
  const training = {
    id: 't',
    personId: 'p',
    kind: 'audit' as const,
    completedOn: day('2025-01-10'),
    expiresOn: day('2027-01-10'),
  }

  it('counts from the day of the course up to the day it runs out', () => {
    const counts = (on: string) => isTrained([training], 'audit', day(on))
    assert.deepEqual(['2025-01-09', '2025-01-10', '2027-01-09', '2027-01-10'].map(counts), [false, true, true, false])
  })

  it('to audit is not training to decide at night', () => {
    assert.equal(isTrained([training], 'decide-at-night', day('2026-01-01')), false)
  })

  it('is said to run out eight weeks before it does', () => {
    assert.equal(trainingState(training, day('2026-11-14')), 'in-date')
    assert.equal(trainingState(training, day('2026-11-15')), 'expires-soon')
    assert.equal(trainingState(training, day('2027-01-10')), 'expired')
  })
})

describe('somebody new', () => {
  const amina = { name: 'Amina Khan', email: 'amina.khan@council.example', roles: ['duty-manager'] as const }
  const fields = (given: Parameters<typeof beginnerProblems>[0]) => beginnerProblems(given).map(({ field }) => field)

  it('needs a name, an e-mail address and a role', () => {
    assert.deepEqual(fields(amina), [])
    assert.deepEqual(fields({ name: ' ', email: 'amina', roles: [] }), ['name', 'email', 'roles'])
  })

  it('who is a partner belongs to an agency, to none of our teams, and has no other role', () => {
    assert.deepEqual(fields({ ...amina, roles: ['partner'] }), ['agencyId'])
    assert.deepEqual(fields({ ...amina, roles: ['partner'], agencyId: 'nhs', teamId: 'east' }), ['teamId'])
    assert.deepEqual(fields({ ...amina, roles: ['partner', 'duty-manager'], agencyId: 'nhs' }), ['roles'])
    assert.deepEqual(fields({ ...amina, agencyId: 'nhs' }), ['agencyId'])
  })
})
