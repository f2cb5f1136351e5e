import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Database, listAuthorities, openDatabase } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { startEmbedded } from '#platform/launch'
import { openLog } from '#platform/log'
import { migrate } from '#platform/migrations'
import { loadSample } from '#practice/sample'
import { shippedCalendar } from '#test/calendar'
import { freePort, installedCopy } from '#test/installed-copy'
import { buildApp, listAreas, listJobs } from '../src/app.ts'
import { newFormToken } from '../src/platform/http/session.ts'
import { contactAnswers } from '../src/practice/front-door/made-contact.ts'
import { captured, type Statement } from './capture.ts'
import { type Asked, load } from './load.ts'
import { pgbench } from './pgbench.ts'
import { type Served, serve } from './served.ts'
import { openSessions, type Session } from './sessions.ts'

/**
 * `npm run bench`: the duty board and recording a contact, 16 at once, signed in, with trail, row-level security and jobs on,
 * as a ratio to what pgbench reaches in the same run, on the same database, with the statements of one real request. Two
 * passes of each in turn, since machines drift; the better of each counts.
 */
const clients = 16
const seconds = 6
/** What is shown on one full page of the board. */
const waiting = 50

const folder = mkdtempSync(join(tmpdir(), 'los-bench-'))
const cluster = await startEmbedded({ folder, firstPort: 58_400, isThrownAway: true })
const database = openDatabase(cluster.appUrl)

interface Ready {
  readonly app: FastifyInstance
  readonly served: Served
  readonly sessions: readonly Session[]
}

async function prepare(on: Database): Promise<Ready> {
  const areas = listAreas('http://localhost')
  await migrate(cluster.migrationUrl, 'los_app')
  const jobs = listJobs(areas).map(({ name }) => name)
  await prepareJobs(cluster.migrationUrl, 'los_app', jobs)
  await loadSample(on, shippedCalendar)
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
  say(`idle after the start: ${served.megabytes()} MB resident (bar: under 220)`)
  const [first] = sessions
  if (first === undefined) throw new Error('nobody to sign in')
  for (let at = (await shownOn(app, first)) + 1; at <= waiting; at += 1) await sendInside(app, recordingOf(first))
  return { app, served, sessions }
}

const shownOn = async (app: FastifyInstance, { cookie }: Session): Promise<number> =>
  (await app.inject({ url: '/duty-board', headers: { cookie } })).body.match(/data-row=/g)?.length ?? 0

async function board({ app, served, sessions }: Ready): Promise<void> {
  const next = (client: number): Asked => ({
    method: 'GET',
    path: '/duty-board',
    cookie: sessions[client]?.cookie ?? '',
  })
  const ask = () => app.inject({ url: '/duty-board', headers: { cookie: next(0).cookie } })
  await ask()
  // The second request: what stands over the board is then in memory, as it is for nearly everybody.
  const statements = await captured(async () => void (await ask()))
  await compare('duty board', 0.3, { served, statements, fresh: [], next, status: 200 })
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

async function recording({ app, served, sessions }: Ready): Promise<void> {
  const next = (client: number): Asked => recordingOf(sessions[client] as Session)
  let status = 0
  const statements = await captured(async () => {
    status = (await sendInside(app, next(0))).statusCode
  })
  if (status !== 303) throw new Error(`recording answered ${status}`)
  await compare('recording a contact', 0.25, {
    served,
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
  readonly served: Served
  readonly statements: readonly Statement[]
  readonly fresh: readonly string[]
  readonly next: (client: number) => Asked
  readonly status: number
}

async function compare(
  what: string,
  bar: number,
  { served, statements, fresh, next, status }: Compared,
): Promise<void> {
  const { address } = served
  // Warm, both of them.
  await load({ address, clients, seconds: 2, next, status })
  const ours: number[] = []
  const theirs: number[] = []
  for (let pass = 0; pass < 2; pass += 1) {
    theirs.push(
      pgbench({ folder, name: what.replaceAll(' ', '-'), url: cluster.appUrl, statements, fresh, clients, seconds }),
    )
    ours.push(await load({ address, clients, seconds, next, status }))
  }
  const [best, baseline] = [Math.max(...ours), Math.max(...theirs)]
  const ratio = best / baseline
  say(
    `${what}: ${ratio.toFixed(2)} of pgbench (bar: at least ${bar}) ${ratio >= bar ? '✔' : '✖'}   ${best.toFixed(0)} requests/s against ${baseline.toFixed(0)} transactions/s of ${statements.length} statements`,
  )
}

async function memory({ served }: Ready): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  say(`idle again after the load: ${served.megabytes()} MB resident`)
}

async function starts(): Promise<void> {
  const copy = installedCopy()
  try {
    const port = await freePort()
    for (const which of ['first', 'second']) {
      const began = performance.now()
      const started = await copy.start({ PORT: String(port) })
      await (await fetch(`http://127.0.0.1:${port}/sign-in`)).text()
      const bar = which === 'first' ? 15 : 2
      say(`${which} start to first page: ${((performance.now() - began) / 1000).toFixed(1)} s (bar: under ${bar})`)
      await started.stop()
    }
  } finally {
    copy.remove()
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  const ready = await prepare(database)
  try {
    await board(ready)
    await recording(ready)
    await memory(ready)
  } finally {
    await ready.app.close()
    await ready.served.stop()
  }
  await starts()
} finally {
  await database.close()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
