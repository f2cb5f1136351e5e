import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../paths.ts'
import { type AnnexAList, columnsOf, listNames } from './columns.ts'

const titles: Readonly<Record<AnnexAList, string>> = {
  contact: 'List 1: contacts',
  referral: 'List 3: referrals',
  assessment: 'List 4: assessments',
  'section-47': 'List 5: section 47 enquiries and conferences',
}

/** What is taken of an Annex A workbook, and by which headers it is found. */
export const annexAColumnsPage = page({
  path: paths.annexAColumns,
  may: access.importExtract,
  view: async () =>
    screen({ title: 'Columns of Annex A', back: { href: '/imports', text: 'Bring in a file' }, width: 'wide', body }),
})

const body = html`
<p class="govuk-body">A workbook, or one list of it as a CSV. Sheets are found by their headers, whatever they are called; other lists are left out and named. Codes are matched by the code, then the letter, then the words ("q) 6: Police").</p>
<p class="govuk-body">List 1 has no time and no outcome, so its contacts are history: in chronologies and yearly counts, never on the duty board. A row has no number of its own: it is known by the child, the day, the source and which of that day's it is.</p>
${listNames.map(section)}`

function section(list: AnnexAList): Html {
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--m">${titles[list]}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header govuk-!-width-one-half">Column</th><th scope="col" class="govuk-table__header">Also known as</th></tr></thead>
<tbody class="govuk-table__body">${columnsOf(list).map(
    ({ name, aliases, isRequired }) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Column">${name}${isRequired && ', required'}</td><td class="govuk-table__cell" data-label="Also known as">${aliases.join(', ')}</td></tr>`,
  )}</tbody></table>`
}
