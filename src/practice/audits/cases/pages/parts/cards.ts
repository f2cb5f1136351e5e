import { type Html, html, type Insert } from '#platform/html'

/** A table whose rows are cards on a telephone, with the caption read out alone. */
export const cards = (caption: string, headings: readonly string[], rows: readonly (readonly Insert[])[]): Html =>
  html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((words) =>
    words === ''
      ? html`<td class="govuk-table__header"></td>`
      : html`<th scope="col" class="govuk-table__header">${words}</th>`,
  )}</tr></thead>
<tbody class="govuk-table__body">${rows.map(
    (cells) =>
      html`<tr class="govuk-table__row">${cells.map((cell, at) => html`<td class="govuk-table__cell" data-label="${headings[at]}">${cell}</td>`)}</tr>`,
  )}</tbody>
</table>`
