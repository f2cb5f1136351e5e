import { z } from 'zod'
import { londonDate, workingClock } from '#kernel/clock'
import { routeNames, routes } from '#kernel/process-activities'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { ProcessEventSource } from '#platform/area'
import { button, filterSelect, input } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { download, page, type Route, screen, spooled } from '#platform/http'
import { listAreas } from '#practice/organisation'
import { readCases } from '../../log/read-log.ts'
import { paths } from '../../paths.ts'
import { chooseCases, type Looked, recordsFilters } from '../../records/asked.ts'
import { csvPieces, type Written, xesPieces } from '../../xes/write.ts'

const query = z.object({
  ...recordsFilters,
  format: z.enum(['xes', 'csv'], { error: 'downloads are xes or csv' }).optional(),
})

const types = { xes: 'application/xml; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const

/**
 * The event log of single cases for other programs, under names that stand for nothing outside the file. For those who export
 * Annex A, of children whose records are open to them; that it was made is in the trail.
 */
export const eventLogPage = (sources: readonly ProcessEventSource[]): Route =>
  page({
    path: paths.eventLog,
    may: access.exportAnnexA,
    query,
    async view({ tx, query: asked, now, calendar }) {
      const chosen = chooseCases(asked, londonDate(now), true)
      if (!chosen.ok) return chosen
      const { format } = asked
      if (format === undefined)
        return screen({
          title: 'Event log',
          back: { href: paths.maps({}) },
          body: view(chosen.value, await listAreas(tx)),
        })
      const written: Written = { cases: 0, events: 0 }
      const cases = readCases(tx, sources, { ...chosen.value, openOnly: true }, workingClock(calendar))
      const body = await spooled((format === 'xes' ? xesPieces : csvPieces)(cases, written))
      const { from, until, areaId = null, route = null } = chosen.value
      tx.trail.ran('event-log.exported', {
        format,
        from: from.toString(),
        until: until.toString(),
        areaId,
        route,
        ...written,
      })
      return download({ filename: `event-log-${from}-${until}.${format}`, type: types[format], body })
    },
  })

function view(chosen: Looked, areas: readonly { readonly id: string; readonly name: string }[]): Html {
  const day = (name: string, label: string, value: string): Html =>
    input({ id: name, name, label: { text: label }, value, type: 'date', classes: 'govuk-input--width-10' })
  return html`<p class="govuk-body">What happened in each case, step by step, for programs that analyse processes (PM4Py, ProM, Disco). It is child-level data: cases have a name that is made anew for each file and leads back to nobody, but times alone can point to a family. Keep it as you keep Annex A.</p>
<p class="govuk-body">Children whose records are closed to you are not in it. That you made it, and for which days, is in the trail.</p>
<form method="get" action="${paths.eventLog({})}">
${day('from', 'Cases that began from', chosen.from.toString())}${day('until', 'Until', chosen.until.toString())}
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
<p class="govuk-hint">${dateInWords(chosen.from)} to ${dateInWords(chosen.until)}, unless you choose others.</p>
<div class="los-actions">${button({ text: 'Download XES', name: 'format', value: 'xes', preventDoubleClick: false })}
${button({ text: 'Download CSV', name: 'format', value: 'csv', classes: 'govuk-button--secondary' })}</div></form>`
}
