import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, longInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { findConcern } from '../../store/concerns.ts'
import { keysOf } from '../../words.ts'
import { challengeAbout, recordPartnersChallenge } from '../store/challenges.ts'
import { findPartnersDiscussion } from '../store/discussions.ts'

const form = z.object({
  about: fields.choice(keysOf(challengeAbout), 'Say what you disagree with'),
  words: fields.text('Say what you see differently, and why', 4000),
})
const concernForm = form.pick({ words: true })

const thanks = (reference: string): string =>
  `Your challenge is ${reference}. It is answered here, and goes to a manager at once`

/** Disagreeing with a discussion that one is part of. */
export const challengePage = page({
  path: paths.partner.challengeDiscussion,
  may: access.partnerPages,
  form,
  draft: true,
  async view({ tx, params, form: typed }) {
    const discussion = await findPartnersDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    return screen({
      title: `Challenge ${discussion.reference}`,
      back: { href: paths.partner.discussion(params) },
      body: formTag(typed, { autosave: true }, [
        choiceOf(
          typed,
          { name: 'about', label: 'What do you disagree with?' },
          keysOf(challengeAbout).map((value) => ({ value, text: challengeAbout[value] })),
        ),
        ...wordsAndButton(typed),
      ]),
    })
  },
  async submit({ tx, params, user, answers }) {
    const discussion = await findPartnersDiscussion(tx, params.discussionId)
    if (discussion === null || user.agencyId === null) return missing('strategy discussion')
    const reference = await recordPartnersChallenge(tx, {
      ...answers,
      discussionId: discussion.id,
      concernId: null,
      agencyId: user.agencyId,
      raisedBy: user.personId,
    })
    return goTo(paths.partner.discussion(params), thanks(reference))
  },
})

/** Disagreeing that none is held about one's own concern. */
export const concernChallengePage = page({
  path: paths.partner.challengeConcern,
  may: access.partnerPages,
  form: concernForm,
  draft: true,
  async view({ tx, params, form: typed }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    return screen({
      title: `Challenge the answer to ${concern.reference}`,
      back: { href: paths.partner.concern(params) },
      body: html`<p class="govuk-body">${concern.answer === null ? 'There is no answer yet.' : `The answer was: ${concern.answer.answer}`}</p>
${formTag(typed, { autosave: true }, wordsAndButton(typed))}`,
    })
  },
  async submit({ tx, params, user, answers }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null || user.agencyId === null) return missing('concern')
    const reference = await recordPartnersChallenge(tx, {
      about: 'not-holding',
      words: answers.words,
      // A partner who is not part of the discussion is told of it by its answer alone.
      discussionId: null,
      concernId: concern.id,
      agencyId: user.agencyId,
      raisedBy: user.personId,
    })
    return goTo(paths.partner.concern(params), thanks(reference))
  },
})

const wordsAndButton = (form: FormState): readonly Html[] => [
  longInput(form, { name: 'words', label: 'What do you see differently, and why?' }),
  button({ text: 'Send the challenge' }),
]
