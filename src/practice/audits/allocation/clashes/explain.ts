import type { Clash } from '../rules/allocation.ts'
import type { AllocationRule } from '../rules/breaches.ts'
import { type AllocationProblem, type AuditCase, hoursOf } from '../rules/problem.ts'
import { whyNotIn } from '../rules/why-not.ts'
import type { Run } from '../solve/keeping-rules.ts'
import { smallestClash } from './core.ts'
import { someAllocation } from './feasible.ts'
import { clashOfCases } from './of-cases.ts'
import { clashesOfTeams } from './of-teams.ts'
import { idsOf, listed } from './sentences.ts'

/** Whether there is an allocation when these rules are left aside. */
export type IsPossible = (problem: AllocationProblem, ...relaxed: readonly AllocationRule[]) => boolean

/** Explaining ends after so many milliseconds, or clashes; those found by then are told. */
const patience = 8000
const mostClashes = 20

/**
 * Why no allocation keeps the rules. First cases that nobody may mark, each by itself; then whether there is room for all; then the
 * fewest cases that cannot be marked together, again and again; at last the rules about whole teams, which bind no single case.
 */
export function explainClashes(problem: AllocationProblem, run: Run): readonly Clash[] {
  const until = performance.now() + patience
  const isPossible: IsPossible = (asked, ...relaxed) => someAllocation(asked, new Set(relaxed), run) !== null
  const ofCases: IsPossible = (asked, ...relaxed) => isPossible(asked, 'team-pairs', 'min-teams', ...relaxed)
  const alone = problem.cases.filter((audited) => !ofCases({ ...problem, cases: [audited] }))
  const clashes = alike(problem, alone)
    .slice(0, mostClashes)
    .map((cases) => clashOfAlike(problem, cases, ofCases))
  let left = problem.cases.filter((audited) => !alone.includes(audited))
  while (clashes.length < mostClashes && performance.now() < until) {
    const rest = { ...problem, cases: left }
    if (ofCases(rest)) break
    const core = lacksRoom(rest) ? left : smallestClash(rest, ofCases, until)
    clashes.push(clashOfCases(problem, core, ofCases))
    left = left.filter((audited) => !core.includes(audited))
  }
  return clashes.length > 0 ? clashes : clashesOfTeams(problem, isPossible, run)
}

function lacksRoom({ auditors, cases }: AllocationProblem): boolean {
  const room = auditors.reduce((sum, { isAbsent, capacity }) => sum + (isAbsent ? 0 : capacity), 0)
  return cases.reduce((sum, each) => sum + hoursOf(each) * each.markers, 0) > room + 1e-9
}

/** Cases that are kept from the same auditors by the same rules: explained once. */
function alike(problem: AllocationProblem, cases: readonly AuditCase[]): readonly (readonly AuditCase[])[] {
  const whyNot = whyNotIn(problem)
  const reasonsFor = (audited: AuditCase): string => {
    const rules = problem.auditors.map((auditor) => whyNot(auditor, audited).map(({ rule }) => rule))
    return JSON.stringify([audited.team, audited.markers, audited.tool, audited.hours, rules])
  }
  return [...Map.groupBy(cases, reasonsFor).values()]
}

function clashOfAlike(problem: AllocationProblem, cases: readonly AuditCase[], isPossible: IsPossible): Clash {
  const [first, ...rest] = cases
  const clash = clashOfCases(problem, first === undefined ? [] : [first], isPossible)
  if (rest.length === 0) return clash
  return { ...clash, cases: idsOf(cases), sentence: `${clash.sentence}; so it is for ${listed(idsOf(rest))}` }
}
