import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { gradeTag } from '../../../tools/asking/view.ts'
import type { Grade } from '../../../words.ts'
import type { Compared, ComparedGrade, ComparedSection } from '../../rules/side-by-side.ts'
import type { Final } from '../../store/finals.ts'
import type { Sides } from '../../store/sides.ts'

/** First, second and final side by side, question by question; on a narrow screen one card for each question. */
export function comparedView({ compared, first, second }: Sides, final: Final | null): Html {
  const names = { first: `First: ${first.auditorName}`, second: `Second: ${second.auditorName}` }
  const grades = [
    ...compared.sections.flatMap(({ key, title, grade }) =>
      grade === null ? [] : [gradeRow(title, grade, final?.sectionGrades[key] ?? null, names)],
    ),
    gradeRow('Overall', compared.overall, final?.grade ?? null, names),
  ]
  return html`${table('Grades', ['Grade of', names.first, names.second, 'Final', 'Alike?'], grades)}
${compared.sections.map((section) => sectionView(section, names))}`
}

interface Names {
  readonly first: string
  readonly second: string
}

const sectionView = ({ title, questions }: ComparedSection, names: Names): Html | null =>
  questions.length === 0
    ? null
    : table(
        title,
        ['Question', names.first, names.second, 'Alike?'],
        questions.map((question) => questionRow(question, names)),
      )

function questionRow(compared: Compared, names: Names): Html {
  const { asked, first, second, firstWhy, secondWhy, differs } = compared
  return row([
    ['Question', asked],
    [names.first, said(first, firstWhy)],
    [names.second, said(second, secondWhy)],
    ['Alike?', alike(differs)],
  ])
}

function gradeRow(title: string, { first, second, differs }: ComparedGrade, final: Grade | null, names: Names): Html {
  const shown = (graded: typeof first) =>
    graded === null ? 'Not graded' : html`${gradeTag(graded.grade)}<br><span class="los-lines">${graded.reason}</span>`
  return row([
    ['Grade of', title],
    [names.first, shown(first)],
    [names.second, shown(second)],
    ['Final', final === null ? 'None yet' : gradeTag(final)],
    ['Alike?', alike(differs)],
  ])
}

const said = (answer: string, evidence: string): Html =>
  html`<span class="los-lines">${answer}</span>${evidence !== '' && html`<br><span class="govuk-hint govuk-!-margin-bottom-0 los-lines"><span class="govuk-visually-hidden">Evidence: </span>${evidence}</span>`}`

const alike = (differs: boolean): Html | string => (differs ? tag('Differs', 'yellow') : 'Alike')

const table = (caption: string, headings: readonly string[], rows: readonly Html[]): Html =>
  html`<table class="govuk-table los-cards"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${rows}</tbody></table>`

const row = (cells: readonly (readonly [string, Html | string])[]): Html =>
  html`<tr class="govuk-table__row">${cells.map(([label, cell]) => html`<td class="govuk-table__cell" data-label="${label}">${cell}</td>`)}</tr>`
