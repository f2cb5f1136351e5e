import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { listTable, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { allocationSection } from '../../../allocating/pages/section.ts'
import { paths } from '../../../paths.ts'
import { comparisonSection } from '../../../themes/comparison.ts'
import { cycleKinds } from '../../../words.ts'
import { type Cycle, findCycle } from '../../store/cycles.ts'
import { listCases } from '../../store/list.ts'
import { progressOf } from '../../store/progress.ts'
import { progressInWords } from '../cycles/page.ts'
import { caseColumns, caseRow } from '../parts/cases-table.ts'
import { drawsSection } from './draws.ts'
import { notHeldSection } from './not-held.ts'

/** What a section of a round's page is given. */
export interface CycleSectionAsked {
  readonly tx: Tx
  readonly cycle: Cycle
  readonly user: User
  readonly now: Temporal.Instant
}

/** One part of a round's page, from top to bottom: each room of the area has its own. Null: nothing to show. */
export type CycleSection = (asked: CycleSectionAsked) => Promise<Html | null>

const sections: readonly CycleSection[] = [comparisonSection, allocationSection, drawsSection, notHeldSection]

const query = z.object({
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
})
const perPage = 50

/** One round: what it looks at, how far it has come, what was drawn, who got what. */
export const cyclePage = page({
  path: paths.cycle,
  may: access.seeAudits,
  query,
  async view({ tx, params, query: asked, user, now }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle === null) return missing('round')
    const progress = (await progressOf(tx, [cycle.id]))(cycle.id)
    const { cases, total } = await listCases(tx, {
      cycleId: cycle.id,
      limit: perPage,
      skip: (asked.page - 1) * perPage,
    })
    const parts: Html[] = []
    for (const section of sections) {
      const part = await section({ tx, cycle, user, now })
      if (part !== null) parts.push(part)
    }
    const closed = progress.cases - total
    return screen({
      title: `${cycle.reference} ${cycle.name}`,
      width: 'wide',
      back: { href: paths.cycles({}), text: 'Rounds of audits' },
      body: html`${summaryList({ rows: about(cycle, progressInWords(progress)).map(([key, text]) => ({ key: { text: key }, value: { text } })) })}
<h2 class="govuk-heading-m">Its audits</h2>
${closed > 0 && html`<p class="govuk-body">${closed} more are about records that are closed to you. The figures count them.</p>`}
${listTable({
  caption: 'Audits of this round',
  columns: caseColumns,
  rows: cases.map(caseRow),
  page: asked.page,
  perPage,
  total,
  hrefFor: (parts) => paths.cycle(params, { page: asked.page, ...parts }),
  empty: html`<p class="govuk-body">No case has been drawn yet.</p>`,
})}
${parts}`,
    })
  },
})

const about = (cycle: Cycle, progress: string): readonly (readonly [string, string])[] => [
  ['Kind', cycleKinds[cycle.kind]],
  ['Tool', `${cycle.toolName}, version ${cycle.toolVersion}`],
  ['Work of', `${dateInWords(cycle.fromDay)} to ${dateInWords(cycle.toDay.subtract({ days: 1 }))}`],
  ['Due', dateInWords(cycle.dueOn)],
  ['How far it is', progress],
  [
    'Rules',
    `${cycle.markers === 1 ? 'One auditor' : 'Two auditors, each on their own'} for each; nobody who left the team less than ${cycle.previousTeamMonths} months ago; ${cycle.minTeams > 1 ? `each auditor meets at least ${cycle.minTeams} teams; ` : ''}${cycle.moderatedPercent} in every hundred moderated at random`,
  ],
]
