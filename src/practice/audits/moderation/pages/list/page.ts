import { z } from 'zod'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, filterSelect, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../../paths.ts'
import { moderationPaths } from '../../paths.ts'
import { listModerations, type Moderation } from '../../store/moderations.ts'
import { type ModerationState, moderationStateNames, moderationStates } from '../../words.ts'

const query = z.object({
  state: z
    .enum(moderationStateNames, { error: 'That is not a state of moderation' })
    .optional()
    .or(z.literal('').transform((): ModerationState | undefined => undefined)),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
const perPage = 25

/**
 * Every audit that is graded twice, and how far it is. Neither grades nor why each was chosen stand here, so that whoever arranges
 * moderation can still be given one.
 */
export const moderationListPage = page({
  path: moderationPaths.list,
  may: access.overseeAudits,
  query,
  async view({ tx, query: asked, user, now }) {
    const { state, format } = asked
    const part =
      format === undefined ? { limit: perPage, skip: (asked.page - 1) * perPage } : { limit: 10_000, skip: 0 }
    const { moderations, total } = await listModerations(tx, { state, ...part })
    tx.trail.saw(
      'audit',
      moderations.map(({ caseId }) => caseId),
    )
    if (format !== undefined)
      return tableDownload({ format, name: 'moderation', caption: 'Moderation', columns, rows: moderations, now })
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      moderationPaths.list({}, { state, page: asked.page, ...parts })
    return screen({
      title: 'Moderation',
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`<p class="govuk-body">Audits that are graded a second time by somebody who does not know the first grade. <a class="govuk-link" href="${moderationPaths.agreement({})}">How far auditors agree</a></p>
${may(user, access.runAudits) && button({ text: 'Give audits to moderators', href: moderationPaths.give({}) })}
${listTable({
  caption: 'Audits that are graded twice',
  columns: ['Audit', 'Round', 'Team', 'Stands', 'Auditor', 'Second grade', 'Chosen'].map((heading) => ({
    key: heading,
    heading,
  })),
  rows: moderations.map((each) => ({
    id: each.caseId,
    cells: [
      html`<a class="govuk-link los-nowrap" href="${paths.case({ caseId: each.caseId })}">${each.reference}</a>`,
      `${each.cycleReference} ${each.cycleName}`,
      each.teamName ?? 'Not known',
      moderationStates[each.state],
      each.firstAuditorName ?? '',
      each.moderatorName === null || each.dueOn === null
        ? 'Nobody yet'
        : `${each.moderatorName}, due ${dateInWords(each.dueOn)}`,
      whenInWords(each.chosenAt, now),
    ],
  })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  filters: html`<form class="los-filters" method="get" action="${moderationPaths.list({})}">${filterSelect(
    'state',
    'Stands',
    state,
    moderationStateNames.map((value) => ({ value, text: moderationStates[value] })),
  )}<button class="govuk-button govuk-button--secondary" type="submit">Show</button></form>`,
  empty: html`<p class="govuk-body">No audit is graded twice${state === undefined ? ' yet: of those sent in it is decided within a minute' : ' that stands so'}.</p>`,
})}`,
    })
  },
})

const columns: readonly TableColumn<Moderation>[] = [
  { header: 'Audit', value: ({ reference }) => reference },
  { header: 'Round', value: ({ cycleReference }) => cycleReference },
  { header: 'Tool', value: ({ toolName }) => toolName },
  { header: 'Team', value: ({ teamName }) => teamName },
  { header: 'Stands', value: ({ state }) => moderationStates[state] },
  { header: 'Auditor', value: ({ firstAuditorName }) => firstAuditorName },
  { header: 'Second grade by', value: ({ moderatorName }) => moderatorName },
  { header: 'Due', value: ({ dueOn }) => dueOn },
  { header: 'Chosen', value: ({ chosenAt }) => chosenAt },
]
