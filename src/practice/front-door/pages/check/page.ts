import { z } from 'zod'
import { afterElapsedHours } from '#kernel/clock'
import { conflict, invalid, missing, ok } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { asTyped, choiceOf, longInput, pickOf, textInput, timeInput } from '#platform/questions'
import { listAgencies, readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { askAuthorisation, listAuthorisations } from '../../store/authorisations.ts'
import { isOpen, listChecks, recordCheck, recordCheckStep } from '../../store/checks.ts'
import { type CheckEvent, checkEvents } from '../../words.ts'
import { contactForm, failing, happenedProblems } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

const check = z.object({
  agencyId: fields.optionalId('Choose an agency from the list'),
  agency: words(200),
  askedOf: words(200),
  what: fields.text('Write what you asked', 4000),
  requestedAt: fields.dateTime('Enter when you asked'),
  doParentsKnow: fields.choice(['yes', 'no'], 'Choose whether the parents know'),
  departure: words(2000),
})

/** A question to another agency. Without the parents' knowledge it names the authorisation, or says why it came first. */
export const askCheckPage = contactForm({
  path: paths.askCheck,
  form: check,
  title: 'Ask an agency',
  button: 'Record the question',
  async questions({ tx, form, contact, now }) {
    const agencies = (await listAgencies(tx)).map(({ id, name }) => ({ value: id, text: name }))
    const authorised = await findAuthorised(tx, contact.id)
    return html`${pickOf(form, { name: 'agencyId', label: 'Agency' }, agencies, 'Another agency, named below')}
${textInput(form, { name: 'agency', label: 'Or another agency' })}
${textInput(form, { name: 'askedOf', label: 'Whom did you ask?' })}
${longInput(form, { name: 'what', label: 'What did you ask?' })}
${timeInput(form, { name: 'requestedAt', label: 'When?', fallback: asTyped(now) })}
${choiceOf(form, { name: 'doParentsKnow', label: 'Do the parents know that you asked?' }, [
  { value: 'yes', text: 'Yes' },
  {
    value: 'no',
    text: 'No',
    reveals:
      authorised === null
        ? longInput(form, {
            name: 'departure',
            label: 'Nobody has authorised this yet. Why did you ask first?',
            hint: 'What happened is recorded as it was, and the duty manager is asked for the authorisation now.',
          })
        : insetText({ text: `Authorised ${whenInWords(authorised.answeredAt, now)}: ${authorised.reason}` }),
  },
])}`
  },
  async record({ tx, contact, answers, user, now }) {
    const { agencyId, doParentsKnow, departure, ...asked } = answers
    const known = (await listAgencies(tx)).find(({ id }) => id === agencyId)
    const agency = known?.name ?? asked.agency
    if (agency === '') return invalid({ field: 'agencyId', message: 'Choose an agency, or enter its name' })
    const failure = failing(...happenedProblems('requestedAt', asked.requestedAt, { now }))
    if (failure) return failure
    const parents = doParentsKnow === 'yes'
    const authorised = parents ? null : await findAuthorised(tx, contact.id)
    if (!parents && authorised === null && departure === '')
      return invalid({ field: 'departure', message: 'Say why you asked before anybody authorised it' })
    const asksNow = !parents && authorised === null
    const authorisationId = asksNow
      ? await askAuthorisation(tx, contact.id, { reason: departure, by: user.personId })
      : (authorised?.id ?? null)
    const { agencyCheckHours } = await readSettings(tx)
    const dueAt = afterElapsedHours(asked.requestedAt, agencyCheckHours)
    const named = { ...asked, agency, agencyId: known?.id ?? null, departure: asksNow ? departure : '' }
    await recordCheck(tx, contact.id, { ...named, dueAt, doParentsKnow: parents, authorisationId })
    return ok(
      asksNow ? 'The question is recorded, and the duty manager is asked to authorise it' : 'The question is recorded',
    )
  },
})

async function findAuthorised(tx: Parameters<typeof listAuthorisations>[0], contactId: string) {
  const found = (await listAuthorisations(tx, contactId)).find(({ answer }) => answer?.isAuthorised === true)
  return found?.answer ? { id: found.id, reason: found.answer.reason, answeredAt: found.answer.answeredAt } : null
}

const kinds = Object.keys(checkEvents) as readonly CheckEvent[]

/** What became of a question: it came back, was chased, or is no longer needed. */
export const checkPage = contactForm({
  path: paths.check,
  form: z.object({
    kind: fields.choice(kinds, 'Choose what happened'),
    happenedAt: fields.dateTime('Enter when it happened'),
    personName: words(200),
    what: words(8000),
  }),
  title: 'What became of a question to an agency',
  button: 'Record it',
  async questions({ tx, form, contact, params, now }) {
    const found = (await listChecks(tx, contact.id)).find(({ id }) => id === params.checkId)
    if (!found) return missing('question')
    return html`${insetText({ text: `Asked of ${found.agency}, ${whenInWords(found.requestedAt, now)}: ${found.what}` })}
${choiceOf(
  form,
  { name: 'kind', label: 'What happened?' },
  kinds.map((value) => ({ value, text: checkEvents[value] })),
)}
${textInput(form, { name: 'personName', label: 'Who answered, or whom did you chase?' })}
${longInput(form, { name: 'what', label: 'What did they say, or why is it no longer needed?' }, 5)}
${timeInput(form, { name: 'happenedAt', label: 'When?', fallback: asTyped(now) })}`
  },
  async record({ tx, contact, params, answers, now }) {
    const found = (await listChecks(tx, contact.id)).find(({ id }) => id === params.checkId)
    if (!found) return missing('question')
    if (!isOpen(found))
      return conflict('This question has already been answered.', 'Open the contact to read the answer.')
    if (answers.kind !== 'chased' && answers.what === '')
      return invalid({ field: 'what', message: 'Write what they said, or why it is no longer needed' })
    const failure = failing(...happenedProblems('happenedAt', answers.happenedAt, { now }))
    if (failure) return failure
    const { agencyCheckHours } = await readSettings(tx)
    await recordCheckStep(tx, found, answers, afterElapsedHours(answers.happenedAt, agencyCheckHours))
    return ok('It is recorded')
  },
})
