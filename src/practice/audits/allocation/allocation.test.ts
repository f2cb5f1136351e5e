import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import {
  brokenRule,
  type CaseFile,
  choose,
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

/** Cases that are said to clash cannot be marked together; each cannot by itself, or none of them can be left out. */
function assertClashes(file: CaseFile, { clashes }: Extract<Allocation, { status: 'infeasible' }>): void {
  assert.ok(clashes.length > 0)
  for (const { rule, cases, auditors, sentence } of clashes) {
    assert.ok(sentence.length > 20 && cases.length > 0)
    assert.ok(cases.every((id) => file.cases.some((each) => each.id === id)))
    assert.ok(auditors.every((id) => file.auditors.some((each) => each.id === id)))
    if (rule === 'team-pairs' || rule === 'min-teams') continue
    assert.ok(!canBeMarked(file, cases), sentence)
    const isEachAlone = cases.every((id) => !canBeMarked(file, [id]))
    const isSmallest = cases.every((left) =>
      canBeMarked(
        file,
        cases.filter((id) => id !== left),
      ),
    )
    assert.ok(isEachAlone || isSmallest || isForWantOfRoom(file), sentence)
  }
}

function isForWantOfRoom(file: CaseFile): boolean {
  const room = file.auditors.reduce((sum, { absent, capacity }) => sum + (absent === true ? 0 : capacity), 0)
  return file.cases.reduce((sum, { markers }) => sum + markers, 0) > room
}

/** Whether these cases can be marked when the rules about whole teams are left aside. */
function canBeMarked(file: CaseFile, cases: readonly string[]): boolean {
  const asked = file.cases.filter(({ id }) => cases.includes(id))
  const load = new Map<string, number>()
  const add = (markers: readonly FileAuditor[], more: number): void => {
    for (const { id } of markers) load.set(id, (load.get(id) ?? 0) + more)
  }
  const place = (at: number): boolean => {
    const audited = asked[at]
    if (audited === undefined) return true
    const able = file.auditors.filter(
      (auditor) => mayAudit(file, auditor, audited) && (load.get(auditor.id) ?? 0) < auditor.capacity,
    )
    return choose(able, audited.markers).some((markers) => {
      if (!isMixed(markers)) return false
      add(markers, 1)
      const isPlaced = place(at + 1)
      add(markers, -1)
      return isPlaced
    })
  }
  return place(0)
}

function isMixed(markers: readonly FileAuditor[]): boolean {
  const managers = markers.flatMap(({ lineManager }) => lineManager ?? [])
  return new Set(markers.map(({ team }) => team)).size === markers.length && new Set(managers).size === managers.length
}

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

describe('when somebody falls ill', () => {
  const fallIll = async (problem: AllocationProblem) => {
    const before = await allocator.allocate(problem)
    assert.ok(before.status === 'optimal')
    const ill = before.assignments[0]?.auditor
    const auditors = problem.auditors.map((each) => (each.id === ill ? { ...each, isAbsent: true } : each))
    const kept = before.assignments.filter(({ auditor }) => auditor !== ill)
    const changedIn = async (previous: AllocationProblem['previous'], seed: string): Promise<number> => {
      const rules = { ...problem.rules, seed }
      const after = await allocator.allocate({ ...problem, auditors, rules, ...(previous ? { previous } : {}) })
      assert.ok(after.status === 'optimal')
      const pairs = new Set(after.assignments.map((each) => `${each.case} ${each.auditor}`))
      return kept.filter((each) => !pairs.has(`${each.case} ${each.auditor}`)).length
    }
    return {
      changed: await changedIn(before.assignments, 'another'),
      afresh: await changedIn(undefined, 'another'),
      all: kept.length,
    }
  }

  it('the others keep what they have, as far as fair loads allow, in a small round', async () => {
    const team = (at: number): string => `T${at}`
    const problem: AllocationProblem = {
      auditors: [1, 2, 3, 4, 5].map((at) => ({
        id: `A${at}`,
        teams: [team(at)],
        lineManager: null,
        capacity: 8,
        previousTeams: [],
        isAbsent: false,
        conflicts: [],
      })),
      cases: Array.from({ length: 20 }, (_each, at) => ({
        id: `C${at}`,
        team: team((at % 5) + 1),
        people: [],
        markers: 1,
      })),
      rules: { minTeamsPerAuditor: 2, seed: '1', sparesOwnLineManager: true },
    }
    const { changed, afresh } = await fallIll(problem)
    assert.ok(changed <= 1, `${changed}`)
    assert.ok(afresh > 5, `${afresh}`)
  })

  it('and in a large one nearly all of it', async () => {
    const { changed, afresh, all } = await fallIll(
      makeProblem(5, { ...largestRound, auditors: 20, cases: 120, lengths: [1] }),
    )
    assert.ok(changed < all / 10 && afresh > all / 3, `${changed}, ${afresh} of ${all}`)
  })
})

describe('rotation', () => {
  it('keeps auditors from teams that they had lately, where loads stay as fair', async () => {
    const problem = makeProblem(6, { ...largestRound, auditors: 20, cases: 100, lengths: [1] })
    const recent = async (asked: AllocationProblem): Promise<number> => {
      const allocation = await allocator.allocate(asked)
      assert.ok(allocation.status === 'optimal')
      const teamOf = new Map(problem.cases.map(({ id, team }) => [id, team]))
      const had = new Map(problem.auditors.map(({ id, recentAudits = {} }) => [id, recentAudits]))
      return allocation.assignments.filter((each) => had.get(each.auditor)?.[teamOf.get(each.case) ?? '']).length
    }
    const forgetful = { ...problem, auditors: problem.auditors.map((each) => ({ ...each, recentAudits: {} })) }
    assert.equal(await recent(problem), 0)
    assert.ok((await recent(forgetful)) > 0)
  })
})
