import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { quarterOf } from '../../src/practice/audits/report/rules/quarter.ts'

/**
 * A theme, learning under it, and the report of the last quarter that is over, issued by the QA lead, to be signed off by somebody else. Answers
 * where they stand.
 */
export async function layDownAuditReports({ address, signIn }: Served): Promise<readonly string[]> {
  const lead = await signIn('qa-lead', {}, 'Bernadette Lowe')
  const theme = await sendForm(lead, `${address}/audits/themes/new`, { name: 'Told to the parents', about: '' })
  const learned = {
    kind: 'session',
    what: 'Telling parents',
    forWhom: 'Team managers',
    people: '',
    happenedOn: '3/11/2021',
  }
  await sendForm(lead, `${address}/audits/learning/new`, learned)
  const learning = await (await lead.request.get(`${address}/audits/learning`)).text()
  const { key } = quarterOf(londonDate(Temporal.Now.instant()).subtract({ months: 3 }))
  const report = `${address}/audits/reports/${key.toLowerCase()}`
  await sendForm(lead, `${report}/what-changes`, { revision: '0', whatChanges: 'Every parent is told by telephone' })
  const issued = await sendForm(lead, `${report}/issue`, { edition: '1' })
  await lead.context().close()
  const pathOf = (location: string) => location.split('?')[0] ?? ''
  const id = pathOf(issued).split('/').at(-1)
  return [
    ...[pathOf(theme), `${pathOf(theme)}/re-audit`, /\/audits\/learning\/[0-9a-f-]{36}/.exec(learning)?.[0] ?? ''],
    ...[pathOf(issued), `${pathOf(issued)}/sign-off`, `/audits/reports/public/${id}`],
  ]
}
