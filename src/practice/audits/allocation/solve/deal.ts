import { ticketOf } from '../model/groups.ts'
import type { AllocationModel } from '../model/model.ts'
import type { Profile } from '../model/profile.ts'
import type { AllocationProblem, Assignment } from '../rules/problem.ts'

/** Which case each auditor gets: the cases of a group go round in the order of their tickets. Sorted by case and auditor. */
export function deal(
  problem: AllocationProblem,
  { shares }: AllocationModel,
  values: readonly number[],
): readonly Assignment[] {
  const assignments = [...Map.groupBy(shares, ({ group }) => group)].flatMap(([group, own]) => {
    const taken = own.flatMap(({ auditor, column }) =>
      Array.from({ length: Math.round(values[column] ?? 0) }, () => auditor.id),
    )
    const drawn = taken.map((auditor, at) => ({ auditor, ticket: ticketOf(problem.rules.seed, auditor, String(at)) }))
    drawn.sort((one, other) => one.ticket - other.ticket)
    return drawn.map(({ auditor }, at) => ({ case: group.cases[at % group.cases.length]?.id ?? '', auditor }))
  })
  return assignments.sort((one, other) => compare(one.case, other.case) || compare(one.auditor, other.auditor))
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** How many audits of each length somebody takes in an answer. */
export function profileOf({ shares }: AllocationModel, values: readonly number[]): Profile {
  const profile = new Map<string, Map<number, number>>()
  for (const { auditor, group, column } of shares) {
    const own = profile.get(auditor.id) ?? new Map<number, number>()
    profile.set(auditor.id, own.set(group.hours, (own.get(group.hours) ?? 0) + Math.round(values[column] ?? 0)))
  }
  return profile
}
