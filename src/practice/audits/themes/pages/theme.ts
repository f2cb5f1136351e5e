import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { type Document, documentDownload, toHtml } from '#platform/documents'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { learningPaths } from '../../learning/paths.ts'
import { listLearning } from '../../learning/store/learning.ts'
import { paths } from '../../paths.ts'
import { table } from '../../report/document/blocks.ts'
import { inAddress, reportPaths } from '../../report/paths.ts'
import { type Quarter, quarterOf, quartersUpTo } from '../../report/rules/quarter.ts'
import { countThemes } from '../../report/store/figures.ts'
import { sideBySide } from '../comparison.ts'
import { themePaths } from '../paths.ts'
import { gradesOfRounds, listReAudits } from '../store/rounds.ts'
import { findTheme, type Theme } from '../store/themes.ts'

const query = z.object({ format: z.enum(['docx', 'csv'], { error: 'Download as docx or csv' }).optional() })
const quarters = 8

/** What was found of a theme, quarter by quarter, and whether auditing again showed a change. */
export const themePage = page({
  path: themePaths.theme,
  may: access.overseeAudits,
  query,
  async view({ tx, params, query: { format }, user, now }) {
    const theme = await findTheme(tx, params.themeId)
    if (theme === null) return missing('theme')
    const document = await findingsOf(tx, theme, quartersUpTo(quarterOf(londonDate(now)), quarters))
    if (format !== undefined) return documentDownload(document, { format, name: 'audit-theme', now })
    const { learning } = await listLearning(tx, { themeId: theme.id })
    const compared = []
    for (const round of await listReAudits(tx, theme.id)) {
      const told = await gradesOfRounds(tx, round.follows === null ? [round.id] : [round.follows, round.id])
      if (told !== null) compared.push({ round, told })
    }
    return screen({
      title: theme.name,
      width: 'wide',
      back: { href: themePaths.themes({}), text: 'Themes of audits' },
      body: html`${theme.about !== '' && html`<p class="govuk-body">${theme.about}</p>`}
<p class="govuk-body los-actions"><a class="govuk-link" href="${themePaths.theme(params, { format: 'docx' })}">Word</a> <a class="govuk-link" href="${themePaths.theme(params, { format: 'csv' })}">Tables as CSV</a></p>
${await toHtml(document)}
<h2 class="govuk-heading-m">Learning delivered</h2>
${
  learning.length === 0
    ? html`<p class="govuk-body">Nothing is recorded under this theme. <a class="govuk-link" href="${learningPaths.list({})}">Learning from audits</a></p>`
    : html`<ul class="govuk-list govuk-list--bullet">${learning.map(({ happenedOn, what, forWhom }) => html`<li>${dateInWords(happenedOn)}: ${what} (${forWhom})</li>`)}</ul>`
}
<h2 class="govuk-heading-m">Audited again</h2>
${
  compared.length === 0
    ? html`<p class="govuk-body">This theme has not called for a re-audit yet.</p>`
    : compared.map(
        ({ round, told }) =>
          html`<h3 class="govuk-heading-s"><a class="govuk-link" href="${paths.cycle({ cycleId: round.id })}">${round.reference} ${round.name}</a></h3>${sideBySide(told)}`,
      )
}
${may(user, access.runAudits) && button({ text: 'Call for a re-audit', href: themePaths.reAudit(params) })}`,
    })
  },
})

async function findingsOf(tx: Tx, theme: Theme, shown: readonly Quarter[]): Promise<Document> {
  const [first, last] = [shown[0], shown.at(-1)]
  const found =
    first === undefined || last === undefined ? [] : await countThemes(tx, { from: first.from, to: last.to })
  const own = shown.map((quarter) => {
    const row = found.find(({ themeId, quarter: day }) => themeId === theme.id && day.equals(quarter.from))
    return { quarter, audits: row?.cases ?? 0, toImprove: row?.toImprove ?? 0, wentWell: row?.wentWell ?? 0 }
  })
  return {
    title: theme.name,
    language: 'en-GB',
    blocks: [
      {
        ...{ kind: 'chart', id: 'to-improve', title: 'Findings to improve, by quarter', values: 'count' },
        unit: 'findings',
        description: `Findings of the theme ${theme.name} in audits whose grade stands, by the quarter in which the audits were due.`,
        drawing: {
          form: 'trend',
          points: own.map(({ quarter, toImprove }) => ({ period: quarter.from.toString(), value: toImprove })),
        },
      },
      table(
        'Findings by quarter',
        ['Quarter', 'Audits', 'To improve', 'Went well'],
        own.map(({ quarter: { key }, audits, toImprove, wentWell }) => {
          const behind = (count: number, finding?: string) =>
            count === 0
              ? 0
              : { text: String(count), href: reportPaths.records(inAddress(key), { theme: theme.id, finding }) }
          return [key, behind(audits), behind(toImprove, 'to-improve'), behind(wentWell, 'went-well')]
        }),
      ),
    ],
    pageNotes: [],
  }
}
