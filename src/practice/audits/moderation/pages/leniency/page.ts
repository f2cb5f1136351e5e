import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../../../paths.ts'
import { leniencyOverTime } from '../../leniency/estimate.ts'
import { moderationPaths } from '../../paths.ts'
import { auditorNames, listGradings } from '../../store/gradings.ts'
import { drift, leniencyInWords, model, overTime } from './view.ts'

/** How kindly each auditor grades, in the order of their names and of nothing else: for whoever runs the audits. */
export const leniencyPage = page({
  path: moderationPaths.leniency,
  may: access.runAudits,
  async view({ tx }) {
    const found = leniencyOverTime(await listGradings(tx))
    const names = await auditorNames(
      tx,
      found.map(({ auditor }) => auditor),
    )
    const rows = found
      .map((each) => ({ ...each, name: names.get(each.auditor) ?? 'Not known' }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))
    return screen({
      title: 'Kinder or stricter',
      width: 'wide',
      back: { href: moderationPaths.agreement({}), text: 'How far auditors agree' },
      body: html`<p class="govuk-body">How each auditor grades beside others, allowing for what they graded. In the order of their names: it is no table of who is best, and each sees their own alone.</p>
${model}
${listTable({
  caption: 'Auditors, by name',
  columns: ['Auditor', 'Grades', 'Against others'].map((heading) => ({ key: heading, heading })),
  rows: rows.map(({ auditor, name, whole }) => ({
    id: auditor,
    cells: [
      html`<a class="govuk-link" href="${moderationPaths.leniencyOf({ personId: auditor })}">${name}</a>`,
      `${whole.gradings}`,
      leniencyInWords(whole),
    ],
  })),
  ...{ page: 1, perPage: Math.max(1, rows.length), total: rows.length, hrefFor: () => moderationPaths.leniency({}) },
  empty: html`<p class="govuk-body">No audit has been sent in yet.</p>`,
})}`,
    })
  },
})

/** The same for one auditor, half-year by half-year. */
export const leniencyOfPage = page({
  path: moderationPaths.leniencyOf,
  may: access.runAudits,
  async view({ tx, params }) {
    const found = leniencyOverTime(await listGradings(tx)).find(({ auditor }) => auditor === params.personId)
    if (found === undefined) return missing('auditor')
    const name = (await auditorNames(tx, [found.auditor])).get(found.auditor) ?? 'Not known'
    return screen({
      title: `How ${name} grades`,
      width: 'wide',
      back: { href: moderationPaths.leniency({}), text: 'Kinder or stricter' },
      body: html`${await drift('drift', found)}${overTime(found)}${model}`,
    })
  },
})

/** An auditor's own, and nobody else's. */
export const myLeniencyPage = page({
  path: moderationPaths.myLeniency,
  may: access.doAudits,
  async view({ tx, user }) {
    const found = leniencyOverTime(await listGradings(tx)).find(({ auditor }) => auditor === user.personId)
    return screen({
      title: 'How I grade beside others',
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body:
        found === undefined
          ? html`<p class="govuk-body">You have sent in no audit yet. When you have, it is said here how you grade beside others who graded the same teams with the same tools.</p>`
          : html`${await drift('drift', found)}${overTime(found)}${model}<p class="govuk-body">You see this, and whoever runs the audits. Nobody else does.</p>`,
    })
  },
})
