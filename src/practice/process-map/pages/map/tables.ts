import { Temporal } from 'temporal-polyfill'
import { activities } from '#kernel/process-activities'
import { dateInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html, type Insert } from '#platform/html'
import { paths } from '../../paths.ts'
import {
  type Barrier,
  findLane,
  type MapDocument,
  type Step,
  standardInWords,
  stepName,
  stepNameOf,
} from '../../rules/document.ts'
import { type BarrierStatus, barrierStatuses, laneAgencies, stepKinds } from '../../words.ts'

export interface ShownMap {
  readonly mapId: string
  readonly versionId: string
  readonly document: MapDocument
  readonly statusOf: (barrierId: string) => BarrierStatus
  /** A draft, before somebody who may change it. */
  readonly isEdited: boolean
}

interface Column {
  readonly heading: string
}

/** A table as every list here is: on a narrow screen each row is a card. */
export const plainTable = (
  caption: string,
  columns: readonly (Column | string)[],
  rows: readonly (readonly Insert[])[],
  empty: string,
): Html => {
  const headings = columns.map((column) => (typeof column === 'string' ? column : column.heading))
  if (rows.length === 0) return html`<h2 class="govuk-heading-m">${caption}</h2><p class="govuk-body">${empty}</p>`
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--m">${caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${rows.map(
    (cells) => html`
<tr class="govuk-table__row">${cells.map((cell, at) => html`<td class="govuk-table__cell" data-label="${headings[at]}">${cell}</td>`)}</tr>`,
  )}</tbody></table>`
}

const change = (href: string, of: string): Html =>
  html`<a class="govuk-link" href="${href}">Change<span class="govuk-visually-hidden"> ${of}</span></a>`

/** What the picture shows, in words: lanes, steps with their standard times, flows, barriers. */
export const mapTables = (shown: ShownMap): Html =>
  html`${shown.isEdited && lanesTable(shown)}${stepsTable(shown)}${flowsTable(shown)}${barriersTable(shown)}`

const lanesTable = ({ document, versionId }: ShownMap): Html =>
  html`${plainTable(
    'Lanes',
    ['Lane', 'Agency', 'Change'],
    document.lanes.map(({ id, name, agency }) => [
      name,
      laneAgencies[agency],
      change(paths.lane({ versionId, laneId: id }), name),
    ]),
    'No lane yet.',
  )}<p class="govuk-body"><a class="govuk-link" href="${paths.addLane({ versionId })}">Add a lane</a></p>`

const stepsTable = ({ document, versionId, isEdited }: ShownMap): Html => {
  const inLaneOrder = document.lanes.flatMap(({ id }) => document.steps.filter(({ laneId }) => laneId === id))
  const cells = (step: Step): readonly Insert[] => [
    html`${stepName(step)}${step.note !== '' && html`<br><span class="govuk-hint">${step.note}</span>`}`,
    stepKinds[step.kind],
    findLane(document, step.laneId)?.name,
    step.standard === null ? 'None' : standardInWords(document, step.standard),
    step.activities.length === 0 ? 'Nothing' : step.activities.map((activity) => activities[activity]).join('; '),
    ...(isEdited ? [change(paths.step({ versionId, stepId: step.id }), stepName(step))] : []),
  ]
  const headings = ['Step', 'Kind', 'Lane', 'Standard time', 'In the records', ...(isEdited ? ['Change'] : [])]
  return html`${plainTable('Steps', headings, inLaneOrder.map(cells), 'No step yet.')}${
    isEdited &&
    (document.lanes.length === 0
      ? html`<p class="govuk-body">Add a lane first: every step stands in one.</p>`
      : html`<p class="govuk-body"><a class="govuk-link" href="${paths.addStep({ versionId })}">Add a step</a></p>`)
  }`
}

const flowsTable = ({ document, versionId, isEdited }: ShownMap): Html =>
  html`${plainTable(
    'Flows',
    ['From', 'To', 'When', ...(isEdited ? ['Change'] : [])],
    document.flows.map(({ id, from, to, condition }) => {
      const [source, target] = [stepNameOf(document, from), stepNameOf(document, to)]
      return [
        source,
        target,
        condition === '' ? 'Always' : condition,
        ...(isEdited ? [change(paths.flow({ versionId, flowId: id }), `the flow from ${source} to ${target}`)] : []),
      ]
    }),
    'No flow yet.',
  )}${isEdited && document.steps.length > 1 && html`<p class="govuk-body"><a class="govuk-link" href="${paths.addFlow({ versionId })}">Add a flow</a></p>`}`

const barriersTable = ({ document, mapId, versionId, statusOf, isEdited }: ShownMap): Html => {
  const cells = (barrier: Barrier): readonly Insert[] => [
    html`<a class="govuk-link" href="${paths.barrier({ mapId, barrierId: barrier.id })}">${barrier.what}</a>`,
    stepNameOf(document, barrier.stepId),
    findLane(document, barrier.laneId)?.name ?? 'Nobody’s alone',
    barrier.effect,
    html`${barrier.action}${barrier.dueOn !== null && html`<br>By ${dateInWords(Temporal.PlainDate.from(barrier.dueOn))}`}`,
    barrier.ownerName === '' ? 'Nobody yet' : barrier.ownerName,
    statusTag(statusOf(barrier.id)),
    ...(isEdited ? [change(paths.changeBarrier({ versionId, barrierId: barrier.id }), barrier.what)] : []),
  ]
  const headings = ['Barrier', 'Step', 'Agency', 'Effect', 'Action', 'Owner', 'Status', ...(isEdited ? ['Change'] : [])]
  return html`${plainTable('Barriers', headings, document.barriers.map(cells), 'No barrier has been named.')}${
    isEdited &&
    document.steps.length > 0 &&
    html`<p class="govuk-body"><a class="govuk-link" href="${paths.addBarrier({ versionId })}">Add a barrier</a></p>`
  }`
}

export const statusTag = (status: BarrierStatus): Html =>
  tag(
    barrierStatuses[status],
    ({ open: 'red', 'being-worked-on': 'yellow', resolved: 'green', accepted: 'grey' } as const)[status],
  )
