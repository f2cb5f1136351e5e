import { access } from '#platform/access'
import { insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { may } from '#platform/http'
import { discussionPaths, listDiscussionsToAudit } from '#practice/strategy-discussions'
import { discussionStates } from '../../../words.ts'
import type { Section } from './page.ts'

/** A discussion of which something else is recorded now than when its audit was opened: shown as such, and the audit stays. */
export const sinceThen: Section = async ({ tx, audited, user }) => {
  if (audited.discussionId === null) return null
  const [discussion] = await listDiscussionsToAudit(tx, { ids: [audited.discussionId] })
  const link =
    may(user, access.seeDiscussions) && discussion !== undefined
      ? html`<p class="govuk-body"><a class="govuk-link" href="${discussionPaths.discussion({ discussionId: discussion.id })}">Strategy discussion ${discussion.reference}</a></p>`
      : null
  if (discussion === undefined || discussion.state === audited.state) return link
  const now =
    discussion.state === null ? 'neither held nor decided against' : discussionStates[discussion.state].toLowerCase()
  return html`${link}${insetText({
    text: `When this audit was opened the discussion was recorded as ${(audited.state === null ? 'held' : discussionStates[audited.state]).toLowerCase()}. It has been corrected since: it is recorded as ${now}. The audit stays, so that nothing is lost; it can be excused.`,
  })}`
}
