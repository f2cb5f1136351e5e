import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, textInput, timeInput } from '#platform/questions'
import { settledAlready } from '../../../pages/not-holding/page.ts'
import { paths } from '../../../paths.ts'
import { findDiscussion } from '../../../store/discussions.ts'
import { checkAnswer } from '../../rules/answering.ts'
import { isAfter } from '../../rules/arranging.ts'
import { findInvitation, type Invitation } from '../../store/invitations.ts'
import { recordReply } from '../../store/replies.ts'
import { answerFields, answerQuestions } from '../parts/answer.ts'
import { askedName } from '../parts/names.ts'

const form = z.object({
  ...answerFields,
  givenByName: fields.optionalText(200).transform((text) => text ?? ''),
  repliedAt: fields.optionalDateTime(),
})

/** Answering one's own invitation, or taking somebody's answer by telephone: who gave it is kept beside who took it. */
export const replyPage = page({
  path: paths.reply,
  may: access.workDiscussions,
  form,
  async view({ tx, params, form: typed, user, now }) {
    const invitation = await findInvitation(tx, params.invitationId)
    const discussion = invitation === null ? null : await findDiscussion(tx, invitation.discussionId)
    if (invitation === null || discussion === null) return missing('invitation')
    const isOwn = invitation.personId === user.personId
    return screen({
      title: isOwn ? `Do you come to ${discussion.reference}?` : `Take a reply for ${discussion.reference}`,
      back: { href: paths.discussion({ discussionId: discussion.id }) },
      body: html`${!isOwn && html`<p class="govuk-body">Asked: ${askedName(invitation)}${invitation.telephone !== '' && `, ${invitation.telephone}`}</p>`}
${formTag(typed, {}, [
  answerQuestions(typed, isOwn ? 'Your answer' : 'What do they say?'),
  ...(isOwn
    ? []
    : [
        textInput(typed, { name: 'givenByName', label: 'Who said so?' }, { classes: 'govuk-input--width-20' }),
        timeInput(typed, { name: 'repliedAt', label: 'When?', fallback: asTyped(now) }),
      ]),
  button({ text: 'Record the reply' }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const invitation = await findInvitation(tx, params.invitationId)
    const discussion = invitation === null ? null : await findDiscussion(tx, invitation.discussionId)
    if (invitation === null || discussion === null) return missing('invitation')
    const isOpen = mayBeAnswered(invitation, discussion.state)
    if (!isOpen.ok) return isOpen
    const isOwn = invitation.personId === user.personId
    if (!isOwn && answers.givenByName === '')
      return invalid({ field: 'givenByName', message: 'Say who gave the reply' })
    if (answers.repliedAt !== null && isAfter(answers.repliedAt, now))
      return invalid({ field: 'repliedAt', message: 'The reply cannot be in the future' })
    const checked = checkAnswer(answers)
    if (!checked.ok) return checked
    await recordReply(tx, invitation, {
      ...checked.value,
      someoneId: null,
      givenBy: isOwn ? 'own-sign-in' : 'telephone',
      givenByName: isOwn ? '' : answers.givenByName,
      ...(answers.repliedAt === null || isOwn ? {} : { repliedAt: answers.repliedAt }),
    })
    return goTo(paths.discussion({ discussionId: discussion.id }), 'The reply is recorded')
  },
})

/** Answers are taken until it is held or settled in another way, and while the invitation stands. */
export function mayBeAnswered({ withdrawal }: Pick<Invitation, 'withdrawal'>, state: 'due' | Settled) {
  if (withdrawal !== null)
    return conflict(
      'This invitation was withdrawn meanwhile.',
      'No answer is needed. Ring the front door if you should come.',
    )
  return state === 'due' ? { ok: true as const } : settledAlready(state)
}
type Settled = Parameters<typeof settledAlready>[0]
