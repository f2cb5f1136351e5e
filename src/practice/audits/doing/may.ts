import { access } from '#platform/access'
import { may, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listCover } from '#practice/organisation'
import type { AuditCase } from '../cases/store/cases.ts'
import { whyNotCorrected } from './rules/correction.ts'
import { findGivenTo } from './store/given.ts'
import type { Inadequate } from './store/inadequates.ts'
import { findRelease } from './store/release.ts'
import { serviceManagerOf } from './store/responsible.ts'
import { listSubmissions } from './store/submissions.ts'
import { findExcuse, hasFinalGrade } from './store/tool.ts'
import type { Worry } from './store/worries.ts'

/** Who may do what about one audit, beside what their role lets them: pages ask before they offer it and when it is pressed. */

/** Whoever audits the case, and whoever oversees audits and reads it. */
export const mayRaise = async (tx: Tx, caseId: string, user: User): Promise<boolean> =>
  may(user, access.overseeAudits) || (await findGivenTo(tx, caseId, user.personId)) !== null

/** Those to whom a worry was put, whoever stands in for one, and who oversees audits; never the one who raised it. */
export async function mayAcknowledge(tx: Tx, { raisedBy, rungs }: Worry, user: User): Promise<boolean> {
  if (raisedBy === user.personId) return false
  if (may(user, access.overseeAudits)) return true
  const turns = await turnsOf(tx, user)
  return rungs.some(({ personId }) => turns.has(personId))
}

/** Those with whom an Inadequate is, whoever stands in for one of them, and the head of service. */
export async function mayPlan(tx: Tx, { toPersonId, climbedTo }: Inadequate, user: User): Promise<boolean> {
  if (user.roles.includes('head-of-service')) return true
  if (!may(user, access.overseeAudits)) return false
  const turns = await turnsOf(tx, user)
  return [toPersonId, climbedTo].some((id) => id !== null && turns.has(id))
}

/** The service manager of the team whose discussion it was, whoever stands in, and the head of service; once it is over. */
export async function mayFollowUp(tx: Tx, audited: AuditCase, user: User): Promise<boolean> {
  if (audited.subject !== 'strategy-discussion' || !may(user, access.overseeAudits)) return false
  if ((await findGivenTo(tx, audited.id, user.personId)) !== null) return false
  if (!(await findRelease(tx, audited.id)).isOver) return false
  if (user.roles.includes('head-of-service')) return true
  return (await serviceManagerOf(tx, audited, tx.now))?.personId === user.personId
}

/** What the person can do with the audit that was given to them now; null for nothing, and for one that is not theirs. */
export async function whatIsOpen(tx: Tx, caseId: string, user: User): Promise<'do' | 'correct' | null> {
  const given = may(user, access.doAudits) ? await findGivenTo(tx, caseId, user.personId) : null
  if (given === null || (await findExcuse(tx, caseId)) !== null) return null
  const sent = (await listSubmissions(tx, caseId)).filter(({ stands }) => stands)
  if (!sent.some(({ assignmentId }) => assignmentId === given.assignmentId)) return 'do'
  return whyNotCorrected(user.personId, sent, await hasFinalGrade(tx, caseId)) === null ? 'correct' : null
}

/** The person, and those in whose place they stand now. */
async function turnsOf(tx: Tx, { personId: me }: User): Promise<ReadonlySet<string>> {
  const covers = await listCover(tx, { personId: me, from: tx.now, to: tx.now })
  return new Set([me, ...covers.flatMap(({ personId, coveredBy }) => (coveredBy === me ? [personId] : []))])
}
