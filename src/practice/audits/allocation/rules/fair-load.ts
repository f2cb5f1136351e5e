import { type AllocationProblem, type Assignment, hoursOf } from './problem.ts'

/**
 * What each auditor's load would be if it were proportional to capacity, in hours (in audits, when cases carry none): all the
 * work × own capacity ÷ capacity of all who are there. Who is absent has none. Auditor to load.
 */
export function fairLoads({ auditors, cases }: Pick<AllocationProblem, 'auditors' | 'cases'>): Map<string, number> {
  const work = cases.reduce((sum, each) => sum + each.markers * hoursOf(each), 0)
  const there = auditors.filter(({ isAbsent }) => !isAbsent)
  const capacity = there.reduce((sum, auditor) => sum + auditor.capacity, 0)
  return new Map(
    auditors.map(({ id, isAbsent, capacity: own }) => [id, isAbsent || capacity === 0 ? 0 : (work * own) / capacity]),
  )
}

/** What the assignments take of each auditor's capacity. Auditor to hours; 0 for whoever has none. */
export function loadsOf(
  { auditors, cases }: Pick<AllocationProblem, 'auditors' | 'cases'>,
  assignments: readonly Assignment[],
): Map<string, number> {
  const hours = new Map(cases.map((each) => [each.id, hoursOf(each)]))
  const loads = new Map(auditors.map(({ id }) => [id, 0]))
  for (const { auditor, case: audited } of assignments)
    loads.set(auditor, (loads.get(auditor) ?? 0) + (hours.get(audited) ?? 0))
  return loads
}

/** How far the loads are from fair ones, summed over the auditors: what an allocation makes as small as it can. */
export function deviationOf(
  problem: Pick<AllocationProblem, 'auditors' | 'cases'>,
  assignments: readonly Assignment[],
): number {
  const loads = loadsOf(problem, assignments)
  return [...fairLoads(problem)].reduce((sum, [id, fair]) => sum + Math.abs((loads.get(id) ?? 0) - fair), 0)
}
