import { conflict, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, type Route, screen } from '#platform/http'
import { listMailFor } from '#platform/mail'
import { paths } from '../../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { findInvitation } from '../../store/invitations.ts'
import { sendAgain } from '../../tell.ts'
import { aboutInvitation } from '../../words.ts'
import { mailWords } from '../parts/mail.ts'
import { askedName } from '../parts/names.ts'

/** What became of the mail to one who is or was invited, and sending once more what stands. */
export const sendAgainPage = (publicUrl: string): Route =>
  page({
    path: paths.sendAgain,
    may: access.workDiscussions,
    async view({ tx, params, form, now }) {
      const invitation = await findInvitation(tx, params.invitationId)
      const discussion = invitation === null ? null : await findDiscussion(tx, invitation.discussionId)
      if (invitation === null || discussion === null || invitation.email === '') return missing('invitation')
      const states = await listMailFor(tx, aboutInvitation, [invitation.id])
      return screen({
        title: `Mail about ${discussion.reference}`,
        back: { href: paths.discussion({ discussionId: discussion.id }) },
        body: html`<p class="govuk-body">${askedName(invitation)}, <span class="los-link">${invitation.email}</span>${invitation.telephone !== '' && html`. Telephone: ${invitation.telephone}`}</p>
${states.length === 0 ? html`<p class="govuk-body">No mail was sent to them yet.</p>` : html`<ul class="govuk-list govuk-list--bullet">${states.map((state) => html`<li>${whenInWords(state.queuedAt, now)}: ${mailWords(state)}</li>`)}</ul>`}
${invitation.withdrawal === null && discussion.state === 'due' && html`<p class="govuk-body">If the address is wrong, withdraw the invitation and ask them at another one.</p>`}
${formTag(form, {}, [button({ text: 'Send it again' })])}`,
      })
    },
    async submit({ tx, params }) {
      const invitation = await findInvitation(tx, params.invitationId)
      const discussion = invitation === null ? null : await lockDiscussion(tx, invitation.discussionId)
      if (invitation === null || discussion === null) return missing('invitation')
      if (discussion.state === 'held' || !(await sendAgain(tx, publicUrl, discussion, invitation)))
        return conflict('There is nothing to send now.', 'Arrange the discussion first, or ring them.')
      return goTo(paths.discussion({ discussionId: discussion.id }), 'It is sent again')
    },
  })
