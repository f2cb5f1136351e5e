import { explainClashes } from '../clashes/explain.ts'
import { groupCases, inTicketOrder } from '../model/groups.ts'
import { type Allocation, largestGap } from '../rules/allocation.ts'
import { deviationOf } from '../rules/fair-load.ts'
import { type AllocationProblem, type Assignment, teamsForPairRule, teamsOf } from '../rules/problem.ts'
import { closedPairs } from '../rules/team-pairs.ts'
import { type Fairest, findFairest } from './fairest.ts'
import type { Run } from './keeping-rules.ts'
import { loadSolver, runModel } from './run-model.ts'

/**
 * Solves a problem in this thread, which it blocks: pages and commands ask `openAllocator` instead. From the second attempt on
 * the solver goes another way to the same answer. Throws when the solver breaks down or proves nothing in its time.
 */
export async function allocateHere(given: AllocationProblem, attempt: number): Promise<Allocation> {
  const { seed } = given.rules
  const problem = {
    ...given,
    auditors: inTicketOrder(given.auditors, seed),
    cases: inTicketOrder(given.cases, seed),
  }
  const highs = await loadSolver()
  const run: Run = (sparse, limits) =>
    runModel(highs, sparse, { ...limits, randomSeed: attempt, presolve: attempt % 2 === 1 })
  const groups = groupCases(problem, new Set())
  const isHopeless = groups.some(({ eligible, markers }) => eligible.length < markers)
  const fairest = isHopeless ? null : findFairest(problem, groups, run)
  if (fairest === null) return { status: 'infeasible', clashes: explainClashes(given, run) }
  const { deviation, gap } = gapOf(problem, fairest)
  if (gap > largestGap)
    throw new Error(`the best found in the time given may be ${Math.round(gap * 100)} % from the fairest`)
  const { assignments, bound, isRepeatable } = fairest
  return {
    status: 'optimal',
    assignments,
    proof: { deviation, bound, gap, isRepeatable, solver: `HiGHS ${highs.version.string}`, attempt },
    notes: notesOn(problem, assignments, isRepeatable),
  }
}

function gapOf(problem: AllocationProblem, { assignments, bound }: Fairest) {
  const deviation = deviationOf(problem, assignments)
  const gap = deviation < 1e-6 ? 0 : (deviation - bound) / deviation
  return { deviation, gap: gap < 1e-6 ? 0 : gap }
}

function notesOn(
  problem: AllocationProblem,
  assignments: readonly Assignment[],
  isRepeatable: boolean,
): readonly string[] {
  const teams = teamsOf(problem).length
  const pairs = closedPairs(problem, assignments).map(
    ([one, other]) =>
      `Teams ${one} and ${other} audit only each other: with ${teams} teams that is avoided only where the fairest loads allow it; from ${teamsForPairRule} teams on it never happens.`,
  )
  const timed = 'Time ended the search among equally fair allocations: another run may answer another of them.'
  return isRepeatable ? pairs : [...pairs, timed]
}
