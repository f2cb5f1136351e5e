import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { contentOf, documentDownload, toHtml } from '#platform/documents'
import { button, summaryList, warningText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { reportDocument } from '../document/document.ts'
import { inAddress, reportPaths } from '../paths.ts'
import { type Frozen, findFrozen, listPublicReports } from '../store/reports.ts'
import { signedInWords } from './list.ts'

const query = z.object({ format: z.enum(['docx', 'csv'], { error: 'Download as docx or csv' }).optional() })

/** An issued report as it was frozen, and whether it can be made again from the frozen data with the same content. */
export const issuedPage = page({
  path: reportPaths.issued,
  may: access.overseeAudits,
  query,
  async view({ tx, params, query: { format }, user, now }) {
    const frozen = await findFrozen(tx, params.reportId)
    if (frozen === null) return missing('audit report')
    const { document, quarter, edition } = frozen
    if (format !== undefined)
      return documentDownload(document, { format, name: `audit-report-${quarter}-edition-${edition}`, now })
    const maySign =
      may(user, access.signOffAuditReports) && frozen.signedAt === null && frozen.issuedBy !== user.personId
    const facts = [
      ['Edition', `${edition}${frozen.reason === '' ? '' : `: ${frozen.reason}`}`],
      ['Issued', `${whenInWords(frozen.issuedAt, now)} by ${frozen.issuedByName ?? 'the system'}`],
      ['Signed off', `${signedInWords(frozen)}${frozen.signedWords === '' ? '' : `: ${frozen.signedWords}`}`],
      ['SHA-256 of its content', frozen.contentSha256],
      ['Made again from its frozen data', remadeInWords(frozen)],
    ] as const
    return screen({
      title: document.title,
      width: 'wide',
      back: { href: reportPaths.report(inAddress(quarter)), text: `Draft of ${quarter}` },
      body: html`${!frozen.isUnchanged && warningText({ text: 'What is kept is not what was issued: it no longer has its hash. Tell whoever runs the database.' })}
${summaryList({ rows: facts.map(([key, text]) => ({ key: { text: key }, value: { text } })) })}
<p class="govuk-body los-actions"><a class="govuk-link" href="${reportPaths.issued(params, { format: 'docx' })}">Word</a> <a class="govuk-link" href="${reportPaths.issued(params, { format: 'csv' })}">Tables as CSV</a> <a class="govuk-link" href="${reportPaths.published(params)}">Public version</a></p>
${maySign && button({ text: 'Sign it off', href: reportPaths.signOff(params) })}
<p class="govuk-body">Figures lead to the audits behind them as they stand today: what was corrected since shows there, and not here.</p>
${await toHtml(document)}`,
    })
  },
})

/** Whether the content that is made of the frozen data today is the content that was issued. */
export function remadeInWords({ data, contentSha256, publicContentSha256 }: Frozen): string {
  const isSame =
    contentOf(reportDocument(data, { publicSafe: false })).sha256 === contentSha256 &&
    contentOf(reportDocument(data, { publicSafe: true })).sha256 === publicContentSha256
  return isSame
    ? 'The same content, the public version too'
    : 'Not the same content: the report is made differently now than when this one was issued. What is shown is what was issued'
}

/** The public version of an issued report, for everybody who reads audit reports. */
export const publishedPage = page({
  path: reportPaths.published,
  may: access.readAuditReports,
  query,
  async view({ tx, params, query: { format }, now }) {
    const report = (await listPublicReports(tx)).find(({ id }) => id === params.reportId)
    if (report === undefined) return missing('audit report')
    const { document, quarter, edition } = report
    if (format !== undefined)
      return documentDownload(document, { format, name: `audit-report-${quarter}-edition-${edition}-public`, now })
    return screen({
      title: document.title,
      width: 'wide',
      back: { href: reportPaths.reports({}), text: 'Audit reports' },
      body: html`${standing(report.signedAt !== null, report.isUnchanged)}
<p class="govuk-body los-actions"><a class="govuk-link" href="${reportPaths.published(params, { format: 'docx' })}">Word</a> <a class="govuk-link" href="${reportPaths.published(params, { format: 'csv' })}">Tables as CSV</a></p>
${await toHtml(document)}`,
    })
  },
})

const standing = (isSigned: boolean, isUnchanged: boolean): Html =>
  html`${!isSigned && html`<p class="govuk-body">It has not been signed off yet.</p>`}${!isUnchanged && warningText({ text: 'What is kept is not what was issued: it no longer has its hash.' })}`
