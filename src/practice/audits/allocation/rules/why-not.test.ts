import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findBreaches } from './breaches.ts'
import type { AllocationProblem, AuditCase, Auditor } from './problem.ts'
import { closedPairs } from './team-pairs.ts'
import { whyNotIn } from './why-not.ts'

const auditor: Auditor = {
  id: 'A1',
  teams: ['North'],
  lineManager: 'A2',
  capacity: 2,
  previousTeams: [],
  isAbsent: false,
  conflicts: [],
}
const audited: AuditCase = { id: 'C1', team: 'South', people: ['W1'], markers: 1 }
const rules: AllocationProblem['rules'] = { minTeamsPerAuditor: 0, seed: '1', sparesOwnLineManager: true }

const reasons = (
  changed: Partial<Auditor>,
  ofCase: Partial<AuditCase> = {},
  more: Partial<AllocationProblem> = {},
): readonly string[] =>
  whyNotIn({ auditors: [auditor], rules, ...more })({ ...auditor, ...changed }, { ...audited, ...ofCase }).map(
    ({ rule }) => rule,
  )

describe('why somebody may not audit something', () => {
  it('nothing stands against a stranger to it', () => assert.deepEqual(reasons({}), []))

  it('each rule is told, and all of them together', () => {
    assert.deepEqual(reasons({ teams: ['South'] }), ['own-team'])
    assert.deepEqual(reasons({}, { people: ['A1'] }), ['own-involvement'])
    assert.deepEqual(reasons({ previousTeams: ['South'] }), ['previous-team'])
    assert.deepEqual(reasons({ conflicts: ['C1'] }), ['conflict'])
    assert.deepEqual(reasons({ isAbsent: true }), ['absent'])
    assert.deepEqual(reasons({ trainedFor: ['contact'] }, { tool: 'supervision' }), ['not-trained'])
    assert.deepEqual(reasons({}, { hasUnknownPeople: true }), ['unknown-people'])
    assert.deepEqual(reasons({ teams: ['South'], isAbsent: true, conflicts: ['C1'] }), [
      'own-team',
      'conflict',
      'absent',
    ])
  })

  it('for a service manager, every team in their line is their own', () =>
    assert.deepEqual(reasons({ teams: ['Area', 'North', 'South'] }), ['own-team']))

  it('nobody audits what a supervisee of theirs is named in, whether or not the supervisee audits', () => {
    assert.deepEqual(reasons({}, {}, { lineManagers: { W1: 'A1' } }), ['line-manager'])
    const supervisee = { ...auditor, id: 'A9', lineManager: 'A1' }
    assert.deepEqual(reasons({}, { people: ['A9'] }, { auditors: [auditor, supervisee] }), ['line-manager'])
  })

  it('nobody audits what their own line manager is named in, except by the published format', () => {
    assert.deepEqual(reasons({}, { people: ['A2'] }), ['own-line-manager'])
    assert.deepEqual(reasons({}, { people: ['A2'] }, { rules: { ...rules, sparesOwnLineManager: false } }), [])
  })

  it('the sentence names both', () => {
    const [reason] = whyNotIn({ auditors: [auditor], rules })({ ...auditor, teams: ['South'] }, audited)
    assert.equal(reason?.sentence, 'Case C1 is work of team South, which is A1’s own.')
  })
})

describe('what is reassigned by hand is held to the same rules', () => {
  const other: Auditor = { ...auditor, id: 'A2', teams: ['East'], lineManager: 'A3' }
  const problem: AllocationProblem = {
    auditors: [auditor, other],
    cases: [audited, { ...audited, id: 'C2', markers: 2 }],
    rules,
  }
  const broken = (pairs: readonly (readonly [string, string])[], changed: Partial<AllocationProblem> = {}) =>
    findBreaches(
      { ...problem, ...changed },
      pairs.map(([id, by]) => ({ case: id, auditor: by })),
    ).map(({ rule }) => rule)
  const good = [
    ['C1', 'A1'],
    ['C2', 'A1'],
    ['C2', 'A2'],
  ] as const

  it('what keeps them is let through', () => assert.deepEqual(broken(good), []))
  it('a case that nobody, or the same one twice, audits', () => {
    assert.deepEqual(
      broken([
        ['C2', 'A1'],
        ['C2', 'A2'],
      ]),
      ['markers'],
    )
    assert.ok(
      broken([
        ['C1', 'A2'],
        ['C2', 'A1'],
        ['C2', 'A1'],
      ]).includes('markers'),
    )
  })
  it('somebody or something that is not there', () => {
    assert.ok(broken([...good, ['C9', 'A1']]).includes('markers'))
    assert.ok(broken([...good, ['C1', 'A9']]).includes('markers'))
  })
  it('more than there is room for', () => {
    assert.deepEqual(broken(good, { auditors: [{ ...auditor, capacity: 1 }, other] }), ['capacity'])
    const long = problem.cases.map((each) => ({ ...each, hours: 1.5 }))
    assert.deepEqual(broken(good, { cases: long }), ['capacity'])
  })
  it('two markers of one line', () => {
    const sameLine = [auditor, { ...other, lineManager: 'A9', teams: ['East', 'North'] }]
    assert.deepEqual(broken(good, { auditors: sameLine }), ['marker-teams'])
    const led = [
      { ...auditor, lineManager: 'M' },
      { ...other, lineManager: 'M' },
    ]
    assert.deepEqual(broken(good, { auditors: led }), ['marker-line-managers'])
  })
  it('too few teams, as long as there are as many audits', () =>
    assert.deepEqual(broken(good, { rules: { ...rules, minTeamsPerAuditor: 2 } }), ['min-teams']))
})

describe('a pair of teams that audit only each other', () => {
  const team = (id: string): Auditor => ({ ...auditor, id, teams: [id] })
  const auditors = ['North', 'South', 'East'].map(team)
  const cases = ['North', 'South', 'East'].map((id): AuditCase => ({ ...audited, id, team: id }))
  const pairs = (...given: readonly (readonly [by: string, of: string])[]) =>
    closedPairs(
      { auditors, cases },
      given.map(([by, of]) => ({ auditor: by, case: of })),
    )

  it('is one when neither audits anything else', () =>
    assert.deepEqual(pairs(['North', 'South'], ['South', 'North'], ['East', 'South']), [['North', 'South']]))
  it('is none when one of them audits a third as well, or the other does not audit it', () => {
    assert.deepEqual(pairs(['North', 'South'], ['South', 'North'], ['South', 'East']), [])
    assert.deepEqual(pairs(['North', 'South'], ['South', 'East'], ['East', 'North']), [])
    assert.deepEqual(pairs(['North', 'South']), [])
  })
})
