import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { countInWords, inUnit, placeInWords } from '../../records/words.ts'
import { amountInWords } from '../../rules/document.ts'
import { plainTable } from '../map/tables.ts'
import type { ShownPage } from './view.ts'

/** The map held against the records: where time is lost, where records leave the map, what never happens. */
export const besideTables = ({ records, conformance }: ShownPage): Html => html`${plainTable(
  'Standard times',
  ['Step', 'Standard', 'Median', 'Nine in ten within', 'Measured', 'Is time lost?'],
  records.times.map(({ name, limit, unit, took, isLost }) => [
    name,
    amountInWords({ amount: limit, unit }),
    took === null ? 'Nothing to measure' : inUnit(took.median, unit),
    took === null ? '' : inUnit(took.ninetieth, unit),
    took === null ? '' : countInWords(took.measured),
    took === null ? '' : isLost ? tag('Time is lost', 'red') : 'No',
  ]),
  'No step that leaves a record has a standard time.',
)}
${plainTable(
  'Where records leave the map',
  ['After', 'Cases that leave it there first'],
  records.leaving.map(({ after, cases }) => [placeInWords(after), countInWords(cases)]),
  'No case leaves the map.',
)}
${plainTable(
  'What happens and is not on the map',
  ['Record', 'Times'],
  records.happened
    .filter(({ activity }) => conformance.strangeActivities.some((strange) => strange.activity === activity))
    .map(({ activity, count }) => [placeInWords(activity), countInWords(count)]),
  'Every record is on the map.',
)}
${plainTable(
  'What is on the map and never happens',
  ['From', 'To'],
  conformance.neverSeen.map(({ from, to }) => [placeInWords(from), placeInWords(to)]),
  'Every flow of the map was seen.',
)}`
