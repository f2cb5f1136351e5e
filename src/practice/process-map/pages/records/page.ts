import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { conform } from '#kernel/process-discovery'
import { access } from '#platform/access'
import type { ProcessEventSource } from '#platform/area'
import { tableDownload } from '#platform/downloads'
import { may, page, type Route, screen } from '#platform/http'
import { listAreas } from '#practice/organisation'
import { discoverProcess } from '../../log/discover.ts'
import { paths } from '../../paths.ts'
import { chooseCases, recordsFilters } from '../../records/asked.ts'
import { shownRecords } from '../../records/suppress.ts'
import { mappedProcess } from '../../rules/mapped.ts'
import { readStatuses } from '../../store/barriers.ts'
import { findMap } from '../../store/maps.ts'
import { findVersion } from '../../store/versions.ts'
import { isStanding } from '../../words.ts'
import { flowColumns, flowRows } from './flows.ts'
import { recordsView } from './view.ts'

const query = z.object({
  ...recordsFilters,
  format: z.enum(['csv', 'xlsx'], { error: 'downloads are csv or xlsx' }).optional(),
})

/** The published map beside the process as the records show it: what is not on the map, what never happens, where time is lost. */
export const recordsPage = (sources: readonly ProcessEventSource[]): Route =>
  page({
    path: paths.records,
    may: access.seeMeasures,
    query,
    async view({ tx, params, query: asked, user, now, calendar }) {
      const map = await findMap(tx, params.mapId)
      const version = map?.published == null ? null : await findVersion(tx, map.published.versionId)
      if (map === null || version === null) return missing('published map')
      const readsRecords = may(user, access.readRecords)
      const chosen = chooseCases(asked, londonDate(now), readsRecords)
      if (!chosen.ok) return chosen
      const mapped = mappedProcess(version.document)
      const found = { ...chosen.value, openOnly: false, timings: mapped.standards }
      const discovered = await discoverProcess(tx, sources, found, calendar)
      const conformance = conform(discovered, mapped)
      const records = shownRecords(discovered, conformance, readsRecords)
      const rows = flowRows(records, mapped, version.document)
      if (asked.format !== undefined)
        return tableDownload({
          format: asked.format,
          name: 'process-as-recorded',
          caption: 'What follows what',
          columns: flowColumns,
          rows,
          now,
        })
      const statusOf = await readStatuses(tx, map.id)
      return screen({
        title: `${map.name}: as the records show it`,
        width: 'wide',
        back: { href: paths.map(params) },
        body: recordsView({
          mapId: map.id,
          version,
          standing: version.document.barriers.filter(({ id }) => isStanding(statusOf(id))),
          chosen: chosen.value,
          areas: await listAreas(tx),
          records,
          conformance,
          rows,
        }),
      })
    },
  })
