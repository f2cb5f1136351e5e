import { addDeviation } from '../model/deviation.ts'
import type { CaseGroup } from '../model/groups.ts'
import { type AllocationModel, fixProfile, loadTerms } from '../model/model.ts'
import { addPreferences } from '../model/preferences.ts'
import { addNearness, buildProfileModel, type Profile, wishedProfile } from '../model/profile.ts'
import { addRow, type Term } from '../model/sparse.ts'
import { fairLoads } from '../rules/fair-load.ts'
import type { AllocationProblem, Assignment } from '../rules/problem.ts'
import { profileOf } from './deal.ts'
import { type Kept, nothingTightened, type Run, solveKeepingRules } from './keeping-rules.ts'

export interface Fairest {
  readonly assignments: readonly Assignment[]
  /** No allocation deviates less from fair loads, in hours. */
  readonly bound: number
  readonly isRepeatable: boolean
}

/** Up to so many columns, preferences are weighed over all fairest allocations; above it, over those with one profile. */
const fewColumns = 1500
/** Sums of whole multiples of fractions are not exact; different deviations lie much further apart. */
const rounding = 1e-6
const exactly = 0

/**
 * The fairest allocation that keeps the rules; null when there is none. First how much each auditor takes, which is a small model
 * and says what no allocation can undercut; then who audits what, with that much. Only where the rules do not allow it is the
 * whole solved at once for the least deviation.
 */
export function findFairest(problem: AllocationProblem, groups: readonly CaseGroup[], run: Run): Fairest | null {
  const columns = groups.reduce((sum, { eligible }) => sum + eligible.length, 0)
  const isSmall = columns <= fewColumns
  const lowest = leastThinkable(problem, groups, run)
  if (lowest === null) return null
  const asked = { problem, groups, run, relaxed: new Set<never>(), gap: exactly, seconds: 8 }
  const within = (deviation: number) => (model: AllocationModel) => {
    const { terms, constant } = deviationIn(model, problem)
    addRow(model.sparse, terms, Number.NEGATIVE_INFINITY, deviation - constant + rounding)
    addPreferences(model, problem)
  }
  const having = (profile: Profile) => (model: AllocationModel) => {
    fixProfile(model, profile)
    addPreferences(model, problem)
  }
  const first = solveKeepingRules({
    ...asked,
    tightened: nothingTightened,
    finish: isSmall ? within(lowest.bound) : having(lowest.profile()),
  })
  if (first.assignments !== null) return answer(first, lowest.bound)
  const whole = solveKeepingRules({
    ...asked,
    tightened: first.tightened,
    gap: isSmall ? exactly : 0.004,
    finish: (model) => minimiseDeviation(model, problem),
  })
  if (whole.assignments === null) return infeasibleOr(whole)
  const { values, objective } = whole.solved
  const second = solveKeepingRules({
    ...asked,
    seconds: 4,
    tightened: whole.tightened,
    finish: isSmall ? within(objective) : having(profileOf(whole.model, values ?? [])),
  })
  const bound = Math.max(lowest.bound, whole.solved.bound)
  return answer(second.assignments === null ? whole : second, bound)
}

const answer = ({ assignments, solved }: Kept, bound: number): Fairest => ({
  assignments: assignments ?? [],
  bound,
  isRepeatable: solved.status === 'optimal',
})

/** Only what is proven not to exist is answered as not existing. */
function infeasibleOr({ solved }: Kept): null {
  if (solved.status === 'infeasible') return null
  throw new Error('no allocation was found in the time given, and none was shown to be impossible')
}

interface Lowest {
  readonly bound: number
  readonly profile: () => Profile
}

function leastThinkable(problem: AllocationProblem, groups: readonly CaseGroup[], run: Run): Lowest | null {
  const build = () => buildProfileModel(problem, groups)
  const { sparse, deviation } = build()
  setCost(sparse.cost, deviation.terms)
  sparse.offset = deviation.constant
  const solved = run(sparse, { seconds: 4, gap: exactly })
  if (solved.status === 'infeasible') return null
  const profile = (): Profile => {
    const nearest = build()
    const most = solved.objective - nearest.deviation.constant + rounding
    addRow(nearest.sparse, nearest.deviation.terms, Number.NEGATIVE_INFINITY, most)
    addNearness(nearest, wishedProfile(problem, fairLoads(problem)))
    const found = run(nearest.sparse, { seconds: 3, gap: 0.05 })
    return new Map(
      [...nearest.columns].map(([id, own]) => [
        id,
        new Map([...own].map(([hours, column]) => [hours, Math.round(found.values?.[column] ?? 0)])),
      ]),
    )
  }
  return { bound: solved.bound, profile }
}

const deviationIn = (model: AllocationModel, problem: AllocationProblem) =>
  addDeviation(model.sparse, problem, (id) => loadTerms(model, id))

function minimiseDeviation(model: AllocationModel, problem: AllocationProblem): void {
  const { terms, constant } = deviationIn(model, problem)
  setCost(model.sparse.cost, terms)
  model.sparse.offset = constant
}

function setCost(cost: number[], terms: readonly Term[]): void {
  for (const [column, coefficient] of terms) cost[column] = coefficient
}
