import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { AgencyKind } from '../words.ts'
import { changedMeanwhile } from './entries.ts'

export interface Agency {
  readonly id: string
  readonly name: string
  readonly kind: AgencyKind
  /** The shared desk: an inbox and a telephone that somebody answers whoever is on leave. '' where not known. */
  readonly deskName: string
  readonly deskEmail: string
  readonly deskTelephone: string
  /** When the desk is staffed, in their words: "Mon to Fri, 08:00 to 18:00". */
  readonly deskHours: string
  readonly isActive: boolean
}

const agencyColumns = ['id', 'name', 'kind', 'deskName', 'deskEmail', 'deskTelephone', 'deskHours', 'isActive'] as const

/** Partner agencies by name, closed ones only when asked for. A partner finds only their own. */
export async function listAgencies(tx: Tx, asked: { readonly withClosed?: boolean } = {}): Promise<readonly Agency[]> {
  const query = on(tx)
    .selectFrom('organisation.agency')
    .select(agencyColumns)
    .where('authorityId', '=', tx.who.authorityId)
    .orderBy('name')
  return (asked.withClosed ? query : query.where('isActive', '=', true)).execute()
}

export async function findAgency(tx: Tx, agencyId: string): Promise<Agency | null> {
  const row = await on(tx)
    .selectFrom('organisation.agency')
    .select(agencyColumns)
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', agencyId)
    .executeTakeFirst()
  return row ?? null
}

export type NewAgency = Pick<Agency, 'name' | 'kind'> & Partial<Omit<Agency, 'isActive'>>

/** An agency's id, or the problem with its name. */
export async function addAgency(tx: Tx, { id = newId(), ...agency }: NewAgency): Promise<Outcome<string>> {
  const row = { id, ...agency, name: agency.name.trim() }
  const added = await on(tx)
    .insertInto('organisation.agency')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((same) => same.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return invalid({ field: 'name', message: 'There is an agency of this name already' })
  tx.trail.changed({ action: 'agency.added', subjects: [id], content: row })
  return ok(id)
}

export async function changeAgency(tx: Tx, { id, ...change }: Agency): Promise<Outcome<null>> {
  const others = await listAgencies(tx, { withClosed: true })
  const isTaken = others.some(
    (agency) => agency.id !== id && agency.name.toLowerCase() === change.name.trim().toLowerCase(),
  )
  if (isTaken) return invalid({ field: 'name', message: 'There is another agency of this name' })
  const row = { ...change, name: change.name.trim() }
  await on(tx)
    .updateTable('organisation.agency')
    .set(row)
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', id)
    .execute()
  tx.trail.changed({ action: 'agency.changed', subjects: [id], content: { id, ...row } })
  return ok(null)
}

/** Whom to ring at an agency when its desk does not answer. */
export interface EscalationContact {
  readonly id: string
  readonly agencyId: string
  /** 1 is asked first. */
  readonly rung: number
  readonly name: string
  readonly jobTitle: string
  readonly email: string
  readonly telephone: string
  /** When they also sign in here. */
  readonly personId: string | null
}

/** The escalation contacts that stand, by rung; of one agency or of all. */
export async function listEscalationContacts(tx: Tx, agencyId?: string): Promise<readonly EscalationContact[]> {
  let query = on(tx)
    .selectFrom('organisation.standingEscalationContact')
    .select(['id', 'agencyId', 'rung', 'name', 'jobTitle', 'email', 'telephone', 'personId'])
    .where('authorityId', '=', tx.who.authorityId)
  if (agencyId !== undefined) query = query.where('agencyId', '=', agencyId)
  return query.orderBy('rung').orderBy('recordedAt').orderBy('id').execute()
}

export type NewEscalationContact = Omit<EscalationContact, 'id' | 'personId'> & { readonly personId?: string | null }

/** Names somebody for a rung. `replaces` is the contact they take over from: it stays on record, but no longer stands. */
export async function addEscalationContact(
  tx: Tx,
  { replaces = null, ...contact }: NewEscalationContact & { readonly replaces?: string | null },
): Promise<Outcome<string>> {
  const row = { id: newId(), personId: null, ...contact }
  return appendContact(tx, { ...row, replaces }, 'escalation-contact.named')
}

/** Takes a contact off their rung without naming another. */
export async function removeEscalationContact(
  tx: Tx,
  contact: EscalationContact,
  why: string,
): Promise<Outcome<string>> {
  const row = { ...contact, id: newId(), replaces: contact.id, isCancelled: true, why }
  return appendContact(tx, row, 'escalation-contact.removed')
}

type ContactRow = EscalationContact & {
  readonly replaces: string | null
  readonly isCancelled?: boolean
  readonly why?: string
}

async function appendContact(tx: Tx, row: ContactRow, action: string): Promise<Outcome<string>> {
  const added = await on(tx)
    .insertInto('organisation.escalationContact')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.columns(['authorityId', 'replaces']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return changedMeanwhile
  tx.trail.changed({ action, subjects: [row.agencyId, row.id], content: row })
  return ok(row.id)
}
