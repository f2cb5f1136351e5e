import { loadsOf } from './fair-load.ts'
import { type AllocationProblem, type Assignment, type Auditor, teamsForPairRule, teamsOf } from './problem.ts'
import { closedPairs } from './team-pairs.ts'
import { type ExclusionRule, whyNotIn } from './why-not.ts'

/** Rules about an allocation as a whole. */
export const wholeRules = [
  'markers',
  'capacity',
  'marker-teams',
  'marker-line-managers',
  'team-pairs',
  'min-teams',
] as const
export type AllocationRule = ExclusionRule | (typeof wholeRules)[number]

export interface Breach {
  readonly rule: AllocationRule
  readonly cases: readonly string[]
  readonly auditors: readonly string[]
  readonly sentence: string
}

/**
 * Everything that an allocation breaks of the hard rules; nothing when it keeps them all. The same is asked of what the solver
 * answers and of what a person reassigns by hand.
 */
export function findBreaches(problem: AllocationProblem, assignments: readonly Assignment[]): readonly Breach[] {
  const auditors = new Map(problem.auditors.map((auditor) => [auditor.id, auditor]))
  return [
    ...caseBreaches(problem, assignments, auditors),
    ...capacityBreaches(problem, assignments),
    ...teamBreaches(problem, assignments),
    ...pairBreaches(problem, assignments),
  ]
}

function caseBreaches(
  problem: AllocationProblem,
  assignments: readonly Assignment[],
  auditors: ReadonlyMap<string, Auditor>,
): readonly Breach[] {
  const whyNot = whyNotIn(problem)
  const byCase = Map.groupBy(assignments, (each) => each.case)
  const known = new Set(problem.cases.map(({ id }) => id))
  const strangers = assignments
    .filter((each) => !known.has(each.case) || !auditors.has(each.auditor))
    .map((each) => breach('markers', [each.case], [each.auditor], `There is no ${each.case} for ${each.auditor}.`))
  const found = problem.cases.flatMap((audited) => {
    const markers = (byCase.get(audited.id) ?? []).flatMap((each) => auditors.get(each.auditor) ?? [])
    const ids = markers.map(({ id }) => id)
    const excluded = markers.flatMap((auditor) =>
      whyNot(auditor, audited).map(({ rule, sentence }) => breach(rule, [audited.id], [auditor.id], sentence)),
    )
    const isWrongCount = new Set(ids).size !== audited.markers || ids.length !== audited.markers
    const count = `Case ${audited.id} needs ${audited.markers} different auditors, not ${ids.length}.`
    return [
      ...excluded,
      ...(isWrongCount ? [breach('markers', [audited.id], ids, count)] : []),
      ...markerBreaches(audited.id, markers),
    ]
  })
  return [...strangers, ...found]
}

function markerBreaches(id: string, markers: readonly Auditor[]): readonly Breach[] {
  const pairs = markers.flatMap((one, at) => markers.slice(at + 1).map((other) => [one, other] as const))
  return pairs.flatMap(([one, other]) => [
    ...(shareTeam(one, other)
      ? [breach('marker-teams', [id], [one.id, other.id], `${one.id} and ${other.id} are of one team.`)]
      : []),
    ...(shareLineManager(one, other)
      ? [breach('marker-line-managers', [id], [one.id, other.id], `${one.id} and ${other.id} have one line manager.`)]
      : []),
  ])
}

const shareTeam = (one: Auditor, other: Auditor): boolean => one.teams.some((team) => other.teams.includes(team))

/** Two whose line managers are not known are not known to share one. */
const shareLineManager = (one: Auditor, other: Auditor): boolean =>
  one.lineManager !== null && one.lineManager === other.lineManager

function capacityBreaches(problem: AllocationProblem, assignments: readonly Assignment[]): readonly Breach[] {
  const loads = loadsOf(problem, assignments)
  return problem.auditors.flatMap(({ id, capacity }) => {
    const load = loads.get(id) ?? 0
    if (load <= capacity + 1e-9) return []
    const cases = assignments.filter(({ auditor }) => auditor === id).map((each) => each.case)
    return [breach('capacity', cases, [id], `${id} has room for ${capacity} and is given ${load}.`)]
  })
}

/** An auditor with fewer audits than the teams to be met meets a different team with each. */
function teamBreaches(problem: AllocationProblem, assignments: readonly Assignment[]): readonly Breach[] {
  const least = problem.rules.minTeamsPerAuditor
  const teamOf = new Map(problem.cases.map(({ id, team }) => [id, team]))
  return [...Map.groupBy(assignments, ({ auditor }) => auditor)].flatMap(([id, own]) => {
    const met = new Set(own.map((each) => teamOf.get(each.case))).size
    const due = Math.min(least, own.length)
    const cases = own.map((each) => each.case)
    return met >= due ? [] : [breach('min-teams', cases, [id], `${id} meets ${met} teams; ${due} are due.`)]
  })
}

function pairBreaches(problem: AllocationProblem, assignments: readonly Assignment[]): readonly Breach[] {
  if (teamsOf(problem).length < teamsForPairRule) return []
  return closedPairs(problem, assignments).map(([one, other]) => {
    const auditors = problem.auditors.filter(({ teams }) => teams.includes(one) || teams.includes(other))
    const cases = problem.cases.filter(({ team }) => team === one || team === other)
    return breach(
      'team-pairs',
      cases.map(({ id }) => id),
      auditors.map(({ id }) => id),
      `Teams ${one} and ${other} audit only each other.`,
    )
  })
}

const breach = (
  rule: AllocationRule,
  cases: readonly string[],
  auditors: readonly string[],
  sentence: string,
): Breach => ({ rule, cases, auditors, sentence })
