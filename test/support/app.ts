import { after } from 'node:test'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import { asSystem, type Role } from '#platform/access'
import type { Area } from '#platform/area'
import type { Database } from '#platform/db'
import { hashToken, newSessionToken, sessionCookie } from '#platform/http'
import { type Log, openLog } from '#platform/log'
import { type Tx, transact } from '#platform/transaction'
import { addAgency, addPerson, listAgencies, type NewPerson } from '#practice/organisation'
import { buildApp, listAreas } from '../../src/app.ts'
import { shippedCalendar } from './calendar.ts'
import { testDatabase } from './database.ts'
import { answerOf } from './outcome.ts'

/** The whole application on a database of its own, driven without a port: nothing in it is a stand-in. */
export interface TestApp {
  readonly app: FastifyInstance
  readonly database: Database
  readonly authorityId: number
  /** As the owner of the tables, for tests of what even the owner may not do. */
  readonly migrationUrl: string
  /** Makes a person with these roles and signs them in. */
  signIn(...roles: readonly Role[]): Promise<Visitor>
  /** Makes somebody of a partner agency and signs them in. */
  signInPartner(agencyId: string, name: string, email: string): Promise<Visitor>
}

/** A signed-in person with their browser's cookie. */
export interface Visitor {
  readonly personId: string
  readonly name: string
  readonly cookie: string
  get(address: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** Fetches the form for its token, then sends it as a browser would. */
  send(address: string, answers: Readonly<Record<string, string | readonly string[]>>): Promise<LightMyRequestResponse>
}

/** What seals the secrets of webhooks in tests: 32 bytes in base64. */
export const webhookKey = Buffer.alloc(32, 7).toString('base64')

/** What seals the secrets of second factors in tests. */
export const secondFactorKey = Buffer.alloc(32, 9).toString('base64')

/** `more`: areas of a test's own beside the real ones; `log`: where the application's lines go. */
export async function testApp(
  authorityName = 'Testshire',
  isSample = false,
  { more = [], log = openLog('silent') }: { readonly more?: readonly Area[]; readonly log?: Log } = {},
): Promise<TestApp> {
  const { database, migrationUrl } = await testDatabase()
  const authorityId = 901
  await sql`select platform.add_authority(${authorityId}, ${authorityName}, ${isSample})`.execute(database.kysely)
  const config = {
    publicUrl: 'http://localhost',
    trustProxy: false,
    sessionIdleMinutes: 30,
    sessionAbsoluteMinutes: 600,
    secondFactorKey,
  }
  const deps = { database, calendar: shippedCalendar, log, config }
  const app = await buildApp(deps, [...listAreas(config.publicUrl, { webhookKey }), ...more])
  after(() => app.close())
  const house = { app, database, authorityId }
  return {
    ...house,
    migrationUrl,
    signIn: (...roles) => signIn(house, roles),
    signInPartner: (agencyId, name, email) => signInAs(house, { name, email, roles: ['partner'], agencyId }),
  }
}

type House = Pick<TestApp, 'app' | 'database' | 'authorityId'>

let people = 0

async function signIn(house: House, roles: readonly Role[]): Promise<Visitor> {
  people += 1
  const [name, email] = [`Person ${people}`, `person${people}@example.org`]
  const agencyId = roles.includes('partner')
    ? await transact(house.database, asSystem(house.authorityId, 'test'), policeAgency)
    : null
  return signInAs(house, { name, email, roles, agencyId })
}

type Joining = Required<Pick<NewPerson, 'name' | 'email' | 'roles'>> & { readonly agencyId: string | null }

async function signInAs({ app, database, authorityId }: House, person: Joining): Promise<Visitor> {
  const personId = await transact(database, asSystem(authorityId, 'test'), async (tx) =>
    // There for a while: whoever came today had no role an hour before midnight.
    answerOf(await addPerson(tx, { ...person, startsOn: londonDate(tx.now).subtract({ days: 30 }) })),
  )
  const token = newSessionToken()
  await sql`select platform.start_session(${hashToken(token)}, ${authorityId}, ${personId}, 30, 600)`.execute(
    database.kysely,
  )
  if (person.roles.includes('partner')) await passSecondFactor(database, authorityId, personId, hashToken(token))
  return visitor(app, personId, person.name, `${sessionCookie}=${token}`)
}

/**
 * Lets a test's session be as if its second factor had been set up and passed: by the same function of the database that the page
 * calls, with a secret that nobody knows.
 */
const passSecondFactor = (database: Database, authorityId: number, personId: string, tokenHash: Buffer) =>
  transact(database, { kind: 'person', authorityId, personId, roles: [] }, (tx) =>
    sql`select platform.set_up_second_factor(${tokenHash}, 'nobody knows', 0, '{}', '{}')`.execute(tx.sql),
  )

function visitor(app: FastifyInstance, personId: string, name: string, cookie: string): Visitor {
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { cookie, ...headers } })
  return {
    personId,
    name,
    cookie,
    get,
    async send(url, answers) {
      const form = await get(url)
      const token = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
      return post(app, url, cookie, { ...answers, _token: token })
    },
  }
}

/** Sends a form's answers as they are, token and all. */
export function post(
  app: FastifyInstance,
  url: string,
  cookie: string,
  answers: Readonly<Record<string, string | readonly string[]>>,
) {
  const payload = new URLSearchParams()
  for (const [name, value] of Object.entries(answers)) {
    for (const each of typeof value === 'string' ? [value] : value) payload.append(name, each)
  }
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  return app.inject({ method: 'POST', url, headers, payload: payload.toString() })
}

/** The agency that a test's partners belong to, made with the first of them. */
async function policeAgency(tx: Tx): Promise<string> {
  const [known] = await listAgencies(tx)
  if (known) return known.id
  return answerOf(await addAgency(tx, { name: 'Testshire Police', kind: 'police', deskEmail: 'desk@example.org' }))
}
