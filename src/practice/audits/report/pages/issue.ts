import { z } from 'zod'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { issueReport } from '../issue.ts'
import { reportPaths } from '../paths.ts'
import { quarterInWords } from '../rules/quarter.ts'
import { listEditions } from '../store/reports.ts'
import { quarterAt } from './parts/quarter.ts'

const form = z.object({
  edition: z
    .string()
    .regex(/^\d{1,4}$/, 'Open the page again')
    .transform(Number),
  reason: fields.optionalText(1000).transform((words) => words ?? ''),
})

/** Freezes the report and the data behind it. From the second edition on it asks why. */
export const issuePage = page({
  path: reportPaths.issue,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const quarter = quarterAt(params.quarter)
    if (!('key' in quarter)) return quarter
    const [last] = await listEditions(tx, quarter.key)
    const edition = (last?.edition ?? 0) + 1
    return screen({
      title: `Issue the report of ${quarterInWords(quarter)}`,
      back: { href: reportPaths.report(params) },
      body: html`<p class="govuk-body">This is edition ${edition}. Its figures and words are frozen as they stand now, the public version with them, and it waits to be signed off by a senior manager who is not you.</p>
${formTag(typed, {}, [
  html`<input type="hidden" name="edition" value="${String(edition)}">`,
  ...(last === undefined
    ? []
    : [
        longInput(typed, {
          name: 'reason',
          label: `Why does it take the place of edition ${last.edition}?`,
          hint: 'Both stay to be read.',
        }),
      ]),
  button({ text: 'Issue it' }),
])}`,
    })
  },
  async submit({ tx, params, answers: { edition, reason } }) {
    const quarter = quarterAt(params.quarter)
    if (!('key' in quarter)) return quarter
    const issued = await issueReport(tx, quarter, { reason, expected: edition })
    return issued.ok ? goTo(reportPaths.issued({ reportId: issued.value }), 'The report is issued') : issued
  },
})
