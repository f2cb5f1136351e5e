import type { MappedProcess } from '#kernel/process-discovery'
import type { TableColumn } from '#platform/tables'
import type { ShownFlow, ShownRecords } from '../../records/suppress.ts'
import { placeInWords } from '../../records/words.ts'
import { findStep, type MapDocument, standardInWords } from '../../rules/document.ts'

/** One line of the table: what followed what, beside what the map says. */
export interface FlowRow extends ShownFlow {
  /** The standard time of the step it leads to, in words; '' for none. */
  readonly standard: string
  readonly isMapped: boolean
}

/** Every flow that was observed, most frequent first; those withheld last. */
export function flowRows({ flows }: ShownRecords, mapped: MappedProcess, document: MapDocument): readonly FlowRow[] {
  const onMap = new Set(mapped.flows.map(({ from, to }) => `${from}>${to}`))
  return flows
    .map((flow) => ({
      ...flow,
      standard: standardOf(flow, mapped, document),
      isMapped: onMap.has(`${flow.from}>${flow.to}`),
    }))
    .toSorted((one, other) => (other.count ?? -1) - (one.count ?? -1))
}

function standardOf({ from, to }: ShownFlow, { standards }: MappedProcess, document: MapDocument): string {
  const fitting = standards.find(
    (standard) =>
      to !== 'start' &&
      to !== 'end' &&
      standard.to.has(to) &&
      (standard.from === null || (from !== 'start' && from !== 'end' && standard.from.has(from))),
  )
  const standard = findStep(document, fitting?.stepId ?? null)?.standard
  return standard ? standardInWords(document, standard) : ''
}

const hours = (minutes: number | undefined): number | null =>
  minutes === undefined ? null : Math.round(minutes / 6) / 10

export const flowColumns: readonly TableColumn<FlowRow>[] = [
  { header: 'From', value: ({ from }) => placeInWords(from) },
  { header: 'To', value: ({ to }) => placeInWords(to) },
  { header: 'Count', value: ({ count }) => count },
  { header: 'Median working hours', value: ({ working }) => hours(working?.median) },
  { header: 'Nine in ten within, working hours', value: ({ working }) => hours(working?.ninetieth) },
  { header: 'Standard', value: ({ standard }) => standard },
  { header: 'On the map', value: ({ isMapped }) => (isMapped ? 'yes' : 'no') },
  { header: 'Withheld', value: ({ count }) => (count === null ? 'yes: small numbers' : '') },
]
