import { z } from 'zod'
import { keysOf } from '#kernel/words'
import type { Html } from '#platform/html'
import { html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { choiceOf, longInput, textInput } from '#platform/questions'
import { answers } from '../../words.ts'

const said = (maximum: number) => fields.optionalText(maximum).transform((text) => text ?? '')

/** The answer to an invitation, whoever gives it and by whatever way. */
export const answerFields = {
  answer: fields.choice(keysOf(answers), 'Choose an answer'),
  reason: said(1000),
  someoneName: said(200),
  someoneRole: said(200),
  someoneEmail: said(200),
} as const
export const answerForm = z.object(answerFields)

/** The four answers, each with what it needs; nothing chosen. */
export const answerQuestions = (form: FormState, label: string): Html =>
  html`${choiceOf(form, { name: 'answer', label }, [
    { value: 'yes', text: answers.yes },
    {
      value: 'someone-else',
      text: answers['someone-else'],
      reveals: html`${textInput(form, { name: 'someoneName', label: 'Who comes?' }, { classes: 'govuk-input--width-20' })}
${textInput(form, { name: 'someoneRole', label: 'What do they do?' }, { classes: 'govuk-input--width-20' })}
${textInput(form, { name: 'someoneEmail', label: 'Their email', hint: 'With it they get an invitation of their own.' }, { type: 'email', classes: 'govuk-input--width-20', spellcheck: false })}`,
    },
    {
      value: 'information-only',
      text: answers['information-only'],
      hint: 'Nobody comes, and what is known is sent. It does not count as attending.',
    },
    { value: 'no', text: answers.no },
  ])}
${longInput(form, { name: 'reason', label: 'If nobody can come, or information only: why?' }, 2)}`
