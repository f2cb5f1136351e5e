import assert from 'node:assert/strict'
import { test } from 'node:test'
import ICAL from 'ical.js'
import { simpleParser } from 'mailparser'
import { Temporal } from 'temporal-polyfill'
import { prepareJobs } from '#platform/jobs'
import { mailArea } from '#platform/mail'
import { testApp } from '#test/app'
import { testMailServer } from '#test/smtp'
import { arrangement, invitingFor } from './made-inviting.ts'
import { formerChair } from './rules/former-chair.ts'
import { listInvitations } from './store/invitations.ts'

const testing = await testApp()
const { database, migrationUrl, signIn } = testing
const { within, agency, made } = invitingFor(testing)
const mailServer = await testMailServer()
const way = { by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' } as const
const sending = (mailArea(way, 'http://localhost').jobs ?? []).find(({ name }) => name === 'mail.send')
const arranger = await signIn('duty-manager')
const first = await signIn('team-manager')
const second = await signIn('service-manager')
const nhs = await agency('Testshire NHS', 'nhs', 'desk@nhs.example.org')
const police = await agency('Testshire Constabulary', 'police', 'desk@police.example.org')

await prepareJobs(migrationUrl, 'los_app', ['mail.send', 'strategy-discussions.invite'])

const arrange = async (address: string, changes: Readonly<Record<string, string>>) => {
  const asked = arrangement({ nhs, police, chairId: first.personId }, changes)
  const sent = await arranger.send(`${address}/arrange`, asked)
  assert.equal(sent.statusCode, 303, sent.body)
  await sending?.run(database, Temporal.Now.instant())
}

const emailOf = async (id: string, personId: string): Promise<string> =>
  (await within((tx) => listInvitations(tx, id))).find((each) => each.personId === personId)?.email ?? ''

/** "REQUEST 0", as the calendar of a mailbox gets it, in order. */
async function toldOf(reference: string, to: string): Promise<readonly string[]> {
  const mails = await Promise.all(
    mailServer.received.filter((each) => each.to === to).map(({ raw }) => simpleParser(raw)),
  )
  return mails
    .filter(({ subject }) => subject?.includes(reference))
    .flatMap(({ attachments }) => {
      const part = attachments.find(({ contentType }) => contentType === 'text/calendar')
      if (part === undefined) return []
      const calendar = new ICAL.Component(ICAL.parse(part.content.toString('utf8')))
      const event = calendar.getFirstSubcomponent('vevent')
      return [`${String(calendar.getFirstPropertyValue('method'))} ${String(event?.getFirstPropertyValue('sequence'))}`]
    })
}

test('when somebody else chairs, the former chair’s calendar is emptied, the new one’s filled, and both say so here', async () => {
  const { id, reference, address } = await made()
  await arrange(address, {})
  await arrange(address, { chairId: second.personId, reason: 'The chair is ill.' })
  const [was, is] = [await emailOf(id, first.personId), await emailOf(id, second.personId)]
  assert.deepEqual(await toldOf(reference, was), ['REQUEST 0', 'CANCEL 2'])
  assert.deepEqual(await toldOf(reference, is), ['REQUEST 1'])
  assert.deepEqual(await toldOf(reference, 'desk@nhs.example.org'), ['REQUEST 0', 'REQUEST 1'])
  const asked = await within((tx) => listInvitations(tx, id))
  assert.equal(
    asked.find(({ personId }) => personId === first.personId)?.withdrawal?.reason,
    'Somebody else chairs it.',
  )
  assert.equal(asked.find(({ personId }) => personId === second.personId)?.withdrawal, null)
  assert.doesNotMatch((await first.get('/')).body, new RegExp(reference))
  assert.match((await second.get('/')).body, new RegExp(`${reference}[\\s\\S]*You are asked to come`))
  await arrange(address, { reason: 'The chair is well again.' })
  assert.deepEqual((await toldOf(reference, was)).slice(2), ['REQUEST 5'], 'above the cancellation')
  assert.deepEqual((await toldOf(reference, is)).slice(1), ['CANCEL 4'])
})

test('a former chair who takes the minutes instead keeps the meeting', async () => {
  const { id, reference, address } = await made()
  await arrange(address, {})
  const instead = { chairId: second.personId, minuteTakerId: first.personId, reason: 'They change places.' }
  await arrange(address, instead)
  assert.ok(!(await toldOf(reference, await emailOf(id, first.personId))).some((told) => told.startsWith('CANCEL')))
})

test('a former chair who was asked before they were to chair keeps the meeting', async () => {
  const { id, reference, address } = await made()
  await arrange(address, { chairId: second.personId })
  const also = { partner: 'local-authority', healthService: '', 'who.to': `person:${first.personId}` }
  assert.equal((await arranger.send(`${address}/invite`, also)).statusCode, 303)
  await arrange(address, { reason: 'The other is ill.' })
  await arrange(address, { chairId: second.personId, reason: 'They are well again.' })
  assert.ok(!(await toldOf(reference, await emailOf(id, first.personId))).some((told) => told.startsWith('CANCEL')))
})

test('a discussion that was called off and has another chair at its next time lets the former one go', async () => {
  const { id, reference, address } = await made()
  await arrange(address, {})
  await arranger.send(`${address}/call-off`, { reason: 'The chair is ill.' })
  await arrange(address, { chairId: second.personId })
  const told = await toldOf(reference, await emailOf(id, first.personId))
  assert.match(told.at(-1) ?? '', /^CANCEL/)
})

test('only an invitation that came of chairing ends with it', () => {
  const at = (minute: number) => Temporal.Instant.from(`2026-11-25T10:${String(minute).padStart(2, '0')}:00Z`)
  const chaired = [
    { chairId: 'one', knownAt: at(0) },
    { chairId: 'one', knownAt: at(10) },
  ]
  const asked = (personId: string, minute: number) => ({
    ...{ personId, agencyId: null, withdrawal: null },
    knownAt: at(minute),
  })
  assert.equal(formerChair(chaired, [asked('one', 0)], ['two'])?.personId, 'one', 'since they first were to chair')
  assert.equal(formerChair(chaired, [asked('one', 0)], ['one']), null)
  assert.equal(formerChair([...chaired, { chairId: null, knownAt: at(20) }], [asked('one', 0)], ['two']), null)
  assert.equal(formerChair([], [asked('one', 0)], ['two']), null)
})
