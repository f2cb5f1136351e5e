import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import ICAL from 'ical.js'
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { invitation, uidOf } from '#platform/calendar'
import { prepareJobs } from '#platform/jobs'
import { findLink, makeLink } from '#platform/links'
import { type Tx, transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { answerOf } from '#test/outcome'
import { testMailServer } from '#test/smtp'
import { mailArea } from './area.ts'
import { queueMail, tokenToCome } from './index.ts'

const { app, database, authorityId, migrationUrl } = await testApp()
const mailServer = await testMailServer()
const way = { by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' } as const
const job = mailArea(way, 'http://localhost').jobs?.find(({ name }) => name === 'mail.send')
before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const now = Temporal.Now.instant()
const address = `https://los.example.gov.uk/somewhere/rather/long/so/that/the/line/is/folded/reply/${tokenToCome}`
const calendar = answerOf(
  invitation(
    {
      uid: uidOf(newId(), 'https://los.example.gov.uk'),
      sequence: 0,
      startsAt: now,
      endsAt: now.add({ hours: 1 }),
      title: 'Discussion SD-1',
      description: `Reply at ${address}, please.`,
      location: '',
      url: address,
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
    },
    now,
  ),
)
const link = { purpose: 'test.reply', subjectId: newId(), expiresAt: now.add({ hours: 24 }) }
const mail = { to: 'linked@example.org', subject: 'Please reply', text: `Reply: ${address}\n`, calendar, link }
const eventIn = (text: string) =>
  new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined)

test('a link in mail is made as the mail leaves: in the text and the calendar alike, and nowhere in the database', async () => {
  const id = await inside((tx) => queueMail(tx, mail))
  await job?.run(database, now)
  const parsed = await simpleParser(mailServer.received.at(-1)?.raw ?? '')
  const token = /reply\/([\w-]{43})\s/.exec(parsed.text ?? '')?.[1] ?? ''
  assert.notEqual(token, tokenToCome)
  assert.ok(await inside((tx) => findLink(tx, 'test.reply', token)))
  const text = parsed.attachments[0]?.content.toString() ?? ''
  const event = eventIn(text)
  assert.equal(event.description, `Reply at ${address.replace(tokenToCome, token)}, please.`)
  assert.equal(event.component.getFirstPropertyValue('url'), address.replace(tokenToCome, token))
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  const { rows } = await inside((tx) =>
    sql<{ kept: string }>`
      select text || calendar_text as kept from mail.message where id = ${id}`.execute(tx.sql),
  )
  assert.ok(!rows[0]?.kept.replaceAll('\r\n ', '').includes(token))
})

test('mail that promises a link without one, or has one and no place for it, is refused as it is queued', async () => {
  const { link: _link, ...without } = mail
  await assert.rejects(
    inside((tx) => queueMail(tx, without)),
    /token to come/,
  )
  await assert.rejects(
    inside((tx) => queueMail(tx, { to: 'x@y.uk', subject: 'x', text: 'x', link })),
    /token to come/,
  )
})

test('the calendar part of one message opens by its own link, without the other link that was in the mail', async () => {
  const id = await inside((tx) => queueMail(tx, mail))
  const other = await inside((tx) => queueMail(tx, mail))
  const wanted = { purpose: 'mail.calendar', subjectId: id, expiresAt: now.add({ hours: 24 }) }
  const token = await inside((tx) => makeLink(tx, wanted))
  const file = await app.inject({ method: 'GET', url: `/calendar-file/${token}.ics` })
  assert.equal(file.statusCode, 200)
  assert.equal(file.headers['content-type'], 'text/calendar; charset=utf-8')
  assert.match(String(file.headers['content-disposition']), /filename="invitation\.ics"/)
  const event = eventIn(file.body)
  assert.equal(event.summary, 'Discussion SD-1')
  assert.equal(event.description, 'Reply at the link in the mail, please.')
  assert.equal(event.component.getFirstPropertyValue('url'), null)
  const who = { kind: 'link', authorityId, linkId: newId(), purpose: 'mail.calendar', subjectId: id, from: '' } as const
  const { rows } = await transact(database, who, (tx) =>
    sql<{ id: string }>`select id from mail.message`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ id }])
  assert.notEqual(id, other)
})
