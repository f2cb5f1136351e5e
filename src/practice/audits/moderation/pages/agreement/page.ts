import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { page, screen } from '#platform/http'
import { type Chosen, groupsOf, pairsOf, sharesOf } from '../../agreement/groups.ts'
import { type Grouping, groupingNames, groupings } from '../../agreement/words.ts'
import { moderationPaths } from '../../paths.ts'
import { namesOf } from '../../store/names.ts'
import { listPairs } from '../../store/pairs.ts'
import { columns, linesOf } from './download.ts'
import { agreementView } from './view.ts'

const only = z
  .string()
  .max(100)
  .optional()
  .transform((typed) => (typed === '' ? undefined : typed))
const query = z.object({
  by: z.enum(groupingNames, { error: 'That is not a way to take it apart' }).default('quarter'),
  ...{ quarter: only, tool: only, section: only, area: only, cycle: only },
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

/** How far first and second grades agree: the random share, and apart from it what was graded again for a reason. */
export const agreementPage = page({
  path: moderationPaths.agreement,
  may: access.overseeAudits,
  query,
  async view({ tx, query: { by, format, ...narrowed }, now }) {
    const chosen: Chosen = Object.fromEntries(
      keysOf(groupings).flatMap((grouping) =>
        narrowed[grouping] === undefined ? [] : [[grouping, narrowed[grouping]]],
      ),
    )
    const all = await listPairs(tx)
    const names = await namesOf(tx)
    const nameOf = (grouping: Grouping) => (key: string) => names(grouping, key)
    const groups = groupsOf(pairsOf(all, chosen, by), by, nameOf(by))
    // The figures of the whole are of grades overall, also where its sections stand under them.
    const whole = sharesOf(pairsOf(all, chosen, null))
    if (format !== undefined) {
      const rows = [...linesOf('All', whole), ...groups.flatMap((group) => linesOf(group.name, group))]
      return tableDownload({ format, name: 'audit-agreement', caption: 'Agreement', columns, rows, now })
    }
    return screen({
      title: 'How far auditors agree',
      width: 'wide',
      back: { href: moderationPaths.list({}), text: 'Moderation' },
      body: await agreementView({ by, chosen, whole, groups, names }),
    })
  },
})
