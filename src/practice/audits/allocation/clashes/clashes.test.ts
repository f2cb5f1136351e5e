import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Clash } from '../rules/allocation.ts'
import type { AllocationProblem, AuditCase, Auditor } from '../rules/problem.ts'
import { openAllocator } from '../thread/allocator.ts'

const allocator = openAllocator()
after(() => allocator.close())

const auditor = (id: string, team: string, more: Partial<Auditor> = {}): Auditor => ({
  id,
  teams: [team],
  lineManager: null,
  capacity: 5,
  previousTeams: [],
  isAbsent: false,
  conflicts: [],
  ...more,
})

const audited = (id: string, team: string, more: Partial<AuditCase> = {}): AuditCase => ({
  id,
  team,
  people: [],
  markers: 1,
  ...more,
})

const problem = (auditors: readonly Auditor[], cases: readonly AuditCase[], least = 0): AllocationProblem => ({
  auditors,
  cases,
  rules: { minTeamsPerAuditor: least, seed: '1', sparesOwnLineManager: true },
})

async function clashesIn(asked: AllocationProblem): Promise<readonly Clash[]> {
  const allocation = await allocator.allocate(asked)
  assert.equal(allocation.status, 'infeasible')
  return allocation.status === 'infeasible' ? allocation.clashes : []
}

/** The only clash there is, by its rule and what it says. */
async function clashIn(asked: AllocationProblem): Promise<Clash> {
  const clashes = await clashesIn(asked)
  const [only] = clashes
  assert.ok(only !== undefined && clashes.length === 1, JSON.stringify(clashes))
  return only
}

const isPossible = async (asked: AllocationProblem): Promise<boolean> =>
  (await allocator.allocate(asked)).status === 'optimal'

const frees = (clash: Clash, part: RegExp): void =>
  assert.ok(
    clash.frees.some((each) => part.test(each)),
    JSON.stringify(clash.frees),
  )

