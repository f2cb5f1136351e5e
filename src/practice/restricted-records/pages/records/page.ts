import { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { childPaths } from '#practice/children'
import { paths } from '../../paths.ts'
import { endOfReviewDay } from '../../rules/due.ts'
import { listRestrictedRecords, type RestrictedRecord } from '../../store/restrictions.ts'
import { listReviewsDue } from '../../store/reviews-due.ts'
import { restrictionCategories } from '../../words.ts'

/** Where somebody's restricted records are: those they guard or are named on, and the ways to the rest. */
export const recordsPage = page({
  path: paths.records,
  may: access.breakGlass,
  async view({ tx, user, now }) {
    const records = await listRestrictedRecords(tx)
    tx.trail.saw(
      'child',
      records.map(({ childId }) => childId),
    )
    const due = await listReviewsDue(tx)
    return screen({
      title: 'Restricted records',
      width: 'full',
      body: html`<p class="govuk-body">A restricted record is open to its guardian and to the people named on it. Each restriction is reviewed every 90 days or sooner.</p>
<div class="los-actions govuk-!-margin-bottom-6">${button({ text: 'Break the glass', href: paths.breakGlass({}), classes: 'govuk-button--secondary' })}
<a class="govuk-link" href="${paths.breakings({})}">Broken glass: ${due.length === 0 ? 'nothing to review' : `${due.length} to review`}</a></div>
<h2 class="govuk-heading-m">Open to you</h2>
${recordsTable(records, user.personId, now)}
${may(user, access.restrictRecords) && html`<p class="govuk-body">To restrict another record, <a class="govuk-link" href="${childPaths.find({})}">find the child</a> and press “Restrict this record”.</p>`}`,
    })
  },
})

const recordsTable = (records: readonly RestrictedRecord[], personId: string, now: Temporal.Instant): Html =>
  listTable({
    caption: 'Restricted records open to you',
    columns: ['Record', 'Category', 'Guardian', 'Review by', 'Look at'].map((heading) => ({ key: heading, heading })),
    rows: records.map((record) => ({
      id: record.childId,
      cells: [
        html`<a class="govuk-link" href="${childPaths.record(record)}">${record.reference}</a>`,
        restrictionCategories[record.category],
        record.guardianId === personId ? 'You' : record.guardianName,
        reviewBy(record, now),
        html`<a class="govuk-link" href="${paths.restriction(record)}">Restriction<span class="govuk-visually-hidden"> of ${record.reference}</span></a>`,
      ],
    })),
    page: 1,
    perPage: Math.max(records.length, 1),
    total: records.length,
    hrefFor: () => paths.records({}),
    empty: html`<p class="govuk-body">No restricted record is open to you.</p>`,
  })

const reviewBy = ({ reviewDueOn }: RestrictedRecord, now: Temporal.Instant): Html =>
  Temporal.Instant.compare(endOfReviewDay(reviewDueOn), now) < 0
    ? html`${tag('Late', 'red')} was due ${dateInWords(reviewDueOn)}`
    : html`${dateInWords(reviewDueOn)}`
