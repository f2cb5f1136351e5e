import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { readTypedDay } from '#kernel/typed-date'
import { count, dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { download, page, screen } from '#platform/http'
import { xlsxBuffer } from '#platform/tables'
import { paths } from '../../paths.ts'
import { type Gathered, gatherAnnexA, type Span } from './gather.ts'
import { annexACsv, annexASheets, listNumbers } from './lists.ts'

const day = z
  .string()
  .max(40)
  .transform((typed, context) => {
    if (typed.trim() === '') return undefined
    const read = readTypedDay(typed)
    if (read.ok) return read.value
    context.addIssue({ code: 'custom', message: 'write a day like 21/11/2026' })
    return z.NEVER
  })
  .optional()

const query = z.object({
  from: day,
  until: day,
  list: z.enum(listNumbers, { error: 'choose a list from 1 to 5' }).optional(),
  format: z.enum(['csv', 'xlsx'], { error: 'downloads are csv or xlsx' }).optional(),
})

/** Annex A as Ofsted asks for it, from our own records: six months back unless other days are chosen. */
export const annexAOutPage = page({
  path: paths.annexA,
  may: access.exportAnnexA,
  query,
  async view({ tx, query: asked, now }) {
    const until = asked.until ?? londonDate(now)
    const from = asked.from ?? until.subtract({ months: 6 })
    const gathered = await gatherAnnexA(tx, { from, until })
    if (asked.format === 'xlsx') {
      const body = await xlsxBuffer(annexASheets(gathered))
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      return download({ filename: `annex-a-${until}.xlsx`, type, body })
    }
    if (asked.format === 'csv') {
      const list = asked.list ?? '1'
      const body = annexACsv(list, gathered)
      return download({ filename: `annex-a-list-${list}-${until}.csv`, type: 'text/csv; charset=utf-8', body })
    }
    return screen({ title: 'Annex A', width: 'full', body: view({ from, until }, gathered) })
  },
})

function view({ from, until }: Span, { contacts, referrals, assessments, section47s }: Gathered): Html {
  const span = { from: from.toString(), until: until.toString() }
  const lists = [
    ['1', 'Contacts', contacts.length],
    ['2', 'Early help: not kept here', 0],
    ['3', 'Referrals', referrals.length],
    ['4', 'Assessments', assessments.length],
    ['5', 'Section 47 enquiries and conferences', section47s.length],
  ] as const
  return html`<p class="govuk-body">Child-level data in the columns and codes of Ofsted’s Annex A, from ${dateInWords(from)} to ${dateInWords(until)}. Children whose records are closed to you are not in it. That you made it is in the trail.</p>
<form class="los-filters" method="get" action="${paths.annexA({})}">
<div class="govuk-form-group"><label class="govuk-label" for="from">From</label><input class="govuk-input govuk-input--width-10" id="from" name="from" type="date" value="${span.from}"></div>
<div class="govuk-form-group"><label class="govuk-label" for="until">To</label><input class="govuk-input govuk-input--width-10" id="until" name="until" type="date" value="${span.until}"></div>
<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>
</form>
<p class="govuk-body"><a class="govuk-button" href="${paths.annexA({}, { ...span, format: 'xlsx' })}" role="button" draggable="false" data-module="govuk-button">Download the workbook</a></p>
<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Lists</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">List</th><th scope="col" class="govuk-table__header">Rows</th><th scope="col" class="govuk-table__header">Alone</th></tr></thead>
<tbody class="govuk-table__body">${lists.map(
    ([list, title, rows]) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="List">${list}: ${title}</td><td class="govuk-table__cell" data-label="Rows">${count(rows, 'row')}</td><td class="govuk-table__cell" data-label="Alone"><a class="govuk-link" href="${paths.annexA({}, { ...span, list, format: 'csv' })}">CSV<span class="govuk-visually-hidden"> of list ${list}</span></a></td></tr>`,
  )}</tbody></table>`
}
