import { londonDate } from '#kernel/clock'
import { count, dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { learningPaths } from '../../../learning/paths.ts'
import { moderationPaths } from '../../../moderation/paths.ts'
import { paths } from '../../../paths.ts'
import { reportPaths } from '../../../report/paths.ts'
import { themePaths } from '../../../themes/paths.ts'
import { nextMonday } from '../../rules/weeks.ts'
import { listCoverage } from '../../store/coverage.ts'
import { listCycles } from '../../store/cycles.ts'
import { listCases } from '../../store/list.ts'
import { progressOf } from '../../store/progress.ts'
import { coverageInWords } from '../coverage/words.ts'
import { progressInWords } from '../cycles/page.ts'
import { cards } from '../parts/cards.ts'
import { caseColumns, caseRow } from '../parts/cases-table.ts'

/** As late as that and never done, an audit is on the list of all audits and no longer on this page. */
const looksBack = { months: 12 }
const mostShown = 20

/** Where audits begin: what is late, this week's discussions, the rounds going on, and the way to everything else. */
export const homePage = page({
  path: paths.home,
  may: access.seeAudits,
  async view({ tx, user, now }) {
    const today = londonDate(now)
    const dueFrom = today.subtract(looksBack)
    const late = await listCases(tx, { state: 'late', dueFrom, limit: mostShown, skip: 0 })
    const waiting = await listCases(tx, { state: 'not-allocated', dueFrom, limit: mostShown, skip: 0 })
    const { cycles } = await listCycles(tx, { limit: 8, skip: 0 })
    const progress = await progressOf(
      tx,
      cycles.map(({ id }) => id),
    )
    const monday = nextMonday(today).subtract({ days: 14 })
    const [lastWeek] = await listCoverage(tx, { from: monday, to: monday.add({ days: 7 }), today })
    const runs = may(user, access.runAudits)
    const links = [
      [paths.cases({}), 'All audits', true],
      [paths.cycles({}), 'Rounds', true],
      [paths.newCycle({}), 'Plan a round', runs],
      [paths.coverage({}), 'Coverage of strategy discussions', true],
      [paths.conflicts({}), 'Conflicts of interest', true],
      [moderationPaths.list({}), 'Moderation', may(user, access.overseeAudits)],
      [moderationPaths.agreement({}), 'How far auditors agree', may(user, access.overseeAudits)],
      [moderationPaths.leniency({}), 'Kinder or stricter', runs],
      [moderationPaths.myLeniency({}), 'How I grade', may(user, access.doAudits)],
      [moderationPaths.sessions({}), 'Standardisation', true],
      [themePaths.themes({}), 'Themes', may(user, access.overseeAudits)],
      [learningPaths.list({}), 'Learning', true],
      [reportPaths.reports({}), 'Quarterly reports', may(user, access.readAuditReports)],
      [paths.tools({}), 'Tools', true],
    ] as const
    return screen({
      title: 'Audits',
      width: 'wide',
      body: html`<nav aria-label="In audits"><p class="govuk-body los-actions">${links.flatMap(
        ([href, text, isOpen]) => (isOpen ? [html`<a class="govuk-link" href="${href}">${text}</a> `] : []),
      )}</p></nav>
<h2 class="govuk-heading-m">Late</h2>
${
  late.total === 0
    ? html`<p class="govuk-body">No audit is late.</p>`
    : html`<p class="govuk-body">${count(late.total, 'audit is', 'audits are')} late${late.total > mostShown && html`; these are the first ${mostShown}. <a class="govuk-link" href="${paths.cases({}, { state: 'late' })}">All that are late</a>`}.</p>
${cards(
  'Late audits',
  headings,
  late.cases.map((each) => caseRow(each).cells),
)}`
}
${
  runs &&
  html`<h2 class="govuk-heading-m">Given to nobody yet</h2>
${
  waiting.total === 0
    ? html`<p class="govuk-body">Everything that was drawn or opened has its auditors.</p>`
    : cards(
        'Audits given to nobody yet',
        headings,
        waiting.cases.map((each) => caseRow(each).cells),
      )
}`
}
<h2 class="govuk-heading-m">Discussions held last week</h2>
<p class="govuk-body">${lastWeek === undefined ? 'None was held.' : coverageInWords(lastWeek)} <a class="govuk-link" href="${paths.coverage({})}">Coverage week by week</a></p>
<h2 class="govuk-heading-m">Latest rounds</h2>
${
  cycles.length === 0
    ? html`<p class="govuk-body">There is no round yet.</p>`
    : cards(
        'Latest rounds',
        ['Round', 'Due', 'How far it is'],
        cycles.map((cycle) => [
          html`<a class="govuk-link" href="${paths.cycle({ cycleId: cycle.id })}">${cycle.reference} ${cycle.name}</a>`,
          dateInWords(cycle.dueOn),
          progressInWords(progress(cycle.id)),
        ]),
      )
}`,
    })
  },
})

const headings = caseColumns.map(({ heading }) => heading)
