import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { cards } from '../../cases/pages/parts/cards.ts'
import { paths } from '../../paths.ts'
import { inAddress, reportPaths } from '../paths.ts'
import { type Quarter, quarterInWords, quarterOf, quartersUpTo } from '../rules/quarter.ts'
import { type Edition, firstDueOn, listEditions, listPublicReports, type PublicReport } from '../store/reports.ts'

const mostQuarters = 40

/** Quarters with their drafts and issued editions; those who see no child's record read the public versions. */
export const reportsPage = page({
  path: reportPaths.reports,
  may: access.readAuditReports,
  async view({ tx, user, now }) {
    const published = await listPublicReports(tx)
    const oversees = may(user, access.overseeAudits)
    const back = may(user, access.seeAudits) ? { back: { href: paths.home({}), text: 'Audits' } } : {}
    const today = londonDate(now)
    return screen({
      title: 'Audit reports',
      width: 'wide',
      ...back,
      body: html`${oversees && staffPart(quartersSince(await firstDueOn(tx), today), await listEditions(tx), now)}
<h2 class="govuk-heading-m">Public versions</h2>
<p class="govuk-body">Without small numbers: counts from one to four are withheld, and what they could be worked out from.</p>
${publicPart(published)}`,
    })
  },
})

function quartersSince(first: Temporal.PlainDate | null, today: Temporal.PlainDate): readonly Quarter[] {
  const current = quarterOf(today)
  const begin = first === null ? current : quarterOf(first)
  return quartersUpTo(current, mostQuarters)
    .filter(({ from }) => Temporal.PlainDate.compare(from, begin.from) >= 0)
    .toReversed()
}

const staffPart = (quarters: readonly Quarter[], editions: readonly Edition[], now: Temporal.Instant): Html =>
  html`<h2 class="govuk-heading-m">Quarters</h2>
<p class="govuk-body">Council years begin in April. A quarter’s report can be looked at any time; it is issued when the quarter is over, and signed off by a senior manager who did not issue it.</p>
${cards(
  'Quarters',
  ['Quarter', 'Months', 'Issued'],
  quarters.map((quarter) => {
    const own = editions.filter((edition) => edition.quarter === quarter.key)
    return [
      html`<a class="govuk-link" href="${reportPaths.report(inAddress(quarter.key))}">${quarter.key}</a>`,
      quarterInWords(quarter),
      own.length === 0
        ? 'Not issued'
        : html`<ul class="govuk-list">${own.map(
            (edition) =>
              html`<li><a class="govuk-link" href="${reportPaths.issued({ reportId: edition.id })}">${quarter.key}, edition ${edition.edition}</a>, ${whenInWords(edition.issuedAt, now)}, ${signedInWords(edition)}</li>`,
          )}</ul>`,
    ]
  }),
)}`

export const signedInWords = ({ signedAt, signedByName }: Pick<Edition, 'signedAt' | 'signedByName'>): string =>
  signedAt === null
    ? 'not signed off'
    : `signed off by ${signedByName ?? 'somebody'} on ${dateInWords(londonDate(signedAt))}`

const publicPart = (reports: readonly PublicReport[]): Html =>
  reports.length === 0
    ? html`<div class="los-empty"><p class="govuk-body">No report has been issued yet.</p></div>`
    : cards(
        'Public versions',
        ['Report', 'Issued', 'Signed off'],
        reports.map(({ id, quarter, edition, issuedAt, signedAt, document }) => [
          html`<a class="govuk-link" href="${reportPaths.published({ reportId: id })}">${document.title}, edition ${edition}</a>`,
          dateInWords(londonDate(issuedAt)),
          signedAt === null ? `${quarter}: not signed off yet` : dateInWords(londonDate(signedAt)),
        ]),
      )
