import type { FastifyInstance } from 'fastify'
import { Temporal } from 'temporal-polyfill'
import { type Database, openDatabase } from '#platform/db'
import type { Embedded } from '#platform/launch'
import { openLog } from '#platform/log'
import { loadSample } from '#practice/sample'
import { shippedCalendar } from '#test/calendar'
import { meetingsGiven } from '#test/meetings'
import { buildApp, listAreas } from '../../src/app.ts'
import { newFormToken } from '../../src/platform/http/session.ts'
import { databaseOf, freshDatabase } from '../import/databases.ts'
import { median, secondsInWords, tellRatio } from '../report.ts'
import { openSessions } from '../sessions.ts'

const years = [5, 1] as const
const contactsPerYear = 6000
const runs = 5
/** Looked at so often in a run. */
const times = 8

interface Office {
  readonly database: Database
  readonly app: FastifyInstance
  readonly cookie: string
  readonly pack: string
}

/** A week's pack as page and as Word, over five years of records and over one: the same last week in both. */
export async function benchPack(cluster: Embedded): Promise<void> {
  const [five, one] = [await officeOf(cluster, years[0]), await officeOf(cluster, years[1])]
  const page: [number[], number[]] = [[], []]
  const word: number[] = []
  for (let run = 0; run < runs; run += 1) {
    page[0].push(await looked(five, five.pack))
    page[1].push(await looked(one, one.pack))
    word.push(await looked(five, `${five.pack}&format=docx`))
  }
  tellRatio({
    what: `weekly pack over ${years[0]} years of records, of over one`,
    ratios: page[0].map((value, run) => value / (page[1][run] ?? Number.NaN)),
    bar: { atMost: 1.3 },
    behind: `${secondsInWords(page[0])} against ${secondsInWords(page[1])}`,
  })
  tellRatio({
    what: 'weekly pack as Word, of the page',
    ratios: word.map((value, run) => value / (page[0][run] ?? Number.NaN)),
    bar: { atMost: 3 },
    behind: `${secondsInWords(word)} against ${secondsInWords(page[0])}`,
  })
  for (const office of [five, one]) {
    await office.app.close()
    await office.database.close()
  }
}

async function officeOf(cluster: Embedded, many: number): Promise<Office> {
  const name = `pack_${many}_years`
  await freshDatabase(cluster, name, 'bench_empty')
  const database = openDatabase(databaseOf(cluster.appUrl, name))
  await loadSample(database, shippedCalendar, meetingsGiven, { days: 365 * many, contactsPerYear })
  const config = {
    publicUrl: 'http://localhost',
    trustProxy: false,
    sessionIdleMinutes: 30,
    sessionAbsoluteMinutes: 600,
  }
  const app = await buildApp(
    { database, calendar: shippedCalendar, log: openLog('silent'), config },
    listAreas('http://localhost'),
  )
  const [session] = await openSessions(database, 999, 1, 'service-manager')
  const cookie = session?.cookie ?? ''
  const added = await app.inject({
    method: 'POST',
    url: '/meetings/series/add',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      kind: 'referral-review',
      name: 'Weekly referral review',
      _token: newFormToken(session?.token ?? ''),
    }).toString(),
  })
  if (added.statusCode !== 303) throw new Error(`the series was not added: ${added.statusCode}`)
  const today = Temporal.Now.plainDateISO('Europe/London')
  const week = today.subtract({ days: today.dayOfWeek + 6 })
  const pack = `${new URL(String(added.headers.location), 'http://localhost').pathname}/pack?week=${week}`
  const office = { database, app, cookie, pack }
  await looked(office, pack)
  return office
}

/** Seconds for one look, the median of several. */
async function looked({ app, cookie }: Office, url: string): Promise<number> {
  const seconds: number[] = []
  for (let time = 0; time < times; time += 1) {
    const began = performance.now()
    const { statusCode, body } = await app.inject({ url, headers: { cookie } })
    seconds.push((performance.now() - began) / 1000)
    if (statusCode !== 200 || body.length < 3000) throw new Error(`${url} answered ${statusCode}`)
  }
  return median(seconds)
}
