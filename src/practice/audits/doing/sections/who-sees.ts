import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Section } from '../../cases/pages/case/page.ts'
import { mayRaise, whatIsOpen } from '../may.ts'
import { doingPaths } from '../paths.ts'
import { listGiven } from '../store/given.ts'
import { findRelease, type Release } from '../store/release.ts'

/** What the person can do here now, and who sees this audit when: said on the page itself. */
export const whoSeesSection: Section = async ({ tx, audited, user }) => {
  const release = await findRelease(tx, audited.id)
  const given = await listGiven(tx, audited.id)
  const open = await whatIsOpen(tx, audited.id, user)
  const params = { caseId: audited.id }
  const links: readonly (readonly [boolean, string, string])[] = [
    [open !== null, open === 'correct' ? 'Correct the audit' : 'Go to the audit', doingPaths.audit(params)],
    [await mayRaise(tx, audited.id, user), 'Worried about this child now?', doingPaths.raise(params)],
  ]
  return html`<ul class="govuk-list los-actions">${links
    .filter(([applies]) => applies)
    .map(([, text, href]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>
<p class="govuk-body">${standsInWords(release)}</p>
${details({ summaryText: 'Who sees this audit, and when', html: whoSees(given.map(({ auditorName }) => auditorName)) })}`
}

function standsInWords({ isSent, isOver }: Release): string {
  if (!isSent) return 'The audit has not been sent in. Nobody but its auditor sees what they write.'
  if (!isOver)
    return 'The audit has been sent in. The team does not read it yet: whether it is graded a second time is not settled, or it is not done.'
  return 'The audit is over, and the team reads it.'
}

const whoSees = (auditors: readonly string[]): Html => html`<ul class="govuk-list govuk-list--bullet">
<li>${auditors.length === 0 ? 'Its auditors' : auditors.join(' and ')}: what they write themselves at once. What another auditor of the case wrote: when their own is sent in.</li>
<li>Those who oversee audits (quality assurance lead, service managers, principal social worker, head of service and above): when it is sent in.</li>
<li>Those whose work it was, and their line: when it is sent in and is not graded a second time, or has its final grade.</li>
<li>Nobody else. Where the child’s record is restricted, only those to whom it is open.</li></ul>`
