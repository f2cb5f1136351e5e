import { z } from 'zod'
import { invalid, ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields, type Path, type Route } from '#platform/http'
import { asTyped, choiceOf, longInput, textInput, timeInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { recordEvent } from '../../store/events.ts'
import { closeToDo } from '../../store/to-do.ts'
import type { ContactEvent, ToDoKind } from '../../words.ts'
import { contactForm, failing, happenedProblems } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

interface Telling {
  readonly path: Path<{ readonly contactId: string }>
  readonly title: string
  readonly done: string
  readonly notDone: string
  readonly how: string
  readonly event: ContactEvent
  readonly toDo: ToDoKind
}

/** Told, when and how, or why not: word to the referrer and to the family. */
const tellingPage = (telling: Telling): Route =>
  contactForm({
    path: telling.path,
    form: z.object({
      wasDone: fields.choice(['yes', 'no'], 'Choose whether they were told'),
      how: words(200),
      happenedAt: fields.dateTime('Enter when that was'),
      note: words(2000),
    }),
    title: telling.title,
    button: 'Record it',
    questions: ({ form, now }) => html`${choiceOf(form, { name: 'wasDone', label: telling.title }, [
      {
        value: 'yes',
        text: telling.done,
        reveals: textInput(form, { name: 'how', label: telling.how, hint: 'Such as telephone, letter, secure email.' }),
      },
      { value: 'no', text: telling.notDone },
    ])}
${longInput(form, { name: 'note', label: 'What was said, or why not?', hint: 'Needed if they are not told.' })}
${timeInput(form, { name: 'happenedAt', label: 'When was that, or when was it decided?', fallback: asTyped(now) })}`,
    async record({ tx, contact, answers, now }) {
      const { wasDone, how, happenedAt, note } = answers
      if (wasDone === 'yes' && how === '') return invalid({ field: 'how', message: 'Say how they were told' })
      if (wasDone === 'no' && note === '') return invalid({ field: 'note', message: 'Say why they are not told' })
      const failure = failing(...happenedProblems('happenedAt', happenedAt, { now }))
      if (failure) return failure
      const told = { kind: telling.event, happenedAt, how, wasDone: wasDone === 'yes', note }
      await recordEvent(tx, contact.id, told)
      await closeToDo(tx, telling.toDo, contact.id)
      return ok('It is recorded')
    },
  })

export const acknowledgePage = tellingPage({
  path: paths.acknowledge,
  title: 'Tell the referrer that it arrived',
  done: 'The referrer knows that it arrived',
  notDone: 'The referrer is not told',
  how: 'How were they told?',
  event: 'referrer-acknowledged',
  toDo: 'acknowledge-referrer',
})

export const tellReferrerPage = tellingPage({
  path: paths.tellReferrer,
  title: 'Tell the referrer the outcome',
  done: 'The referrer knows the outcome',
  notDone: 'The referrer is not told',
  how: 'How were they told?',
  event: 'referrer-told',
  toDo: 'tell-referrer',
})

export const tellFamilyPage = tellingPage({
  path: paths.tellFamily,
  title: 'Tell the family the outcome',
  done: 'The family knows the outcome',
  notDone: 'The family is not told',
  how: 'How were they told?',
  event: 'family-told',
  toDo: 'tell-family',
})
