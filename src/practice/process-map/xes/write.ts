import { createHmac, randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { londonIso } from '#kernel/clock'
import { activities, routes } from '#kernel/process-activities'
import type { ProcessCase } from '#kernel/process-discovery'
import { keysOf } from '#kernel/words'
import type { ChildCases, MapEvent } from '../log/read-log.ts'
import { eventAgencies, eventRoles } from '../words.ts'

/** One case under a name that stands for it in this export alone. */
interface Named {
  readonly name: string
  readonly one: ProcessCase<MapEvent>
}

/** What a written log holds, counted while it is written. */
export interface Written {
  cases: number
  events: number
}

/**
 * Names cases by a hash with a key that is drawn here, used for this export and kept nowhere: the same child has another name in
 * every export, and no name leads back.
 */
async function* named(
  batches: AsyncIterable<readonly ChildCases[]>,
  written: Written,
): AsyncGenerator<readonly Named[]> {
  const key = randomBytes(32)
  for await (const batch of batches) {
    const cases: Named[] = []
    for (const { child, cases: ofChild } of batch) {
      ofChild.forEach((one, at) => {
        const name = createHmac('sha256', key).update(`${child} ${at}`).digest('hex').slice(0, 20)
        cases.push({ name, one })
        written.events += one.events.length
      })
    }
    written.cases += cases.length
    yield cases
  }
}

const agencies = Object.values(eventAgencies)
const roles = Object.values(eventRoles)
const roleKeys = keysOf(eventRoles)

const timeOf = ({ at }: MapEvent): string => londonIso(Temporal.Instant.fromEpochMilliseconds(at))

/** Pieces of about this many letters: neither a write for each event nor the whole log at once. */
const PIECE = 64 * 1024

/** Gathers lines into pieces. */
async function* pieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  for await (const line of lines) {
    piece += line
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** The log as XES 2.0 (IEEE 1849-2016), for PM4Py, ProM and others. */
export const xesPieces = (batches: AsyncIterable<readonly ChildCases[]>, written: Written): AsyncGenerator<string> =>
  pieces(xesLines(batches, written))

async function* xesLines(batches: AsyncIterable<readonly ChildCases[]>, written: Written): AsyncGenerator<string> {
  yield xesHead
  for await (const cases of named(batches, written)) for (const each of cases) yield trace(each)
  yield '</log>\n'
}

const xesHead = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace">
<string key="concept:name" value=""/>
<string key="route" value=""/>
</global>
<global scope="event">
<string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
<string key="org:group" value=""/>
</global>
<classifier name="Activity" keys="concept:name"/>
<string key="concept:name" value="Line of Sight: contacts to conferences"/>
`

function trace({ name, one }: Named): string {
  let xml = `<trace>\n${string('concept:name', name)}${string('route', routes[one.route])}`
  for (const event of one.events) {
    xml += `<event>\n${string('concept:name', activities[event.activity])}<date key="time:timestamp" value="${xesTime(event)}"/>\n${string('org:group', agencies[event.agency] ?? '')}`
    if (roleKeys[event.role] !== 'not-said') xml += string('org:role', roles[event.role] ?? '')
    xml += `<boolean key="only-day-known" value="${event.isDay}"/>\n</event>\n`
  }
  return `${xml}</trace>\n`
}

/** With seconds and an offset, as xs:dateTime asks for. */
function xesTime(event: MapEvent): string {
  const iso = timeOf(event)
  return iso.length === 22 ? `${iso.slice(0, 16)}:00${iso.slice(16)}` : iso
}

const string = (key: string, value: string): string => `<string key="${key}" value="${escaped(value)}"/>\n`

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('’', '&#8217;')

/** The log as CSV: one line for each event, in order within its case. */
export const csvPieces = (batches: AsyncIterable<readonly ChildCases[]>, written: Written): AsyncGenerator<string> =>
  pieces(csvLines(batches, written))

async function* csvLines(batches: AsyncIterable<readonly ChildCases[]>, written: Written): AsyncGenerator<string> {
  yield '\uFEFFcase,route,activity,time,only_day_known,agency,role\r\n'
  for await (const cases of named(batches, written)) {
    for (const { name, one } of cases) {
      let lines = ''
      for (const event of one.events) {
        const cells = [name, routes[one.route], activities[event.activity], timeOf(event), event.isDay ? 'yes' : 'no']
        lines += `${[...cells, agencies[event.agency] ?? '', roles[event.role] ?? ''].map(quoted).join(',')}\r\n`
      }
      yield lines
    }
  }
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
