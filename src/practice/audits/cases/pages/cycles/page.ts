import { z } from 'zod'
import { count, dateInWords, keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { button, filterSelect, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../../paths.ts'
import { type CycleKind, cycleKinds } from '../../../words.ts'
import { type Cycle, listCycles } from '../../store/cycles.ts'
import { type Progress, progressOf } from '../../store/progress.ts'

const query = z.object({
  kind: z
    .enum(keysOf(cycleKinds), { error: 'That is not a kind of round' })
    .optional()
    .or(z.literal('').transform((): CycleKind | undefined => undefined)),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
const perPage = 25

type Line = Cycle & Progress

/** Every round, the latest work first, with how far each has come. */
export const cyclesPage = page({
  path: paths.cycles,
  may: access.seeAudits,
  query,
  async view({ tx, query: asked, user, now }) {
    const { kind, format } = asked
    const part = format === undefined ? { limit: perPage, skip: (asked.page - 1) * perPage } : { limit: 5000, skip: 0 }
    const { cycles, total } = await listCycles(tx, { kind, ...part })
    const progress = await progressOf(
      tx,
      cycles.map(({ id }) => id),
    )
    const lines = cycles.map((cycle): Line => ({ ...cycle, ...progress(cycle.id) }))
    if (format !== undefined)
      return tableDownload({ format, name: 'audit-rounds', caption: 'Rounds', columns, rows: lines, now })
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      paths.cycles({}, { kind, page: asked.page, ...parts })
    return screen({
      title: 'Rounds of audits',
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`${may(user, access.runAudits) && button({ text: 'Plan a round', href: paths.newCycle({}) })}
${listTable({
  caption: 'Rounds of audits',
  columns: ['Round', 'Kind', 'Work of', 'Due', 'Audits'].map((heading) => ({ key: heading, heading })),
  rows: lines.map((line) => ({
    id: line.id,
    cells: [
      html`<a class="govuk-link" href="${paths.cycle({ cycleId: line.id })}">${line.reference} ${line.name}</a>`,
      cycleKinds[line.kind],
      `${dateInWords(line.fromDay)} to ${dateInWords(line.toDay.subtract({ days: 1 }))}`,
      dateInWords(line.dueOn),
      progressInWords(line),
    ],
  })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  filters: html`<form class="los-filters" method="get" action="${paths.cycles({})}">${filterSelect(
    'kind',
    'Kind',
    kind,
    keysOf(cycleKinds).map((value) => ({ value, text: cycleKinds[value] })),
  )}<button class="govuk-button govuk-button--secondary" type="submit">Show</button></form>`,
  empty: html`<p class="govuk-body">There is no round yet. Weekly ones open themselves on Monday, when discussions were held.</p>`,
})}`,
    })
  },
})

/** "12 audits: 5 done, 2 late". */
export function progressInWords({ cases, done, late, excused, notAllocated }: Progress): string {
  const parts = [
    [done, 'done'],
    [late, 'late'],
    [excused, 'excused'],
    [notAllocated, 'not allocated'],
  ] as const
  const told = parts.flatMap(([many, words]) => (many === 0 ? [] : [`${many} ${words}`]))
  return `${count(cases, 'audit')}${told.length === 0 ? '' : `: ${told.join(', ')}`}`
}

const columns: readonly TableColumn<Line>[] = [
  { header: 'Round', value: ({ reference }) => reference },
  { header: 'Name', value: ({ name }) => name },
  { header: 'Kind', value: ({ kind }) => cycleKinds[kind] },
  { header: 'Tool', value: ({ toolName }) => toolName },
  { header: 'From', value: ({ fromDay }) => fromDay },
  { header: 'To (not including)', value: ({ toDay }) => toDay },
  { header: 'Due', value: ({ dueOn }) => dueOn },
  { header: 'Audits', value: ({ cases }) => cases },
  { header: 'Done', value: ({ done }) => done },
  { header: 'Late', value: ({ late }) => late },
  { header: 'Excused', value: ({ excused }) => excused },
  { header: 'Not allocated', value: ({ notAllocated }) => notAllocated },
]
