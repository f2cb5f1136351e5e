import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Role } from '#platform/access'
import { asSystem } from '#platform/access'
import { hashToken, newSessionToken, sessionCookie } from '#platform/http'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { addAgency, addPerson } from '#practice/organisation'
import { post, type TestApp, type Visitor } from '#test/app'
import { answerOf } from '#test/outcome'
import { recordDiscussion } from '../store/record-discussions.ts'

export const typed = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO('Europe/London').toPlainDateTime().toString({ smallestUnit: 'minute' })

export const hoursOn = (hours: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(
    Math.ceil(Temporal.Now.instant().add({ minutes: Math.round(hours * 60) }).epochMilliseconds / 60_000) * 60_000,
  )

/** A family name that no page, mail or address for others may hold. */
export const familyName = 'Quillington'

/** What tests of invitations are made with: agencies with desks, their people, and discussions that are due. */
export function invitingFor({ app, database, authorityId }: TestApp) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)
  const agency = (name: string, kind: 'nhs' | 'police', deskEmail: string) =>
    within(async (tx) => answerOf(await addAgency(tx, { name, kind, deskEmail, deskTelephone: '01632 960 100' })))
  const made = async (hoursLeft = 20) =>
    within(async (tx) => {
      const childId = await addChild(tx, { givenName: 'Ottoline', familyName })
      const reasonableCauseAt = tx.now.subtract({ hours: 24 - hoursLeft })
      const due = {
        dueAt: tx.now.add({ hours: hoursLeft }),
        reasonableCause: `${familyName}: a bruise.`,
        reasonableCauseAt,
      }
      const nobody = { reasonableCauseBy: null, decidedToHoldAt: null, decidedToHoldBy: null }
      const origin = { origin: 'open-case', route: 'open-case', children: [{ childId }] } as const
      const { id, reference } = await recordDiscussion(tx, { ...origin, ...due, ...nobody })
      return { id, reference, childId, address: `/strategy-discussions/${id}` }
    })
  const partnerOf = (agencyId: string, name: string, email: string, roles: readonly Role[] = ['partner']) =>
    signInAs({ app, database, authorityId }, within, { name, email, roles, agencyId })
  return { within, agency, made, partnerOf }
}

async function signInAs(
  { app, database, authorityId }: Pick<TestApp, 'app' | 'database' | 'authorityId'>,
  within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  person: { name: string; email: string; roles: readonly Role[]; agencyId: string },
): Promise<Visitor> {
  const personId = await within(async (tx) => answerOf(await addPerson(tx, person)))
  const token = newSessionToken()
  await sql`select platform.start_session(${hashToken(token)}, ${authorityId}, ${personId}, 30, 600)`.execute(
    database.kysely,
  )
  const cookie = `${sessionCookie}=${token}`
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { cookie, ...headers } })
  return {
    personId,
    name: person.name,
    cookie,
    get,
    async send(url, answers) {
      const form = await get(url)
      const formToken = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
      return post(app, url, cookie, { ...answers, _token: formToken })
    },
  }
}

/** What the page for arranging is sent with: both agencies at their desks, in two hours. */
export const arrangement = (
  given: { nhs: string; police: string; chairId: string },
  changes: Readonly<Record<string, string | readonly string[]>> = {},
): Readonly<Record<string, string | readonly string[]>> => ({
  startsAt: typed(hoursOn(2)),
  minutes: '60',
  form: 'video',
  place: 'https://meet.example.org/room-7',
  minuteTakerId: '',
  lateReason: '',
  reason: '',
  chairId: given.chairId,
  'nhs.to': `desk:${given.nhs}`,
  healthService: 'school-nursing',
  'police.to': `desk:${given.police}`,
  ...changes,
})