describe('when audits cannot be allocated, the rules that clash are named', () => {
  it('two markers of one team', async () => {
    const clash = await clashIn(
      problem(
        [auditor('W1', 'West'), auditor('E1', 'East'), auditor('E2', 'East')],
        [audited('C1', 'West', { markers: 2 })],
      ),
    )
    assert.equal(clash.rule, 'marker-teams')
    assert.equal(clash.sentence, '2 markers needed for case C1, only team East is free and it may supply 1')
    assert.deepEqual([clash.cases, clash.auditors], [['C1'], ['E1', 'E2']])
    frees(clash, /another auditor outside team West and East/)
    frees(clash, /1 marker instead of 2/)
  })

  it('two markers with one line manager', async () => {
    const led = { lineManager: 'M1' }
    const clash = await clashIn(
      problem([auditor('N1', 'North', led), auditor('E1', 'East', led)], [audited('C1', 'West', { markers: 2 })]),
    )
    assert.equal(clash.rule, 'marker-line-managers')
    assert.match(clash.sentence, /N1 and E1 are free.*M1 is their only line manager and may supply 1/)
  })

  it('nobody outside the own team', async () => {
    const clash = await clashIn(problem([auditor('W1', 'West'), auditor('W2', 'West')], [audited('C1', 'West')]))
    assert.equal(clash.rule, 'own-team')
    assert.match(
      clash.sentence,
      /^1 marker needed for case C1, nobody is free: it is work of W1 and W2’s own team West$/,
    )
    frees(clash, /another auditor outside team West/)
  })

  it('nobody who is not named in it, manages somebody named, left the team lately or declared a conflict', async () => {
    const clash = await clashIn(
      problem(
        [
          auditor('A1', 'North'),
          auditor('A2', 'East', { lineManager: 'A3' }),
          auditor('A3', 'South'),
          auditor('A4', 'Centre', { previousTeams: ['West'] }),
          auditor('A5', 'Centre', { conflicts: ['C1'] }),
        ],
        [audited('C1', 'West', { people: ['A1', 'A2'] })],
      ),
    )
    for (const part of [/it names A1 and A2/, /whom A3 manages/, /A4 left team West/, /A5 declared a conflict/])
      assert.match(clash.sentence, part)
    frees(clash, /longer since A4 left team West/)
    assert.ok(
      clash.frees.every((each) => !/conflict/.test(each)),
      'no way out takes a declared conflict back',
    )
  })

  it('all absent, and who would have to come back', async () => {
    const away = { isAbsent: true }
    const asked = problem([auditor('E1', 'East', away), auditor('W1', 'West', away)], [audited('C1', 'West')])
    const clash = await clashIn(asked)
    assert.equal(clash.rule, 'absent')
    assert.deepEqual(clash.frees[0], 'E1 back from absence')
    assert.ok(!clash.frees.includes('W1 back from absence'))
    assert.ok(await isPossible({ ...asked, auditors: asked.auditors.map((each) => ({ ...each, isAbsent: false })) }))
  })

  it('the same for several cases is told once', async () => {
    const away = auditor('E1', 'East', { isAbsent: true })
    const clash = await clashIn(problem([away], [audited('C1', 'West'), audited('C2', 'West'), audited('C3', 'West')]))
    assert.deepEqual([clash.rule, clash.cases], ['absent', ['C1', 'C2', 'C3']])
    assert.match(clash.sentence, /needed for case C1, nobody is free: absent: E1; so it is for C2 and C3$/)
  })

  it('too little room for all', async () => {
    const auditors = [auditor('E1', 'East', { capacity: 1 }), auditor('N1', 'North', { capacity: 1 })]
    const asked = problem(auditors, [audited('C1', 'West'), audited('C2', 'West'), audited('C3', 'West')])
    const clash = await clashIn(asked)
    assert.equal(clash.rule, 'capacity')
    assert.equal(
      clash.sentence,
      '3 audits needed for cases C1, C2 and C3, only E1 and N1 may do any of them and have room for 2 together (1, 1)',
    )
    frees(clash, /^1 more audit of capacity for E1 or N1$/)
    const more = auditors.map((each) => (each.id === 'E1' ? { ...each, capacity: 2 } : each))
    assert.ok(await isPossible({ ...asked, auditors: more }))
  })

  it('too little room with the only one who may, though others have plenty', async () => {
    const auditors = [auditor('A3', 'East', { capacity: 1 }), auditor('W1', 'West')]
    const cases = [audited('C1', 'West'), audited('C2', 'West'), audited('C3', 'East')]
    const clash = await clashIn(problem(auditors, cases))
    assert.equal(clash.rule, 'capacity')
    assert.deepEqual([clash.cases, clash.auditors], [['C1', 'C2'], ['A3']])
    assert.equal(clash.sentence, '2 audits needed for cases C1 and C2, only A3 may do them and has room for 1')
    frees(clash, /^1 more audit of capacity for A3$/)
  })

  it('nobody trained for the tool', async () => {
    const clash = await clashIn(
      problem(
        [auditor('E1', 'East', { trainedFor: ['contact'] }), auditor('W1', 'West', { trainedFor: [] })],
        [audited('C1', 'West', { tool: 'supervision' })],
      ),
    )
    assert.equal(clash.rule, 'not-trained')
    frees(clash, /^E1 trained for supervision$/)
    frees(clash, /another auditor trained for supervision and outside team West/)
  })

  it('a worker who cannot be matched to staff: independence is unknown, never taken for given', async () => {
    const asked = problem(
      [auditor('E1', 'East')],
      [audited('C1', 'West', { hasUnknownPeople: true }), audited('C2', 'West')],
    )
    const clash = await clashIn(asked)
    assert.equal(clash.rule, 'unknown-people')
    assert.deepEqual(clash.cases, ['C1'])
    assert.match(clash.sentence, /could not be matched to staff/)
    assert.deepEqual(clash.frees, ['the people of case C1 matched to staff'])
  })

  it('two teams that could only audit each other, among four', async () => {
    const asked = problem(
      [auditor('N1', 'North'), auditor('S1', 'South'), auditor('E1', 'East'), auditor('W1', 'West')],
      [audited('C1', 'North', { people: ['E1', 'W1'] }), audited('C2', 'South', { people: ['E1', 'W1'] })],
    )
    const clash = await clashIn(asked)
    assert.equal(clash.rule, 'team-pairs')
    assert.match(clash.sentence, /^teams North and South would audit only each other/)
    assert.ok(await isPossible({ ...asked, cases: [...asked.cases, audited('C3', 'East', { people: ['W1'] })] }))
  })

  it('with three teams the same two may, and it is said', async () => {
    const allocation = await allocator.allocate(
      problem([auditor('N1', 'North'), auditor('S1', 'South')], [audited('C1', 'North'), audited('C2', 'South')]),
    )
    assert.ok(allocation.status === 'optimal')
    assert.match(allocation.notes.join(), /^Teams North and South audit only each other: with 2 teams/)
  })

  it('with three teams it is avoided where loads stay as fair', async () => {
    const cases = ['North', 'South', 'East'].map((team, at) => audited(`C${at + 1}`, team))
    for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
      const asked = problem([auditor('N1', 'North'), auditor('S1', 'South'), auditor('E1', 'East')], cases)
      const allocation = await allocator.allocate({ ...asked, rules: { ...asked.rules, seed } })
      assert.ok(allocation.status === 'optimal')
      assert.deepEqual(allocation.notes, [])
    }
  })

  it('too few teams to be met', async () => {
    const cases = [audited('C1', 'West'), audited('C2', 'West'), audited('C3', 'West')]
    const clash = await clashIn(problem([auditor('E1', 'East'), auditor('N1', 'North')], cases, 2))
    assert.equal(clash.rule, 'min-teams')
    assert.match(clash.sentence, /^2 teams to be met by each auditor/)
    frees(clash, /^at most 1 team for each auditor$/)
  })

  it('more markers than there are auditors', async () => {
    const clash = await clashIn(problem([], [audited('C1', 'West')]))
    assert.equal(clash.rule, 'markers')
    assert.match(clash.sentence, /nobody is free: there are no auditors/)
    frees(clash, /another auditor/)
  })

  it('several clashes are told side by side', async () => {
    const clashes = await clashesIn(
      problem(
        [auditor('W1', 'West'), auditor('A3', 'East', { capacity: 1 })],
        [audited('C1', 'West'), audited('C2', 'West'), audited('C3', 'East', { people: ['W1'] })],
      ),
    )
    assert.deepEqual(
      clashes.map(({ cases }) => cases),
      [['C3'], ['C1', 'C2']],
    )
  })
})
