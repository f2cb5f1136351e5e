import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, longInput, textInput } from '#platform/questions'
import { answerInWords, concernAbove } from '../../../pages/parts/concern.ts'
import { words } from '../../../pages/parts/typed.ts'
import { paths } from '../../../paths.ts'
import { findConcern, lockConcern } from '../../../store/concerns.ts'
import { afterPaths } from '../../paths.ts'
import { raiseChallenge } from '../../store/challenges.ts'

const form = z.object({
  whose: fields.choice(['theirs', 'own'], 'Say who disagrees'),
  raisedByName: words(200),
  words: fields.text('Say what they disagree with, and why', 5000),
})

/**
 * Somebody rings who disagrees with what their concern came to, or that it came to nothing yet; or one of ours does. Of the
 * agency that raised it and of no other: to every other the concern does not exist.
 */
export const challengeConcernPage = page({
  path: afterPaths.challengeConcern,
  may: access.workDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    const { reference, answer, agencyName, raisedByName } = concern
    return screen({
      title: `Record a challenge about ${reference}`,
      back: { href: paths.concern(params) },
      body: html`${concernAbove(concern)}
<p class="govuk-body">${answer === null ? 'There is no answer yet.' : `The answer was: ${answerInWords(answer)}`}</p>
<p class="govuk-body">It goes to a manager at once. Disagreeing is part of the work: it is answered with what changes, and both stay on record.</p>
${formTag(typed, { autosave: true }, [
  choiceOf(typed, { name: 'whose', label: 'Who disagrees?', fallback: 'theirs' }, [
    { value: 'theirs', text: `Somebody of ${agencyName ?? 'those who raised it'} rang` },
    { value: 'own', text: 'I do' },
  ]),
  textInput(
    typed,
    { name: 'raisedByName', label: 'If somebody rang: their name', fallback: raisedByName },
    { classes: 'govuk-input--width-20' },
  ),
  longInput(typed, { name: 'words', label: 'What is disagreed with, and why?', hint: 'In their words.' }, 5),
  button({ text: 'Record the challenge', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const concern = await lockConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    const isOwn = answers.whose === 'own'
    if (!isOwn && answers.raisedByName === '') return invalid({ field: 'raisedByName', message: 'Enter who rang' })
    const { id, reference } = await raiseChallenge(tx, {
      about: 'not-holding',
      words: answers.words,
      informationId: null,
      concernId: concern.id,
      // Where the answer names one it is escalated there; else about the concern.
      discussionId: concern.answer?.discussionId ?? null,
      agencyId: isOwn ? null : concern.agencyId,
      raisedBy: isOwn ? user.personId : null,
      raisedByName: isOwn ? '' : answers.raisedByName,
      raisedAt: now,
    })
    return goTo(afterPaths.oneChallenge({ challengeId: id }), `Challenge ${reference} is recorded`)
  },
})
