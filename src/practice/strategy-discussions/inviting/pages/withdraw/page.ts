import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { settledAlready } from '../../../pages/not-holding/page.ts'
import { paths } from '../../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { stopAskingNamed } from '../../named.ts'
import { notInvited } from '../../rules/arranging.ts'
import { findInvitation, listInvitations, withdrawInvitation } from '../../store/invitations.ts'
import { endReplyLinks, tellInvited } from '../../tell.ts'
import { askedName } from '../parts/names.ts'

const form = z.object({ reason: fields.text('Say why they are no longer asked', 1000) })

/** Taking an invitation back. They are told by mail, and see the discussion no more. */
export const withdrawPage = (publicUrl: string): Route =>
  page({
    path: paths.withdraw,
    may: access.workDiscussions,
    form,
    async view({ tx, params, form: typed }) {
      const invitation = await findInvitation(tx, params.invitationId)
      const discussion = invitation === null ? null : await findDiscussion(tx, invitation.discussionId)
      if (invitation === null || discussion === null) return missing('invitation')
      return screen({
        title: `Withdraw an invitation to ${discussion.reference}`,
        back: { href: paths.discussion({ discussionId: discussion.id }) },
        body: html`<p class="govuk-body">${askedName(invitation)} is told by mail, and no longer sees the discussion. What they answered is kept.</p>
${formTag(typed, {}, [
  longInput(typed, {
    name: 'reason',
    label: 'Why are they no longer asked?',
    hint: 'Kept here; they are not told why.',
  }),
  button({ text: 'Withdraw the invitation', classes: 'govuk-button--warning' }),
])}`,
      })
    },
    async submit({ tx, params, answers }) {
      const found = await findInvitation(tx, params.invitationId)
      const discussion = found === null ? null : await lockDiscussion(tx, found.discussionId)
      // Read again under the lock: somebody else may have been first.
      const invitation = found === null ? null : await findInvitation(tx, found.id)
      if (invitation === null || discussion === null) return missing('invitation')
      if (discussion.state !== 'due') return settledAlready(discussion.state)
      if (invitation.withdrawal !== null)
        return conflict('This invitation was withdrawn meanwhile.', 'Open the discussion again.')
      await withdrawInvitation(tx, invitation, answers.reason)
      await endReplyLinks(tx, invitation.id)
      await stopAskingNamed(tx, discussion.id)
      await tellInvited(tx, publicUrl, discussion)
      const missed = notInvited(await listInvitations(tx, discussion.id))
      const back = paths.discussion({ discussionId: discussion.id })
      return goTo(
        back,
        missed.length === 0
          ? 'Withdrawn'
          : 'Withdrawn. One of the three partners is not invited now: ask somebody else',
      )
    },
  })
