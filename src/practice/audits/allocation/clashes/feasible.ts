import { groupCases, type Relaxed } from '../model/groups.ts'
import type { AllocationProblem, Assignment } from '../rules/problem.ts'
import { nothingTightened, type Run, solveKeepingRules } from '../solve/keeping-rules.ts'

/** Some allocation that keeps the rules that are not relaxed, or null when there is none. */
export function someAllocation(problem: AllocationProblem, relaxed: Relaxed, run: Run): readonly Assignment[] | null {
  const groups = groupCases(problem, relaxed)
  if (groups.some(({ eligible, markers }) => eligible.length < markers)) return null
  const { assignments, solved } = solveKeepingRules({
    problem,
    groups,
    relaxed,
    run,
    tightened: nothingTightened,
    seconds: 5,
    gap: 1,
    nodes: 2000,
    finish: () => undefined,
  })
  // Not decided in time: whatever is asked further is then asked as if it were possible, and says less rather than wrongly.
  return assignments ?? (solved.status === 'infeasible' ? null : [])
}
