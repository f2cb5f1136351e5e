import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import ICAL from 'ical.js'
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem, type Role } from '#platform/access'
import { cancellation, type Invited, invitation, uidOf } from '#platform/calendar'
import { prepareJobs } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { runCommand } from '#test/commands'
import { answerOf } from '#test/outcome'
import { testMailServer } from '#test/smtp'
import { mailArea } from './area.ts'
import { mailCommands } from './commands.ts'
import { listMailFor, listUndelivered, type Mail, queueMail } from './index.ts'
import { made } from './report/made-report.ts'
import { tryAgain } from './store.ts'

const { database, authorityId, migrationUrl, signIn } = await testApp()
const mailServer = await testMailServer()
const way = { by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' } as const
const job = mailArea(way, 'http://localhost').jobs?.find(({ name }) => name === 'mail.send')
const worker = await signIn('duty-social-worker')
const partner = await signIn('partner')
const administrator = await signIn('administrator')

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const long = Temporal.Instant.from('2020-01-01T00:00:00Z')
const kind = 'test.invitation'
const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const as = <T>(personId: string, role: Role, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(database, { kind: 'person', authorityId, personId, roles: [role] }, work)
const queue = (mail: Partial<Mail>): Promise<string> =>
  inside((tx) => queueMail(tx, { to: 'desk@example.org', subject: 'Discussion SD-1', text: 'Please reply.', ...mail }))
const run = (minutesOn = 0) => job?.run(database, Temporal.Now.instant().add({ minutes: minutesOn }))
const subjectsTo = (to: string) =>
  mailServer.received.filter((each) => each.to === to).map(({ source }) => /^Subject: (.*)\r$/m.exec(source)?.[1])
const statesOf = async (id: string) => (await inside((tx) => listMailFor(tx, kind, [id]))).map(({ state }) => state)

const meeting: Invited = {
  uid: uidOf(newId(), 'https://los.example.gov.uk'),
  sequence: 0,
  startsAt: Temporal.Instant.from('2026-11-26T10:00:00Z'),
  endsAt: Temporal.Instant.from('2026-11-26T11:00:00Z'),
  title: 'Discussion SD-1 – café 👍',
  description: 'Please reply.\nBy four.',
  location: 'By video',
  url: null,
  organiser: { name: 'Front door', email: 'los@example.gov.uk' },
  attendees: [
    {
      name: 'Desk',
      email: 'desk@example.org',
      role: 'required',
      kind: 'desk',
      answer: 'none-yet',
      isAskedToReply: true,
    },
  ],
}
const at = Temporal.Instant.from('2026-11-25T12:00:00Z')

test('an invitation arrives as a calendar part that a mailbox reads by itself, and as a file beside it', async () => {
  const calendar = answerOf(invitation(meeting, at))
  await queue({ to: 'reads@example.org', calendar })
  await run()
  const raw = mailServer.received.find(({ to }) => to === 'reads@example.org')?.raw
  assert.ok(raw)
  assert.match(raw.toString(), /Content-Type: multipart\/alternative/)
  assert.match(
    raw.toString().replaceAll(/\r\n\s+/g, ' '),
    /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i,
  )
  const mail = await simpleParser(raw)
  assert.equal(mail.text?.trim(), 'Please reply.')
  const [file, ...more] = mail.attachments.filter(({ filename }) => filename === 'invitation.ics')
  assert.equal(more.length, 0)
  assert.equal(file?.contentType, 'application/ics')
  const parts = mail.attachments.map(({ content }) => content.toString('utf8'))
  assert.deepEqual(mail.attachments.map(({ contentType }) => contentType).sort(), ['application/ics', 'text/calendar'])
  for (const text of parts) {
    assert.equal(text, calendar.text)
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined)
    assert.equal(event.summary, meeting.title)
    assert.equal(event.uid, meeting.uid)
  }
})

test('a cancellation says in its mail that it is one', async () => {
  const calendar = answerOf(cancellation({ ...meeting, sequence: 1 }, at))
  await queue({ to: 'off@example.org', calendar })
  await run()
  const raw = mailServer.received.find(({ to }) => to === 'off@example.org')?.raw.toString() ?? ''
  assert.match(raw.replaceAll(/\r\n\s+/g, ' '), /Content-Type: text\/calendar; charset=utf-8; method=CANCEL/i)
})

test('the same fact queues its mail once, and answers with the first', async () => {
  const mail = { to: 'once@example.org', dedupeKey: 'invitation 1' }
  const first = await queue(mail)
  assert.equal(await queue({ ...mail, subject: 'Again' }), first)
  assert.equal(await as(worker.personId, 'duty-social-worker', (tx) => queueMail(tx, { ...letter, ...mail })), first)
  assert.notEqual(await queue({ ...mail, dedupeKey: 'invitation 2' }), first)
  await run()
  assert.equal(subjectsTo('once@example.org').length, 2)
})

const letter = { to: 'x@example.org', subject: 'x', text: 'x' }

test('two that queue the same fact at the same moment send one message', async () => {
  const mail = { to: 'twins@example.org', dedupeKey: 'twins' }
  const ids = await Promise.all([queue(mail), queue(mail), queue(mail)])
  assert.equal(new Set(ids).size, 1)
  await run()
  assert.equal(subjectsTo('twins@example.org').length, 1)
})

test('an update never leaves before the invitation that it changes', async () => {
  const thread = 'meeting 1'
  await queue({ to: 'order@example.org', subject: 'First', thread })
  mailServer.refuse(451)
  await run()
  mailServer.refuse(null)
  await queue({ to: 'order@example.org', subject: 'Second', thread })
  await queue({ to: 'order@example.org', subject: 'Third', thread })
  await queue({ to: 'other@example.org', subject: 'Somebody else', thread })
  await queue({ to: 'order@example.org', subject: 'About something else', thread: 'meeting 2' })
  await run()
  assert.deepEqual(subjectsTo('order@example.org'), ['About something else'])
  assert.deepEqual(subjectsTo('other@example.org'), ['Somebody else'])
  await Promise.all([run(2), run(2), run(2)])
  await run(2)
  assert.deepEqual(subjectsTo('order@example.org'), ['About something else', 'First', 'Second', 'Third'])
})

test('what was given up holds back nothing, and is not sent after the one that overtook it', async () => {
  const about = { kind, id: newId() }
  mailServer.refuse(550)
  await queue({ to: 'gone@example.org', subject: 'First', thread: 'meeting 3', about })
  await run()
  mailServer.refuse(null)
  assert.deepEqual(await statesOf(about.id), ['given-up'])
  await queue({ to: 'gone@example.org', subject: 'Second', thread: 'meeting 3', about })
  await run()
  assert.deepEqual(await statesOf(about.id), ['overtaken', 'sent'])
  assert.deepEqual(await inside((tx) => listUndelivered(tx, kind, long)), [])
  await inside(tryAgain)
  await run()
  assert.deepEqual(subjectsTo('gone@example.org'), ['Second'])
})

test('whoever asked can see what became of each message, and partners cannot', async () => {
  const about = { kind, id: newId() }
  await queue({ to: 'state@example.org', about, calendar: answerOf(invitation(meeting, at)) })
  assert.deepEqual(await statesOf(about.id), ['waiting'])
  mailServer.refuse(451)
  await run()
  mailServer.refuse(null)
  assert.deepEqual(await statesOf(about.id), ['failing'])
  await run(2)
  const seen = await as(worker.personId, 'duty-social-worker', (tx) => listMailFor(tx, kind, [about.id]))
  assert.deepEqual(
    seen.map(({ aboutId, method, state, code, tries }) => ({ aboutId, method, state, code, tries })),
    [{ aboutId: about.id, method: 'REQUEST', state: 'sent', code: '250', tries: 2 }],
  )
  assert.doesNotMatch(JSON.stringify(seen), /example\.org|Discussion|reply/)
  assert.deepEqual(await as(partner.personId, 'partner', (tx) => listMailFor(tx, kind, [about.id])), [])
  assert.deepEqual(await inside((tx) => listMailFor(tx, 'test.other', [about.id])), [])
})

test('an invitation that nobody can receive is listed for whoever has to ring them', async () => {
  const about = { kind: 'test.ring', id: newId() }
  mailServer.refuse(550)
  await queue({ to: 'nobody@example.org', about })
  await run()
  mailServer.refuse(null)
  const ask = (tx: Tx) => listUndelivered(tx, 'test.ring', long)
  const found = await as(worker.personId, 'duty-social-worker', ask)
  assert.deepEqual(
    found.map(({ aboutId, state, code }) => ({ aboutId, state, code })),
    [{ aboutId: about.id, state: 'given-up', code: '550' }],
  )
  assert.deepEqual(await as(partner.personId, 'partner', ask), [])
})

/** Pipes a message that came back to the command, as a mail server does. */
const pipe = (text: string) =>
  runCommand({ database, migrationUrl }, (program, context) => mailCommands(program, context, Readable.from([text])), [
    'mail',
    'bounce',
    '--json',
  ])

test('mail that was taken and came back is noted once, and whoever asked sees it', async () => {
  const about = { kind: 'test.bounced', id: newId() }
  const messageId = await queue({ to: 'moved@example.org', about })
  const early = await pipe(made({ id: messageId }))
  assert.deepEqual([early.documents, early.code], [[{ result: 'not-ours', messageId, code: '5.1.1' }], 1])
  await run()
  // The report names what the mail server was really given.
  const sent = mailServer.received.find(({ to }) => to === 'moved@example.org')
  const named = /^Message-ID: <([^@]+)@example\.gov\.uk>/m.exec(sent?.source ?? '')?.[1] ?? ''
  assert.deepEqual([named, sent?.envelopeId], [messageId, messageId])
  const first = await pipe(made({ id: named }))
  assert.deepEqual([first.documents, first.code], [[{ result: 'recorded', messageId, code: '5.1.1' }], 0])
  assert.equal((await pipe(made({ id: named, status: '5.2.2' }))).code, 0)
  const [state] = await inside((tx) => listMailFor(tx, about.kind, [about.id]))
  assert.deepEqual([state?.state, state?.code], ['bounced', '5.1.1'])
  const listed = await inside((tx) => listUndelivered(tx, about.kind, long))
  assert.deepEqual(
    listed.map(({ aboutId, state: what, code }) => [aboutId, what, code]),
    [[about.id, 'bounced', '5.1.1']],
  )
  const later = Temporal.Now.instant().add({ hours: 1 })
  assert.deepEqual(await inside((tx) => listUndelivered(tx, about.kind, later)), [])
  const page = await administrator.get('/mail?show=bounced')
  assert.match(page.body, /moved@example\.org/)
  assert.match(page.body, /Came back/)
})

test('what is piped and tells of no mail of ours is answered with no, and nothing at all with what to do', async () => {
  assert.equal((await pipe(made({ id: newId() }))).code, 1)
  assert.equal((await pipe('Subject: Out of office\r\n\r\nBack on Monday')).code, 1)
  const nothing = await pipe('')
  assert.equal(nothing.code, 2)
  assert.match(nothing.complaints.join(), /Pipe the message/)
})

test('a bounce is a fact: nobody changes it, and only the system notes it', async () => {
  const note = as(worker.personId, 'duty-social-worker', (tx) =>
    sql`insert into mail.bounce (authority_id, id, message_id, code, told_by)
        values (${authorityId}, ${newId()}, ${newId()}, '5.1.1', 'report')`.execute(tx.sql),
  )
  await assert.rejects(note, /row-level security/)
  await assert.rejects(
    inside((tx) => sql`delete from mail.bounce`.execute(tx.sql)),
    /permission denied/,
  )
})
