import { z } from 'zod'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../paths.ts'
import { caseStates, cycleKinds, grades, subjects } from '../../words.ts'
import { reportPaths } from '../paths.ts'
import { quarterInWords } from '../rules/quarter.ts'
import { type Behind, figureQuery, listBehind } from '../store/records.ts'
import { quarterAt } from './parts/quarter.ts'

const query = figureQuery.extend({
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
const perPage = 50

/** The audits behind one figure of a quarter's report. */
export const recordsPage = page({
  path: reportPaths.records,
  may: access.overseeAudits,
  query,
  async view({ tx, params, query: { page: at, format, ...figure }, now }) {
    const quarter = quarterAt(params.quarter)
    if (!('key' in quarter)) return quarter
    const part = format === undefined ? { limit: perPage, skip: (at - 1) * perPage } : { limit: 10_000, skip: 0 }
    const { audits, total } = await listBehind(tx, quarter, figure, part)
    if (format !== undefined)
      return tableDownload({ format, name: `audits-${quarter.key}`, caption: 'Audits', columns, rows: audits, now })
    const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
      reportPaths.records(params, { ...figure, page: at, ...parts })
    return screen({
      title: `Audits behind a figure: ${quarterInWords(quarter)}`,
      width: 'wide',
      back: { href: reportPaths.report(params), text: `Report of ${quarter.key}` },
      body: html`<p class="govuk-body">Audits of records that are closed to you are counted in the report and not listed here. One that has several findings or actions is listed once.</p>
${listTable({
  caption: 'Audits',
  columns: ['Audit', 'What', 'Team', 'Due', 'Where it stands', 'First', 'Second', 'Stands'].map((heading) => ({
    key: heading,
    heading,
  })),
  rows: audits.map((audit) => ({
    id: audit.id,
    cells: [
      html`<a class="govuk-link" href="${paths.case({ caseId: audit.id })}">${audit.reference}</a>`,
      `${subjects[audit.subject]}, ${cycleKinds[audit.kind].toLowerCase()}`,
      audit.teamName ?? 'Not known',
      dateInWords(audit.dueOn),
      standsInWords(audit),
      gradeInWords(audit.firstGrade),
      gradeInWords(audit.secondGrade),
      gradeInWords(audit.grade),
    ],
  })),
  page: at,
  perPage,
  total,
  hrefFor,
  downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
  empty: html`<p class="govuk-body">No audit that is open to you is behind this figure.</p>`,
})}`,
    })
  },
})

const gradeInWords = (grade: Behind['grade']): string => (grade === null ? '–' : grades[grade])

const standsInWords = ({ state, isLate }: Behind): string => {
  if (state === 'overdue') return 'Not done and overdue'
  if (state === 'to-come') return caseStates['to-do']
  return state === 'done' ? (isLate ? 'Done, late' : 'Done') : caseStates.excused
}

const columns: readonly TableColumn<Behind>[] = [
  { header: 'Audit', value: ({ reference }) => reference },
  { header: 'Round', value: ({ cycleReference }) => cycleReference },
  { header: 'What', value: ({ subject }) => subjects[subject] },
  { header: 'Team', value: ({ teamName }) => teamName ?? '' },
  { header: 'Due', value: ({ dueOn }) => dueOn },
  { header: 'Where it stands', value: standsInWords },
  { header: 'First grade', value: ({ firstGrade }) => gradeInWords(firstGrade) },
  { header: 'Second grade', value: ({ secondGrade }) => gradeInWords(secondGrade) },
  { header: 'Grade that stands', value: ({ grade }) => gradeInWords(grade) },
]
