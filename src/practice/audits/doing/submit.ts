import type { WorkingCalendar } from '#kernel/clock'
import { conflict, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { readActionAnswers, recordAction } from '#practice/actions'
import { headOfService } from '#practice/organisation'
import type { AuditCase } from '../cases/store/cases.ts'
import { mailInadequate } from './mails.ts'
import type { AuditTyped } from './pages/audit/form.ts'
import { planDueAt } from './rules/inadequate.ts'
import type { Given } from './store/given.ts'
import { recordInadequate } from './store/inadequates.ts'
import { serviceManagerOf } from './store/responsible.ts'
import { recordSubmission } from './store/submissions.ts'
import { recordVoice } from './store/voices.ts'

export interface SubmitDeps {
  readonly publicUrl: string
  readonly calendar: WorkingCalendar
}

/** What came of sending in an audit. */
export interface Submitted {
  readonly submissionId: string
  /** References of the actions that were set. */
  readonly actions: readonly string[]
  readonly isInadequate: boolean
}

/**
 * Seals an audit with everything that comes of it, all in this transaction: its grades and findings, what the family said, its
 * actions in the register, and where it is Inadequate the mail to the service manager. Invalid, on an action's field, when
 * somebody cannot be given it.
 */
export async function submitAudit(
  tx: Tx,
  audited: AuditCase,
  given: Given,
  typed: AuditTyped,
  deps: SubmitDeps,
): Promise<Outcome<Submitted>> {
  const { voices, actions, ...sealed } = typed
  const submissionId = await recordSubmission(tx, {
    ...sealed,
    ...{ caseId: audited.id, assignmentId: given.assignmentId, purpose: given.purpose, auditorId: given.auditorId },
    ...{ toolVersionId: audited.toolVersionId, submittedAt: tx.now },
  })
  if (submissionId === null)
    return conflict(
      `${audited.reference} was sent in a moment ago, from another tab.`,
      'Look at it on its page. To put it right, correct it there.',
    )
  for (const heard of voices) await recordVoice(tx, audited.id, heard)
  const set = await setActions(tx, audited, actions)
  if (!set.ok) return set
  const isInadequate =
    given.purpose === 'mark' && sealed.overall.grade === 'inadequate' && audited.cycleKind !== 'standardisation'
  if (isInadequate) await openInadequate(tx, audited, submissionId, deps)
  return ok({ submissionId, actions: set.value, isInadequate })
}

/** Sets actions that an audit calls for in the register. Invalid, on the action's field, when somebody cannot be given it. */
export async function setActions(
  tx: Tx,
  { id, reference, childIds }: AuditCase,
  actions: AuditTyped['actions'],
): Promise<Outcome<readonly string[]>> {
  const set: string[] = []
  for (const { place, ...typed } of actions) {
    const prefix = `action.${place}.`
    const read = await readActionAnswers(tx, typed, prefix)
    if (!read.ok) return read
    const from = { kind: 'audit', id, reference } as const
    const recorded = await recordAction(tx, { ...read.value, from, children: childIds })
    if (!recorded.ok) return inForm(recorded, prefix)
    set.push(recorded.value.reference)
  }
  return ok(set)
}

/** The same failure, said at the field of the form that it is about. */
const inForm = <Failed extends Extract<Outcome<never>, { ok: false }>>(failure: Failed, prefix: string): Failed =>
  failure.kind === 'invalid'
    ? { ...failure, problems: failure.problems.map(({ field, message }) => ({ field: `${prefix}${field}`, message })) }
    : failure

/**
 * An Inadequate is the service manager's the same day: the fact and the mail to them; the head of service's where nobody is
 * recorded. Once for a case, whoever graded it so.
 */
export async function openInadequate(
  tx: Tx,
  audited: AuditCase,
  submissionId: string,
  { calendar, publicUrl }: SubmitDeps,
): Promise<void> {
  const to = (await serviceManagerOf(tx, audited, tx.now)) ?? (await headOfService(tx, tx.now))
  const dueAt = planDueAt(calendar, tx.now)
  const toPersonId = to?.personId ?? null
  const isNew = await recordInadequate(tx, { caseId: audited.id, submissionId, toPersonId, openedAt: tx.now, dueAt })
  if (!isNew || toPersonId === null) return
  const told = { caseId: audited.id, caseReference: audited.reference, personId: toPersonId, dueAt }
  await mailInadequate(tx, publicUrl, told, tx.now)
}
