import { access } from '#platform/access'
import { html } from '#platform/html'
import { may } from '#platform/http'
import type { RecordHead } from '#practice/children'
import { paths } from './paths.ts'
import { listDiscussions } from './store/list.ts'

/** What stands at the head of a child's record: the discussion that is due, and the way to record one. */
export const discussionHead: RecordHead = async (tx, { child, user }) => {
  if (!may(user, access.workDiscussions)) return null
  const { discussions } = await listDiscussions(tx, { childId: child.id, state: 'due', limit: 3, skip: 0 })
  return html`<p class="govuk-body los-actions">${discussions.map(
    ({ id, reference }) =>
      html`<a class="govuk-link" href="${paths.discussion({ discussionId: id })}">Strategy discussion ${reference} is due</a> `,
  )}<a class="govuk-link" href="${paths.new({}, { child: child.id })}">A strategy discussion is due</a></p>`
}
