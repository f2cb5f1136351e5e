import { routeNames, routes } from '#kernel/process-activities'
import type { Conformance } from '#kernel/process-discovery'
import { dateInWords } from '#kernel/words'
import { button, filterSelect, input, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { drawMap } from '../../drawing/draw-map.ts'
import { drawRecords } from '../../drawing/draw-records.ts'
import { paths } from '../../paths.ts'
import type { Looked } from '../../records/asked.ts'
import type { ShownRecords } from '../../records/suppress.ts'
import { countInWords, placeInWords, spreadInWords, workingTimeInWords } from '../../records/words.ts'
import type { Barrier } from '../../rules/document.ts'
import type { MapVersion } from '../../store/versions.ts'
import { plainTable } from '../map/tables.ts'
import { besideTables } from './beside.ts'
import type { FlowRow } from './flows.ts'

export interface ShownPage {
  readonly mapId: string
  readonly version: MapVersion
  readonly standing: readonly Barrier[]
  readonly chosen: Looked
  readonly areas: readonly { readonly id: string; readonly name: string }[]
  readonly records: ShownRecords
  readonly conformance: Conformance
  readonly rows: readonly FlowRow[]
}

export const recordsView = (shown: ShownPage): Html => html`${filtersOf(shown)}
<p class="govuk-body">${answer(shown)}</p>
<p class="govuk-body">A case is one child and one contact, with whatever came of it within half a year. Working time is Monday to Friday, 09:00 to 17:00, without bank holidays; where only the day is known, whole days of eight hours. Restricted records are counted too.</p>
${shown.rows.length > 0 && pictures(shown)}
${flowsTable(shown)}
${shown.rows.length > 0 && html`${besideTables(shown)}${variantsTable(shown.records)}`}`

const asQuery = ({ from, until, areaId, route }: Looked) => ({
  from: from.toString(),
  until: until.toString(),
  area: areaId,
  route,
})

function filtersOf({ mapId, chosen, areas }: ShownPage): Html {
  const day = (name: string, label: string, value: string): Html =>
    input({ id: name, name, label: { text: label }, value, type: 'date', classes: 'govuk-input--width-10' })
  return html`<form class="los-filters" method="get" action="${paths.records({ mapId })}">
${day('from', 'Began from', chosen.from.toString())}${day('until', 'Until', chosen.until.toString())}
${filterSelect(
  'area',
  'Area',
  chosen.areaId,
  areas.map(({ id, name }) => ({ value: id, text: name })),
)}
${filterSelect(
  'route',
  'Route',
  chosen.route,
  routeNames.map((value) => ({ value, text: routes[value] })),
)}
${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`
}

function answer({ records, chosen }: ShownPage): string {
  const span = `from ${dateInWords(chosen.from)} to ${dateInWords(chosen.until)}`
  if (records.cases === null) return `Fewer than five cases began ${span}: nothing is shown.`
  if (records.cases === 0) return `No case began ${span}.`
  const fits =
    records.fitting === null
      ? 'How many keep to the map is withheld, as one of the two numbers is small.'
      : `${countInWords(records.fitting)} of them keep to the map (${Math.floor((100 * records.fitting) / records.cases)}%).`
  return `${countInWords(records.cases)} cases began ${span}. ${fits}`
}

const pictures = ({ version, standing, records, rows }: ShownPage): Html => {
  const mapped = new Set(rows.filter(({ isMapped }) => isMapped).map(({ from, to }) => `${from}>${to}`))
  return html`<h2 class="govuk-heading-m">The map, version ${version.number}</h2>
${drawMap('map', 'The process as it was mapped', version.document, standing)}
<h2 class="govuk-heading-m">The records</h2>
<p class="govuk-body">The number of times, and the median working time. Dashed and red: not on the map.</p>
${drawRecords('records', 'The process as the records show it', records, ({ from, to }) => mapped.has(`${from}>${to}`))}`
}

const flowsTable = ({ mapId, chosen, rows }: ShownPage): Html =>
  html`<h2 class="govuk-heading-m">What follows what</h2>${listTable({
    caption: 'What follows what, most frequent first',
    columns: [
      { key: 'from', heading: 'From' },
      { key: 'to', heading: 'To' },
      { key: 'count', heading: 'Count', numeric: true },
      { key: 'median', heading: 'Median working time' },
      { key: 'ninetieth', heading: 'Nine in ten within' },
      { key: 'standard', heading: 'Standard' },
      { key: 'map', heading: 'On the map' },
    ],
    rows: rows.map((row) => ({
      id: `${row.from}-${row.to}`,
      cells: [
        placeInWords(row.from),
        placeInWords(row.to),
        countInWords(row.count),
        spreadInWords(row.working, workingTimeInWords),
        row.working === null ? '' : workingTimeInWords(row.working.ninetieth),
        row.standard,
        row.isMapped ? 'Yes' : tag('Not on the map', 'red'),
      ],
    })),
    page: 1,
    perPage: Math.max(rows.length, 1),
    total: rows.length,
    hrefFor: () => paths.records({ mapId }, asQuery(chosen)),
    downloads: {
      csv: paths.records({ mapId }, { ...asQuery(chosen), format: 'csv' }),
      xlsx: paths.records({ mapId }, { ...asQuery(chosen), format: 'xlsx' }),
    },
    empty: html`<p class="govuk-body">Nothing to show for these days. Choose others, or another area.</p>`,
  })}`

const mostVariants = 10

const variantsTable = ({ variants }: ShownRecords): Html =>
  plainTable(
    `The ${Math.min(mostVariants, variants.length)} most frequent ways`,
    ['Cases', 'Way'],
    variants
      .filter(({ count }) => count !== null)
      .slice(0, mostVariants)
      .map(({ steps, count }) => [countInWords(count), steps.map(placeInWords).join(' → ')]),
    'Every way was gone by so few that none is shown.',
  )
