import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { page, screen } from '#platform/http'
import { listAreas } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { listDiscussions } from '../../store/list.ts'
import { routes, states } from '../../words.ts'
import { columns, listView } from './view.ts'

const optionalDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written 2026-11-25')
  .transform((text) => Temporal.PlainDate.from(text))
  .optional()
  .or(z.literal('').transform(() => undefined))

const query = z.object({
  state: z
    .enum([...keysOf(states), 'lapsed'], { error: 'That is not a state of a discussion' })
    .optional()
    .or(z.literal('').transform(() => undefined)),
  route: z
    .enum(keysOf(routes), { error: 'That is not a route' })
    .optional()
    .or(z.literal('').transform(() => undefined)),
  area: z
    .uuid('That is not an area')
    .optional()
    .or(z.literal('').transform(() => undefined)),
  from: optionalDay,
  to: optionalDay,
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
export type ListQuery = z.infer<typeof query>

const perPage = 50
const mostDownloaded = 10_000

/** Every discussion that whoever looks may know of; what is due first, soonest due first. */
export const listPage = page({
  path: paths.list,
  may: access.seeDiscussions,
  query,
  async view({ tx, query: asked, user, now }) {
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const { discussions, total } = await listDiscussions(tx, { ...asked, areaId: asked.area, ...part })
    if (asked.format !== undefined) {
      const caption = 'Strategy discussions'
      return tableDownload({
        format: asked.format,
        name: 'strategy-discussions',
        caption,
        columns,
        rows: discussions,
        now,
      })
    }
    const areas = await listAreas(tx)
    return screen({
      title: 'Strategy discussions',
      width: 'wide',
      body: listView({ discussions, total, perPage, asked, areas, user, now }),
    })
  },
})
