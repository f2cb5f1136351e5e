import { z } from 'zod'
import { conflict, missing, ok } from '#kernel/outcome'
import { access } from '#platform/access'
import { insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { asTyped, choiceOf, longInput, timeInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { answerAuthorisation, askAuthorisation, listAuthorisations } from '../../store/authorisations.ts'
import { contactForm, failing, happenedProblems } from '../parts/contact-form.ts'

/** Checks without the parents' knowledge: a duty manager says yes or no first, with reasons (practice.md, consent). */
export const askAuthorisationPage = contactForm({
  path: paths.askAuthorisation,
  form: z.object({ reason: fields.text('Say why the parents should not be told first', 4000) }),
  title: 'Ask to make checks without the parents’ knowledge',
  button: 'Ask the duty manager',
  questions: ({ form }) =>
    longInput(form, {
      name: 'reason',
      label: 'Why should the parents not be told first?',
      hint: 'What might happen to the child if they knew. A duty manager other than you decides, and says why.',
    }),
  async record({ tx, contact, answers, user }) {
    await askAuthorisation(tx, contact.id, { reason: answers.reason, by: user.personId })
    return ok('The duty manager is asked')
  },
})

export const authorisePage = contactForm({
  path: paths.authorise,
  may: access.authoriseChecks,
  form: z.object({
    isAuthorised: fields.choice(['yes', 'no'], 'Choose whether you authorise the checks'),
    reason: fields.text('Say why', 4000),
    answeredAt: fields.dateTime('Enter when you decided'),
  }),
  title: 'Checks without the parents’ knowledge',
  button: 'Record the answer',
  async questions({ tx, form, contact, params, now }) {
    const asked = (await listAuthorisations(tx, contact.id)).find(({ id }) => id === params.authorisationId)
    if (!asked) return missing('request')
    return html`${insetText({ text: asked.reason })}
${choiceOf(form, { name: 'isAuthorised', label: 'May checks be made without the parents’ knowledge?' }, [
  { value: 'yes', text: 'Yes, I authorise them' },
  { value: 'no', text: 'No: the parents are to be told first' },
])}
${longInput(form, { name: 'reason', label: 'Why?' })}
${timeInput(form, { name: 'answeredAt', label: 'When did you decide?', fallback: asTyped(now) })}`
  },
  async record({ tx, contact, params, answers, user, now }) {
    const asked = (await listAuthorisations(tx, contact.id)).find(({ id }) => id === params.authorisationId)
    if (!asked) return missing('request')
    if (asked.answer !== null)
      return conflict('Another manager has already answered this.', 'Open the contact to read it.')
    if (asked.recordedBy === user.personId)
      return conflict('You asked for this yourself.', 'A manager other than you has to answer it.')
    const failure = failing(...happenedProblems('answeredAt', answers.answeredAt, { now }))
    if (failure) return failure
    await answerAuthorisation(tx, asked, {
      isAuthorised: answers.isAuthorised === 'yes',
      reason: answers.reason,
      answeredAt: answers.answeredAt,
      answeredBy: user.personId,
    })
    return ok('Your answer is recorded')
  },
})
