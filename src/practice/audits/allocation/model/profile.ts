import { type AllocationProblem, hoursOf } from '../rules/problem.ts'
import { addDeviation, type DeviationTerms } from './deviation.ts'
import type { CaseGroup } from './groups.ts'
import { addColumn, addRow, emptyModel, type SparseModel, type Term } from './sparse.ts'

/** How many audits of each length an auditor takes. Auditor to length in hours to audits. */
export type Profile = ReadonlyMap<string, ReadonlyMap<number, number>>

export interface ProfileModel {
  readonly sparse: SparseModel
  readonly columns: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly deviation: DeviationTerms
}

/**
 * Only how much each auditor takes, not what: a small model. Every allocation has a profile that it allows, so no allocation is
 * nearer to fair loads than its best; when one can be dealt that has this profile, it is proven to be the fairest.
 */
export function buildProfileModel(problem: AllocationProblem, groups: readonly CaseGroup[]): ProfileModel {
  const sparse = emptyModel()
  const lengths = [...new Set(groups.map(({ hours }) => hours))].sort((one, other) => one - other)
  const most = mostOfEach(groups)
  const columns = new Map(
    problem.auditors
      .filter(({ id }) => most.has(id))
      .map(({ id }) => {
        const upper = (hours: number): number => most.get(id)?.get(hours) ?? 0
        return [id, new Map(lengths.map((hours) => [hours, addColumn(sparse, { upper: upper(hours), isWhole: true })]))]
      }),
  )
  const loadOf = (id: string): readonly Term[] => [...(columns.get(id) ?? [])].map(([hours, column]) => [column, hours])
  for (const { id, capacity } of problem.auditors) if (columns.has(id)) addRow(sparse, loadOf(id), 0, capacity + 1e-9)
  for (const hours of lengths) {
    const needed = groups.reduce(
      (sum, group) => sum + (group.hours === hours ? group.cases.length * group.markers : 0),
      0,
    )
    const taken = [...columns.values()].flatMap((own): Term[] => [[own.get(hours) ?? 0, 1]])
    addRow(sparse, taken, needed, needed)
  }
  return { sparse, columns, deviation: addDeviation(sparse, problem, loadOf) }
}

/** Among the fairest, the profile nearest to the wished one, each length counting alike. */
export function addNearness({ sparse, columns }: ProfileModel, wished: Profile): void {
  for (const [id, own] of columns)
    for (const [hours, column] of own) {
      const [under, over] = [1, 1].map((cost) => addColumn(sparse, { upper: Number.POSITIVE_INFINITY, cost }))
      const wish = wished.get(id)?.get(hours) ?? 0
      addRow(
        sparse,
        [
          [column, 1],
          [under ?? 0, 1],
          [over ?? 0, -1],
        ],
        wish,
        wish,
      )
    }
}

/** Those who could take nothing are left out. */
function mostOfEach(groups: readonly CaseGroup[]): Map<string, Map<number, number>> {
  const most = new Map<string, Map<number, number>>()
  for (const { eligible, hours, cases } of groups)
    for (const { id } of eligible) {
      const own = most.get(id) ?? new Map<number, number>()
      most.set(id, own.set(hours, (own.get(hours) ?? 0) + cases.length))
    }
  return most
}

/** What each took before; without anything before, each length in the share that it has of all audits. */
export function wishedProfile(problem: AllocationProblem, fair: ReadonlyMap<string, number>): Profile {
  const audits = Map.groupBy(problem.cases, hoursOf)
  const work = problem.cases.reduce((sum, each) => sum + hoursOf(each) * each.markers, 0)
  const hoursOfCase = new Map(problem.cases.map((each) => [each.id, hoursOf(each)]))
  const previous = Map.groupBy(problem.previous ?? [], ({ auditor }) => auditor)
  const before = (id: string, hours: number): number =>
    (previous.get(id) ?? []).filter((each) => hoursOfCase.get(each.case) === hours).length
  const inShare = (id: string, cases: AllocationProblem['cases']): number =>
    ((fair.get(id) ?? 0) * cases.reduce((sum, { markers }) => sum + markers, 0)) / work
  return new Map(
    problem.auditors.map(({ id }) => [
      id,
      new Map([...audits].map(([hours, cases]) => [hours, previous.size > 0 ? before(id, hours) : inShare(id, cases)])),
    ]),
  )
}
