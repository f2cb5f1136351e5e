import { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import { summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type Grade, grades } from '../../words.ts'
import type { ToolContent, ToolQuestion } from '../content.ts'
import { type Answered, type AuditAnswers, type Graded, metAnswers, type Numbered, numbered } from './answers.ts'
import { lines } from './form.ts'

/** A finished audit to be read: each question with its answer and evidence, each grade with its reason. A page may hold several. */
export const answersView = (content: ToolContent, answers: AuditAnswers): Html =>
  html`${content.sections.map(
    (section, place) => html`<div>
<h3 class="govuk-heading-s">${place + 1}. ${section.title}</h3>
${section.questions.length > 0 && summaryList({ rows: numbered(content, place).map((asked) => rowOf(asked, answers.answers[asked.question.key])) })}
${section.isGraded && gradedView(answers.sections[section.key])}
</div>`,
  )}
<h3 class="govuk-heading-s">Overall</h3>
${gradedView(answers.overall)}`

/** One of the four grades as a tag. */
export const gradeTag = (grade: Grade): Html => tag(grades[grade], gradeColours[grade])

// Inadequate is the one that must be seen; the word says the rest.
const gradeColours = {
  outstanding: 'green',
  good: 'blue',
  'requires-improvement': 'yellow',
  inadequate: 'red',
} as const

const gradedView = (graded: Graded | undefined): Html =>
  graded === undefined
    ? html`<p class="govuk-body">Not graded.</p>`
    : html`<p class="govuk-body">${gradeTag(graded.grade)}</p><p class="govuk-body">${lines(graded.reason)}</p>`

const rowOf = ({ number, question }: Numbered, answered: Answered | undefined) => ({
  key: { text: `${number} ${question.text}` },
  value: { html: answerView(question, answered) },
})

function answerView(question: ToolQuestion, answered: Answered | undefined): Html {
  if (answered === undefined || answered.answer === null) return html`Not answered`
  return html`${lines(answerInWords(question, answered.answer))}${answered.evidence !== '' && html`<p class="govuk-body-s govuk-!-margin-top-1 govuk-!-margin-bottom-0"><span class="govuk-visually-hidden">Evidence: </span>${lines(answered.evidence)}</p>`}`
}

/** An answer as a person says it: "Partly", "21 Nov 2026". */
export function answerInWords({ kind, choices }: ToolQuestion, answer: string | number): string {
  const words = String(answer)
  switch (kind) {
    case 'met':
      return metAnswers[words as keyof typeof metAnswers] ?? words
    case 'grade':
      return grades[words as Grade] ?? words
    case 'choice':
      return choices.find(({ value }) => value === words)?.text ?? words
    case 'day':
      return dateInWords(Temporal.PlainDate.from(words))
    default:
      return words
  }
}
