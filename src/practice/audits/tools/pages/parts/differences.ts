import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { lines } from '../../asking/form.ts'
import type { Difference } from '../../rules/compare.ts'

const tags = {
  added: tag('Added', 'green'),
  removed: tag('Removed', 'red'),
  changed: tag('Changed', 'blue'),
} as const

const headings = ['What', 'Where', 'Before', 'After']

/** What two versions differ in, one below the other, each with before and after. */
export const differencesTable = (differences: readonly Difference[]): Html =>
  differences.length === 0
    ? html`<p class="govuk-body">They ask the same, word for word.</p>`
    : html`<p class="govuk-body">${counted(differences)}</p>
<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">What is different</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${differences.map(row)}</tbody></table>`

function row({ what, where, before, after }: Difference): Html {
  const cells = [tags[what], where, orNothing(before), orNothing(after)]
  return html`<tr class="govuk-table__row">${cells.map((cell, at) => html`<td class="govuk-table__cell" data-label="${headings[at]}">${cell}</td>`)}</tr>`
}

const orNothing = (words: string): Html => (words === '' ? html`<span class="los-quiet">Nothing</span>` : lines(words))

function counted(differences: readonly Difference[]): string {
  const number = (what: Difference['what']) => differences.filter((each) => each.what === what).length
  return `Added: ${number('added')}. Removed: ${number('removed')}. Changed: ${number('changed')}.`
}
