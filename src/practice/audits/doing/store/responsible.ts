import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import {
  covering,
  headOfService,
  isAbsent,
  lineManagerOf,
  listPeople,
  type Responsible,
  serviceManagerFor,
} from '#practice/organisation'
import type { CasePerson } from '../../cases/store/cases.ts'
import type { Step } from '../rules/rungs.ts'

/** Whose work a case is, as far as it has to be known who answers for it. */
export interface Whose {
  readonly teamId: string | null
  readonly people: readonly CasePerson[]
}

/**
 * To whom a worry about this work goes at that moment: the team's manager, the service manager, the head of service, each of them
 * or whoever stands in. Never whoever raised it: they know already.
 */
export async function ladderOf(
  tx: Tx,
  whose: Whose,
  raisedBy: string | null,
  at: Temporal.Instant,
): Promise<readonly Step[]> {
  const found = [await teamManagerOf(tx, whose, at), await serviceManagerOf(tx, whose, at), await headOfService(tx, at)]
  return found.flatMap((one, index) =>
    one === null || one.personId === raisedBy ? [] : [{ rung: index + 1, personId: one.personId, isAway: one.isAway }],
  )
}

/** The manager of the team, of several one who is there; where the team has none, the line manager of whose work it was. */
async function teamManagerOf(tx: Tx, { teamId, people }: Whose, at: Temporal.Instant): Promise<Responsible | null> {
  const managers =
    teamId === null ? [] : await listPeople(tx, { teamId, anyRole: ['team-manager', 'duty-manager'], employer: 'own' })
  const turns: Responsible[] = []
  for (const { id, name } of managers) turns.push(await turnOf(tx, id, name, at))
  const there = turns.find(({ isAway }) => !isAway) ?? turns[0]
  if (there !== undefined) return there
  for (const { personId } of people) {
    const above = await lineManagerOf(tx, personId, at)
    if (above !== null) return above
  }
  return null
}

async function turnOf(tx: Tx, personId: string, name: string, at: Temporal.Instant): Promise<Responsible> {
  const standIn = await covering(tx, personId, at)
  return standIn ?? { personId, name, insteadOf: null, isAway: await isAbsent(tx, personId, at) }
}

/** The service manager above the team, or above whoever's work it was; null when nobody on their line is one. */
export async function serviceManagerOf(
  tx: Tx,
  { teamId, people }: Whose,
  at: Temporal.Instant,
): Promise<Responsible | null> {
  const above = teamId === null ? null : await serviceManagerFor(tx, { teamId }, at)
  if (above !== null) return above
  for (const { personId } of people) {
    const found = await serviceManagerFor(tx, { personId }, at)
    if (found !== null) return found
  }
  return null
}
