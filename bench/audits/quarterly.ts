import type { FastifyInstance } from 'fastify'
import { Temporal } from 'temporal-polyfill'
import { type Database, openDatabase } from '#platform/db'
import type { Embedded } from '#platform/launch'
import { openLog } from '#platform/log'
import { shippedCalendar } from '#test/calendar'
import { buildApp, listAreas } from '../../src/app.ts'
import { quarterOf } from '../../src/practice/audits/report/rules/quarter.ts'
import { databaseOf, freshDatabase } from '../import/databases.ts'
import { median, secondsInWords, tellRatio } from '../report.ts'
import { openSessions } from '../sessions.ts'
import { layDownAudits } from './laid-down.ts'

const auditsPerYear = 10_000
const years = [5, 1] as const
const runs = 5
/** Looked at so often in a run. */
const times = 4

interface Office {
  readonly database: Database
  readonly app: FastifyInstance
  readonly cookie: string
}

/** The quarterly report of audits as page and as Word, over five years and 50,000 audits and over one: the same quarter in both. */
export async function benchQuarterly(cluster: Embedded): Promise<void> {
  const last = quarterOf(quarterOf(Temporal.Now.plainDateISO('Europe/London')).from.subtract({ days: 1 }))
  const [five, one] = [await officeOf(cluster, years[0], last.to), await officeOf(cluster, years[1], last.to)]
  const url = `/audits/reports/${last.key.toLowerCase()}`
  const page: [number[], number[]] = [[], []]
  const word: number[] = []
  for (let run = 0; run < runs; run += 1) {
    page[0].push(await looked(five, url))
    page[1].push(await looked(one, url))
    word.push(await looked(five, `${url}?format=docx`))
  }
  tellRatio({
    what: `quarterly audit report over ${years[0]} years and ${(auditsPerYear * years[0]).toLocaleString('en-GB')} audits, of over one`,
    ratios: page[0].map((value, run) => value / (page[1][run] ?? Number.NaN)),
    bar: { atMost: 1.3 },
    behind: `${secondsInWords(page[0])} against ${secondsInWords(page[1])}`,
  })
  tellRatio({
    what: 'quarterly audit report as Word, of the page',
    ratios: word.map((value, run) => value / (page[0][run] ?? Number.NaN)),
    bar: { atMost: 3 },
    behind: `${secondsInWords(word)} against ${secondsInWords(page[0])}`,
  })
  for (const office of [five, one]) {
    await office.app.close()
    await office.database.close()
  }
}

async function officeOf(cluster: Embedded, many: number, to: Temporal.PlainDate): Promise<Office> {
  const name = `audits_${many}_years`
  await freshDatabase(cluster, name, 'bench_council')
  await layDownAudits({
    ...{ url: databaseOf(cluster.migrationUrl, name), authorityId: 1, audits: auditsPerYear * many },
    ...{ from: to.subtract({ years: many }), to },
  })
  const database = openDatabase(databaseOf(cluster.appUrl, name))
  const config = {
    ...{ publicUrl: 'http://localhost', trustProxy: false, sessionIdleMinutes: 30, sessionAbsoluteMinutes: 600 },
  }
  const app = await buildApp(
    { database, calendar: shippedCalendar, log: openLog('silent'), config },
    listAreas('http://localhost'),
  )
  const [session] = await openSessions(database, 1, 1, 'service-manager')
  return { database, app, cookie: session?.cookie ?? '' }
}

/** Seconds for one look, the median of several. */
async function looked({ app, cookie }: Office, url: string): Promise<number> {
  const seconds: number[] = []
  for (let time = 0; time < times; time += 1) {
    const began = performance.now()
    const { statusCode, body } = await app.inject({ url, headers: { cookie } })
    seconds.push((performance.now() - began) / 1000)
    if (statusCode !== 200 || body.length < 10_000) throw new Error(`${url} answered ${statusCode}`)
  }
  return median(seconds)
}
