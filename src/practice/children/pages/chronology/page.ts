import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import type { HistoryEvent } from '#platform/area'
import { tableDownload } from '#platform/downloads'
import { page, type Route, screen } from '#platform/http'
import type { TableColumn } from '#platform/tables'
import type { ChildrenDeps } from '../../area.ts'
import { paths } from '../../paths.ts'
import { tellInOrder } from '../../rules/chronology.ts'
import { nameOf } from '../../rules/names.ts'
import { findChild } from '../../store/children.ts'
import { withMerged } from '../../store/merging.ts'
import { chronologyView } from './view.ts'

const query = z.object({
  kind: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(1000).optional(),
  format: z.enum(['csv', 'xlsx']).optional(),
})

const perPage = 50

const columns: readonly TableColumn<HistoryEvent>[] = [
  { header: 'When', value: ({ at }) => at },
  { header: 'What', value: ({ title }) => title },
  { header: 'Kind', value: ({ kind }) => kind },
  { header: 'By', value: ({ by }) => by ?? '' },
  { header: 'Recorded', value: ({ recordedAt }) => recordedAt ?? '' },
]

/** Everything known of a child in time order, from every area, the records merged into it among them. */
export const chronologyPage = ({ histories }: ChildrenDeps): Route =>
  page({
    path: paths.chronology,
    may: access.readRecords,
    query,
    async view({ tx, params, now, query: asked }) {
      const child = await findChild(tx, params.childId)
      if (child === null) return missing('child')
      const ids = await withMerged(tx, child.id)
      const events: HistoryEvent[] = []
      // One after another: they share the transaction's one connection.
      for (const history of histories()) events.push(...(await history(tx, ids)))
      const kinds = [...new Set(events.map(({ kind }) => kind))].sort()
      const all = tellInOrder(events)
      const told = asked.kind ? all.filter(({ event }) => event.kind === asked.kind) : all
      if (asked.format !== undefined) {
        const rows = told.map(({ event }) => event)
        return tableDownload({
          format: asked.format,
          name: `chronology-${child.reference}`,
          caption: 'Chronology',
          columns,
          rows,
          now,
        })
      }
      const pageNumber = asked.page ?? 1
      const body = chronologyView({
        told: told.slice((pageNumber - 1) * perPage, pageNumber * perPage),
        total: told.length,
        kinds,
        kind: asked.kind ?? '',
        page: pageNumber,
        perPage,
        now,
        hrefFor: (parts) => paths.chronology(params, { kind: asked.kind, page: asked.page, ...parts }),
      })
      return screen({
        title: `Chronology of ${nameOf(child)}: ${count(all.length, 'event')}`,
        back: { href: paths.record(params) },
        width: 'full',
        body,
      })
    },
  })
