import { z } from 'zod'
import { access } from '#platform/access'
import { documentDownload, toHtml } from '#platform/documents'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { reportDocument } from '../document/document.ts'
import { gatherQuarter } from '../gather.ts'
import { reportPaths } from '../paths.ts'
import { listEditions } from '../store/reports.ts'
import { signedInWords } from './list.ts'
import { quarterAt } from './parts/quarter.ts'

const query = z.object({
  version: z.enum(['staff', 'public'], { error: 'There is a version for staff and a public one' }).default('staff'),
  format: z.enum(['docx', 'csv'], { error: 'Download as docx or csv' }).optional(),
})

/** A quarter's report as the facts stand now: every figure leads to the audits behind it. Also as Word and CSV. */
export const reportPage = page({
  path: reportPaths.report,
  may: access.overseeAudits,
  query,
  async view({ tx, params, query: { version, format }, user, now }) {
    const quarter = quarterAt(params.quarter)
    if (!('key' in quarter)) return quarter
    const data = await gatherQuarter(tx, quarter)
    const document = reportDocument(data, { publicSafe: version === 'public' })
    const name = `audit-report-${quarter.key}${version === 'public' ? '-public' : ''}`
    if (format !== undefined) return documentDownload(document, { format, name, now })
    const editions = await listEditions(tx, quarter.key)
    const runs = may(user, access.runAudits)
    const other = version === 'public' ? 'staff' : 'public'
    const at = (parts: Readonly<Record<string, string>>) => reportPaths.report(params, { version, ...parts })
    return screen({
      title: document.title,
      width: 'wide',
      back: { href: reportPaths.reports({}), text: 'Audit reports' },
      body: html`<p class="govuk-body"><strong class="govuk-tag govuk-tag--yellow">Draft</strong> It is made anew each time it is opened.</p>
<p class="govuk-body los-actions">${runs && html`<a class="govuk-link" href="${reportPaths.words(params)}">Write what changes</a> `}<a class="govuk-link" href="${at({ format: 'docx' })}">Word</a> <a class="govuk-link" href="${at({ format: 'csv' })}">Tables as CSV</a> <a class="govuk-link" href="${reportPaths.report(params, { version: other })}">${other === 'public' ? 'As it would be published' : 'As staff see it'}</a></p>
${
  editions.length > 0 &&
  html`<ul class="govuk-list govuk-list--bullet">${editions.map(
    (edition) =>
      html`<li><a class="govuk-link" href="${reportPaths.issued({ reportId: edition.id })}">Edition ${edition.edition}</a>, ${signedInWords(edition)}</li>`,
  )}</ul>`
}
${runs && button({ text: editions.length === 0 ? 'Issue this report' : 'Issue another edition', href: reportPaths.issue(params) })}
${await toHtml(document)}`,
    })
  },
})
