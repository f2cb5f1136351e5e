import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { type Happened, isAwaited, publish } from '#platform/webhooks'
import { outcomeDueAt } from '../rules/clocks.ts'
import { contactLate, type DecisionData, decisionRecorded, type LateData } from './events.ts'
import { listTold, type ToldContact } from './store.ts'

/** A review that has just opened. */
interface OpenedReview {
  readonly contactId: string
  readonly period: number
}

/** Tells other systems of contacts whose review has just opened. */
export async function tellOfLate(tx: Tx, opened: readonly OpenedReview[], openedAt: Temporal.Instant): Promise<void> {
  if (opened.length === 0 || !(await isAwaited(tx, contactLate))) return
  const told = new Map(
    (
      await listTold(
        tx,
        opened.map(({ contactId }) => contactId),
      )
    ).map((each) => [each.id, each]),
  )
  const happened = opened.flatMap(({ contactId, period }): readonly Happened[] => {
    const contact = told.get(contactId)
    if (contact === undefined) return []
    const data: LateData = {
      ...identified(contact),
      dueAt: outcomeDueAt(contact.receivedAt).toString(),
      period,
      openedAt: openedAt.toString(),
      childrenWaiting: contact.childrenWaiting,
    }
    return [{ subjectId: contactId, data }]
  })
  await publish(tx, contactLate, happened)
}

export interface ToldDecision {
  readonly contactId: string
  readonly decidedAt: Temporal.Instant | null
  readonly recordedIn: DecisionData['recordedIn']
  readonly isCorrection: boolean
}

/** Tells other systems that something was decided about a contact, after its clocks were brought up to it. */
export async function tellOfDecision(tx: Tx, decided: ToldDecision): Promise<void> {
  if (!(await isAwaited(tx, decisionRecorded))) return
  const [contact] = await listTold(tx, [decided.contactId])
  if (contact === undefined) return
  const data: DecisionData = {
    ...identified(contact),
    state: contact.childrenWaiting > 0 ? 'awaiting-outcome' : 'outcome-recorded',
    childrenWaiting: contact.childrenWaiting,
    decidedAt: decided.decidedAt?.toString() ?? null,
    recordedAt: tx.now.toString(),
    recordedIn: decided.recordedIn,
    isCorrection: decided.isCorrection,
  }
  await publish(tx, decisionRecorded, [{ subjectId: contact.id, data }])
}

const identified = ({ contactId, reference, receivedAt }: ToldContact) => ({
  contactId,
  reference,
  receivedAt: receivedAt.toString(),
})
