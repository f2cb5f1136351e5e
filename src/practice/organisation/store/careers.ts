import type { Temporal } from 'temporal-polyfill'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import { isRole, type Role, roles } from '#platform/access'
import type { Tx } from '#platform/transaction'
import { holdsOn } from '../rules/dated.ts'
import { type Line, managersAbove, wouldCircle } from '../rules/line.ts'
import { beginDated, type DatedRecord, endDated, listDated, listDatedOn } from './dated.ts'
import { waitForTurn } from './entries.ts'
import { getPerson } from './people.ts'
import { refreshStanding } from './standing.ts'

interface Change {
  readonly personId: string
  readonly day: Temporal.PlainDate
  readonly why: string
}

/** Moves a person to a team from a day on; null takes them out of any team. */
export async function moveToTeam(
  tx: Tx,
  { personId, teamId, day, why }: Change & { readonly teamId: string | null },
): Promise<void> {
  await waitForTurn(tx, personId)
  await endDated(tx, 'membership', await listDated(tx, 'membership', personId), { day, why })
  if (teamId !== null) await beginDated(tx, 'membership', { personId, about: teamId, startsOn: day, why })
  await refreshStanding(tx, personId)
  tx.trail.changed({ action: 'person.team-changed', subjects: [personId], content: { personId, teamId, day, why } })
}

/** Gives a person a line manager from a day on; null for none. Refused where somebody would end up above themselves. */
export async function changeLineManager(
  tx: Tx,
  { personId, managerId, day, why }: Change & { readonly managerId: string | null },
): Promise<Outcome<null>> {
  // One turn for the whole line: two changes, each harmless, can close a circle between them.
  await waitForTurn(tx, 'line management')
  if (managerId !== null && wouldCircle(personId, managerId, await lineOn(tx, day))) {
    const [person, manager] = [await getPerson(tx, personId), await getPerson(tx, managerId)]
    return invalid({
      field: 'managerId',
      message: `${manager.name} is managed by ${person.name}, directly or further up. Choose somebody else, or change ${manager.name}’s line manager first`,
    })
  }
  await endDated(tx, 'line', await listDated(tx, 'line', personId), { day, why })
  if (managerId !== null) await beginDated(tx, 'line', { personId, about: managerId, startsOn: day, why })
  await refreshStanding(tx, personId)
  tx.trail.changed({ action: 'person.line-changed', subjects: [personId], content: { personId, managerId, day, why } })
  return ok(null)
}

/** Who manages whom on a day, the whole authority. */
export async function lineOn(tx: Tx, day: Temporal.PlainDate): Promise<Line> {
  const records = await listDatedOn(tx, 'line', day)
  return new Map(records.map(({ personId, about }) => [personId, about]))
}

/**
 * Gives a person exactly these roles from a day on. Nobody changes their own: a second person has to.
 */
export async function changeRoles(
  tx: Tx,
  { personId, held, day, why }: Change & { readonly held: readonly Role[] },
): Promise<Outcome<null>> {
  if (tx.who.kind === 'person' && tx.who.personId === personId) {
    return invalid({
      field: 'roles',
      message: 'Nobody changes their own roles. Ask another administrator or the head of service',
    })
  }
  const { agencyId } = await getPerson(tx, personId)
  const problem = rolesProblem(held, agencyId)
  if (problem !== null) return invalid({ field: 'roles', message: problem })
  await waitForTurn(tx, personId)
  const standing = await listDated(tx, 'role', personId)
  const isKept = (record: DatedRecord) => holdsOn(day, record) && isRole(record.about) && held.includes(record.about)
  await endDated(
    tx,
    'role',
    standing.filter((record) => !isKept(record)),
    { day, why },
  )
  const kept = standing.filter(isKept).map(({ about }) => about)
  for (const role of held.filter((name) => !kept.includes(name))) {
    await beginDated(tx, 'role', { personId, about: role, startsOn: day, why })
  }
  await refreshStanding(tx, personId)
  tx.trail.changed({ action: 'person.roles-changed', subjects: [personId], content: { personId, held, day, why } })
  return ok(null)
}

function rolesProblem(held: readonly Role[], agencyId: string | null): string | null {
  if (held.length === 0) return 'Choose at least one role. If they have left, record that they left'
  if (agencyId === null)
    return held.includes('partner') ? `${roles.partner} is a role for people of partner agencies only` : null
  return held.some((role) => role !== 'partner') ? 'Somebody of a partner agency can only be a partner here' : null
}

/** The person's team on a day, by id. */
export async function teamOn(tx: Tx, personId: string, day: Temporal.PlainDate): Promise<string | null> {
  const standing = await listDated(tx, 'membership', personId)
  return standing.findLast((record) => holdsOn(day, record))?.about ?? null
}

/** Everyone above a person on a day, nearest first, by id. */
export const managersOn = async (tx: Tx, personId: string, day: Temporal.PlainDate): Promise<readonly string[]> =>
  managersAbove(personId, await lineOn(tx, day))
