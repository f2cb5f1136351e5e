import type { Temporal } from 'temporal-polyfill'
import { count, whenInWords } from '#kernel/words'
import { button, details, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { paragraphs } from '../../asking/form.ts'
import { answerKinds, type ToolContent, type ToolQuestion, type ToolSection } from '../../content.ts'
import { toolPaths } from '../../paths.ts'
import { voiceWords } from '../../words.ts'
import { type OpenedDraft, revisionInput } from '../parts/draft.ts'

export function draftView(
  form: FormState,
  opened: OpenedDraft,
  problems: readonly string[],
  now: Temporal.Instant,
): Html {
  const { draft } = opened
  const params = { toolId: draft.toolId }
  return html`<p class="govuk-body">${tag('Draft', 'yellow')} last saved ${whenInWords(draft.changedAt, now)}${draft.changedByName !== null && ` by ${draft.changedByName}`}. Nobody audits with it until it is published.</p>
${problems.length > 0 && details({ summaryText: `Before it can be published: ${count(problems.length, 'thing')} to do`, html: html`<ul class="govuk-list govuk-list--bullet">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>` })}
<div class="los-actions govuk-!-margin-bottom-6">
${button({ text: 'Publish', href: toolPaths.publish(params) })}
${button({ text: 'Preview', href: toolPaths.preview(params), classes: 'govuk-button--secondary' })}
<a class="govuk-link" href="${toolPaths.discard(params)}">Throw the draft away</a></div>
${opening(draft.content, toolPaths.introduction(params))}
${formTag(form, {}, [
  revisionInput(draft),
  html`${draft.content.sections.map((section, place) => sectionView(params, draft.content, section, place))}`,
])}
${draft.content.sections.length === 0 && html`<p class="govuk-body">It has no sections yet. A section gathers questions about one thing, and can have a grade of its own.</p>`}
${button({ text: 'Add a section', href: toolPaths.section(params), classes: 'govuk-button--secondary' })}`
}

const opening = ({ introduction, voices }: ToolContent, href: string): Html =>
  html`<h2 class="govuk-heading-m">Introduction and grading</h2>
${introduction === '' ? html`<p class="govuk-body">No introduction.</p>` : paragraphs(introduction)}
<p class="govuk-body">Asked beside the record: ${voices.length === 0 ? 'nobody' : voices.map((voice) => voiceWords[voice].toLowerCase()).join(', ')}.</p>
<p class="govuk-body"><a class="govuk-link" href="${href}">Change the introduction, the grading and who is asked</a></p>`

interface OfTool {
  readonly toolId: string
}

function sectionView(params: OfTool, { sections }: ToolContent, section: ToolSection, place: number): Html {
  const asked = { section: section.key }
  const name = html`<span class="govuk-visually-hidden"> section ${place + 1}, ${section.title}</span>`
  return html`<section aria-labelledby="section-${section.key}" class="los-panel">
<h2 class="govuk-heading-m" id="section-${section.key}">${place + 1}. ${section.title} ${section.isGraded && tag('Graded', 'blue')}</h2>
${paragraphs(section.guidance)}
<div class="los-actions govuk-body"><a class="govuk-link" href="${toolPaths.section(params, asked)}">Change${name}</a>
${moves('section', section.key, place, sections.length, name)}
<a class="govuk-link" href="${toolPaths.remove(params, asked)}">Remove${name}</a></div>
${section.questions.length === 0 ? html`<p class="govuk-body">No questions yet.</p>` : questionsTable(params, section, place)}
<p class="govuk-body"><a class="govuk-link" href="${toolPaths.question(params, asked)}">Add a question<span class="govuk-visually-hidden"> to section ${place + 1}, ${section.title}</span></a></p>
</section>`
}

const headings = ['Question', 'Answer', 'Change']

const questionsTable = (params: OfTool, section: ToolSection, place: number): Html =>
  html`<table class="govuk-table los-cards"><caption class="govuk-table__caption govuk-visually-hidden">Questions of section ${place + 1}, ${section.title}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${section.questions.map((question, at) => questionRow(params, section, question, place, at))}</tbody></table>`

function questionRow(params: OfTool, section: ToolSection, question: ToolQuestion, place: number, at: number): Html {
  const asked = { section: section.key, question: question.key }
  const number = `${place + 1}.${at + 1}`
  const name = html`<span class="govuk-visually-hidden"> question ${number}</span>`
  const cells = [
    html`<span id="question-${question.key}">${number} ${question.text}</span>${question.guidance !== '' && html`<br><span class="govuk-hint">${question.guidance}</span>`}`,
    answerInWords(question),
    html`<div class="los-actions"><a class="govuk-link" href="${toolPaths.question(params, asked)}">Change${name}</a>
${moves('question', question.key, at, section.questions.length, name)}
<a class="govuk-link" href="${toolPaths.remove(params, asked)}">Remove${name}</a></div>`,
  ]
  return html`<tr class="govuk-table__row">${cells.map((cell, column) => html`<td class="govuk-table__cell" data-label="${headings[column]}">${cell}</td>`)}</tr>`
}

const answerInWords = ({ kind, choices, isRequired, asksEvidence }: ToolQuestion): Html =>
  html`${kind === 'choice' ? choices.map(({ text }) => text).join(' / ') : answerKinds[kind]}${!isRequired && html`<br>Optional`}${asksEvidence && html`<br>With evidence`}`

/** Buttons, because they change something: pressed they lead back to the same place of the page. */
const moves = (what: 'section' | 'question', key: string, at: number, many: number, name: Html): Html =>
  html`${at > 0 && moveButton(`${what}:up:${key}`, html`Move up${name}`)}${at < many - 1 && moveButton(`${what}:down:${key}`, html`Move down${name}`)}`

const moveButton = (value: string, words: Html): Html =>
  html`<button type="submit" class="los-plain-button govuk-link" name="move" value="${value}">${words}</button>`
