import type { Temporal } from 'temporal-polyfill'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { AuditCase } from '../cases/store/cases.ts'
import { mailWorry } from './mails.ts'
import { type OpenedRung, rungsToOpen } from './rules/rungs.ts'
import { ladderOf, type Whose } from './store/responsible.ts'
import { openRung, recordWorry } from './store/worries.ts'

/**
 * A worry for a child's safety leaves the audit: the fact, to whom it goes, and the mail to them in one transaction. Invalid when
 * nobody at all could be told, so that nobody believes that somebody was.
 */
export async function raiseWorry(
  tx: Tx,
  audited: Pick<AuditCase, 'id' | 'reference'> & Whose,
  words: string,
  publicUrl: string,
): Promise<Outcome<{ readonly id: string; readonly reference: string }>> {
  const raisedBy = tx.who.kind === 'person' ? tx.who.personId : null
  const ladder = await ladderOf(tx, audited, raisedBy, tx.now)
  const rungs = rungsToOpen(ladder, [], tx.now, tx.now)
  if (rungs.length === 0)
    return invalid({
      field: 'words',
      message: 'Nobody is recorded who could be told, so nothing was sent. Ring the duty manager or the director now',
    })
  const worry = await recordWorry(tx, audited.id, words)
  await openRungs(tx, { ...worry, caseId: audited.id, caseReference: audited.reference }, rungs, publicUrl, tx.now)
  return ok(worry)
}

interface Put {
  readonly id: string
  readonly reference: string
  readonly caseId: string
  readonly caseReference: string
}

/** Puts a worry to these rungs, with mail for each that it was not put to before. Answers how many those were. */
export async function openRungs(
  tx: Tx,
  worry: Put,
  rungs: readonly OpenedRung[],
  publicUrl: string,
  at: Temporal.Instant,
): Promise<number> {
  let opened = 0
  for (const rung of rungs) {
    if (!(await openRung(tx, worry, rung, at))) continue
    opened += 1
    const { reference, caseReference } = worry
    await mailWorry(tx, publicUrl, { worryId: worry.id, reference, caseReference, ...rung }, at)
  }
  return opened
}
