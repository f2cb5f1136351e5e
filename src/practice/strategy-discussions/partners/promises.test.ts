import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { prepareJobs } from '#platform/jobs'
import { asTyped } from '#platform/questions'
import { post, testApp } from '#test/app'
import { shippedCalendar } from '#test/calendar'
import { escalateJob } from '../escalation/job.ts'
import { meetingFor, minutesAgo } from '../meeting/made-meeting.ts'
import { listInformation } from '../meeting/store/information.ts'

const app = await testApp()
const { signIn, signInPartner, authorityId, database, migrationUrl } = app
const { within, as, due, invite, agency } = meetingFor(app)
const manager = await signIn('team-manager')
const police = await agency('Testshire Constabulary', 'police')
const trust = await agency('Testshire Trust')
const officer = await signInPartner(police, 'Olga Officer', 'olga@police.example.org')
const doctor = await signInPartner(trust, 'Dora Doctor', 'dora@trust.example.org')
const stranger = await signInPartner(police, 'Sid Stranger', 'sid@police.example.org')

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send', 'strategy-discussions.escalate']))
const escalate = () =>
  escalateJob({ publicUrl: 'http://localhost', calendar: async () => shippedCalendar }).run(
    database,
    Temporal.Now.instant(),
  )

/** A discussion to which one officer and one doctor are asked by name, at which the police promised something. */
async function promised(promisedBy = asTyped(Temporal.Now.instant().add({ hours: 3 }))) {
  const made = await due()
  const byOfficer = { partner: 'police', agencyId: police, personId: officer.personId, name: officer.name } as const
  const from = await invite(made.id, byOfficer)
  await invite(made.id, {
    partner: 'nhs',
    healthService: 'gp',
    agencyId: trust,
    personId: doctor.personId,
    name: 'Dora',
  })
  const said = { from, what: 'The call-outs since May', givenAt: minutesAgo(20), isPromised: 'yes', promisedBy }
  assert.equal((await manager.send(`${made.address}/information`, said)).statusCode, 303)
  const [promise] = await within((tx) => listInformation(tx, { discussionId: made.id }))
  assert.ok(promise)
  return { ...made, promise, page: `/partner/discussions/${made.id}/information/${promise.id}/send` }
}

const sent = { what: 'Two call-outs, both in May', familyMaySee: 'no', familyMaySeeWhy: 'An investigation runs' }

test('an agency finds what it promised in its work, sends it from there, and it is what the agency said', async () => {
  const { id, address, reference, promise, page } = await promised()
  const owed = new RegExp(`Information for ${reference}[\\s\\S]*Send it`)
  assert.match((await officer.get('/')).body, owed)
  assert.match((await officer.get(`/partner/discussions/${id}`)).body, new RegExp(`href="${page}"[^>]*>Send it`))
  assert.match((await officer.get(page)).body, /The call-outs since May/)
  const unsaid = await officer.send(page, { ...sent, familyMaySeeWhy: '' })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Say why the family may not see it/)
  assert.match(unsaid.body, /Two call-outs, both in May/)
  assert.equal((await officer.send(page, sent)).statusCode, 303)
  const [, came] = await within((tx) => listInformation(tx, { discussionId: id }))
  assert.deepEqual(
    [came?.fulfils, came?.what, came?.givenByName, came?.partner, came?.agencyId, came?.recordedByName],
    [promise.id, sent.what, officer.name, 'police', police, officer.name],
  )
  assert.deepEqual(
    [came?.answer?.kind, came?.answer?.familyMaySee, came?.answer?.familyMaySeeWhy, came?.answer?.givenBy],
    ['confirmed', false, 'An investigation runs', 'own-sign-in'],
  )
  assert.doesNotMatch((await officer.get('/')).body, new RegExp(`Information for ${reference}`))
  const { body } = await manager.get(address)
  assert.match(body, /Promised, and sent[\s\S]*Two call-outs, both in May[\s\S]*may not see it: An investigation runs/)
  const again = await officer.get(page)
  assert.equal(again.statusCode, 409)
  assert.match(again.body, /This was sent already/)
})

test('what is late is escalated to the agency, and what it sends ends that', async () => {
  const { id, page } = await promised(minutesAgo(10))
  const state = () =>
    within(async (tx) => {
      const { rows } = await sql<{ outcome: string | null }>`
        select ended.outcome from strategy.escalation raised
          left join strategy.escalation_end ended
            on ended.authority_id = raised.authority_id and ended.escalation_id = raised.id
         where raised.discussion_id = ${id} and raised.condition = 'information-not-sent'`.execute(tx.sql)
      return rows.map(({ outcome }) => outcome)
    })
  await escalate()
  assert.deepEqual(await state(), [null])
  assert.equal((await officer.send(page, { ...sent, familyMaySee: 'yes', familyMaySeeWhy: '' })).statusCode, 303)
  await escalate()
  assert.deepEqual(await state(), ['sent-information'])
})

test('two of one agency who send it at once send it once', async () => {
  const { id, page } = await promised()
  const open = [await officer.get(page), await officer.get(page)]
  const tokens = open.map(({ body }) => /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? '')
  const both = await Promise.all(
    tokens.map((token, at) => post(app.app, page, officer.cookie, { ...sent, what: `Sent ${at}`, _token: token })),
  )
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409])
  assert.equal((await within((tx) => listInformation(tx, { discussionId: id }))).length, 2)
})

test('another agency, and a colleague who is not part of the discussion, find nothing to send', async () => {
  const { id, reference, page } = await promised()
  for (const who of [doctor, stranger]) {
    assert.doesNotMatch((await who.get('/')).body, new RegExp(`Information for ${reference}`), who.name)
    assert.equal((await who.get(page)).statusCode, 404, who.name)
    assert.equal((await who.send(page, sent)).statusCode, 404, who.name)
  }
  assert.equal((await within((tx) => listInformation(tx, { discussionId: id }))).length, 1)
})

test('the database lets a partner write what their own agency promised, under their own name, and nothing else', async () => {
  const { id, promise } = await promised()
  const other = await promised()
  const write = (
    who: typeof officer,
    changed: Partial<Record<'agency' | 'partner' | 'fulfils' | 'by' | 'discussion', string | null>> = {},
  ) => {
    const given = {
      agency: police,
      partner: 'police',
      fulfils: promise.id,
      by: who.personId,
      discussion: id,
      ...changed,
    }
    return as(who, 'partner', (tx) =>
      sql`insert into strategy.information (authority_id, id, discussion_id, partner, agency_id, given_by_name, what, fulfils,
                                            given_at, recorded_by)
          values (${authorityId}, ${newId()}, ${given.discussion}, ${given.partner}, ${given.agency}, 'Somebody', 'Something',
                  ${given.fulfils}, now(), ${given.by})`.execute(tx.sql),
    )
  }
  for (const [why, attempt] of [
    ['another agency', () => write(doctor, { agency: trust, partner: 'nhs' })],
    ['another agency in the name of the police', () => write(doctor)],
    ['a colleague who is not part of it', () => write(stranger)],
    ['what nobody promised', () => write(officer, { fulfils: null })],
    ['as another partner', () => write(officer, { partner: 'nhs' })],
    ['in somebody else’s name', () => write(officer, { by: manager.personId })],
    ['a promise of another discussion', () => write(officer, { fulfils: other.promise.id })],
  ] as const)
    await assert.rejects(attempt, /row-level security/, why)
  await write(officer)
})
