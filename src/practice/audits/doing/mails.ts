import type { Temporal } from 'temporal-polyfill'
import { dateInWords, whenInWords } from '#kernel/words'
import { queueMail } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import { listPeople } from '#practice/organisation'
import { paths } from '../paths.ts'
import { doingPaths } from './paths.ts'

/** Everything that leaves the house about audits: references, times and links; no name, and not a word of what was written. */

/** A message to one person, once for the fact that it tells of. Nobody without an address is written to. */
async function tell(
  tx: Tx,
  personId: string,
  mail: { readonly subject: string; readonly text: string; readonly dedupeKey: string },
): Promise<void> {
  for (const { email } of await listPeople(tx, { ids: [personId] }))
    if (email !== '') await queueMail(tx, { to: email, ...mail })
}

interface WorryTold {
  readonly worryId: string
  readonly reference: string
  readonly caseReference: string
  readonly rung: number
  readonly personId: string
  readonly dueAt: Temporal.Instant
}

/** A worry for a child's safety has come to somebody. */
export const mailWorry = (tx: Tx, publicUrl: string, told: WorryTold, at: Temporal.Instant): Promise<void> =>
  tell(tx, told.personId, {
    subject: `${told.reference}: worry for a child’s safety`,
    text: `An auditor is worried for a child’s safety. It came up in audit ${told.caseReference}, and it is with you now.

Read it, see to it, and say there what was done: ${publicUrl}${doingPaths.worry({ worryId: told.worryId })}

Please do so by ${whenInWords(told.dueAt, at)}. Then it goes to the next person. You need to sign in to see it.`,
    dedupeKey: `audit-worry:${told.worryId}:${told.rung}`,
  })

interface InadequateTold {
  readonly caseId: string
  readonly caseReference: string
  readonly personId: string
  readonly dueAt: Temporal.Instant
}

/** An audit came to Inadequate. */
export const mailInadequate = (tx: Tx, publicUrl: string, told: InadequateTold, at: Temporal.Instant): Promise<void> =>
  tell(tx, told.personId, {
    subject: `Audit ${told.caseReference}: a plan is needed`,
    text: `Audit ${told.caseReference} needs a plan and a re-audit, and you answer for the team.

Read it, and make the plan: ${publicUrl}${doingPaths.plan({ caseId: told.caseId })}

Please do so by ${whenInWords(told.dueAt, at)}. You need to sign in to see it.`,
    dedupeKey: `audit-inadequate:${told.caseId}`,
  })

/** Nobody planned in time. */
export const mailUnplanned = (tx: Tx, publicUrl: string, told: InadequateTold, at: Temporal.Instant): Promise<void> =>
  tell(tx, told.personId, {
    subject: `Audit ${told.caseReference}: no plan was made`,
    text: `Audit ${told.caseReference} needed a plan by ${whenInWords(told.dueAt, at)}, and none was made.

Look at it: ${publicUrl}${doingPaths.plan({ caseId: told.caseId })}

Please see that one is made. You need to sign in to see it.`,
    dedupeKey: `audit-unplanned:${told.caseId}`,
  })

interface LateTold {
  readonly caseId: string
  readonly caseReference: string
  readonly assignmentId: string
  readonly dueOn: Temporal.PlainDate
  readonly number: number
}

/** An audit is due today, or is late. */
export const mailLate = (tx: Tx, publicUrl: string, personId: string, told: LateTold): Promise<void> =>
  tell(tx, personId, {
    subject: told.number === 0 ? `Audit ${told.caseReference} is due` : `Audit ${told.caseReference} is late`,
    text: `Audit ${told.caseReference}, which was given to you, ${told.number === 0 ? 'is' : 'was'} due on ${dateInWords(told.dueOn)} and has not been sent in.

Go on with it: ${publicUrl}${doingPaths.audit({ caseId: told.caseId })}

If you cannot, tell whoever runs the audits, so that it is given to somebody else.`,
    dedupeKey: `audit-late:${told.assignmentId}:${told.number}`,
  })

/** The same, for the manager of the auditor, who is to see that there is time for it. */
export const mailLateCopy = (tx: Tx, publicUrl: string, personId: string, told: LateTold): Promise<void> =>
  tell(tx, personId, {
    subject: `Audit ${told.caseReference} is late`,
    text: `Audit ${told.caseReference} is with somebody whom you manage. It was due on ${dateInWords(told.dueOn)} and has not been sent in.

Whose it is: ${publicUrl}${paths.case({ caseId: told.caseId })}

Please see that there is time for it, or that it is given to somebody else.`,
    dedupeKey: `audit-late-copy:${told.assignmentId}:${told.number}`,
  })
