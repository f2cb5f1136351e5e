import { addDeviation } from '../model/deviation.ts'
import type { CaseGroup } from '../model/groups.ts'
import { type AllocationModel, fixProfile, loadTerms } from '../model/model.ts'
import { addPreferences } from '../model/preferences.ts'
import { addNearness, buildProfileModel, type Profile, type ProfileModel, wishedProfile } from '../model/profile.ts'
import { addRow, type Term } from '../model/sparse.ts'
import { fairLoads } from '../rules/fair-load.ts'
import type { AllocationProblem, Assignment } from '../rules/problem.ts'
import { profileOf } from './deal.ts'
import { type Kept, nothingTightened, type Run, solveKeepingRules } from './keeping-rules.ts'
import type { Solved } from './run-model.ts'

export interface Fairest {
  readonly assignments: readonly Assignment[]
  /** No allocation deviates less from fair loads, in hours. */
  readonly bound: number
  readonly isRepeatable: boolean
}

/** Up to so many columns, preferences are weighed over all fairest allocations; above it, over those with one profile. */
const fewColumns = 200
/** Sums of whole multiples of fractions are not exact; different deviations lie much further apart. */
const rounding = 1e-5
const exactly = 0
/**
 * Preferences among equally fair allocations are searched so far and no further: a limit by branches ends at the same place each
 * time, one by time does not. Times are there for a machine that is much slower than any thought of.
 */
const enoughNodes = 2000
/** A profile near to the wished one will do. */
const wishNodes = 100
const anyNodes = 2 ** 31 - 1

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
  const asked = { problem, groups, run, relaxed: new Set<never>(), gap: exactly, nodes: enoughNodes, seconds: 15 }
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
    seconds: 20,
    nodes: anyNodes,
    gap: isSmall ? exactly : 0.004,
    finish: (model) => minimiseDeviation(model, problem),
  })
  if (whole.assignments === null) return infeasibleOr(whole)
  const { values, objective } = whole.solved
  const second = solveKeepingRules({
    ...asked,
    tightened: whole.tightened,
    finish: isSmall ? within(objective) : having(profileOf(whole.model, values ?? [])),
  })
  const bound = Math.max(lowest.bound, whole.solved.bound)
  return answer(second.assignments === null ? whole : second, bound)
}

const answer = ({ assignments, solved }: Kept, bound: number): Fairest => ({
  assignments: assignments ?? [],
  bound,
  isRepeatable: solved.status !== 'stopped',
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
  const solved = run(sparse, { seconds: 10, gap: exactly, nodes: anyNodes })
  if (solved.status === 'infeasible') return null
  const profile = (): Profile => {
    const nearest = build()
    keepAsFair(nearest, solved)
    addNearness(nearest, wishedProfile(problem, fairLoads(problem)))
    const found = run(nearest.sparse, { seconds: 10, gap: 0.02, nodes: wishNodes })
    // Both models begin with the same columns: without a nearer one in time, the first profile is as fair.
    const values = found.values ?? solved.values ?? []
    return new Map(
      [...nearest.columns].map(([id, own]) => [
        id,
        new Map([...own].map(([hours, column]) => [hours, Math.round(values[column] ?? 0)])),
      ]),
    )
  }
  return { bound: solved.bound, profile }
}

/**
 * Where all audits are as long, any loads as fair will do. Where they are not, the loads stay as they are and only what they are
 * made of is chosen: which other loads are as fair is then a riddle of its own, and seldom one with several answers.
 */
function keepAsFair({ sparse, columns, deviation }: ProfileModel, { values, objective }: Solved): void {
  const [first] = columns.values()
  if ((first?.size ?? 0) <= 1) {
    addRow(sparse, deviation.terms, Number.NEGATIVE_INFINITY, objective - deviation.constant + rounding)
    return
  }
  for (const own of columns.values()) {
    const load = [...own].map(([hours, column]): Term => [column, hours])
    const kept = load.reduce((sum, [column, hours]) => sum + Math.round(values?.[column] ?? 0) * hours, 0)
    addRow(sparse, load, kept - rounding, kept + rounding)
  }
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
