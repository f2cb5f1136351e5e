import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { raiseChallenge } from '../../after/store/challenges.ts'
import { answerInWords } from '../../pages/parts/concern.ts'
import { paths } from '../../paths.ts'
import { findConcern } from '../../store/concerns.ts'

const form = z.object({ words: fields.text('Say what you see differently, and why', 4000) })

const thanks = (reference: string): string =>
  `Your challenge is ${reference}. It is answered here, and goes to a manager at once`

/** Disagreeing that none is held about one's own concern. */
export const concernChallengePage = page({
  path: paths.partner.challengeConcern,
  may: access.partnerPages,
  form,
  draft: true,
  async view({ tx, params, form: typed }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    return screen({
      title: `Challenge the answer to ${concern.reference}`,
      back: { href: paths.partner.concern(params) },
      body: html`<p class="govuk-body">${concern.answer === null ? 'There is no answer yet.' : `The answer was: ${answerInWords(concern.answer)}`}</p>
${formTag(typed, { autosave: true }, wordsAndButton(typed))}`,
    })
  },
  async submit({ tx, params, user, answers, now }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null || user.agencyId === null) return missing('concern')
    const { reference } = await raiseChallenge(tx, {
      about: 'not-holding',
      words: answers.words,
      // The discussion that the answer names, so that the challenge is escalated; it does not open it to them.
      discussionId: concern.answer?.discussionId ?? null,
      concernId: concern.id,
      agencyId: user.agencyId,
      informationId: null,
      raisedBy: user.personId,
      raisedByName: user.name,
      raisedAt: now,
    })
    return goTo(paths.partner.concern(params), thanks(reference))
  },
})

const wordsAndButton = (form: FormState): readonly Html[] => [
  longInput(form, { name: 'words', label: 'What do you see differently, and why?' }),
  button({ text: 'Send the challenge' }),
]
