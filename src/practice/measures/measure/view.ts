import { Temporal } from 'temporal-polyfill'
import { dateInWords, dayInWords } from '#kernel/words'
import type { Measure } from '#platform/area'
import { groupsChart, trendChart } from '#platform/charts'
import { type Column, type FilterOption, filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { sourceCodes, sources } from '#practice/front-door'
import type { Chosen } from '../asked.ts'
import { paths } from '../paths.ts'
import type { ShownPoint } from '../suppression.ts'
import { figureInWords, groupHeading, splitWords } from '../words.ts'

/** Everything on one measure's page. */
export interface Shown {
  readonly measure: Measure
  readonly chosen: Chosen
  readonly page: number
  readonly teams: readonly FilterOption[]
  readonly mayShowDays: boolean
  /** Over the whole time shown; null for a measure that has no figure of its own, only shares of it. */
  readonly overall: ShownPoint | null
  /** Each group over the whole time shown; none when it is not split. */
  readonly groups: readonly ShownPoint[]
  readonly points: readonly ShownPoint[]
  readonly today: Temporal.PlainDate
}

/** A day or a week that still runs: in the table as so far, and left out of the line, which it would make fall. */
const stillRuns = ({ chosen, today }: Shown, { period }: ShownPoint): boolean =>
  Temporal.PlainDate.compare(period.add({ days: chosen.by === 'day' ? 1 : 7 }), today) > 0

const perPage = 30

export async function measureView(shown: Shown): Promise<Html> {
  return html`<p class="govuk-body-l">${answer(shown)}</p>
${filters(shown)}
${await chart(shown)}
${figures(shown)}
<h2 class="govuk-heading-m">What is counted</h2>
<p class="govuk-body">${shown.measure.definition}</p>
<p class="govuk-body"><strong>Out of:</strong> ${shown.measure.denominator}</p>
<p class="govuk-body"><a class="govuk-link" href="${paths.measures({})}">All measures</a></p>`
}

const span = ({ from, until }: Chosen): string => `${dateInWords(from)} to ${dateInWords(until)}`

function answer({ measure, chosen, overall, groups }: Shown): string {
  if (overall !== null) return `${span(chosen)}: ${figureInWords(measure, overall)}.`
  const most = groups.toSorted((one, other) => (other.value ?? 0) - (one.value ?? 0))[0]
  return most === undefined
    ? `${span(chosen)}: nothing to measure.`
    : `${span(chosen)}: most often ${most.group.toLowerCase()}, ${figureInWords(measure, most)}.`
}

const inAddress = ({ from, until, by, split, only }: Chosen) => ({
  from: from.toString(),
  until: until.toString(),
  by,
  split,
  team: only?.teamId,
  source: only?.source,
})

function filters({ measure, chosen, teams, mayShowDays }: Shown): Html {
  const { filters: can = ['team', 'source'] } = measure
  const splits = measure.splits.map((split) => ({ value: split, text: splitWords[split] }))
  const source = sourceCodes.map((code) => ({ value: code, text: sources[code].words }))
  const by = [{ value: 'week', text: 'Week' }, ...(mayShowDays ? [{ value: 'day', text: 'Day' }] : [])]
  return html`<form class="los-filters" method="get" action="${paths.measure({ key: measure.key })}">
${dayInput('from', 'From', chosen.from)}
${dayInput('until', 'To', chosen.until)}
${filterSelect('by', 'By', chosen.by, by, null)}
${splits.length > 1 && filterSelect('split', 'Split', chosen.split, splits, null)}
${can.includes('team') && filterSelect('team', 'Team', chosen.only?.teamId, teams)}
${can.includes('source') && filterSelect('source', 'Source', chosen.only?.source, source)}
<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>
</form>`
}

const dayInput = (name: string, label: string, day: Temporal.PlainDate): Html =>
  html`<div class="govuk-form-group"><label class="govuk-label" for="${name}">${label}</label><input class="govuk-input govuk-input--width-10" id="${name}" name="${name}" type="date" value="${day.toString()}"></div>`

/** Over time, or group by group; the table under it holds every figure. */
async function chart(shown: Shown): Promise<Html | null> {
  const { measure, chosen, groups } = shown
  const points = shown.points.filter((point) => !stillRuns(shown, point))
  const drawn = chosen.split === 'none' ? points : groups
  if (drawn.every(({ value, denominator }) => value === null || denominator === 0)) return null
  const { kind, unit, question } = measure
  const described = { id: 'chart', title: question, kind, unit }
  if (chosen.split === 'none') {
    return trendChart({
      ...described,
      description: `By ${chosen.by}, ${span(chosen)}. Every figure is in the table.`,
      points,
    })
  }
  const bars = groups.map(({ group, value }) => ({ name: group, value }))
  const description = `${splitWords[chosen.split]}, ${span(chosen)}. Every figure is in the table.`
  return groupsChart({ ...described, description, bars })
}

function figures(shown: Shown): Html {
  const { measure, chosen, groups, points, page } = shown
  const isSplit = chosen.split !== 'none'
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    paths.measure({ key: measure.key }, { ...inAddress(chosen), page, ...changes })
  // Latest first: what a person looks for is what happened last.
  const rows = points.toSorted((one, other) => Temporal.PlainDate.compare(other.period, one.period))
  return html`${isSplit && wholeTable(shown, groups)}
${listTable({
  caption: `${measure.question} By ${chosen.by}`,
  columns: columnsOf(chosen),
  rows: rows.slice((page - 1) * perPage, page * perPage).map((point) => ({
    id: `${point.period} ${point.group}`,
    cells: [
      chosen.by === 'day' ? dayInWords(point.period) : `Week of ${dateInWords(point.period)}`,
      ...(isSplit ? [point.group] : []),
      `${figureInWords(measure, point)}${stillRuns(shown, point) ? ', so far' : ''}`,
    ],
  })),
  page,
  perPage,
  total: rows.length,
  hrefFor,
  downloads: { csv: hrefFor({ page: undefined, format: 'csv' }), xlsx: hrefFor({ page: undefined, format: 'xlsx' }) },
  empty: html`<p class="govuk-body">Nothing was recorded in this time. Choose other days, or all teams and sources.</p>`,
})}`
}

const columnsOf = ({ by, split }: Chosen): readonly Column[] => [
  { key: 'period', heading: by === 'day' ? 'Day' : 'Week' },
  ...(split === 'none' ? [] : [{ key: 'group', heading: groupHeading[split] }]),
  { key: 'figure', heading: 'Figure' },
]

function wholeTable({ measure, chosen }: Shown, groups: readonly ShownPoint[]): Html | null {
  if (groups.length === 0) return null
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--s">${span(chosen)}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${groupHeading[chosen.split]}</th><th scope="col" class="govuk-table__header">Figure</th></tr></thead>
<tbody class="govuk-table__body">${groups.map(
    (point) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="${groupHeading[chosen.split]}">${point.group}</td><td class="govuk-table__cell" data-label="Figure">${figureInWords(measure, point)}</td></tr>`,
  )}</tbody></table>`
}
