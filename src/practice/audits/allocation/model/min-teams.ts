import type { Relaxed } from './groups.ts'
import type { AllocationModel, Share } from './model.ts'
import { addColumn, addRow, type SparseModel, type Term } from './sparse.ts'

/**
 * The auditor meets at least `least` teams, or a different one with each audit when they have fewer. For each team that they
 * can meet a column that is 1 at most when they do; a switch says whether they have as many audits as teams are due.
 */
export function addMinTeams(
  { sparse, byAuditor }: AllocationModel,
  auditor: string,
  least: number,
  relaxed: Relaxed,
): void {
  const shares = byAuditor.get(auditor) ?? []
  const most = mostAudits(shares, relaxed.has('capacity'))
  if (most < 2) return
  const met = addTeamsMet(sparse, shares)
  const missing = shares.map(({ column }): Term => [column, -1])
  if (most <= least) {
    addRow(sparse, [...met, ...missing], 0, Number.POSITIVE_INFINITY)
    return
  }
  const hasEnough = addColumn(sparse, { upper: 1, isWhole: true })
  addRow(sparse, [...met, [hasEnough, -least]], 0, Number.POSITIVE_INFINITY)
  addRow(sparse, [...met, ...missing, [hasEnough, most - least]], 0, Number.POSITIVE_INFINITY)
}

function addTeamsMet(sparse: SparseModel, shares: readonly Share[]): readonly Term[] {
  return [...Map.groupBy(shares, ({ group }) => group.team).values()].map((ofTeam): Term => {
    const met = addColumn(sparse, { upper: 1 })
    const audits = ofTeam.map(({ column }): Term => [column, 1])
    addRow(sparse, [...audits, [met, -1]], 0, Number.POSITIVE_INFINITY)
    return [met, 1]
  })
}

/** The nearer this is to what they can really take, the shorter the search. */
function mostAudits(shares: readonly Share[], isAnyCapacity: boolean): number {
  const cases = shares.reduce((sum, { group }) => sum + group.cases.length, 0)
  const shortest = Math.min(...shares.map(({ group }) => group.hours))
  const capacity = shares[0]?.auditor.capacity ?? 0
  return isAnyCapacity ? cases : Math.min(cases, Math.floor(capacity / shortest + 1e-9))
}
