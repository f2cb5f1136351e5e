import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import type { Database } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { addAgency, addEscalationContact, addPerson, addTeam, type NewPerson } from '#practice/organisation'
import { shippedCalendar } from '#test/calendar'
import { answerOf } from '#test/outcome'
import { findDiscussion } from '../store/discussions.ts'
import { recordDiscussion } from '../store/record-discussions.ts'
import { recordSettlement } from '../store/settlements.ts'
import { watchAgain } from '../store/watch.ts'
import type { KeyPartner, Partner } from '../words.ts'
import { type Escalated, escalate } from './engine.ts'

/** A council for tests of escalation: a line of four, a police desk with two contacts, an NHS trust with contacts alone. */
export interface MadeCouncil {
  readonly authorityId: number
  readonly teamId: string
  readonly worker: string
  readonly teamManager: string
  readonly serviceManager: string
  readonly headOfService: string
  readonly police: string
  readonly nhs: string
  readonly as: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly escalateAt: (at: string) => Promise<Escalated>
}

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text)

export async function makeCouncil(database: Database, authorityId: number): Promise<MadeCouncil> {
  await sql`select platform.add_authority(${authorityId}, ${`Council ${authorityId}`}, false)`.execute(database.kysely)
  return makeCouncilIn(database, authorityId)
}

/** The same in an authority that is there already. */
export async function makeCouncilIn(database: Database, authorityId: number): Promise<MadeCouncil> {
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
  const people = await as(async (tx) => {
    const teamId = answerOf(await addTeam(tx, { name: 'East assessment', areaId: null }))
    const add = async (name: string, role: Role, more: Partial<NewPerson> = {}): Promise<string> => {
      const email = `${name.split(' ')[0]}.${authorityId}@example.org`.toLowerCase()
      return answerOf(await addPerson(tx, { name, email, roles: [role], startsOn: longAgo, ...more }))
    }
    const headOfService = await add('Hana Lewis', 'head-of-service')
    const serviceManager = await add('Sam Okafor', 'service-manager', { lineManagerId: headOfService })
    const teamManager = await add('Dee Ross', 'team-manager', { teamId, lineManagerId: serviceManager })
    const worker = await add('Amina Khan', 'duty-social-worker', { teamId, lineManagerId: teamManager })
    const police = answerOf(
      await addAgency(tx, {
        name: `County Police ${authorityId}`,
        kind: 'police',
        deskName: 'Police desk',
        deskEmail: 'desk@police.example',
        deskTelephone: '0113 496 0001',
      }),
    )
    const nhs = answerOf(await addAgency(tx, { name: `Community NHS Trust ${authorityId}`, kind: 'nhs' }))
    await contact(tx, police, 1, 'Sergeant Stone')
    await contact(tx, police, 2, 'Inspector Vale')
    await contact(tx, nhs, 1, 'Nurse Ward')
    await contact(tx, nhs, 3, 'Director Hay')
    return { teamId, headOfService, serviceManager, teamManager, worker, police, nhs }
  })
  const escalateAt = (at: string): Promise<Escalated> =>
    escalate({ database, authorityId, calendar: shippedCalendar, publicUrl: 'http://localhost' }, instant(at))
  return { authorityId, ...people, as, escalateAt }
}

const longAgo = Temporal.PlainDate.from('2020-01-01')

async function contact(tx: Tx, agencyId: string, rung: number, name: string): Promise<void> {
  const email = `${name.split(' ')[1]}@agency.example`.toLowerCase()
  answerOf(await addEscalationContact(tx, { agencyId, rung, name, jobTitle: '', email, telephone: '0113 496 0002' }))
}

export interface MadeDiscussion {
  readonly id: string
  readonly reference: string
  readonly childId: string
  /** Each partner's invitation. */
  readonly invitations: Readonly<Record<KeyPartner, string>>
}

/** A discussion due at a moment, known since another, about one child of the council's team. */
export async function discussionDue(
  { as, teamId, worker }: MadeCouncil,
  known: string,
  due: string,
): Promise<{ readonly id: string; readonly reference: string; readonly childId: string }> {
  return as(async (tx) => {
    const childId = await addChild(tx, { givenName: 'Ottoline', familyName: 'Fairweather' })
    const made = await recordDiscussion(tx, {
      origin: 'open-case',
      route: 'open-case',
      children: [{ childId }],
      reasonableCauseAt: instant(known),
      reasonableCause: 'A disclosure at school.',
      reasonableCauseBy: worker,
      decidedToHoldAt: null,
      decidedToHoldBy: null,
      dueAt: instant(due),
      teamId,
      allocatedWorkerId: worker,
      knownAt: instant(known),
    })
    return { ...made, childId }
  })
}

