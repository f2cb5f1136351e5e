import type { Temporal } from 'temporal-polyfill'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Discussion } from '../../store/discussions.ts'
import { stateTag } from '../parts/state.ts'

interface DiscussionScreen {
  readonly discussion: Discussion
  readonly parts: readonly Html[]
  readonly user: User
  readonly now: Temporal.Instant
}

export const discussionView = ({ discussion, parts, user, now }: DiscussionScreen): Html =>
  html`<p class="govuk-body-l">${stateTag(discussion, now)}</p>
${may(user, access.workDiscussions) && actions(discussion)}
${parts}`

/** What can be done about it as it stands. */
function actions({ id, state }: Discussion): Html {
  const links: readonly (readonly [string, string])[] =
    state === 'due'
      ? [
          ['Decide not to hold it', paths.notHolding({ discussionId: id })],
          ['Cancel it', paths.cancel({ discussionId: id })],
          ['Add or take off a child', paths.children({ discussionId: id })],
        ]
      : [['Reconvene: a new discussion that goes on with this one', paths.reconvene({ discussionId: id })]]
  return html`<ul class="govuk-list los-actions">${links.map(
    ([text, href]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`,
  )}</ul>`
}
