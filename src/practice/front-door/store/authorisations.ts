import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import { closeToDo, openToDos } from './to-do.ts'

/** Leave asked of a duty manager to make checks without the parents' knowledge. */
export interface Authorisation {
  readonly id: string
  readonly contactId: string
  readonly reason: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
  readonly answer: AuthorisationAnswer | null
}

export interface AuthorisationAnswer {
  readonly isAuthorised: boolean
  readonly reason: string
  readonly answeredAt: Temporal.Instant
  readonly answeredBy: string
  readonly recordedAt: Temporal.Instant
}

/** Asks, and puts it before whoever is on duty: somebody other than the one who asks. */
export async function askAuthorisation(
  tx: Tx,
  contactId: string,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<string> {
  const id = newId()
  await on(tx)
    .insertInto('frontDoor.checkAuthorisation')
    .values({ authorityId: tx.who.authorityId, id, contactId, reason })
    .execute()
  const toDo = { kind: 'check-authorisation' as const, subjectId: id, dueAt: tx.now, ownerId: null, notBy: by }
  await openToDos(tx, [{ ...toDo, detail: '', contactId }])
  tx.trail.changed({ action: 'check-authorisation.asked', subjects: [contactId, id], content: { reason } })
  return id
}

export async function answerAuthorisation(
  tx: Tx,
  { id, contactId }: Pick<Authorisation, 'id' | 'contactId'>,
  answer: Omit<AuthorisationAnswer, 'recordedAt'>,
): Promise<void> {
  await on(tx)
    .insertInto('frontDoor.checkAuthorisationAnswer')
    .values({ authorityId: tx.who.authorityId, authorisationId: id, contactId, ...answer })
    .execute()
  await closeToDo(tx, 'check-authorisation', id)
  tx.trail.changed({ action: 'check-authorisation.answered', subjects: [contactId, id], content: answer })
}

/** What was asked about this contact and answered, in order. */
export async function listAuthorisations(tx: Tx, contactId: string): Promise<readonly Authorisation[]> {
  const rows = await on(tx)
    .selectFrom('frontDoor.checkAuthorisation as asked')
    .leftJoin('frontDoor.checkAuthorisationAnswer as answer', (join) =>
      join.onRef('answer.authorityId', '=', 'asked.authorityId').onRef('answer.authorisationId', '=', 'asked.id'),
    )
    .select([
      'asked.id',
      'asked.contactId',
      'asked.reason',
      'asked.recordedAt',
      'asked.recordedBy',
      'answer.isAuthorised',
      'answer.reason as answerReason',
      'answer.answeredAt',
      'answer.answeredBy',
      'answer.recordedAt as answerRecordedAt',
    ])
    .where('asked.authorityId', '=', tx.who.authorityId)
    .where('asked.contactId', '=', contactId)
    .orderBy('asked.id')
    .execute()
  return rows.map(({ isAuthorised, answerReason, answeredAt, answeredBy, answerRecordedAt, ...asked }) => ({
    ...asked,
    answer:
      isAuthorised === null ||
      answerReason === null ||
      answeredAt === null ||
      answeredBy === null ||
      answerRecordedAt === null
        ? null
        : { isAuthorised, reason: answerReason, answeredAt, answeredBy, recordedAt: answerRecordedAt },
  }))
}
