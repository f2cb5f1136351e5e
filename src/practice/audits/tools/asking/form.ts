import { details, input, radios, textarea } from '#platform/govuk'
import { type Html, html, join } from '#platform/html'
import type { FormState } from '#platform/http'
import { optionsOf } from '#platform/questions'
import { gradeNames, grades } from '../../words.ts'
import type { ToolContent, ToolQuestion, ToolSection } from '../content.ts'
import { type AuditAnswers, fieldNames, metAnswers, type Numbered, numbered } from './answers.ts'

/**
 * The fields of a whole audit: what the grades mean, each section with its questions and their guidance, the overall grade.
 * Nothing is chosen beforehand. `known` is an audit that is put right: its answers stand until something is typed.
 */
export function questionsForm(form: FormState, content: ToolContent, known?: AuditAnswers): Html {
  return html`${openingOf(content)}
${content.sections.map((_section, place) => sectionForm(form, content, place, known))}
${overallForm(form, content, known)}`
}

/** What the auditor reads first: what this is for, and what the four grades mean with this tool. */
export const openingOf = (
  { introduction, grading }: ToolContent,
  { isOpen = false }: { readonly isOpen?: boolean } = {},
): Html => html`${paragraphs(introduction)}
${details({ summaryText: 'What each grade means', html: gradesInWords(grading), open: isOpen })}`

const gradesInWords = (grading: ToolContent['grading']): Html =>
  html`${gradeNames.map((grade) => html`<p class="govuk-body"><strong>${grades[grade]}.</strong> ${lines(grading[grade])}</p>`)}`

/** The section at this place, from 0: its guidance, its questions, and its grade with the reason where it is graded. */
export function sectionForm(form: FormState, content: ToolContent, place: number, known?: AuditAnswers): Html {
  const section = content.sections[place]
  if (section === undefined) return html``
  return html`<section aria-labelledby="section-${section.key}">
<h2 class="govuk-heading-m" id="section-${section.key}">${place + 1}. ${section.title}</h2>
${paragraphs(section.guidance)}
${numbered(content, place).map((asked) => questionForm(form, asked, known))}
${section.isGraded && sectionGrade(form, section, known)}
</section>`
}

/** The overall grade and its reason, the meaning of each grade beside it. */
export const overallForm = (form: FormState, { grading }: ToolContent, known?: AuditAnswers): Html =>
  html`<section aria-labelledby="overall-section"><h2 class="govuk-heading-m" id="overall-section">Overall</h2>
${radios({
  idPrefix: fieldNames.overallGrade,
  name: fieldNames.overallGrade,
  fieldset: { legend: { text: 'Overall grade', classes: 'govuk-fieldset__legend--s' } },
  hint: { text: 'Judge what the work did for the child, not how complete the record is.' },
  value: form.value(fieldNames.overallGrade, known?.overall.grade),
  items: gradeNames.map((value) => ({ value, text: grades[value], hint: { html: lines(grading[value]) } })),
  ...heard(form, fieldNames.overallGrade),
})}
${reasonInput(form, fieldNames.overallReason, 'Reason for the overall grade', known?.overall.reason)}</section>`

function sectionGrade(form: FormState, section: ToolSection, known: AuditAnswers | undefined): Html {
  const stands = known?.sections[section.key]
  return html`${radios({
    idPrefix: fieldNames.grade(section),
    name: fieldNames.grade(section),
    classes: 'govuk-radios--inline',
    fieldset: { legend: { text: `Grade for “${section.title}”`, classes: 'govuk-fieldset__legend--s' } },
    value: form.value(fieldNames.grade(section), stands?.grade),
    items: gradeNames.map((value) => ({ value, text: grades[value] })),
    ...heard(form, fieldNames.grade(section)),
  })}
${reasonInput(form, fieldNames.reason(section), `Reason for the grade of “${section.title}”`, stands?.reason)}`
}

const reasonInput = (form: FormState, name: string, label: string, fallback: string | undefined): Html =>
  textarea({
    id: name,
    name,
    rows: 3,
    label: { text: label, classes: 'govuk-label--s' },
    hint: { text: 'Say what you saw and what it meant for the child.' },
    value: form.value(name, fallback),
    ...heard(form, name),
  })

function questionForm(form: FormState, asked: Numbered, known: AuditAnswers | undefined): Html {
  const { question } = asked
  const stands = known?.answers[question.key]
  return html`<div>${answerInput(form, asked, stands?.answer ?? undefined)}
${question.asksEvidence && evidenceInput(form, asked, stands?.evidence)}</div>`
}

const evidenceInput = (form: FormState, { number, question }: Numbered, fallback: string | undefined): Html =>
  textarea({
    id: fieldNames.evidence(question),
    name: fieldNames.evidence(question),
    rows: 2,
    label: { html: html`Evidence for ${number}<span class="govuk-visually-hidden">, ${question.text}</span>` },
    hint: { text: `Where in the record you saw it${question.kind === 'met' ? ', or why it does not apply' : ''}.` },
    value: form.value(fieldNames.evidence(question), fallback),
    ...heard(form, fieldNames.evidence(question)),
  })

function answerInput(form: FormState, asked: Numbered, known: string | number | undefined): Html {
  const { question } = asked
  const name = fieldNames.answer(question)
  const value = form.value(name, known === undefined ? undefined : String(known))
  const parts = { name, value, ...why(question), ...heard(form, name) }
  const options = choicesOf(question)
  if (options !== null)
    return radios({
      ...parts,
      idPrefix: name,
      classes: question.kind === 'met' ? 'govuk-radios--inline' : '',
      fieldset: { legend: { text: wordsOf(asked), classes: 'govuk-fieldset__legend--s' } },
      items: options,
    })
  const label = { text: wordsOf(asked), classes: 'govuk-label--s' }
  if (question.kind === 'text') return textarea({ ...parts, id: name, label, rows: 3 })
  const classes = question.kind === 'day' ? 'govuk-input--width-10' : 'govuk-input--width-5'
  return input({ ...parts, id: name, label, classes, autocomplete: 'off', ...inputMode[question.kind] })
}

const inputMode = { number: { inputmode: 'decimal' }, day: {}, met: {}, grade: {}, choice: {}, text: {} } as const

const wordsOf = ({ number, question }: Numbered): string =>
  `${number} ${question.text}${question.isRequired ? '' : ' (optional)'}`

/** What can be chosen as an answer; null where it is written. */
function choicesOf({
  kind,
  choices,
}: ToolQuestion): readonly { readonly value: string; readonly text: string }[] | null {
  switch (kind) {
    case 'met':
      return optionsOf(metAnswers)
    case 'grade':
      return optionsOf(grades)
    case 'choice':
      return choices
    default:
      return null
  }
}

function why({ guidance, kind }: ToolQuestion): { readonly hint?: { readonly html: Html } } {
  const said =
    kind === 'day' ? [guidance, 'For example, 21/11/2026.'].filter((line) => line !== '').join('\n') : guidance
  return said === '' ? {} : { hint: { html: lines(said) } }
}

const heard = (form: FormState, name: string) => {
  const message = form.error(name)
  return message === undefined ? {} : { errorMessage: { text: message } }
}

/** Words with their line breaks. */
export const lines = (words: string): Html => join(words.split(/\r?\n/), html`<br>`)

export const paragraphs = (words: string): Html =>
  html`${words !== '' && words.split(/(?:\r?\n){2,}/).map((part) => html`<p class="govuk-body">${lines(part)}</p>`)}`