/** Arranged and all three invited, at one moment. */
export async function arrangedFor(
  council: MadeCouncil,
  discussionId: string,
  { known, starts }: { readonly known: string; readonly starts: string },
): Promise<Readonly<Record<KeyPartner, string>>> {
  return council.as(async (tx) => {
    const { authorityId } = tx.who
    await sql`
      insert into strategy.arrangement (authority_id, id, discussion_id, starts_at, ends_at, form, chair_id, known_at)
      values (${authorityId}, ${newId()}, ${discussionId}, ${instant(starts)}, ${instant(starts).add({ hours: 1 })}, 'video',
              ${council.teamManager}, ${instant(known)})`.execute(tx.sql)
    const agencies = { 'local-authority': null, nhs: council.nhs, police: council.police }
    const invitations = { 'local-authority': newId(), nhs: newId(), police: newId() }
    for (const partner of ['local-authority', 'nhs', 'police'] as const)
      await sql`
        insert into strategy.invitation (authority_id, id, discussion_id, partner, agency_id, name, invited_at, known_at)
        values (${authorityId}, ${invitations[partner]}, ${discussionId}, ${partner}, ${agencies[partner]}, ${partner},
                ${instant(known)}, ${instant(known)})`.execute(tx.sql)
    await watchAgain(tx, discussionId, instant(known))
    return invitations
  })
}

export const replyGiven = (
  { as }: MadeCouncil,
  discussionId: string,
  reply: { readonly invitationId: string; readonly answer: string; readonly known: string },
): Promise<void> =>
  as(async (tx) => {
    await sql`
      insert into strategy.reply (authority_id, id, invitation_id, discussion_id, answer, reason, someone_name, given_by,
                                  replied_at, known_at)
      values (${tx.who.authorityId}, ${newId()}, ${reply.invitationId}, ${discussionId}, ${reply.answer}, 'Clinic',
              'Somebody', 'telephone', ${instant(reply.known)}, ${instant(reply.known)})`.execute(tx.sql)
    await watchAgain(tx, discussionId, instant(reply.known))
  })

export interface MadeHeld {
  readonly began: string
  readonly ended: string
  readonly there: readonly Partner[]
  readonly isEmergencyCall?: boolean
  readonly chairDepartures?: readonly string[]
  /** Sent to everybody at that moment. */
  readonly circulated?: string
}

/** Held, with those who were there, and the record sent where it was. */
export async function discussionHeld(council: MadeCouncil, discussionId: string, held: MadeHeld): Promise<void> {
  await council.as(async (tx) => {
    const { authorityId } = tx.who
    const knownAt = instant(held.ended)
    const discussion = await findDiscussion(tx, discussionId)
    assert.ok(discussion)
    await recordSettlement(tx, discussion, {
      kind: 'held',
      happenedAt: instant(held.began),
      endedAt: knownAt,
      form: held.isEmergencyCall ? 'phone' : 'video',
      isEmergencyCall: held.isEmergencyCall ?? false,
      whyByPhone: '',
      chairId: council.teamManager,
      chairName: '',
      chairDepartures: held.chairDepartures ?? [],
      chairDepartureReason: '',
      minuteTakerId: null,
      personId: council.teamManager,
      reason: '',
      knownAt,
    })
    for (const partner of ['local-authority', 'nhs', 'police'] as const)
      await sql`
        insert into strategy.attendance (authority_id, id, discussion_id, partner, agency_id, name, came, how, happened_at,
                                         known_at, invitation_id)
        values (${authorityId}, ${newId()}, ${discussionId}, ${partner}, ${agencyOf(council, partner)}, ${partner},
                ${held.there.includes(partner) ? 'attended' : 'absent'}, ${held.there.includes(partner) ? 'video' : null},
                ${knownAt}, ${knownAt},
                (select id from strategy.invitation where discussion_id = ${discussionId} and partner = ${partner} limit 1))`.execute(
        tx.sql,
      )
  })
  if (held.circulated !== undefined) await recordCirculated(council, discussionId, held.circulated)
}

const agencyOf = ({ nhs, police }: MadeCouncil, partner: KeyPartner): string | null =>
  partner === 'local-authority' ? null : partner === 'nhs' ? nhs : police

/** The record sent to every attendance. */
export const recordCirculated = ({ as }: MadeCouncil, discussionId: string, known: string): Promise<void> =>
  as(async (tx) => {
    const [authorityId, recordId, circulationId] = [tx.who.authorityId, newId(), newId()]
    await sql`
      insert into strategy.record (authority_id, id, discussion_id, decision, known_at)
      values (${authorityId}, ${recordId}, ${discussionId}, 'A joint enquiry.', ${instant(known)})`.execute(tx.sql)
    await sql`
      insert into strategy.circulation (authority_id, id, discussion_id, record_id, circulated_at, known_at)
      values (${authorityId}, ${circulationId}, ${discussionId}, ${recordId}, ${instant(known)}, ${instant(known)})`.execute(
      tx.sql,
    )
    await sql`
      insert into strategy.circulation_recipient (authority_id, id, circulation_id, discussion_id, attendance_id, name, version,
                                                  how, known_at)
      select authority_id, gen_random_uuid(), ${circulationId}, discussion_id, id, name, 'whole', 'mail', ${instant(known)}
        from strategy.attendance where authority_id = ${authorityId} and discussion_id = ${discussionId}`.execute(
      tx.sql,
    )
    await watchAgain(tx, discussionId, instant(known))
  })
