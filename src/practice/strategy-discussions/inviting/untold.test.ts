import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { prepareJobs } from '#platform/jobs'
import { mailArea } from '#platform/mail'
import { post, testApp } from '#test/app'
import { testMailServer } from '#test/smtp'
import { followJob } from './follow.ts'
import { arrangement, hoursOn, invitingFor, typed } from './made-inviting.ts'
import { isChangeUntold, whoRings } from './rules/chasing.ts'
import { listInvitations } from './store/invitations.ts'

const testing = await testApp()
const { app, database, migrationUrl, signIn } = testing
const { within, agency, made, partnerOf } = invitingFor(testing)
const mailServer = await testMailServer()
const way = { by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' } as const
const sending = (mailArea(way, 'http://localhost').jobs ?? []).find(({ name }) => name === 'mail.send')
const manager = await signIn('team-manager')
const other = await signIn('service-manager')
const worker = await signIn('duty-social-worker')
const nhs = await agency('Testshire NHS', 'nhs', 'desk@nhs.example.org')
const police = await agency('Testshire Constabulary', 'police', 'desk@police.example.org')
const sergeant = await partnerOf(police, 'Sam Sergeant', 'sam@police.example.org')

await prepareJobs(migrationUrl, 'los_app', ['mail.send', 'strategy-discussions.invite'])

const send = () => sending?.run(database, Temporal.Now.instant())
const refused = async () => {
  mailServer.refuse(550)
  await send()
  mailServer.refuse(null)
}
const asked = (changes = {}) => arrangement({ nhs, police, chairId: manager.personId }, changes)

/** Arranged, and everybody has the invitation. */
async function arranged() {
  const discussion = await made()
  assert.equal((await manager.send(`${discussion.address}/arrange`, asked())).statusCode, 303)
  await send()
  const toPolice = (await within((tx) => listInvitations(tx, discussion.id))).find(
    ({ email }) => email === 'desk@police.example.org',
  )
  assert.ok(toPolice)
  const [answer, told, again] = [
    `/partner/invitations/${toPolice.id}`,
    `/strategy-discussions/invitations/${toPolice.id}/told`,
    `/strategy-discussions/invitations/${toPolice.id}/send-again`,
  ]
  return { ...discussion, toPolice, answer, told, again }
}

/** What a person's home says of the police and a discussion, '' for nothing. */
async function workOf(visitor: typeof manager, reference: string): Promise<string> {
  const { body } = await visitor.get('/')
  const at = body.indexOf(`Police and ${reference}`)
  return at === -1 ? '' : body.slice(at, at + 600)
}

const messageIn = (body: string): string => /name="messageId" value="([^"]+)"/.exec(body)?.[1] ?? ''

for (const [way, page, answers] of [
  ['called off', 'call-off', { reason: 'The chair is in court.' }],
  ['cancelled', 'cancel', { reason: 'Entered twice.' }],
] as const) {
  test(`that it is ${way} and nobody heard is the chair’s work until they have rung`, async () => {
    const { id, address, reference, told } = await arranged()
    assert.equal((await manager.send(`${address}/${page}`, answers)).statusCode, 303)
    await followJob('http://localhost').run(database, Temporal.Now.instant())
    await refused()
    assert.match(await workOf(manager, reference), /not come was not delivered: ring Testshire Constabulary/)
    assert.equal(await workOf(worker, reference), '')
    assert.match((await manager.get(address)).body, /Not delivered[\s\S]*?Record that they were told/)
    const shown = (await manager.get(told)).body
    assert.match(shown, /01632 960 100[\s\S]*does not take place then/)
    const unsaid = { messageId: messageIn(shown), toldName: '', toldAt: typed(hoursOn(1)) }
    assert.match((await manager.send(told, unsaid)).body, /Enter whom you told/)
    const named = { ...unsaid, toldName: 'The custody sergeant' }
    assert.match((await manager.send(told, named)).body, /cannot be in the future/)
    assert.match((await manager.send(told, { ...named, toldAt: typed(hoursOn(-3)) })).body, /before there was this/)
    const now = { ...named, toldAt: typed(Temporal.Now.instant()) }
    assert.equal((await manager.send(told, now)).statusCode, 303)
    assert.equal(await workOf(manager, reference), '')
    const { body } = await manager.get(address)
    assert.match(body, new RegExp(`Told by telephone[\\s\\S]*The custody sergeant[\\s\\S]*by ${manager.name}`))
    assert.equal((await manager.get(told)).statusCode, 409)
    const trailed = await within((tx) =>
      tx.sql
        .selectFrom('trail.entry')
        .select('subjects')
        .where('action', '=', 'invitation.told')
        .where('personId', '=', manager.personId)
        .execute(),
    )
    assert.ok(trailed.some(({ subjects }) => subjects.includes(id)))
  })
}

