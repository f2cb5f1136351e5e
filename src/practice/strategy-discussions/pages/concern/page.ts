import { z } from 'zod'
import { type Checked, invalid, missing, ok } from '#kernel/outcome'
import { keysOf, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { fields, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { findContactByReference } from '#practice/front-door'
import { challengeView } from '../../after/pages/one-challenge/page.ts'
import { afterPaths } from '../../after/paths.ts'
import { type Challenge, listChallenges } from '../../after/store/challenges.ts'
import { concernEscalations } from '../../escalation/pages/section.ts'
import { paths } from '../../paths.ts'
import { answerConcern, type Concern, findConcern, lockConcern, type NewConcernAnswer } from '../../store/concerns.ts'
import { findDiscussionByReference } from '../../store/discussions.ts'
import { answeredMeanwhile, answerInWords } from '../parts/concern.ts'
import { somethingElse, waysOf } from './ways.ts'

const form = z.object({
  cameTo: fields.choice(keysOf(somethingElse), 'Say what it came to'),
  reference: fields.optionalText(40),
  answer: fields.text('Write the answer', 4000),
})
type Answers = z.infer<typeof form>

/** One concern of a partner: a discussion follows, none is held, or something else; and whoever disagrees with that. */
export const concernPage = page({
  path: paths.concern,
  may: access.workDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    const rows: readonly (readonly [string, Html | string])[] = [
      ['From', [concern.agencyName, concern.raisedByName].filter(Boolean).join(', ')],
      ['Raised', whenInWords(concern.raisedAt, now)],
      ['About', concern.about],
      ['Worry', concern.worry],
      ['What it came to', concern.answer === null ? 'No answer yet' : answerOf(concern)],
    ]
    const { challenges } = await listChallenges(tx, { concernId: concern.id, limit: mostShown, skip: 0 })
    return screen({
      title: `Concern ${concern.reference}`,
      width: 'wide',
      back: { href: paths.concerns({}) },
      body: html`${summaryList({ rows: rows.map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })) })}
${waysOf(concern, typed)}
${await concernEscalations(tx, concern.id, now)}
<h2 class="govuk-heading-m">Challenges</h2>
${challenges.length === 0 && html`<p class="govuk-body">Nobody has disagreed.</p>`}
${challenges.map((challenge) => html`<div class="los-section"><h3 class="govuk-heading-s">${linkTo(challenge)}</h3>${challengeView(challenge, now)}</div>`)}
<p class="govuk-body"><a class="govuk-link" href="${afterPaths.challengeConcern(params)}">Record a challenge</a></p>`,
    })
  },
  async submit({ tx, params, answers }) {
    const concern = await lockConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    if (concern.answer !== null) return answeredMeanwhile()
    const answer = await answerMeant(tx, answers)
    if (!answer.ok) return answer
    await answerConcern(tx, concern, answer.value)
    return goTo(paths.concern(params), 'Recorded. Whoever raised it sees it, and may challenge it')
  },
})

const mostShown = 50

const linkTo = ({ id, reference }: Challenge): Html =>
  html`<a class="govuk-link" href="${afterPaths.oneChallenge({ challengeId: id })}">${reference}</a>`

const answerOf = ({ answer }: Concern): Html => {
  if (answer === null) return html``
  const { discussionId, contactId } = answer
  return html`<span class="los-lines">${answerInWords(answer)}</span>
${discussionId !== null && html` <a class="govuk-link" href="${paths.discussion({ discussionId })}">Open the discussion</a>`}
${contactId !== null && html` <a class="govuk-link" href="/contacts/${contactId}">Open the contact</a>`}`
}

/** What it came to, with the contact or the discussion that is named. */
async function answerMeant(tx: Tx, { cameTo, reference, answer }: Answers): Promise<Checked<NewConcernAnswer>> {
  const named = reference ?? ''
  if (cameTo === 'discussion') {
    const discussion = await findDiscussionByReference(tx, named)
    return discussion === null || !['due', 'held'].includes(discussion.state)
      ? invalid({ field: 'reference', message: 'Enter a strategy discussion that is due or was held, such as SD-412' })
      : ok({ kind: 'discussion', discussionId: discussion.id, answer: `${somethingElse.discussion}. ${answer}` })
  }
  const contactId = cameTo === 'contact' ? await findContactByReference(tx, named) : null
  if (cameTo === 'contact' && contactId === null)
    return invalid({ field: 'reference', message: 'Enter the reference of the contact, as it stands on its page' })
  return ok({ kind: 'other', discussionId: null, cameTo, contactId, answer })
}
