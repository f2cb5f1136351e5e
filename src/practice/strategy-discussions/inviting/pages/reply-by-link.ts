import { conflict, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { button, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { formTag, screen } from '#platform/http'
import { linkPage } from '#platform/links'
import { paths } from '../../paths.ts'
import { forms } from '../../words.ts'
import { timeWords } from '../letter.ts'
import { checkAnswer } from '../rules/answering.ts'
import { findOpened, type OpenedInvitation } from '../store/opened.ts'
import { recordReply } from '../store/replies.ts'
import { answers, replyPurpose } from '../words.ts'
import { answerForm, answerQuestions } from './parts/answer.ts'
import { placeOf } from './parts/place.ts'

/** Answering an invitation by the link in its mail: for desks and people without an account. No child stands here. */
export const replyByLink = linkPage({
  path: paths.replyByLink,
  purpose: replyPurpose,
  form: answerForm,
  instead: 'Ring the front door to say whether you come.',
  async view({ tx, link, form, now, authorityName }) {
    const opened = await findOpened(tx)
    if (opened === null) return missing('invitation')
    const { askedName, askedAgency, answer, someoneName, repliedAt } = opened
    const asked = [askedName, askedAgency].filter((part) => part !== '').join(', ')
    return screen({
      title: `Strategy discussion ${opened.reference}`,
      body: html`<p class="govuk-body">${authorityName} asks ${asked}.</p>
${timeOf(opened)}
${answer !== null && repliedAt !== null && html`<p class="govuk-body"><strong>Answered ${whenInWords(repliedAt, now)}: ${answers[answer]}${someoneName !== '' && `, ${someoneName}`}</strong></p>`}
${closed(opened) ?? (link.usedAt === null ? formTag(form, {}, [answerQuestions(form, 'Do you come?'), button({ text: 'Send the answer' })]) : used)}`,
    })
  },
  async submit({ tx, answers: given }) {
    const opened = await findOpened(tx)
    if (opened === null) return missing('invitation')
    if (closed(opened) !== null)
      return conflict('This discussion takes no answers any more.', 'Ring the front door if you have something to say.')
    const checked = checkAnswer(given)
    if (!checked.ok) return checked
    const { invitationId: id, discussionId } = opened
    await recordReply(tx, { id, discussionId }, { ...checked.value, someoneId: null, givenBy: 'link', givenByName: '' })
    return checked
  },
})

const used = html`<p class="govuk-body">A link takes one answer. To change it, sign in, or ring the front door.</p>`

/** Why no answer is taken; null while one is. */
function closed({ state, isWithdrawn }: OpenedInvitation): Html | null {
  if (isWithdrawn) return html`<p class="govuk-body">You are no longer asked to come.</p>`
  if (state === 'due') return null
  return html`<p class="govuk-body">${state === 'held' ? 'It has been held.' : 'It does not take place.'}</p>`
}

function timeOf({ startsAt, endsAt, form, place, chairName, isArranged }: OpenedInvitation): Html {
  if (!isArranged || startsAt === null || endsAt === null || form === null)
    return html`<p class="govuk-body">No time is arranged now. You get mail when one is.</p>`
  const rows: readonly (readonly [string, Html | string])[] = [
    ['When', timeWords({ startsAt, endsAt })],
    ['How', forms[form]],
    ['Where', placeOf(place ?? '')],
    ['Chair', chairName ?? ''],
  ]
  return summaryList({
    rows: rows
      .filter(([, value]) => value !== '')
      .map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
  })
}
