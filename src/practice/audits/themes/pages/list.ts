import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { quarterOf, quartersUpTo } from '../../report/rules/quarter.ts'
import { countThemes } from '../../report/store/figures.ts'
import { themePaths } from '../paths.ts'
import { listThemes } from '../store/themes.ts'

const query = z.object({ format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional() })

/** Themes with what was found of each in the last four quarters. */
export const themesPage = page({
  path: themePaths.themes,
  may: access.overseeAudits,
  query,
  async view({ tx, query: { format }, user, now }) {
    const last = quarterOf(londonDate(now))
    const from = quartersUpTo(last, 4)[0]?.from ?? last.from
    const found = await countThemes(tx, { from, to: last.to })
    const themes = (await listThemes(tx)).map((theme) => {
      const own = found.filter(({ themeId }) => themeId === theme.id)
      const sum = (of: 'cases' | 'toImprove' | 'wentWell') => own.reduce((all, row) => all + row[of], 0)
      return { ...theme, audits: sum('cases'), toImprove: sum('toImprove'), wentWell: sum('wentWell') }
    })
    type Line = (typeof themes)[number]
    if (format !== undefined)
      return tableDownload({
        ...{ format, name: 'audit-themes', caption: 'Themes', rows: themes, now },
        columns: [
          { header: 'Theme', value: ({ name }: Line) => name },
          { header: 'Audits', value: ({ audits }: Line) => audits },
          { header: 'To improve', value: ({ toImprove }: Line) => toImprove },
          { header: 'Went well', value: ({ wentWell }: Line) => wentWell },
        ],
      })
    return screen({
      title: 'Themes of audits',
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`${may(user, access.runAudits) && button({ text: 'Add a theme', href: themePaths.new({}) })}
${listTable({
  caption: 'Themes, with findings of the last four quarters',
  columns: [
    { key: 'theme', heading: 'Theme' },
    { key: 'audits', heading: 'Audits', numeric: true },
    { key: 'to-improve', heading: 'To improve', numeric: true },
    { key: 'went-well', heading: 'Went well', numeric: true },
  ],
  rows: themes.map((theme) => ({
    id: theme.id,
    cells: [
      html`<a class="govuk-link" href="${themePaths.theme({ themeId: theme.id })}">${theme.name}</a>`,
      theme.audits,
      theme.toImprove,
      theme.wentWell,
    ],
  })),
  page: 1,
  perPage: Math.max(1, themes.length),
  total: themes.length,
  hrefFor: () => themePaths.themes({}),
  downloads: { csv: themePaths.themes({}, { format: 'csv' }), xlsx: themePaths.themes({}, { format: 'xlsx' }) },
  empty: html`<p class="govuk-body">There is no theme yet. Auditors tie what they find to one, so that it can be learned from.</p>`,
})}`,
    })
  },
})
