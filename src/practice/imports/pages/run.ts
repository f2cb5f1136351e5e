import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, fragment, fragmentTag, goTo, lastFragment, page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../paths.ts'
import { hasEnded, type ImportRemark, type ImportRun } from '../runs/run.ts'
import { countRemarks, findImportRun, listRemarks } from '../runs/store.ts'
import { cancelRun } from '../runs/working.ts'
import { stateTag } from './words.ts'

const perPage = 50
const mostRows = 200_000
const refreshSeconds = 2

const query = z.object({
  show: z.enum(['rejected', 'noted'], { error: 'show the rows that were rejected, or the notes' }).default('rejected'),
  page: z.coerce.number({ error: 'a page has a number' }).int().min(1).max(100_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'downloads are csv or xlsx' }).optional(),
})

/** What becomes of one file: how far it is while it is read, and then every row that could not be taken. */
export const importRunPage = page({
  path: paths.importRun,
  may: access.importExtract,
  query,
  form: z.object({}),
  async view({ tx, params, query: { show, page: at, format }, now, form }) {
    const run = await findImportRun(tx, params.importId)
    if (run === null) return missing('import')
    if (format !== undefined) {
      const rows = await listRemarks(tx, run.id, show, { from: 0, most: mostRows })
      return tableDownload({ format, name: `import-${show}`, caption: show, columns: downloadColumns, rows, now })
    }
    const back = { href: paths.imports({}), text: 'All imports' }
    if (!hasEnded(run)) return screen({ title: run.filename, back, body: underWay(run, form) })
    const counts = await countRemarks(tx, run.id)
    const remarks = await listRemarks(tx, run.id, show, { from: (at - 1) * perPage, most: perPage })
    const body = html`${ended(run, now)}${tabs(run, show, counts)}${table({ run, show, at, total: counts[show], remarks })}`
    return screen({ title: run.filename, back, width: 'wide', body })
  },
  async submit({ tx, params }) {
    const run = await findImportRun(tx, params.importId)
    if (run === null) return missing('import')
    if (await cancelRun(tx, run.id)) return goTo(paths.importRun(params), 'Cancelled: nothing of the file was taken')
    return conflict('It had ended before you cancelled it.', 'Open it to see what became of it.')
  },
})

/** The part of the page that goes on by itself. */
export const importProgressPage = page({
  path: paths.importProgress,
  may: access.importExtract,
  live: { everySeconds: 1 },
  async view({ tx, params }) {
    const run = await findImportRun(tx, params.importId)
    if (run === null) return missing('import')
    return hasEnded(run) ? lastFragment(progress(run)) : fragment(progress(run))
  },
})

function underWay(run: ImportRun, form: FormState): Html {
  const shown = progress(run)
  return html`<section aria-label="Progress" data-refresh="${paths.importProgress({ importId: run.id })}" data-refresh-seconds="${refreshSeconds}" data-refresh-tag="${fragmentTag(shown, null)}" data-refresh-live>
${shown}
</section>
${formTag(form, {}, html`<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Cancel</button>`)}
<noscript><p class="govuk-body"><a class="govuk-link" href="${paths.importRun({ importId: run.id })}">See how far it is</a></p></noscript>`
}

function progress(run: ImportRun): Html {
  const percent = Math.floor(run.share * 100)
  if (hasEnded(run))
    return html`<div data-part="progress"><p class="govuk-body-l" role="status">${run.state === 'failed' ? 'It could not be read.' : run.state === 'cancelled' ? 'It was cancelled.' : 'It has been read.'}</p>
<p class="govuk-body"><a class="govuk-link" href="${paths.importRun({ importId: run.id })}">See what became of it</a></p></div>`
  return html`<div data-part="progress"><p class="govuk-body-l">${run.state === 'waiting' ? 'Waiting to be read.' : `Being read: ${percent}% done.`}</p>
<progress class="los-progress" max="100" value="${String(percent)}">${percent}%</progress>
<p class="govuk-body">It goes on if you leave this page.</p></div>`
}

