import { z } from 'zod'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { page, screen } from '#platform/http'
import { listAgencies } from '#practice/organisation'
import { paths } from '../../../paths.ts'
import { conditionKeys } from '../../conditions.ts'
import { listEscalations } from '../../store/list.ts'
import { escalationsShown } from '../../words.ts'
import { columns, listView } from './view.ts'

const empty = z.literal('').transform(() => undefined)

const query = z.object({
  show: z.enum(['open', 'ended', 'all'], { error: 'Show what is open, what has ended, or all' }).default('open'),
  condition: z.enum(conditionKeys, { error: 'That is not something that is escalated' }).optional().or(empty),
  agency: z
    .union([z.literal('own'), z.uuid('That is not an agency')])
    .optional()
    .or(empty),
  rung: z.coerce.number({ error: 'A rung is a number' }).int().min(1).max(9).optional().or(empty),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
export type ListQuery = z.infer<typeof query>

const perPage = 50
const mostDownloaded = 10_000

/** Every escalation that whoever looks may know of; open ones first, whose answer is due soonest first. */
export const escalationsPage = page({
  path: paths.escalations,
  may: access.seeDiscussions,
  query,
  async view({ tx, query: asked, now }) {
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const { escalations, total } = await listEscalations(tx, { ...asked, ...part })
    const caption = `Escalations: ${escalationsShown[asked.show].toLowerCase()}`
    if (asked.format !== undefined)
      return tableDownload({ format: asked.format, name: 'escalations', caption, columns, rows: escalations, now })
    const agencies = await listAgencies(tx)
    return screen({
      title: 'Escalations',
      width: 'wide',
      back: { href: paths.list({}), text: 'Strategy discussions' },
      body: listView({ escalations, total, perPage, asked, agencies, now }),
    })
  },
})
