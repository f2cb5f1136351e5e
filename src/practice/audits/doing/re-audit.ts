import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { listContactsToAudit } from '#practice/front-door'
import type { Involved } from '../cases/rules/involved.ts'
import { lockCase } from '../cases/store/cases.ts'
import { findCycle, findStandingVersion, recordCycle } from '../cases/store/cycles.ts'
import { involvedInFile } from '../cases/store/involved/child.ts'
import { involvedInContact } from '../cases/store/involved/contact.ts'
import { involvedInSupervision } from '../cases/store/involved/supervision.ts'
import { openCase } from '../cases/store/open-case.ts'
import type { Subject } from '../words.ts'
import { reAuditOpensBefore } from './rules/inadequate.ts'
import { listOrdered, type Ordered } from './store/re-audits.ts'

/**
 * Every hour: what an Inadequate's plan says is to be looked at again is opened two weeks before its day, in a round of its own
 * that is compared with the first; once, whoever runs it. Each in a transaction of its own.
 */
export const reAuditJob: Job = {
  name: 'audits.re-audit',
  cron: '40 * * * *',
  async run(database, now) {
    const failures: unknown[] = []
    for (const { authorityId } of await listAuthorities(database)) {
      const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
        transact(database, asSystem(authorityId, 'audits.re-audit'), work)
      for (const { caseId } of await as((tx) => listOrdered(tx, reAuditOpensBefore(now))))
        await as((tx) => openReAudit(tx, caseId, now)).catch((failure: unknown) => failures.push(failure))
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some re-audits that a plan orders were not opened')
  },
}

/** Opens the re-audit of one case. Answers its id; null where it was opened meanwhile. Throws where no tool is published. */
export async function openReAudit(tx: Tx, caseId: string, now: Temporal.Instant): Promise<string | null> {
  await lockCase(tx, caseId)
  const ordered = (await listOrdered(tx, reAuditOpensBefore(now))).find((each) => each.caseId === caseId)
  if (ordered === undefined) return null
  const again = workOf(ordered)
  const version = await findStandingVersion(tx, again.tool)
  const first = await findCycle(tx, ordered.cycleId)
  if (version === null || first === null) throw new Error(`no tool is published to audit ${ordered.reference} again`)
  const fromDay = londonDate(ordered.plannedAt)
  const days = { from: fromDay, to: laterOf(fromDay, londonDate(now)).add({ days: 1 }) }
  const cycleId = await recordCycle(tx, {
    ...{ kind: 're-audit', name: `Re-audit of ${ordered.reference}`, toolVersionId: version.id, follows: first.id },
    ...{ fromDay, toDay: days.to, dueOn: ordered.reAuditBy, previousTeamMonths: first.previousTeamMonths },
    // One audit: nobody meets two teams in it, and no share of it is drawn at random.
    ...{ minTeams: 0, moderatedPercent: 0, hoursEach: first.hoursEach },
  })
  return openCase(tx, {
    ...{ cycleId: cycleId ?? '', subject: again.subject, subjectId: again.id, follows: caseId },
    involved: await involvedIn(tx, again, days),
    ...{ dueOn: ordered.reAuditBy, openedAt: tx.now },
  })
}

interface Again {
  readonly subject: Subject
  readonly id: string
  readonly tool: { readonly id: string } | { readonly key: string }
}

/**
 * What is looked at: the same file or the same supervision as it is now. A discussion that was held stays as it was held, and so
 * does a contact: whether the child's work became better shows in the child's file.
 */
function workOf({ subject, supervisedId, contactId, childIds, toolId }: Ordered): Again {
  const [childId] = childIds
  if (subject === 'child' && childId !== undefined) return { subject, id: childId, tool: { id: toolId } }
  if (supervisedId !== null) return { subject: 'supervision', id: supervisedId, tool: { id: toolId } }
  if (childId !== undefined) return { subject: 'child', id: childId, tool: { key: 'case-file' } }
  if (contactId !== null) return { subject: 'contact', id: contactId, tool: { id: toolId } }
  throw new Error('the case is about nobody who could be looked at again')
}

async function involvedIn(
  tx: Tx,
  { subject, id }: Again,
  days: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<Involved> {
  if (subject === 'child') return involvedInFile(tx, id, days)
  if (subject === 'supervision') return involvedInSupervision(tx, id, days)
  const [contact] = await listContactsToAudit(tx, { ids: [id] })
  if (contact === undefined) throw new Error('a contact that was audited is not there any more')
  return involvedInContact(tx, contact)
}

const laterOf = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  one.toString() > other.toString() ? one : other
