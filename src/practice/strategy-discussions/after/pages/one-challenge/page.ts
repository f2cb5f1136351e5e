import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, may, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { words } from '../../../pages/parts/typed.ts'
import { paths } from '../../../paths.ts'
import { lockConcern } from '../../../store/concerns.ts'
import { lockDiscussion } from '../../../store/discussions.ts'
import { afterPaths } from '../../paths.ts'
import { answerChallenge, type Challenge, findChallenge } from '../../store/challenges.ts'
import { challengeSubjects } from '../../words.ts'

const form = z.object({
  answer: fields.text('Write the answer', 5000),
  whatChanges: words(5000),
})

/** One challenge with every answer, and the way to answer it. */
export const oneChallengePage = page({
  path: afterPaths.oneChallenge,
  may: access.challengeDiscussions,
  maySubmit: access.workDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, user, now }) {
    const challenge = await findChallenge(tx, params.challengeId)
    if (challenge === null) return missing('challenge')
    const mayAnswer = may(user, access.workDiscussions) && challenge.raisedBy !== user.personId
    return screen({
      title: `Challenge ${challenge.reference}`,
      back: { href: afterPaths.challenges({}), text: 'Challenges' },
      body: html`${challengeView(challenge, now)}
${may(user, access.seeDiscussions) && challenge.discussionId !== null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.discussion({ discussionId: challenge.discussionId })}">Strategy discussion ${challenge.discussionReference}</a></p>`}
${may(user, access.workDiscussions) && challenge.concernId !== null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.concern({ concernId: challenge.concernId })}">Concern ${challenge.concernReference}</a></p>`}
${mayAnswer && answerForm(typed)}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const challenge = await findChallenge(tx, params.challengeId)
    if (challenge === null) return missing('challenge')
    if (challenge.raisedBy === user.personId)
      return invalid({ field: 'answer', message: 'Somebody else answers what you raised yourself' })
    if (challenge.discussionId !== null) await lockDiscussion(tx, challenge.discussionId)
    else if (challenge.concernId !== null) await lockConcern(tx, challenge.concernId)
    await answerChallenge(tx, challenge, { ...answers, answeredAt: now })
    return goTo(afterPaths.oneChallenge(params), 'The answer is recorded')
  },
})

/** What was raised and what was answered: both stay. */
export const challengeView = (challenge: Challenge, now: Temporal.Instant): Html =>
  html`<p class="govuk-body"><strong>${challengeSubjects[challenge.about]}</strong>. ${challenge.raisedByName}${challenge.agencyName !== null && `, ${challenge.agencyName}`}, ${whenInWords(challenge.raisedAt, now)}</p>
${challenge.information !== null && html`<p class="govuk-body">About what was said: <span class="los-lines">${challenge.information}</span></p>`}
<p class="govuk-body los-lines">${challenge.words}</p>
${challenge.answers.length === 0 && html`<p class="govuk-body">Not answered yet.</p>`}
${challenge.answers.map(
  ({
    answer,
    whatChanges,
    answeredByName,
    answeredAt,
  }) => html`<div class="govuk-inset-text"><p class="govuk-body">${answeredByName}, ${whenInWords(answeredAt, now)}</p>
<p class="govuk-body los-lines">${answer}</p>
<p class="govuk-body"><strong>What changes:</strong> <span class="los-lines">${whatChanges === '' ? 'nothing' : whatChanges}</span></p></div>`,
)}`

const answerForm = (typed: FormState): Html =>
  html`<h2 class="govuk-heading-m">Answer</h2>
${formTag(typed, { autosave: true }, [
  longInput(typed, { name: 'answer', label: 'Your answer', hint: 'Whoever raised it reads this.' }, 5),
  longInput(typed, { name: 'whatChanges', label: 'What changes because of it', hint: 'Leave empty if nothing does.' }),
  button({ text: 'Record the answer', preventDoubleClick: true }),
])}`
