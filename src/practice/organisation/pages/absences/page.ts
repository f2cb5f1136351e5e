import { z } from 'zod'
import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listAbsences } from '../../store/absences.ts'
import { listCover } from '../../store/cover.ts'
import { downloadList } from '../parts/downloads.ts'
import { listQuery } from '../parts/lists.ts'
import { absenceList, absencesView, awayRows } from './view.ts'

const query = z.object({ ...listQuery, when: z.enum(['ahead', 'past', '']).optional() })

export type AbsencesQuery = z.infer<typeof query>

/** How far back the past reaches: as long as anybody asks why a review went to somebody else. */
const pastDays = 365

export const absences = page({
  path: paths.absences,
  may: access.seeOrganisation,
  query,
  async view({ tx, now, user, query: asked }) {
    const span =
      asked.when === 'past' ? { from: now.subtract({ hours: 24 * pastDays }), to: now } : { from: now, to: null }
    const rows = awayRows(await listAbsences(tx, span), await listCover(tx, span))
    const list = absenceList(asked, rows, now)
    if (asked.format !== undefined) return downloadList(list, 'absences-and-cover', now)
    return screen({ title: 'Absences and cover', width: 'full', body: absencesView(list, user) })
  },
})
