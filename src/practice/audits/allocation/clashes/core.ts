import type { AllocationProblem, AuditCase } from '../rules/problem.ts'
import type { IsPossible } from './explain.ts'

/**
 * Cases that cannot be marked together, none of which can be left out: pieces are taken away as long as the rest is still
 * impossible, first large ones, then single cases. When time is over, what is left may hold more than the clash needs.
 */
export function smallestClash(problem: AllocationProblem, isPossible: IsPossible, until: number): readonly AuditCase[] {
  let core = problem.cases
  for (let size = Math.ceil(core.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let at = 0
    while (at < core.length && core.length > 1 && performance.now() < until) {
      const without = [...core.slice(0, at), ...core.slice(at + size)]
      if (without.length > 0 && !isPossible({ ...problem, cases: without })) core = without
      else at += size
    }
  }
  return core
}
