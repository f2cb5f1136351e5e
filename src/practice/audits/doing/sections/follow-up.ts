import { whenInWords } from '#kernel/words'
import { html } from '#platform/html'
import type { Section } from '../../cases/pages/case/page.ts'
import { noteRead } from '../../cases/store/read-by.ts'
import { mayFollowUp } from '../may.ts'
import { doingPaths } from '../paths.ts'
import { listFollowUps } from '../store/follow-ups.ts'

/** What the service manager of the team did about the audit of a discussion, and the way to say it. */
export const followUpSection: Section = async ({ tx, audited, user, now }) => {
  if (audited.subject !== 'strategy-discussion') return null
  const done = await listFollowUps(tx, audited.id)
  const isOpen = await mayFollowUp(tx, audited, user)
  if (done.length === 0 && !isOpen) return null
  if (done.length > 0) await noteRead(tx, audited.id)
  return html`<h2 class="govuk-heading-m">Followed up</h2>
${done.map(({ words, followedAt, byName }) => html`<p class="govuk-body los-lines">${words}</p><p class="govuk-body-s">${byName}, ${whenInWords(followedAt, now)}</p>`)}
${isOpen && html`<p class="govuk-body"><a class="govuk-link" href="${doingPaths.followUp({ caseId: audited.id })}">${done.length === 0 ? 'Follow it up' : 'Say more'}</a></p>`}`
}
