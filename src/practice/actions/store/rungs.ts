import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import {
  headOfService,
  listEscalationContacts,
  listPeople,
  managersOf,
  type Responsible,
  serviceManagerFor,
} from '#practice/organisation'
import type { Overdue } from './climbs.ts'

/** Where an overdue action goes: to somebody of ours, or to the contacts on a rung of the owner's agency. */
export interface Rung {
  readonly personId: string | null
  readonly agencyRung: number | null
  /** Who is told by mail; nobody where no address is known. */
  readonly emails: readonly string[]
}

/** How far up our own line an overdue action goes: the line manager, then theirs. */
export const ownRungs = 2

/**
 * The rungs of an overdue action at that moment, lowest first: two line managers above an owner of ours (the head of service
 * where nobody is recorded); each rung of a partner's escalation contacts and then the service manager above whoever set the
 * action. Whoever stands in for somebody stands there; the owner never stands above themselves.
 */
export async function rungsAbove(
  tx: Tx,
  { ownerPersonId, ownerAgencyId, recordedBy }: Overdue,
  at: Temporal.Instant,
): Promise<readonly Rung[]> {
  if (ownerAgencyId !== null) return [...(await agencyRungs(tx, ownerAgencyId)), await aboveAgency(tx, recordedBy, at)]
  if (ownerPersonId === null) return []
  const above = (await managersOf(tx, ownerPersonId, at)).filter(({ personId }) => personId !== ownerPersonId)
  const found = above.length > 0 ? above.slice(0, ownRungs) : [await headOfService(tx, at)]
  const others = found.map((one) => (one?.personId === ownerPersonId ? null : one))
  const rungs: Rung[] = []
  for (const one of others) rungs.push(await rungOf(tx, one))
  return rungs
}

async function agencyRungs(tx: Tx, agencyId: string): Promise<readonly Rung[]> {
  const contacts = await listEscalationContacts(tx, agencyId)
  const numbers = [...new Set(contacts.map(({ rung }) => rung))].sort((one, other) => one - other)
  return numbers.map((agencyRung) => ({
    personId: null,
    agencyRung,
    emails: contacts.filter(({ rung, email }) => rung === agencyRung && email !== '').map(({ email }) => email),
  }))
}

/** The service manager above whoever set the action, or the head of service. */
async function aboveAgency(tx: Tx, recordedBy: string | null, at: Temporal.Instant): Promise<Rung> {
  const service = recordedBy === null ? null : await serviceManagerFor(tx, { personId: recordedBy }, at)
  return rungOf(tx, service ?? (await headOfService(tx, at)))
}

async function rungOf(tx: Tx, responsible: Responsible | null): Promise<Rung> {
  const people = responsible === null ? [] : await listPeople(tx, { ids: [responsible.personId] })
  return { personId: responsible?.personId ?? null, agencyRung: null, emails: people.map(({ email }) => email) }
}
