import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import type { Database } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { addPerson, addShift, addTeam } from '#practice/organisation'
import { answerOf } from '#test/outcome'

/** The people on a small council's front door, each the line manager of the one before. */
export interface FrontDoorPeople {
  readonly socialWorker: string
  readonly dutyManager: string
  readonly serviceManager: string
  readonly headOfService: string
  readonly teamId: string
}

/** Makes an authority with the people of its front door and nobody on its rota. */
export async function openFrontDoor(database: Database, authorityId: number): Promise<FrontDoorPeople> {
  await sql`select platform.add_authority(${authorityId}, ${`Council ${authorityId}`}, false)`.execute(database.kysely)
  return transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const teamId = answerOf(await addTeam(tx, { name: 'Duty and Advice Team', areaId: null, isFrontDoor: true }))
    const add = async (name: string, role: Role, lineManagerId: string | null): Promise<string> => {
      const email = `${name.split(' ')[0]}.${authorityId}@example.org`.toLowerCase()
      const startsOn = Temporal.PlainDate.from('2020-01-01')
      return answerOf(await addPerson(tx, { name, email, roles: [role], teamId, lineManagerId, startsOn }))
    }
    const headOfService = await add('Hana Lewis', 'head-of-service', null)
    const serviceManager = await add('Sam Okafor', 'service-manager', headOfService)
    const dutyManager = await add('Dee Ross', 'duty-manager', serviceManager)
    const socialWorker = await add('Amina Khan', 'duty-social-worker', dutyManager)
    return { socialWorker, dutyManager, serviceManager, headOfService, teamId }
  })
}

/** Puts the duty manager on the rota from an instant for so many days, in day-long shifts. */
export async function staffRota(tx: Tx, personId: string, from: Temporal.Instant, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    const startsAt = from.add({ hours: 24 * day })
    answerOf(await addShift(tx, { duty: 'duty-manager', personId, startsAt, endsAt: startsAt.add({ hours: 24 }) }))
  }
}

export interface Arrived {
  readonly receivedAt: Temporal.Instant
  /** When it was recorded; at once unless given. */
  readonly knownAt?: Temporal.Instant
  readonly children?: number
  readonly teamId?: string | null
  readonly reference?: string
}

/** A contact as an extract brings it in, with its own times. Answers its id. */
export async function contactArrived(tx: Tx, arrived: Arrived): Promise<string> {
  const { receivedAt, knownAt = receivedAt, children = 1, teamId = null } = arrived
  const authorityId = tx.who.authorityId
  const [id, reference] = [newId(), arrived.reference ?? `X-${newId().slice(-8)}`]
  await sql`
    insert into front_door.contact (authority_id, id, reference, source_system, source_contact_id, received_at, received_on,
                                    source_code, concern, team_id, known_at)
    values (${authorityId}, ${id}, ${reference}, 'extract', ${id}, ${receivedAt},
            (${receivedAt}::timestamptz at time zone 'Europe/London')::date, '2A', 'A worry.', ${teamId}, ${knownAt})`.execute(
    tx.sql,
  )
  for (let child = 0; child < children; child += 1) await addChild(tx, id, knownAt)
  await sql`
    insert into front_door.awaiting_outcome (authority_id, contact_id, reference, received_at, known_at, team_id, source_code,
                                             concern, children, children_waiting)
    values (${authorityId}, ${id}, ${reference}, ${receivedAt}, ${knownAt}, ${teamId}, '2A', 'A worry.', ${children},
            ${children})`.execute(tx.sql)
  return id
}

async function addChild(tx: Tx, contactId: string, knownAt: Temporal.Instant): Promise<void> {
  const [authorityId, childId] = [tx.who.authorityId, newId()]
  await sql`insert into children.child (authority_id, id, reference) values (${authorityId}, ${childId}, ${childId})`.execute(
    tx.sql,
  )
  await sql`
    insert into front_door.contact_child (authority_id, contact_id, child_id, known_at)
    values (${authorityId}, ${contactId}, ${childId}, ${knownAt})`.execute(tx.sql)
}

export interface Decided {
  readonly decidedAt: Temporal.Instant
  readonly knownAt: Temporal.Instant
  readonly decidedBy?: string
}

/** An outcome for every child of a contact, as an extract brings it in. */
export async function outcomeArrived(tx: Tx, contactId: string, decided: Decided): Promise<void> {
  const authorityId = tx.who.authorityId
  const { decidedAt, knownAt, decidedBy = null } = decided
  await sql`
    insert into front_door.decision (authority_id, id, contact_id, child_id, outcome, decided_at, decided_by, made_in, known_at)
    select authority_id, gen_random_uuid(), contact_id, child_id, 'assessment', ${decidedAt}, ${decidedBy}, 'extract', ${knownAt}
      from front_door.contact_child where authority_id = ${authorityId} and contact_id = ${contactId}`.execute(tx.sql)
  await sql`
    insert into front_door.completed (authority_id, contact_id, received_at, known_at, completed_at, team_id, source_code)
    select authority_id, contact_id, received_at, known_at, ${knownAt}, team_id, source_code
      from front_door.awaiting_outcome where authority_id = ${authorityId} and contact_id = ${contactId}`.execute(
    tx.sql,
  )
  await sql`
    insert into front_door.review_record (authority_id, id, review_id, contact_id, kind, reviewed_at, known_at)
    select authority_id, gen_random_uuid(), review_id, contact_id, 'outcome-recorded', ${knownAt}, ${knownAt}
      from front_door.open_review where authority_id = ${authorityId} and contact_id = ${contactId}`.execute(tx.sql)
  for (const table of ['open_review', 'awaiting_outcome']) {
    await sql`delete from ${sql.id('front_door', table)} where authority_id = ${authorityId} and contact_id = ${contactId}`.execute(
      tx.sql,
    )
  }
}
