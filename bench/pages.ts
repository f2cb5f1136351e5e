import type { FastifyInstance } from 'fastify'
import { type Database, listAuthorities } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import type { Embedded } from '#platform/launch'
import { openLog } from '#platform/log'
import { migrate } from '#platform/migrations'
import { loadSample } from '#practice/sample'
import { shippedCalendar } from '#test/calendar'
import { freePort } from '#test/installed-copy'
import { meetingsGiven } from '#test/meetings'
import { buildApp, listAreas, listJobs } from '../src/app.ts'
import { newFormToken } from '../src/platform/http/session.ts'
import { contactAnswers } from '../src/practice/front-door/made-contact.ts'
import { captured, type Statement } from './capture.ts'
import { type Asked, load } from './load.ts'
import { pgbench } from './pgbench.ts'
import { median, tell, tellRatio } from './report.ts'
import { type Served, serve } from './served.ts'
import { openSessions, type Session } from './sessions.ts'

const clients = 16
const seconds = 6
const passes = 3
/** What is shown on one full page of the board. */
const waiting = 50

interface Ready {
  readonly cluster: Embedded
  readonly folder: string
  readonly app: FastifyInstance
  readonly served: Served
  readonly sessions: readonly Session[]
}

/**
 * The duty board and recording a contact, 16 at once, signed in, with trail, row-level security and jobs on, as a ratio to what
 * pgbench reaches in the same run, on the same database, with the statements of one real request: in turn, since machines drift.
 */
export async function benchPages(cluster: Embedded, database: Database, folder: string): Promise<void> {
  const ready = await prepare(cluster, database, folder)
  try {
    await board(ready)
    await recording(ready)
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    tell(`idle again after the load: ${ready.served.megabytes()} MB resident`)
  } finally {
    await ready.app.close()
    await ready.served.stop()
  }
}

async function prepare(cluster: Embedded, on: Database, folder: string): Promise<Ready> {
  const areas = listAreas('http://localhost')
  await migrate(cluster.migrationUrl, 'los_app')
  const jobs = listJobs(areas).map(({ name }) => name)
  await prepareJobs(cluster.migrationUrl, 'los_app', jobs)
  await loadSample(on, shippedCalendar, meetingsGiven)
  const [authority] = await listAuthorities(on)
  const sessions = await openSessions(on, authority?.authorityId ?? 0, clients)
  const config = {
    publicUrl: 'http://localhost',
    trustProxy: false,
    sessionIdleMinutes: 30,
    sessionAbsoluteMinutes: 600,
  }
  const app = await buildApp({ database: on, calendar: shippedCalendar, log: openLog('silent'), config }, areas)
  const served = await serve(cluster.appUrl, cluster.migrationUrl, await freePort())
  tell(`idle after the start: ${served.megabytes()} MB resident (bar: under 220)`)
  const [first] = sessions
  if (first === undefined) throw new Error('nobody to sign in')
  for (let at = (await shownOn(app, first)) + 1; at <= waiting; at += 1) await sendInside(app, recordingOf(first))
  return { cluster, folder, app, served, sessions }
}

const shownOn = async (app: FastifyInstance, { cookie }: Session): Promise<number> =>
  (await app.inject({ url: '/duty-board', headers: { cookie } })).body.match(/data-row=/g)?.length ?? 0

async function board(ready: Ready): Promise<void> {
  const { app, sessions } = ready
  const next = (client: number): Asked => ({
    method: 'GET',
    path: '/duty-board',
    cookie: sessions[client]?.cookie ?? '',
  })
  const ask = () => app.inject({ url: '/duty-board', headers: { cookie: next(0).cookie } })
  await ask()
  // The second request: what stands over the board is then in memory, as it is for nearly everybody.
  const statements = await captured(async () => void (await ask()))
  await compare('duty board', 0.3, { ready, statements, fresh: [], next, status: 200 })
}

function recordingOf({ token, cookie }: Session): Asked {
  // An unborn child without a name: looked up by nobody, and a new one each time.
  const answers = contactAnswers({ 'child.0.expectedDate': '1/2/2027', 'child.0.familyName': 'Bench' })
  const body = new URLSearchParams({ ...answers, _token: newFormToken(token) }).toString()
  return { method: 'POST', path: '/contacts/record', cookie, body }
}

const sendInside = (app: FastifyInstance, { path, cookie, body }: Asked) =>
  app.inject({
    method: 'POST',
    url: path,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: body ?? '',
  })

async function recording(ready: Ready): Promise<void> {
  const { app, sessions } = ready
  const next = (client: number): Asked => recordingOf(sessions[client] as Session)
  let status = 0
  const statements = await captured(async () => {
    status = (await sendInside(app, next(0))).statusCode
  })
  if (status !== 303) throw new Error(`recording answered ${status}`)
  await compare('recording a contact', 0.25, {
    ready,
    statements,
    fresh: freshIn(statements, sessions),
    next,
    status: 303,
  })
}

/** Ids and references that the captured request made itself. */
function freshIn(statements: readonly Statement[], sessions: readonly Session[]): readonly string[] {
  const inserted = statements.filter(({ text }) => /^\s*insert/i.test(text)).flatMap(({ values }) => values)
  const made = inserted.filter(
    (value): value is string =>
      typeof value === 'string' && /^([0-9a-f]{8}-[0-9a-f-]{27}|CH-\d+|C-\d{4}-\d+)$/.test(value),
  )
  const people = new Set(sessions.map(({ personId }) => personId))
  const repeated = new Set(statements.filter(({ text }) => /team/.test(text)).flatMap(({ values }) => values))
  return [...new Set(made)].filter((value) => !people.has(value) && !(repeated.has(value) && isTeam(value, statements)))
}

/** The team is chosen, not made: it stands where a contact names its team. */
const isTeam = (value: string, statements: readonly Statement[]): boolean =>
  statements.every(({ text, values }) => !values.includes(value) || /team_id/.test(text)) &&
  !statements.some(({ text, values }) => /contact_child"/.test(text) && values.includes(value))

interface Compared {
  readonly ready: Ready
  readonly statements: readonly Statement[]
  readonly fresh: readonly string[]
  readonly next: (client: number) => Asked
  readonly status: number
}

async function compare(what: string, bar: number, { ready, statements, fresh, next, status }: Compared): Promise<void> {
  const { address } = ready.served
  const baseline = {
    folder: ready.folder,
    name: what.replaceAll(' ', '-'),
    url: ready.cluster.appUrl,
    statements,
    fresh,
  }
  // Warm, both of them.
  await load({ address, clients, seconds: 2, next, status })
  pgbench({ ...baseline, clients, seconds: 2 })
  const ours: number[] = []
  const theirs: number[] = []
  for (let pass = 0; pass < passes; pass += 1) {
    theirs.push(pgbench({ ...baseline, clients, seconds }))
    ours.push(await load({ address, clients, seconds, next, status }))
  }
  tellRatio({
    what: `${what}, of pgbench`,
    ratios: ours.map((rate, pass) => rate / (theirs[pass] ?? Number.NaN)),
    bar: { atLeast: bar },
    behind: `${median(ours).toFixed(0)} requests/s against ${median(theirs).toFixed(0)} transactions/s of ${statements.length} statements`,
  })
}
