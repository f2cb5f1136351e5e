import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { page, screen } from '#platform/http'
import { listChildren } from '#practice/children'
import { listAreas } from '#practice/organisation'
import { conferencePaths } from '../../paths.ts'
import { listEnquiries } from '../../store/enquiries.ts'
import { waitingShown } from '../../words.ts'
import { columnsOf, waitingView } from './view.ts'

const blank = z.literal('').transform(() => undefined)

const query = z.object({
  show: z.enum(keysOf(waitingShown), { error: 'That is not a part of this list' }).optional().or(blank),
  area: z.uuid('That is not an area').optional().or(blank),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
export type WaitingQuery = z.infer<typeof query>

const perPage = 50
const mostDownloaded = 10_000

/** Every child who waits for an initial child protection conference, the one due first first. */
export const waitingPage = page({
  path: conferencePaths.waiting,
  may: access.readRecords,
  query,
  async view({ tx, query: asked, now, calendar, user }) {
    const today = londonDate(now)
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const chosen = { isWaiting: true, show: asked.show, areaId: asked.area, today } as const
    const { enquiries, total } = await listEnquiries(tx, { ...chosen, ...part })
    const children = await listChildren(
      tx,
      enquiries.map(({ childId }) => childId),
    )
    const known = new Map(children.map((child) => [child.id, child]))
    if (asked.format !== undefined) {
      return tableDownload({
        format: asked.format,
        name: 'children-waiting-for-a-conference',
        caption: 'Waiting for a conference',
        columns: columnsOf({ calendar, today, known }),
        rows: enquiries,
        now,
      })
    }
    const areas = await listAreas(tx)
    return screen({
      title: 'Children waiting for a conference',
      width: 'wide',
      body: waitingView({ enquiries, known, total, perPage, asked, areas, user, now, today, calendar }),
    })
  },
})
