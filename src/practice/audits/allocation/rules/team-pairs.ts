import type { AllocationProblem, Assignment } from './problem.ts'

export type TeamPair = readonly [one: string, other: string]

/**
 * Pairs of teams that audit only each other: the auditors of one audit nothing but the other's work, and those of the other
 * nothing but the first's, and each audits something. Leniency could then be traded, and nobody else would see it. A team that
 * audits a third as well, or audits nothing, is in no such pair. A service manager's audits count for every team in their line.
 */
export function closedPairs(
  { auditors, cases }: Pick<AllocationProblem, 'auditors' | 'cases'>,
  assignments: readonly Assignment[],
): readonly TeamPair[] {
  const teams = new Map(auditors.map(({ id, teams: own }) => [id, own]))
  const teamOf = new Map(cases.map(({ id, team }) => [id, team]))
  const audited = new Map<string, Set<string>>()
  for (const { auditor, case: id } of assignments)
    for (const by of teams.get(auditor) ?? []) audited.set(by, (audited.get(by) ?? new Set()).add(teamOf.get(id) ?? ''))
  const only = (by: string): string | undefined => {
    const found = audited.get(by)
    return found?.size === 1 ? [...found][0] : undefined
  }
  return [...audited.keys()]
    .flatMap((one) => {
      const other = only(one)
      return other !== undefined && one < other && only(other) === one ? [[one, other] as const] : []
    })
    .sort()
}
