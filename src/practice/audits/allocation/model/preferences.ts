import { type AllocationProblem, teamsForPairRule, teamsOf } from '../rules/problem.ts'
import type { TeamPair } from '../rules/team-pairs.ts'
import { ticketOf } from './groups.ts'
import type { AllocationModel, Share } from './model.ts'
import { addPairRule } from './pairs.ts'

/**
 * What decides among equally fair allocations, each before the next: with fewer than four teams, the fewest pairs that audit
 * only each other; rotation, the fewest audits of teams that the auditor had lately; the least change from before; the seed.
 * They are added up with weights so far apart that all of the later ones together weigh less than one of the earlier.
 */
export function addPreferences(model: AllocationModel, problem: AllocationProblem): void {
  const audits = problem.cases.reduce((sum, { markers }) => sum + markers, 0)
  const change = 1
  const ticket = 1 / (audits + 1)
  const rotation = change * (audits + 1)
  const isChangeable = (problem.previous?.length ?? 0) > 0
  const changed = ({ group, auditor }: Share): number =>
    isChangeable && !group.previous.includes(auditor.id) ? change : 0
  let mostRecent = 0
  for (const share of model.shares) {
    const recent = share.auditor.recentAudits?.[share.group.team] ?? 0
    mostRecent = Math.max(mostRecent, recent)
    const [first] = share.group.cases
    const drawn = ticketOf(problem.rules.seed, share.auditor.id, first?.id ?? '')
    model.sparse.cost[share.column] = recent * rotation + changed(share) + drawn * ticket
  }
  const pair = rotation * (mostRecent * audits + 1)
  for (const each of avoidablePairs(problem)) addPairRule(model, each, pair)
}

/** Pairs that may audit only each other when it cannot be helped: all of them with fewer than four teams. */
export function avoidablePairs(problem: AllocationProblem): readonly TeamPair[] {
  const teams = teamsOf(problem)
  if (teams.length >= teamsForPairRule) return []
  return teams.flatMap((one, at) => teams.slice(at + 1).map((other) => [one, other] as const))
}