function ended(run: ImportRun, now: Temporal.Instant): Html {
  const when = run.endedAt === null ? '' : whenInWords(run.endedAt, now)
  if (run.state === 'failed')
    return html`<p class="govuk-body-l">${stateTag(run)} ${when}</p><div class="govuk-inset-text">${run.sentence}</div><p class="govuk-body">Nothing was taken. <a class="govuk-link" href="${paths.imports({})}">Bring in another file</a></p>`
  if (run.state === 'cancelled')
    return html`<p class="govuk-body-l">${stateTag(run)} ${when}</p><p class="govuk-body">Nothing of the file was taken. <a class="govuk-link" href="${paths.imports({})}">Bring in a file</a></p>`
  const { rowsRead, rowsTaken, rowsUnchanged, rowsRejected } = run
  return html`<p class="govuk-body-l">${stateTag(run)} ${when}: ${count(rowsRead, 'row')} read, ${rowsTaken} taken, ${rowsUnchanged} unchanged, ${rowsRejected} rejected.</p>
${run.isDryRun && html`<p class="govuk-body">${tag('Only looked', 'grey')} Nothing was kept.</p>`}
${rowsRejected > 0 && !run.takesValid && html`<p class="govuk-body">Nothing was taken, because rows were rejected. Mend them and bring the file in again, or take the sound rows.</p>`}`
}

const tabs = (run: ImportRun, show: string, counts: Readonly<Record<ImportRemark['kind'], number>>): Html | null =>
  run.state !== 'done'
    ? null
    : html`<nav class="moj-sub-navigation" aria-label="What the file had to say"><ul class="moj-sub-navigation__list">
${tab(run, `Rejected (${counts.rejected})`, 'rejected', show)}${tab(run, `Notes (${counts.noted})`, 'noted', show)}
</ul></nav>`

const tab = ({ id }: ImportRun, text: string, kind: ImportRemark['kind'], show: string): Html =>
  html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="${paths.importRun({ importId: id }, { show: kind })}"${kind === show && html` aria-current="page"`}>${text}</a></li>`

interface Listed {
  readonly run: ImportRun
  readonly show: ImportRemark['kind']
  readonly at: number
  readonly total: number
  readonly remarks: readonly ImportRemark[]
}

function table({ run, show, at, total, remarks }: Listed): Html | null {
  if (run.state !== 'done') return null
  const isRejected = show === 'rejected'
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    paths.importRun({ importId: run.id }, { show, page: at, ...changes })
  return listTable({
    caption: isRejected ? 'Cells that could not be taken' : 'What was doubtful or changed on the way in',
    columns: [
      { key: 'place', heading: 'Where' },
      { key: 'column', heading: 'Column' },
      { key: 'value', heading: 'Value' },
      { key: 'reason', heading: isRejected ? 'Why not' : 'What about it' },
      { key: 'then', heading: isRejected ? 'What to do' : 'Taken as' },
    ],
    rows: remarks.map((remark, place) => ({
      id: String(place),
      cells: [
        placeInWords(remark),
        remark.column,
        html`<span class="los-link">${remark.value}</span>`,
        remark.reason,
        isRejected ? remark.todo : remark.taken,
      ],
    })),
    page: at,
    perPage,
    total,
    hrefFor,
    downloads: { csv: hrefFor({ page: undefined, format: 'csv' }), xlsx: hrefFor({ page: undefined, format: 'xlsx' }) },
    empty: html`<p class="govuk-body">${isRejected ? 'No row was rejected.' : 'There was nothing doubtful.'}</p>`,
  })
}

const placeInWords = ({ sheet, row }: ImportRemark): string =>
  row === 0 ? 'The file' : sheet === null ? `Row ${row}` : `${sheet}, row ${row}`

const downloadColumns: readonly TableColumn<ImportRemark>[] = [
  { header: 'Sheet', value: ({ sheet }) => sheet ?? '' },
  { header: 'Row', value: ({ row }) => row },
  { header: 'Column', value: ({ column }) => column },
  { header: 'Value', value: ({ value }) => value, width: 30 },
  { header: 'Reason', value: ({ reason }) => reason, width: 50 },
  { header: 'Taken as', value: ({ taken }) => taken },
  { header: 'What to do', value: ({ todo }) => todo, width: 50 },
]
