import { hash } from 'node:crypto'
import type { AllocationRule } from '../rules/breaches.ts'
import { type AllocationProblem, type AuditCase, type Auditor, hoursOf } from '../rules/problem.ts'
import { whyNotIn } from '../rules/why-not.ts'

/**
 * Cases that are the same to the solver: of one team, as long, one auditor each, the same people free to audit them, and given
 * to the same one before. It decides how many of them each auditor takes; which ones is dealt afterwards. A case with several
 * markers stands alone, because who audits it beside whom matters.
 */
export interface CaseGroup {
  readonly cases: readonly AuditCase[]
  readonly team: string
  readonly hours: number
  readonly markers: number
  readonly eligible: readonly Auditor[]
  /** Who audited them before somebody fell ill. */
  readonly previous: readonly string[]
}

/** Rules that are left aside, to find out which of them clash. */
export type Relaxed = ReadonlySet<AllocationRule>

/** A number from 0 to 1 that a seed gives to a thing, so that anybody can give it again. */
export const ticketOf = (seed: string, ...of: readonly string[]): number =>
  Number.parseInt(hash('sha256', [seed, ...of].join(':')).slice(0, 12), 16) / 0x1_0000_0000_0000

/** Sorted by ticket: neither the order of a file nor of the alphabet prefers anybody. */
export function inTicketOrder<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  seed: string,
): readonly Thing[] {
  const ticketed = things.map((thing) => ({ thing, ticket: ticketOf(seed, thing.id) }))
  return ticketed
    .sort((one, other) => one.ticket - other.ticket || (one.thing.id < other.thing.id ? -1 : 1))
    .map(({ thing }) => thing)
}

export function groupCases(problem: AllocationProblem, relaxed: Relaxed): readonly CaseGroup[] {
  const whyNot = whyNotIn(problem)
  const previous = Map.groupBy(problem.previous ?? [], (each) => each.case)
  const groups = new Map<string, CaseGroup & { readonly cases: AuditCase[] }>()
  for (const audited of problem.cases) {
    const eligible = problem.auditors.filter((auditor) =>
      whyNot(auditor, audited).every(({ rule }) => relaxed.has(rule)),
    )
    const before = (previous.get(audited.id) ?? []).map(({ auditor }) => auditor).sort()
    const { team, markers } = audited
    const hours = hoursOf(audited)
    const alone = markers === 1 ? '' : audited.id
    const key = JSON.stringify([team, hours, before, alone, eligible.map(({ id }) => id)])
    const group = groups.get(key)
    if (group) group.cases.push(audited)
    else groups.set(key, { cases: [audited], team, hours, markers, eligible, previous: before })
  }
  return [...groups.values()]
}