test('a withdrawal that did not arrive is sent again, and is nobody’s work once that has arrived', async () => {
  const { reference, toPolice, again } = await arranged()
  await manager.send(`/strategy-discussions/invitations/${toPolice.id}/withdraw`, { reason: 'Another force leads.' })
  await refused()
  assert.match(await workOf(manager, reference), /was not delivered: ring/)
  assert.equal((await manager.send(again, {})).statusCode, 303)
  await send()
  assert.equal(await workOf(manager, reference), '')
  const last = mailServer.received.filter(({ to }) => to === 'desk@police.example.org').at(-1)
  assert.match(String(last?.source), /No longer needed/)
})

test('whoever was asked again at the same mailbox is not told to stay away', async () => {
  const { address, reference, toPolice, again } = await arranged()
  await manager.send(`/strategy-discussions/invitations/${toPolice.id}/withdraw`, { reason: 'Another force leads.' })
  await refused()
  const anew = { partner: 'police', healthService: '', 'who.to': `desk:${police}` }
  assert.equal((await manager.send(`${address}/invite`, anew)).statusCode, 303)
  await send()
  assert.equal(await workOf(manager, reference), '')
  assert.equal((await manager.send(again, {})).statusCode, 409)
})

test('a change that did not reach somebody who had said yes is the chair’s work, and ends when they answer again', async () => {
  const { address, reference, answer } = await arranged()
  assert.equal((await sergeant.send(answer, { answer: 'yes' })).statusCode, 303)
  const elsewhere = asked({ startsAt: typed(hoursOn(2)), place: 'Room 4', reason: 'The link fails.' })
  assert.equal((await manager.send(`${address}/arrange`, elsewhere)).statusCode, 303)
  await refused()
  assert.match(await workOf(manager, reference), /The change was not delivered: ring Testshire Constabulary/)
  await sergeant.send(answer, { answer: 'yes' })
  assert.equal(await workOf(manager, reference), '')
})

test('having told somebody of one mail says nothing of the next', async () => {
  const { address, reference, told } = await arranged()
  await manager.send(`${address}/call-off`, { reason: 'The chair is in court.' })
  await refused()
  const { body } = await manager.get(told)
  await manager.send(`${address}/arrange`, asked({ startsAt: typed(hoursOn(4)), reason: 'Another day.' }))
  await refused()
  const token = /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const late = { _token: token, messageId: messageIn(body), toldName: 'The desk', toldAt: typed(hoursOn(-0.01)) }
  const answer = await post(app, told, manager.cookie, late)
  assert.equal(answer.statusCode, 409)
  assert.match(answer.body, /Other mail was sent to them meanwhile/)
  assert.match(await workOf(manager, reference), /The invitation was not delivered: ring/)
})

test('of mail to the chair it is whoever brought it about who rings', () => {
  assert.equal(whoRings({ personId: null, chairId: manager.personId, arrangedBy: other.personId }), manager.personId)
  assert.equal(whoRings({ personId: 'chair', chairId: 'chair', arrangedBy: 'arranger' }), 'arranger')
  assert.equal(whoRings({ personId: 'chair', chairId: 'chair', arrangedBy: 'chair' }), 'nobody')
  assert.equal(whoRings({ personId: 'worker', chairId: null, arrangedBy: null }), null)
})

test('an answer given since the mail went out shows that they know', () => {
  const mail = { queuedAt: Temporal.Instant.from('2026-11-25T10:00:00Z') }
  const at = (time: string) => Temporal.Instant.from(`2026-11-25T${time}:00Z`)
  assert.equal(isChangeUntold({ isAnswered: true, answeredAt: at('09:59') }, mail), true)
  assert.equal(isChangeUntold({ isAnswered: true, answeredAt: at('10:00') }, mail), false)
  assert.equal(isChangeUntold({ isAnswered: true, answeredAt: at('09:59') }, undefined), false)
})
