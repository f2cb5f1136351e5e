import { z } from 'zod'
import { invalid, ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { asTyped, choiceOf, longInput, timeInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { recordEvent } from '../../store/events.ts'
import { closeToDo } from '../../store/to-do.ts'
import { contactForm, failing, happenedProblems } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

/** The written form that a professional owes after a telephone contact: it came, or it will not come and why. */
export const writtenFormPage = contactForm({
  path: paths.writtenForm,
  form: z.object({
    came: fields.choice(['yes', 'no'], 'Choose whether the form came'),
    happenedAt: fields.dateTime('Enter when that was'),
    note: words(4000),
  }),
  title: 'The written form',
  button: 'Record it',
  questions: ({ form, now }) => html`${choiceOf(form, { name: 'came', label: 'Did the written form come?' }, [
    { value: 'yes', text: 'Yes', hint: 'Attach it to the contact as well.' },
    { value: 'no', text: 'No, and it will not come' },
  ])}
${timeInput(form, { name: 'happenedAt', label: 'When did it come, or when did you learn that it will not?', fallback: asTyped(now) })}
${longInput(form, { name: 'note', label: 'What does it add, or why will it not come?' })}`,
  async record({ tx, contact, answers, now }) {
    const { came, happenedAt, note } = answers
    if (came === 'no' && note === '') return invalid({ field: 'note', message: 'Say why the form will not come' })
    const failure = failing(...happenedProblems('happenedAt', happenedAt, { now }))
    if (failure) return failure
    const kind = came === 'yes' ? 'written-form-received' : 'written-form-not-coming'
    await recordEvent(tx, contact.id, { kind, happenedAt, note, wasDone: came === 'yes' })
    await closeToDo(tx, 'written-form', contact.id)
    return ok('It is recorded')
  },
})
