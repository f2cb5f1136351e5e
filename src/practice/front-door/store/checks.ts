import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { CheckEvent } from '../words.ts'
import { closeToDo, openToDos } from './to-do.ts'

/** A question put to another agency about the family. */
export interface NewCheck {
  readonly agency: string
  readonly agencyId: string | null
  readonly askedOf: string
  readonly what: string
  readonly requestedAt: Temporal.Instant
  /** When it is to be chased if nothing came back (setting `agencyCheckHours`). */
  readonly dueAt: Temporal.Instant
  readonly doParentsKnow: boolean
  readonly authorisationId: string | null
  /** Why it was made before anybody had authorised it; '' otherwise. The authorisation is then asked for afterwards. */
  readonly departure: string
}

export interface Check extends NewCheck {
  readonly id: string
  readonly contactId: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
  /** In order. The last of kind 'returned' or 'withdrawn' ends it. */
  readonly events: readonly CheckStep[]
}

export interface CheckStep {
  readonly id: string
  readonly checkId: string
  readonly kind: CheckEvent
  readonly happenedAt: Temporal.Instant
  readonly personName: string
  readonly what: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

/** The checks of a contact that have neither come back nor been withdrawn are open. */
export const isOpen = ({ events }: Pick<Check, 'events'>): boolean => events.every(({ kind }) => kind === 'chased')

export async function recordCheck(tx: Tx, contactId: string, check: NewCheck): Promise<string> {
  const id = newId()
  await on(tx)
    .insertInto('frontDoor.agencyCheck')
    .values({ authorityId: tx.who.authorityId, id, contactId, ...check })
    .execute()
  const toDo = { kind: 'check-return' as const, subjectId: id, dueAt: check.dueAt, ownerId: null, notBy: null }
  await openToDos(tx, [{ ...toDo, detail: check.agency, contactId }])
  tx.trail.changed({ action: 'check.asked', subjects: [contactId, id], content: check })
  return id
}

export type NewCheckStep = Pick<CheckStep, 'kind' | 'happenedAt' | 'personName' | 'what'>

/** A chase puts off the next one to `dueAt`; an answer or a withdrawal ends the check. */
export async function recordCheckStep(
  tx: Tx,
  check: Pick<Check, 'id' | 'contactId' | 'agency'>,
  step: NewCheckStep,
  dueAt: Temporal.Instant,
): Promise<void> {
  const { id, contactId, agency } = check
  await on(tx)
    .insertInto('frontDoor.agencyCheckEvent')
    .values({ authorityId: tx.who.authorityId, id: newId(), checkId: id, contactId, ...step })
    .execute()
  await closeToDo(tx, 'check-return', id)
  if (step.kind === 'chased') {
    const again = { kind: 'check-return' as const, subjectId: id, dueAt, ownerId: null, notBy: null, detail: agency }
    await openToDos(tx, [{ ...again, contactId }])
  }
  tx.trail.changed({ action: `check.${step.kind}`, subjects: [contactId, id], content: step })
}

/** The checks of a contact with what became of each, in the order they were asked. */
export async function listChecks(tx: Tx, contactId: string): Promise<readonly Check[]> {
  const checks = await on(tx)
    .selectFrom('frontDoor.agencyCheck')
    .selectAll()
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .orderBy('requestedAt')
    .orderBy('id')
    .execute()
  if (checks.length === 0) return []
  const events = await on(tx)
    .selectFrom('frontDoor.agencyCheckEvent')
    .selectAll()
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .orderBy('happenedAt')
    .orderBy('id')
    .execute()
  return checks.map((check) => ({ ...check, events: events.filter(({ checkId }) => checkId === check.id) }))
}
