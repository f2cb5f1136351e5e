import { count } from '#kernel/words'
import { type AllocationProblem, type Auditor, hoursOf } from '../rules/problem.ts'
import type { IsPossible } from './explain.ts'
import type { Facts } from './of-cases.ts'
import { idsOf, listed } from './sentences.ts'

/** So many auditors are tried one by one. */
const mostTried = 8

/**
 * What would free some cases, each by itself, and each tried out. None bends a rule: somebody comes back, is trained, gets room,
 * or another auditor is found.
 */
export const freesOfCases = (facts: Facts, isPossible: IsPossible): readonly string[] => [
  ...matchedPeople(facts),
  ...absentBack(facts, isPossible),
  ...trained(facts, isPossible),
  ...moreRoom(facts, isPossible),
  ...timeGone(facts, isPossible),
  ...fewerMarkers(facts, isPossible),
  ...newAuditors(facts, isPossible),
]

const matchedPeople = ({ cases, freeing }: Facts): readonly string[] =>
  freeing.includes('unknown-people')
    ? [`the people of case ${listed(idsOf(cases.filter((each) => each.hasUnknownPeople === true)))} matched to staff`]
    : []

/** Those of the candidates of whom one alone would free the cases, changed like this. */
function freers(
  { problem, cases }: Facts,
  isPossible: IsPossible,
  candidates: readonly Auditor[],
  change: (auditor: Auditor) => Auditor,
): readonly Auditor[] {
  const withChanged = ({ id }: Auditor): AllocationProblem => ({
    ...problem,
    cases,
    auditors: problem.auditors.map((auditor) => (auditor.id === id ? change(auditor) : auditor)),
  })
  return candidates.slice(0, mostTried).filter((auditor) => isPossible(withChanged(auditor)))
}

function absentBack(facts: Facts, isPossible: IsPossible): readonly string[] {
  const absent = facts.problem.auditors.filter(({ isAbsent }) => isAbsent)
  const alone = freers(facts, isPossible, absent, (auditor) => ({ ...auditor, isAbsent: false }))
  if (alone.length === 0 && facts.freeing.includes('absent')) return [`${listed(idsOf(absent))} back from absence`]
  return alone.map(({ id }) => `${id} back from absence`)
}

function trained(facts: Facts, isPossible: IsPossible): readonly string[] {
  const tools = [...new Set(facts.cases.flatMap(({ tool }) => tool ?? []))]
  return tools.flatMap((tool) => {
    const untrained = facts.problem.auditors.filter(({ trainedFor }) => trainedFor?.includes(tool) === false)
    const train = (auditor: Auditor): Auditor => ({ ...auditor, trainedFor: [...(auditor.trainedFor ?? []), tool] })
    return freers(facts, isPossible, untrained, train).map(({ id }) => `${id} trained for ${tool}`)
  })
}

/** The least that is missing, given to one of those who may audit. */
function moreRoom(facts: Facts, isPossible: IsPossible): readonly string[] {
  if (!facts.freeing.includes('capacity')) return []
  const lengths = facts.cases.map(hoursOf)
  const needed = facts.cases.reduce((sum, each) => sum + each.markers * hoursOf(each), 0)
  const room = facts.free.reduce((sum, { capacity }) => sum + capacity, 0)
  const unit = lengths.every((hours) => hours === 1) ? 'audit' : 'hour'
  const words = (more: number): string => `${count(more, `more ${unit}`)} of capacity for`
  for (const more of [...new Set([needed - room, Math.min(...lengths), Math.max(...lengths)])].sort((a, b) => a - b)) {
    if (more <= 0) continue
    const given = freers(facts, isPossible, facts.free, (auditor) => ({
      ...auditor,
      capacity: auditor.capacity + more,
    }))
    if (given.length > 0) return [`${words(more)} ${given.map(({ id }) => id).join(' or ')}`]
  }
  return [`more capacity for ${listed(idsOf(facts.free))}`]
}

function timeGone(facts: Facts, isPossible: IsPossible): readonly string[] {
  const teams = new Set(facts.cases.map(({ team }) => team))
  const former = facts.problem.auditors.filter(({ previousTeams }) => previousTeams.some((team) => teams.has(team)))
  return freers(facts, isPossible, former, (auditor) => ({ ...auditor, previousTeams: [] })).map(
    ({ id, previousTeams }) =>
      `longer since ${id} left team ${listed(previousTeams.filter((team) => teams.has(team)))}`,
  )
}

function fewerMarkers({ problem, cases }: Facts, isPossible: IsPossible): readonly string[] {
  const [only] = cases
  if (only === undefined || cases.length > 1) return []
  for (let markers = only.markers - 1; markers > 0; markers -= 1)
    if (isPossible({ ...problem, cases: [{ ...only, markers }] }))
      return [`${count(markers, 'marker')} instead of ${only.markers} for case ${only.id}`]
  return []
}

/** Somebody nobody knows yet, of a team of their own: as many as it takes. */
function newAuditors({ problem, cases, free }: Facts, isPossible: IsPossible): readonly string[] {
  const most = Math.max(...cases.map(({ markers }) => markers))
  const needed = cases.reduce((sum, each) => sum + each.markers * hoursOf(each), 0)
  for (let more = 1; more <= most; more += 1) {
    const found = Array.from({ length: more }, (_each, at) => newcomer(at, needed))
    if (!isPossible({ ...problem, cases, auditors: [...problem.auditors, ...found] })) continue
    const teams = [
      ...new Set([...cases.map(({ team }) => team), ...(most > 1 ? free.flatMap((each) => each.teams) : [])]),
    ]
    const tools = [...new Set(cases.flatMap(({ tool }) => tool ?? []))]
    const able = tools.length > 0 ? ` trained for ${listed(tools)} and` : ''
    return [
      `${more === 1 ? 'another auditor' : `${more} other auditors`}${able} outside team ${listed(teams)}, with room and free of these cases`,
    ]
  }
  return []
}

const newcomer = (at: number, capacity: number): Auditor => ({
  id: `somebody else ${at}`,
  teams: [`some other team ${at}`],
  lineManager: null,
  capacity,
  previousTeams: [],
  isAbsent: false,
  conflicts: [],
})
