import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { FileKind } from '#platform/area'
import { checkboxes, details, fileUpload, input, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, type Route, screen, type UploadedFile } from '#platform/http'
import { askFor } from '#platform/jobs'
import { type HeaderMap, readHeaderMap } from '#platform/tables'
import { namesOf } from '#practice/organisation'
import { paths } from '../paths.ts'
import { jobName } from '../runs/job.ts'
import type { ImportRun } from '../runs/run.ts'
import { countImportRuns, listImportRuns, recordImportRun } from '../runs/store.ts'
import { stateTag } from './words.ts'

/** A year of contacts of a large council is a tenth of this. Larger files go in with `los import`. */
const maximumBytes = 50 * 1024 * 1024
const perPage = 20

/** Bring in a file, and what became of those brought in before. */
export const importsPage = (kinds: readonly FileKind[]): Route =>
  page({
    path: paths.imports,
    may: access.importExtract,
    query: z.object({
      page: z.coerce.number({ error: 'a page has a number' }).int().min(1).max(10_000).default(1),
    }),
    form: z.object({
      how: fields.choices(['dry-run', 'accept-valid'], 'Choose from the list'),
      historyBefore: fields.optionalDay(),
    }),
    uploads: { maximumBytes },
    async view({ tx, query, form, now }) {
      const runs = await listImportRuns(tx, query.page, perPage)
      const names = await namesOf(
        tx,
        runs.flatMap(({ askedBy }) => askedBy ?? []),
      )
      const total = await countImportRuns(tx)
      const body = html`${uploadForm(form, kinds)}
<h2 class="govuk-heading-m govuk-!-margin-top-6">Brought in before</h2>
${earlier(runs, { names, now, page: query.page, total })}`
      return screen({ title: 'Bring in a file', width: 'wide', body })
    },
    async submit({ tx, answers, files }) {
      const read = await readUpload(files, kinds)
      if (!read.ok) return read
      const { how, historyBefore } = answers
      const importId = await recordImportRun(tx, {
        ...read.value,
        isDryRun: how.includes('dry-run'),
        takesValid: how.includes('accept-valid'),
        historyBefore,
      })
      await askFor(tx, jobName)
      return goTo(paths.importRun({ importId }))
    },
  })

async function readUpload(
  files: readonly UploadedFile[],
  kinds: readonly FileKind[],
): Promise<Checked<{ filename: string; content: Buffer; map: HeaderMap }>> {
  const file = files.find(({ field }) => field === 'file')
  if (file === undefined || file.bytes === 0)
    return invalid({ field: 'file', message: 'Choose a CSV file or an Excel workbook that is not empty' })
  const mapFile = files.find(({ field, bytes }) => field === 'map' && bytes > 0)
  const map =
    mapFile === undefined
      ? ok({})
      : readHeaderMap(
          await readFile(mapFile.path, 'utf8'),
          kinds.flatMap(({ columns }) => columns),
        )
  if (!map.ok) return invalid({ field: 'map', message: map.problems.map(({ message }) => message).join(' ') })
  const content = await readFile(file.path)
  return ok({ filename: basename(file.filename).slice(0, 200), content, map: map.value })
}

const uploadForm = (form: FormState, kinds: readonly FileKind[]): Html => html`
<p class="govuk-body">What kind of file it is shows in its headers. Times are read as Europe/London unless they carry an offset. The same file twice changes nothing, and what was recorded here is never touched.</p>
<ul class="govuk-list govuk-list--bullet">${kinds.map(({ title, help }) => html`<li>${title}: <a class="govuk-link" href="${help.href}">${help.text.toLowerCase()}</a></li>`)}</ul>
${formTag(
  form,
  { upload: true },
  html`${fileUpload({
    id: 'file',
    name: 'file',
    label: { text: 'File', classes: 'govuk-label--s' },
    hint: { text: 'CSV or Excel, up to 50 MB.' },
    ...errorOf(form, 'file'),
  })}
${checkboxes({
  idPrefix: 'how',
  name: 'how',
  fieldset: { legend: { text: 'How', classes: 'govuk-fieldset__legend--s' } },
  items: [
    {
      value: 'dry-run',
      text: 'Only look',
      hint: { text: 'Every row is checked and nothing is kept.' },
      checked: form.values('how').includes('dry-run'),
    },
    {
      value: 'accept-valid',
      text: 'Take the sound rows where others are rejected',
      hint: { text: 'Otherwise a file goes in whole or not at all.' },
      checked: form.values('how').includes('accept-valid'),
    },
  ],
  ...errorOf(form, 'how'),
})}
${details({
  summaryText: 'Columns with other names, and where history begins',
  html: html`${fileUpload({
    id: 'map',
    name: 'map',
    label: { text: 'What columns are called here', classes: 'govuk-label--s' },
    hint: { text: 'A JSON file, such as {"received_at": "Contact date"}. Common names are known without.' },
    ...errorOf(form, 'map'),
  })}${input({
    id: 'historyBefore',
    name: 'historyBefore',
    label: { text: 'Contacts without an outcome are history before', classes: 'govuk-label--s' },
    hint: { text: 'A day like 1/9/2026. Left empty, it is four weeks before the newest time in the file.' },
    classes: 'govuk-input--width-10',
    value: form.value('historyBefore'),
    ...errorOf(form, 'historyBefore'),
  })}`,
  open: ['map', 'historyBefore'].some((name) => form.error(name) !== undefined || form.value(name) !== ''),
})}
<button type="submit" class="govuk-button" data-module="govuk-button">Bring it in</button>`,
)}`

const errorOf = (form: FormState, name: string) => {
  const message = form.error(name)
  return message === undefined ? {} : { errorMessage: { text: message } }
}

interface Facts {
  readonly names: ReadonlyMap<string, string>
  readonly now: ImportRun['askedAt']
  readonly page: number
  readonly total: number
}

const earlier = (runs: readonly ImportRun[], { names, now, page: at, total }: Facts): Html =>
  listTable({
    caption: 'Files brought in before, latest first',
    columns: [
      { key: 'when', heading: 'Asked' },
      { key: 'file', heading: 'File' },
      { key: 'by', heading: 'By' },
      { key: 'state', heading: 'State' },
      { key: 'rows', heading: 'Rows' },
    ],
    rows: runs.map((run) => ({
      id: run.id,
      cells: [
        whenInWords(run.askedAt, now),
        html`<a class="govuk-link los-link" href="${paths.importRun({ importId: run.id })}">${run.filename}</a>${run.isDryRun && html` ${tag('Only looked', 'grey')}`}`,
        run.askedBy === null ? 'The command line' : (names.get(run.askedBy) ?? ''),
        stateTag(run),
        run.state === 'done'
          ? `${run.rowsRead} read, ${run.rowsTaken} taken, ${run.rowsUnchanged} unchanged, ${run.rowsRejected} rejected`
          : run.sentence,
      ],
    })),
    page: at,
    perPage,
    total,
    hrefFor: (changes) => paths.imports({}, { page: at, ...changes }),
    empty: html`<p class="govuk-body">No file has been brought in yet.</p>`,
  })
