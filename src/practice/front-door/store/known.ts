import { londonDate } from '#kernel/clock'
import type { HistoryEvent, HistorySource } from '#platform/area'
import type { Tx } from '#platform/transaction'
import {
  type Allocation,
  type Child,
  currentAllocations,
  type HouseholdMember,
  listChildren,
  listHouseholds,
} from '#practice/children'
import { listTeams, namesOf } from '#practice/organisation'
import { type EarlierContact, listContactsOf } from './of-children.ts'

/** What is already known of some children: in front of whoever records or decides, and not behind a search. */
export interface Known {
  /** In the order asked. */
  readonly children: readonly KnownChild[]
  /** Other children of the same households. */
  readonly siblings: readonly KnownChild[]
  /** Adults of the same households. */
  readonly adults: readonly HouseholdMember[]
  /** What every area has of these children and their siblings, latest first. */
  readonly events: readonly HistoryEvent[]
}

export interface KnownChild {
  readonly child: Child
  readonly contacts: readonly EarlierContact[]
  /** "S. Okafor, West team" when somebody has the child's case; null otherwise. */
  readonly allocatedTo: string | null
  readonly allocation: Allocation | null
}

export const nothingKnown: Known = { children: [], siblings: [], adults: [], events: [] }

/** Gathers what is known of these children and their households. Children not open to who asks are left out. */
export async function gatherKnown(
  tx: Tx,
  childIds: readonly string[],
  histories: readonly HistorySource[],
): Promise<Known> {
  if (childIds.length === 0) return nothingKnown
  const household = await listHouseholds(tx, childIds)
  const siblingIds = [...new Set(household.flatMap(({ childId }) => childId ?? []))].filter(
    (id) => !childIds.includes(id),
  )
  const all = [...childIds, ...siblingIds]
  const found = new Map((await listChildren(tx, all)).map((child) => [child.id, child]))
  const contacts = await listContactsOf(tx, [...found.keys()])
  const allocations = await currentAllocations(tx, [...found.keys()], londonDate(tx.now))
  const allocatedTo = await allocationsInWords(tx, [...allocations.values()])
  const known = (id: string): readonly KnownChild[] => {
    const child = found.get(id)
    if (!child) return []
    const own = contacts.filter(({ childId }) => childId === id)
    const allocation = allocations.get(id) ?? null
    return [{ child, contacts: own, allocation, allocatedTo: allocatedTo.get(allocation?.id ?? '') ?? null }]
  }
  return {
    children: childIds.flatMap(known),
    siblings: siblingIds.flatMap(known),
    adults: household.filter(({ adultId, toDay }) => adultId !== null && toDay === null),
    events: await gatherEvents(tx, [...found.keys()], histories),
  }
}

async function allocationsInWords(tx: Tx, allocations: readonly Allocation[]): Promise<ReadonlyMap<string, string>> {
  if (allocations.length === 0) return new Map()
  const names = await namesOf(
    tx,
    allocations.flatMap(({ workerId }) => workerId ?? []),
  )
  const teams = new Map((await listTeams(tx, { withClosed: true })).map(({ id, name }) => [id, name]))
  return new Map(
    allocations.map(({ id, workerId, workerText, teamId }) => {
      const worker = (workerId === null ? workerText : names.get(workerId)) ?? ''
      return [id, [worker, teams.get(teamId ?? '') ?? ''].filter((words) => words !== '').join(', ')]
    }),
  )
}

/** One after the other: they share one transaction, which has one connection. */
async function gatherEvents(
  tx: Tx,
  childIds: readonly string[],
  histories: readonly HistorySource[],
): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = []
  for (const history of histories) events.push(...(await history(tx, childIds)))
  return events.sort((one, other) => (dayOf(other) < dayOf(one) ? -1 : 1))
}

const dayOf = ({ at }: HistoryEvent): string => ('epochNanoseconds' in at ? at.toString() : `${at}T12`)
