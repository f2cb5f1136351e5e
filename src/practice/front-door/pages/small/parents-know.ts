import { z } from 'zod'
import { invalid, ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { asTyped, choiceOf, longInput, timeInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { recordEvent } from '../../store/events.ts'
import { parentsKnowNames, parentsKnowWords } from '../../words.ts'
import { contactForm, failing, happenedProblems } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

/** What the parents know changes while the contact is worked on; each change is a fact of its own. */
export const parentsKnowPage = contactForm({
  path: paths.parentsKnow,
  form: z.object({
    parentsKnow: fields.choice(parentsKnowNames, 'Choose what the parents have been told'),
    note: words(2000),
    happenedAt: fields.dateTime('Enter when that was'),
  }),
  title: 'What the parents know',
  button: 'Record it',
  questions: ({ form, now }) => html`${choiceOf(
    form,
    { name: 'parentsKnow', label: 'Have the parents or carers been told of this contact?' },
    parentsKnowNames.map((value) => ({ value, text: parentsKnowWords[value] })),
  )}
${longInput(form, { name: 'note', label: 'Who told them and what did they say, or why not?' })}
${timeInput(form, { name: 'happenedAt', label: 'When was that?', fallback: asTyped(now) })}`,
  async record({ tx, contact, answers, now }) {
    const { parentsKnow, note, happenedAt } = answers
    if (parentsKnow === 'not-told' && note === '')
      return invalid({ field: 'note', message: 'Say why the parents have not been told' })
    const failure = failing(...happenedProblems('happenedAt', happenedAt, { now }))
    if (failure) return failure
    await recordEvent(tx, contact.id, { kind: 'parents-know', happenedAt, how: parentsKnow, note })
    return ok('It is recorded')
  },
})
