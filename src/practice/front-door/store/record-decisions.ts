import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { CorrectedDecision } from '../rules/correction.ts'
import type { DecidedChild } from '../rules/decision.ts'
import { owedByDecision, owedByOutcome } from '../rules/follow-up.ts'
import { on } from '../tables.ts'
import { tellOfDecision } from '../webhooks/tell.ts'
import type { SourceCode } from '../words.ts'
import type { Recorder } from './record-contacts.ts'
import { settle } from './settle.ts'
import { closeToDo, openToDos } from './to-do.ts'

/** What recording a decision needs to know of its contact. */
export interface DecidedContact {
  readonly id: string
  readonly sourceCode: SourceCode
}

/**
 * Records what was decided about one or more children of a contact, with what follows from it. When it was the last child
 * the contact waits no longer, its open review ends, and the referrer and the family are to be told.
 */
export async function recordDecision(
  tx: Tx,
  contact: DecidedContact,
  decided: readonly DecidedChild[],
  by: Recorder,
  calendar: WorkingCalendar,
): Promise<void> {
  const at = by.at ?? tx.now
  const rows = decided.map((decision) => ({ id: newId(), corrects: null, correctionReason: '', ...decision }))
  await insertDecisions(tx, contact.id, rows, { ...by, at })
  const completed = await settle(tx, [contact.id])
  const owed = [
    ...rows.flatMap((decision) => owedByDecision(decision.id, decision, { now: at, calendar })),
    ...(completed.length > 0 ? owedByOutcome(contact.id, contact, { now: at, calendar }) : []),
  ]
  await openToDos(
    tx,
    owed.map((toDo) => ({ ...toDo, contactId: contact.id })),
    at,
  )
  const last = rows.at(-1)
  if (completed.length > 0 && last !== undefined) await endOpenReview(tx, contact.id, last.decidedBy, at)
  await tell(tx, contact.id, last, by)
}

/** Appends a correction. What the first decision asked for is no longer owed; what this one asks for is. */
export async function recordCorrection(
  tx: Tx,
  contactId: string,
  correction: CorrectedDecision,
  by: Recorder,
  calendar: WorkingCalendar,
): Promise<void> {
  const at = by.at ?? tx.now
  const row = { ...correction, id: newId() }
  await insertDecisions(tx, contactId, [row], { ...by, at })
  for (const kind of ['acceptance', 'allocated-team', 'second-manager', 'departure'] as const) {
    await closeToDo(tx, kind, correction.corrects)
  }
  const owed = owedByDecision(row.id, row, { now: at, calendar })
  await openToDos(
    tx,
    owed.map((toDo) => ({ ...toDo, contactId })),
    at,
  )
  await tell(tx, contactId, row, by)
}

/** A past that is laid down is no news to other systems. */
async function tell(
  tx: Tx,
  contactId: string,
  decision: Pick<DecisionRow, 'decidedAt' | 'corrects'> | undefined,
  by: Recorder,
): Promise<void> {
  if (decision === undefined || by.at !== undefined) return
  const { decidedAt, corrects } = decision
  await tellOfDecision(tx, { contactId, decidedAt, recordedIn: 'line-of-sight', isCorrection: corrects !== null })
}

type DecisionRow = Omit<CorrectedDecision, 'corrects'> & { readonly id: string; readonly corrects: string | null }

async function insertDecisions(
  tx: Tx,
  contactId: string,
  decisions: readonly DecisionRow[],
  by: Required<Recorder>,
): Promise<void> {
  const rows = decisions.map((decision) => ({
    ...decision,
    departures: [...decision.departures],
    authorityId: tx.who.authorityId,
    contactId,
    knownAt: by.at,
    recordedAt: by.at,
    recordedBy: by.personId,
  }))
  await on(tx).insertInto('frontDoor.decision').values(rows).execute()
  for (const decision of decisions) {
    tx.trail.changed({
      action: decision.corrects === null ? 'decision.recorded' : 'decision.corrected',
      subjects: [contactId, decision.childId, decision.id],
      content: decision,
    })
  }
}

/** The outcome is there, so the review that was open ends with it. */
async function endOpenReview(tx: Tx, contactId: string, decidedBy: string, at: Temporal.Instant): Promise<void> {
  const open = await on(tx)
    .deleteFrom('frontDoor.openReview')
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .returning('reviewId')
    .executeTakeFirst()
  if (!open) return
  const record = {
    id: newId(),
    reviewId: open.reviewId,
    contactId,
    kind: 'outcome-recorded' as const,
    nextAt: null,
    reviewedAt: at,
    reviewedBy: decidedBy,
    corrects: null,
    knownAt: at,
  }
  await on(tx)
    .insertInto('frontDoor.reviewRecord')
    .values({ ...record, authorityId: tx.who.authorityId })
    .execute()
  tx.trail.changed({ action: 'review.ended', subjects: [contactId, open.reviewId], content: record })
}
