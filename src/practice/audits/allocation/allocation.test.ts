import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import {
  brokenRule,
  type CaseFile,
  deviation,
  type FileAuditor,
  type FileCase,
  leastDeviation,
  mayAudit,
} from '#test/every-allocation'
import { readCaseFile } from './case-file.ts'
import { largestRound, makeProblem } from './made-problem.ts'
import type { Allocation } from './rules/allocation.ts'
import { findBreaches } from './rules/breaches.ts'
import type { AllocationProblem } from './rules/problem.ts'
import { openAllocator } from './thread/allocator.ts'

const allocator = openAllocator()
after(() => allocator.close())

function problemOf(file: CaseFile): AllocationProblem {
  const read = readCaseFile(JSON.stringify(file))
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

const allocate = (file: CaseFile): Promise<Allocation> => allocator.allocate(problemOf(file))

const teams = ['North', 'South', 'East', 'West', 'Centre']
const caseIds = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6']
const people = ['A1', 'A2', 'A3', 'A4', 'A5', 'W1']

/** Up to five auditors and six cases of two to five teams, with everything that excludes. */
const anyFile: fc.Arbitrary<CaseFile> = fc.integer({ min: 2, max: 5 }).chain((many) => {
  const team = fc.constantFrom(...teams.slice(0, many))
  const rarely = <Thing>(things: readonly Thing[]) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([...things], { maxLength: 2 }) },
    )
  const auditor = fc.record(
    {
      team,
      capacity: fc.integer({ min: 0, max: 4 }),
      conflicts: rarely(caseIds),
      lineManager: fc.constantFrom('M1', 'M2', 'M3', 'A1', 'A2'),
      previousTeams: rarely(teams.slice(0, many)),
      absent: fc.constantFrom(false, false, false, false, true),
    },
    { requiredKeys: ['team', 'capacity', 'conflicts'] },
  )
  const audited = fc.record({ team, people: rarely(people), markers: fc.constantFrom(1, 1, 1, 2, 3) })
  return fc
    .record({
      auditors: fc.array(auditor, { minLength: 1, maxLength: 5 }),
      cases: fc.array(audited, { maxLength: 6 }),
      rules: fc.record({ minTeamsPerAuditor: fc.constantFrom(0, 0, 1, 2, 3), seed: fc.nat(9) }),
    })
    .map((drawn) => named(drawn as Unnamed))
})

interface Unnamed {
  readonly auditors: readonly Omit<FileAuditor, 'id'>[]
  readonly cases: readonly Omit<FileCase, 'id'>[]
  readonly rules: CaseFile['rules']
}

function named({ auditors, cases, rules }: Unnamed): CaseFile {
  const known = caseIds.slice(0, cases.length)
  return {
    auditors: auditors.map(({ lineManager, conflicts, ...auditor }, at) => ({
      id: `A${at + 1}`,
      ...auditor,
      conflicts: conflicts.filter((id) => known.includes(id)),
      ...(lineManager === undefined || lineManager === `A${at + 1}` ? {} : { lineManager }),
    })),
    cases: cases.map((audited, at) => ({ id: `C${at + 1}`, ...audited })),
    rules,
  }
}

/** Without the rules about whole teams, and for these cases alone. */
const only = (file: CaseFile, cases: readonly string[]): CaseFile => ({
  auditors: file.auditors,
  cases: file.cases.filter(({ id }) => cases.includes(id)),
  rules: { ...file.rules, minTeamsPerAuditor: 0 },
})

