import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { quarterOf } from '../../src/practice/audits/report/rules/quarter.ts'

/**
 * A theme, and the report of the last quarter that is over, issued by the QA lead, to be signed off by somebody else. Answers
 * where they stand.
 */
export async function layDownAuditReports({ address, signIn }: Served): Promise<readonly string[]> {
  const lead = await signIn('qa-lead', {}, 'Bernadette Lowe')
  const theme = await sendForm(lead, `${address}/audits/themes/new`, { name: 'Told to the parents', about: '' })
  const { key } = quarterOf(londonDate(Temporal.Now.instant()).subtract({ months: 3 }))
  const report = `${address}/audits/reports/${key.toLowerCase()}`
  await sendForm(lead, `${report}/what-changes`, { revision: '0', whatChanges: 'Every parent is told by telephone' })
  const issued = await sendForm(lead, `${report}/issue`, { edition: '1' })
  await lead.context().close()
  const pathOf = (location: string) => location.split('?')[0] ?? ''
  const id = pathOf(issued).split('/').at(-1)
  return [
    ...[pathOf(theme), `${pathOf(theme)}/re-audit`],
    ...[pathOf(issued), `${pathOf(issued)}/sign-off`, `/audits/reports/public/${id}`],
  ]
}
