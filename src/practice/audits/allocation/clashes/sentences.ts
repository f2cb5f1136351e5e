import { count } from '#kernel/words'
import { type AuditCase, type Auditor, hoursOf } from '../rules/problem.ts'
import { type ExclusionRule, whyNotIn } from '../rules/why-not.ts'
import type { Facts } from './of-cases.ts'

/** Ids of so many are named; of the rest the number is told. */
const mostNamed = 6

export function listed(ids: readonly string[]): string {
  const named = ids.length > mostNamed ? [...ids.slice(0, mostNamed - 1), `${ids.length - mostNamed + 1} more`] : ids
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
}

export const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id)

export function sentenceOnCases(facts: Facts): string {
  const [only] = facts.cases
  return facts.cases.length === 1 && only !== undefined ? sentenceOnOne(facts, only) : sentenceOnRoom(facts)
}

/** "2 markers needed for case C1, only team East is free and it may supply 1". */
function sentenceOnOne({ problem, free }: Facts, audited: AuditCase): string {
  const needed = `${count(audited.markers, 'marker')} needed for case ${audited.id}`
  if (audited.hasUnknownPeople === true)
    return `${needed}, but somebody in it could not be matched to staff, so nobody is known to be independent of it`
  const withRoom = free.filter(({ capacity }) => capacity + 1e-9 >= hoursOf(audited))
  if (withRoom.length === 0) return `${needed}, nobody is free: ${whyNobody(problem.auditors, free, audited, problem)}`
  const teams = [...new Set(withRoom.map(({ teams: own }) => own.join(' with ')))]
  if (teams.length < audited.markers)
    return teams.length === 1
      ? `${needed}, only team ${teams.join()} is free and it may supply 1`
      : `${needed}, only teams ${listed(teams)} are free and each may supply 1`
  const managers = [...new Set(withRoom.map(({ lineManager }) => lineManager ?? ''))].filter((id) => id !== '')
  const led = managers.length === 1 ? 'is their only line manager and' : 'are their only line managers and each'
  return `${needed}, only ${listed(idsOf(withRoom))} are free, and markers must differ in team and line manager: ${listed(managers)} ${led} may supply 1`
}

const reasonWords: Record<ExclusionRule, (ids: string, audited: AuditCase) => string> = {
  'unknown-people': (ids) => `${ids}: independence unknown`,
  'own-team': (ids, { team }) => `it is work of ${ids}’s own team ${team}`,
  'own-involvement': (ids) => `it names ${ids}`,
  'line-manager': (ids) => `it names somebody whom ${ids} manages`,
  'own-line-manager': (ids) => `it names the line manager of ${ids}`,
  'previous-team': (ids, { team }) => `${ids} left team ${team} not long ago`,
  conflict: (ids) => `${ids} declared a conflict of interest`,
  absent: (ids) => `absent: ${ids}`,
  'not-trained': (ids, { tool }) => `not trained for ${tool}: ${ids}`,
}

function whyNobody(
  auditors: readonly Auditor[],
  free: readonly Auditor[],
  audited: AuditCase,
  problem: Facts['problem'],
): string {
  if (auditors.length === 0) return 'there are no auditors'
  const whyNot = whyNotIn(problem)
  const first = auditors.flatMap((auditor) => {
    const [reason] = whyNot(auditor, audited)
    return reason ? [{ rule: reason.rule, id: auditor.id }] : []
  })
  const reasons = [...Map.groupBy(first, ({ rule }) => rule)].map(([rule, those]) =>
    reasonWords[rule](listed(idsOf(those)), audited),
  )
  return [...reasons, ...(free.length > 0 ? [`no room: ${listed(idsOf(free))}`] : [])].join('; ')
}

/** "3 audits needed for cases C1, C2 and C3, only A3 may do them and has room for 2". */
function sentenceOnRoom({ problem, cases, free }: Facts): string {
  const audits = cases.reduce((sum, { markers }) => sum + markers, 0)
  const work = cases.reduce((sum, each) => sum + each.markers * hoursOf(each), 0)
  const inHours = problem.cases.some(({ hours }) => hours !== undefined && hours !== 1)
  const needed = `${count(audits, 'audit')}${inHours ? ` (${count(work, 'hour')})` : ''} needed for cases ${listed(idsOf(cases))}`
  const room = free.reduce((sum, { capacity }) => sum + capacity, 0)
  const [only] = free
  if (free.length === 1 && only !== undefined)
    return `${needed}, only ${only.id} may do them and has room for ${only.capacity}`
  const each = free.length <= mostNamed ? ` (${free.map(({ capacity }) => capacity).join(', ')})` : ''
  return `${needed}, only ${listed(idsOf(free))} may do any of them and have room for ${room} together${each}`
}