describe('a thousand allocations, each held against all that there are', () => {
  it('break no rule and are the fairest; where there is none, the cases that clash are named', async () => {
    const seen = { optimal: 0, infeasible: 0 }
    const holds = fc.asyncProperty(anyFile, async (file) => {
      const allocation = await allocate(file)
      const least = leastDeviation(file)
      seen[allocation.status] += 1
      if (allocation.status === 'infeasible') {
        assert.equal(least, null)
        assertClashes(file, allocation)
        return
      }
      assert.equal(brokenRule(file, allocation.assignments), '')
      assert.deepEqual(findBreaches(problemOf(file), allocation.assignments), [])
      assert.ok(least !== null && Math.abs(deviation(file, allocation.assignments) - least) < 1e-6)
      assert.ok(Math.abs(allocation.proof.deviation - least) < 1e-6)
      assert.deepEqual([allocation.proof.gap, allocation.proof.attempt], [0, 1])
    })
    await fc.assert(holds, { numRuns: 1000, seed: 20211122 })
    assert.ok(seen.optimal > 200 && seen.infeasible > 200, JSON.stringify(seen))
  })
})

/** Cases that are said to clash cannot be marked together, and none of them can be left out of the clash. */
function assertClashes(file: CaseFile, { clashes }: Extract<Allocation, { status: 'infeasible' }>): void {
  assert.ok(clashes.length > 0)
  for (const { rule, cases, auditors, sentence } of clashes) {
    assert.ok(sentence.length > 20 && cases.length > 0)
    assert.ok(cases.every((id) => file.cases.some((each) => each.id === id)))
    assert.ok(auditors.every((id) => file.auditors.some((each) => each.id === id)))
    if (rule === 'team-pairs' || rule === 'min-teams') continue
    const alone = only(file, cases)
    assert.equal(withoutTeamRules(alone), null, `${sentence} ${JSON.stringify(alone)}`)
  }
}

/** Three teams or fewer have no rule on pairs: the others are put under one name wherever it changes nothing. */
function withoutTeamRules(file: CaseFile): number | null {
  const able = file.cases.map((audited) => file.auditors.filter((auditor) => mayAudit(file, auditor, audited)))
  const load = new Map<string, number>()
  const place = (at: number): boolean => {
    const audited = file.cases[at]
    if (audited === undefined) return true
    return subsets(able[at] ?? [], audited.markers).some((markers) => {
      const managers = markers.flatMap(({ lineManager }) => lineManager ?? [])
      const isMixed =
        new Set(markers.map(({ team }) => team)).size === markers.length && new Set(managers).size === managers.length
      const hasRoom = markers.every(({ id, capacity }) => (load.get(id) ?? 0) < capacity)
      if (!isMixed || !hasRoom) return false
      for (const { id } of markers) load.set(id, (load.get(id) ?? 0) + 1)
      const isPlaced = place(at + 1)
      for (const { id } of markers) load.set(id, (load.get(id) ?? 0) - 1)
      return isPlaced
    })
  }
  return place(0) ? 0 : null
}

const subsets = <Thing>(things: readonly Thing[], many: number): readonly (readonly Thing[])[] =>
  many === 0
    ? [[]]
    : things.flatMap((thing, at) => subsets(things.slice(at + 1), many - 1).map((rest) => [thing, ...rest]))

describe('the same seed', () => {
  it('gives the same allocation, in whatever order the file names people and cases', async () => {
    const problem = makeProblem(7, { ...largestRound, auditors: 12, cases: 40, teams: 5 })
    const once = await allocator.allocate(problem)
    const again = await openAllocator().allocate({
      ...problem,
      auditors: [...problem.auditors].reverse(),
      cases: [...problem.cases].reverse(),
    })
    assert.equal(once.status, 'optimal')
    assert.deepEqual(again, once)
    const other = await allocator.allocate({ ...problem, rules: { ...problem.rules, seed: 'another' } })
    assert.ok(other.status === 'optimal' && once.status === 'optimal')
    assert.notDeepEqual(other.assignments, once.assignments)
    assert.ok(Math.abs(other.proof.deviation - once.proof.deviation) < 1e-6)
  })
})

describe('400 audits to 60 auditors', () => {
  it('break no rule and are proven fairest', async () => {
    const problem = makeProblem(3, largestRound)
    const allocation = await allocator.allocate(problem)
    assert.ok(allocation.status === 'optimal')
    assert.deepEqual(findBreaches(problem, allocation.assignments), [])
    assert.ok(allocation.proof.gap <= 0.005)
  })
})
