import type { AllocationProblem, Auditor } from '../rules/problem.ts'
import type { TeamPair } from '../rules/team-pairs.ts'
import type { CaseGroup, Relaxed } from './groups.ts'
import { addMinTeams } from './min-teams.ts'
import { addPairRule } from './pairs.ts'
import type { Profile } from './profile.ts'
import { addColumn, addRow, emptyModel, type SparseModel, type Term } from './sparse.ts'

/** How many audits of a group an auditor takes: one column of the model. */
export interface Share {
  readonly group: CaseGroup
  readonly auditor: Auditor
  readonly column: number
}

export interface AllocationModel {
  readonly sparse: SparseModel
  readonly groups: readonly CaseGroup[]
  readonly shares: readonly Share[]
  readonly byAuditor: ReadonlyMap<string, readonly Share[]>
}

/**
 * Rules that most allocations keep by themselves: written into the model only where an answer broke them, after which it is
 * solved again. The model stays small, and an answer that breaks none is as good as if all had stood in it.
 */
export interface Tightened {
  /** Pairs of teams that must not audit only each other. */
  readonly pairs: readonly TeamPair[]
  /** Auditors who must meet enough teams. */
  readonly minTeams: readonly string[]
}

/** Exclusions, markers, capacity and what was tightened: every allocation that keeps them is a solution, and no other is. */
export function buildModel(
  problem: AllocationProblem,
  groups: readonly CaseGroup[],
  relaxed: Relaxed,
  tightened: Tightened,
): AllocationModel {
  const sparse = emptyModel()
  const shares = groups.flatMap((group) => addGroup(sparse, group, relaxed))
  const byAuditor = Map.groupBy(shares, ({ auditor }) => auditor.id)
  const model: AllocationModel = { sparse, groups, shares, byAuditor }
  if (!relaxed.has('capacity')) addCapacity(model)
  for (const id of tightened.minTeams) addMinTeams(model, id, problem.rules.minTeamsPerAuditor, relaxed)
  for (const pair of tightened.pairs) addPairRule(model, pair)
  return model
}

/** Each auditor takes just so many audits of each length. */
export function fixProfile({ sparse, byAuditor }: AllocationModel, profile: Profile): void {
  for (const [id, shares] of byAuditor)
    for (const [hours, ofLength] of Map.groupBy(shares, ({ group }) => group.hours)) {
      const audits = profile.get(id)?.get(hours) ?? 0
      addRow(
        sparse,
        ofLength.map(({ column }): Term => [column, 1]),
        audits,
        audits,
      )
    }
}

export const loadTerms = (model: AllocationModel, auditor: string): readonly Term[] =>
  (model.byAuditor.get(auditor) ?? []).map(({ column, group }) => [column, group.hours])

function addGroup(sparse: SparseModel, group: CaseGroup, relaxed: Relaxed): readonly Share[] {
  const size = group.cases.length
  const shares = group.eligible.map((auditor) => ({
    group,
    auditor,
    column: addColumn(sparse, { upper: size, isWhole: true }),
  }))
  const all = shares.map(({ column }): Term => [column, 1])
  addRow(sparse, all, size * group.markers, size * group.markers)
  if (group.markers === 1) return shares
  if (!relaxed.has('marker-teams')) addAtMostOne(sparse, shares, ({ teams }) => teams)
  if (!relaxed.has('marker-line-managers'))
    addAtMostOne(sparse, shares, ({ lineManager }) => (lineManager === null ? [] : [lineManager]))
  return shares
}

/** Of those who share a team, or a line manager, one at most audits the case. */
function addAtMostOne(
  sparse: SparseModel,
  shares: readonly Share[],
  sharedOf: (auditor: Auditor) => readonly string[],
): void {
  const rows = new Map<string, Term[]>()
  for (const { auditor, column } of shares)
    for (const shared of new Set(sharedOf(auditor))) {
      const row = rows.get(shared)
      if (row) row.push([column, 1])
      else rows.set(shared, [[column, 1]])
    }
  for (const row of rows.values()) if (row.length > 1) addRow(sparse, row, 0, 1)
}

function addCapacity(model: AllocationModel): void {
  for (const [id, [first]] of model.byAuditor)
    addRow(model.sparse, loadTerms(model, id), 0, (first?.auditor.capacity ?? 0) + 1e-9)
}
