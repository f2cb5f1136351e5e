import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { startOfLondonDay } from '#kernel/clock'
import { missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { tableDownload } from '#platform/downloads'
import { may, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { childPaths, findChild, nameOf } from '#practice/children'
import { namesOf } from '#practice/organisation'
import { listPossibleReaders } from '../../guardians.ts'
import { paths } from '../../paths.ts'
import { rightOf } from '../../rules/right.ts'
import { listBreakings } from '../../store/breakings.ts'
import { listReadings, type Reading } from '../../store/readings.ts'
import { isGuarding, listPastRestrictions } from '../../store/restrictions.ts'
import { pageInWords, rights } from '../../words.ts'
import { type ReadingRow, readingColumns, readingsView } from './view.ts'

const day = z
  .string()
  .transform((typed, context) => {
    try {
      return typed === '' ? undefined : Temporal.PlainDate.from(typed)
    } catch {
      context.addIssue({ code: 'custom', message: 'Choose a day such as 2026-11-27' })
      return z.NEVER
    }
  })
  .optional()

const query = z.object({
  person: z.uuid({ error: 'Choose a person from the list' }).or(z.literal('')).optional(),
  from: day,
  to: day,
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})

export type ReadingsQuery = z.infer<typeof query>

const perPage = 50
const mostDownloaded = 20_000

/** For the guardian, and for those who watch reading: who read a record, what of it, when, and by what right. */
export const readingsPage = page({
  path: paths.readings,
  may: access.breakGlass,
  query,
  async view({ tx, params, query: asked, user, now }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const maySee = may(user, access.watchReading) || (await isGuarding(tx, child.id))
    if (!maySee) return refused('not the guardian of this record')
    const part =
      asked.format === undefined
        ? { limit: perPage, skip: (asked.page - 1) * perPage }
        : { limit: mostDownloaded, skip: 0 }
    const { readings, total } = await listReadings(tx, child.id, {
      personId: asked.person || null,
      from: asked.from === undefined ? null : startOfLondonDay(asked.from),
      to: asked.to === undefined ? null : startOfLondonDay(asked.to.add({ days: 1 })),
      ...part,
    })
    const rows = await inWords(tx, child.id, readings)
    if (asked.format !== undefined) {
      const list = { name: `readings-${child.reference}`, caption: 'Who read it', columns: readingColumns, rows, now }
      return tableDownload({ format: asked.format, ...list })
    }
    return screen({
      title: `Who read the record of ${nameOf(child)}`,
      width: 'full',
      back: { href: childPaths.record(params) },
      body: readingsView({
        childId: child.id,
        asked,
        rows,
        total,
        perPage,
        people: await listPossibleReaders(tx),
        now,
      }),
    })
  },
})

async function inWords(tx: Tx, childId: string, readings: readonly Reading[]): Promise<readonly ReadingRow[]> {
  const names = await namesOf(
    tx,
    readings.flatMap(({ personId }) => personId ?? []),
  )
  const steps = await listPastRestrictions(tx, childId)
  const { breakings } = await listBreakings(tx, { childId, limit: 1000, skip: 0 })
  return readings.map((reading) => ({
    id: String(reading.id),
    at: reading.recordedAt,
    who: reading.personId === null ? (reading.job ?? 'A job') : (names.get(reading.personId) ?? 'Somebody who left'),
    what: pageInWords(reading.page),
    right: rights[rightOf(reading, steps, breakings)],
  }))
}
