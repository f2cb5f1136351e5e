import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asTyped } from '#platform/questions'
import { testApp } from '#test/app'
import { meetingFor, minutesAgo } from './made-meeting.ts'
import { listInformation } from './store/information.ts'

const app = await testApp()
const { signIn, authorityId } = app
const { within, as, due, invite, agency } = meetingFor(app)
const manager = await signIn('team-manager')
// Partners of a test belong to the first agency: the police.
const officer = await signIn('partner')
const police = await within(async (tx) => {
  const { rows } = await sql<{ agencyId: string }>`
    select agency_id from organisation.person where id = ${officer.personId}`.execute(tx.sql)
  return rows[0]?.agencyId ?? ''
})
const trust = await agency('Testshire Trust')

/** A discussion to which police and health were asked, with what each of them said. */
async function said() {
  const made = await due()
  const fromPolice = await invite(made.id, { partner: 'police', agencyId: police, name: 'PC Moor' })
  const fromTrust = await invite(made.id, { partner: 'nhs', healthService: 'gp', agencyId: trust, name: 'Dr Lowe' })
  const page = `${made.address}/information`
  const say = (from: string, what: string, more: Readonly<Record<string, string>> = {}) =>
    manager.send(page, { from, what, givenAt: minutesAgo(5), ...more })
  assert.equal((await say(fromPolice, 'Two call-outs to the flat in May')).statusCode, 303)
  assert.equal((await say(fromTrust, 'Missed both reviews')).statusCode, 303)
  const information = await within((tx) => listInformation(tx, { discussionId: made.id }))
  const idOf = (agencyId: string) => information.find((each) => each.agencyId === agencyId)?.id ?? ''
  return { ...made, page, say, fromTrust, ofPolice: idOf(police), ofTrust: idOf(trust) }
}

test('what each agency said stands with who gave it, and waits for the agency to confirm it', async () => {
  const { address } = await said()
  const { body } = await manager.get(address)
  assert.match(
    body,
    /Police · Testshire Police · PC Moor[\s\S]*Two call-outs to the flat in May[\s\S]*Not confirmed by the agency yet/,
  )
})

test('what is promised has a time, is late when it does not come, and is fulfilled by what came', async () => {
  const { id, address, page, say, fromTrust } = await said()
  assert.match((await say(fromTrust, 'The notes', { isPromised: 'yes' })).body, /Enter by when they will send it/)
  const before = await say(fromTrust, 'The notes', { isPromised: 'yes', promisedBy: minutesAgo(30) })
  assert.match(before.body, /promised for after it was said/)
  const promisedBy = asTyped(Temporal.Now.instant().add({ hours: 3 }))
  const promised = await say(fromTrust, 'The notes of the clinic', { isPromised: 'yes', promisedBy })
  assert.equal(promised.statusCode, 303, promised.body)
  assert.match((await manager.get(address)).body, /The notes of the clinic|Promised/)
  await say(fromTrust, 'The growth chart', { isPromised: 'yes', promisedBy: minutesAgo(1) })
  assert.match((await manager.get(address)).body, /Not sent[\s\S]*was promised by/)
  const awaited = (await within((tx) => listInformation(tx, { discussionId: id }))).find(
    ({ what }) => what === 'The growth chart',
  )
  const sent = { what: 'Weight falls since June', givenByName: 'Dr Lowe', givenAt: minutesAgo(0) }
  assert.equal((await manager.send(`${page}/${awaited?.id}/sent`, sent)).statusCode, 303)
  assert.equal((await manager.get(`${page}/${awaited?.id}/sent`)).statusCode, 409)
  const { body } = await manager.get(address)
  assert.match(body, /Promised, and sent[\s\S]*Weight falls since June/)
  assert.doesNotMatch(body, /Not sent/)
})

test('the agency corrects what it said and marks whether the family may see it; what was written stays', async () => {
  const { address, page, ofPolice } = await said()
  const ours = `${page}/${ofPolice}/ours`
  assert.match((await officer.get(ours)).body, /Two call-outs to the flat in May/)
  const unsaid = await officer.send(ours, {
    kind: 'corrected',
    correctedText: '',
    familyMaySee: 'no',
    familyMaySeeWhy: '',
  })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Write down what is right/)
  assert.match(unsaid.body, /Say why the family may not see it/)
  const answer = {
    kind: 'corrected',
    correctedText: 'One call-out, in June',
    familyMaySee: 'no',
    familyMaySeeWhy: 'An investigation runs',
  }
  assert.equal((await officer.send(ours, answer)).statusCode, 303)
  const { body } = await manager.get(address)
  assert.match(
    body,
    /Two call-outs to the flat in May[\s\S]*Corrected by the agency:[\s\S]*One call-out, in June[\s\S]*The family may not see it: An investigation runs/,
  )
})

test('an agency sees and answers its own information alone', async () => {
  const { id, page, ofTrust } = await said()
  assert.equal((await officer.get(`${page}/${ofTrust}/ours`)).statusCode, 404)
  const seen = await as(officer, 'partner', (tx) => listInformation(tx, { discussionId: id }))
  assert.deepEqual(
    seen.map(({ agencyId }) => agencyId),
    [police],
  )
  const attempt = as(officer, 'partner', (tx) =>
    sql`insert into strategy.information_answer (authority_id, id, information_id, discussion_id, kind, family_may_see,
                                                 given_by, answered_at)
        values (${authorityId}, ${newId()}, ${ofTrust}, ${id}, 'confirmed', true, 'own-sign-in', now())`.execute(
      tx.sql,
    ),
  )
  await assert.rejects(attempt, /row-level security/)
})

test('what an agency says of it by telephone is taken down with the name of who said so', async () => {
  const { address, page, ofTrust } = await said()
  const answer = { kind: 'confirmed', correctedText: '', familyMaySee: 'yes', familyMaySeeWhy: '' }
  assert.match((await manager.send(`${page}/${ofTrust}/answer`, answer)).body, /Enter who at the agency said so/)
  const taken = await manager.send(`${page}/${ofTrust}/answer`, { ...answer, givenByName: 'Practice manager' })
  assert.equal(taken.statusCode, 303, taken.body)
  assert.match(
    (await manager.get(address)).body,
    /Confirmed by Practice manager by telephone[\s\S]*The family may see it/,
  )
})

test('nobody edits what was said: the database refuses it, whoever asks', async () => {
  const { ofPolice } = await said()
  const attempt = within((tx) => sql`update strategy.information set what = 'x' where id = ${ofPolice}`.execute(tx.sql))
  await assert.rejects(attempt, /permission denied|never changed/)
})
