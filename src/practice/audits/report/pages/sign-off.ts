import { z } from 'zod'
import { conflict, type Failure, missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { reportPaths } from '../paths.ts'
import { type Frozen, findFrozen, recordSignOff } from '../store/reports.ts'

const form = z.object({ words: fields.optionalText(2000).transform((words) => words ?? '') })

/** A senior manager who did not issue a report signs it off. */
export const signOffPage = page({
  path: reportPaths.signOff,
  may: access.signOffAuditReports,
  form,
  async view({ tx, params, user, form: typed }) {
    const frozen = await findFrozen(tx, params.reportId)
    if (frozen === null) return missing('audit report')
    const not = whyNot(frozen, user.personId)
    if (not !== null) return not
    return screen({
      title: 'Sign off the audit report',
      back: { href: reportPaths.issued(params) },
      body: html`<p class="govuk-body">${frozen.document.title}, edition ${frozen.edition}, issued by ${frozen.issuedByName ?? 'the system'}.</p>
${formTag(typed, {}, [
  longInput(typed, { name: 'words', label: 'Anything to say with it? (optional)' }),
  button({ text: 'Sign it off' }),
])}`,
    })
  },
  async submit({ tx, params, user, answers }) {
    const frozen = await findFrozen(tx, params.reportId)
    if (frozen === null) return missing('audit report')
    const not = whyNot(frozen, user.personId)
    if (not !== null) return not
    await recordSignOff(tx, frozen.id, answers.words)
    return goTo(reportPaths.issued(params), 'Signed off')
  },
})

function whyNot({ issuedBy, signedAt }: Frozen, personId: string): Failure | null {
  if (issuedBy === personId) return refused('the one who issued this report: somebody else signs it off')
  return signedAt === null ? null : conflict('This report has been signed off already.', 'Nothing is left to do.')
}
