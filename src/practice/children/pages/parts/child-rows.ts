import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { ageInWords, dateInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { paths } from '../../paths.ts'
import { nameOf } from '../../rules/names.ts'
import type { Child } from '../../store/children.ts'

/** "12 May 2016, 10 years" or "unborn, due 3 May". */
export const bornInWords = (child: Child, now: Temporal.Instant): string => {
  if (child.dateOfBirth === null)
    return child.expectedDate === null ? 'Date of birth not known' : ageInWords(child, londonDate(now))
  return `${dateInWords(child.dateOfBirth)}, ${ageInWords(child, londonDate(now))}`
}

/** Children as a list to choose from. */
export const childRows = (
  children: readonly Child[],
  now: Temporal.Instant,
): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Children</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Name</th><th scope="col" class="govuk-table__header">Born</th><th scope="col" class="govuk-table__header">Reference</th></tr></thead>
<tbody class="govuk-table__body">${children.map(
  (child) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Name"><a class="govuk-link" href="${paths.record({ childId: child.id })}">${nameOf(child)}</a> ${child.isRestricted && tag('Restricted', 'red')}</td><td class="govuk-table__cell" data-label="Born">${bornInWords(child, now)}</td><td class="govuk-table__cell" data-label="Reference">${child.reference}</td></tr>`,
)}
</tbody>
</table>`

/** What staff are told when a record that is closed to them may match; it says nothing of which, or how many. */
export const restrictedHint = html`<div class="govuk-inset-text">A restricted record may match: call the duty manager. If a child may come to harm before anybody answers, you can <a class="govuk-link" href="${paths.breakGlass({})}">break the glass</a>.</div>`
