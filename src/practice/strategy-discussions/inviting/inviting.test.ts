import assert from 'node:assert/strict'
import { test } from 'node:test'
import ICAL from 'ical.js'
import { sql } from 'kysely'
import { type ParsedMail, simpleParser } from 'mailparser'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { prepareJobs } from '#platform/jobs'
import { mailArea } from '#platform/mail'
import { testApp } from '#test/app'
import { testMailServer } from '#test/smtp'
import { followJob } from './follow.ts'
import { arrangement, familyName, hoursOn, invitingFor, typed } from './made-inviting.ts'
import { listInvitations, listReplies } from './store/invitations.ts'

const testing = await testApp()
const { database, migrationUrl, signIn, app } = testing
const { within, agency, made, partnerOf } = invitingFor(testing)
const mailServer = await testMailServer()
const url = 'http://localhost'
const way = { by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' } as const
const sending = (mailArea(way, url).jobs ?? []).find(({ name }) => name === 'mail.send')
const manager = await signIn('team-manager')
const worker = await signIn('duty-social-worker')
const nhs = await agency('Testshire NHS', 'nhs', 'desk@nhs.example.org')
const police = await agency('Testshire Constabulary', 'police', 'desk@police.example.org')
const nurse = await partnerOf(nhs, 'Nora Nurse', 'nora@nhs.example.org')
const sergeant = await partnerOf(police, 'Sam Sergeant', 'sam@police.example.org')
const detective = await partnerOf(police, 'Dee Detective', 'dee@police.example.org')

await prepareJobs(migrationUrl, 'los_app', ['mail.send', 'strategy-discussions.invite'])

const send = (minutesOn = 0) => sending?.run(database, Temporal.Now.instant().add({ minutes: minutesOn }))
const follow = () => followJob(url).run(database, Temporal.Now.instant())
const asked = (changes = {}) => arrangement({ nhs, police, chairId: manager.personId }, changes)

interface Read {
  readonly mail: ParsedMail
  readonly method: string
  readonly event: ICAL.Event
  readonly text: string
}

/** The mail about a discussion that a mailbox got, in order, as independent readers of mail and calendars see it. */
async function mailOf(reference: string, to: string): Promise<readonly Read[]> {
  const parsed = await Promise.all(
    mailServer.received.filter((each) => each.to === to).map(({ raw }) => simpleParser(raw)),
  )
  return parsed.filter(({ subject }) => subject?.includes(`${reference}`)).map(read)
}

function read(mail: ParsedMail): Read {
  const part = mail.attachments.find(
    ({ contentType }) => contentType === 'text/calendar' || contentType === 'application/ics',
  )
  assert.ok(part, 'mail without a calendar part')
  const calendar = new ICAL.Component(ICAL.parse(part.content.toString('utf8')))
  const [component] = calendar.getAllSubcomponents('vevent')
  assert.ok(component)
  const method = String(calendar.getFirstPropertyValue('method'))
  return { mail, method, event: new ICAL.Event(component), text: String(mail.text) }
}

async function arranged(changes = {}) {
  const discussion = await made()
  const { statusCode, body } = await manager.send(`${discussion.address}/arrange`, asked(changes))
  assert.equal(statusCode, 303, body.match(/error-summary[\s\S]{0,900}/)?.[0])
  await send()
  return discussion
}

const invitationsOf = (id: string) => within((tx) => listInvitations(tx, id))
const invitationTo = async (id: string, email: string) => {
  const found = (await invitationsOf(id)).find((each) => each.email === email)
  assert.ok(found)
  return found
}

const linkIn = (text: string): string => {
  const [, link = ''] = /(\/reply\/[\w-]{43})/.exec(text) ?? []
  assert.ok(link, text)
  return link
}

test('arranging a discussion puts it into the calendars of all three partners, and no child’s name leaves the house', async () => {
  const { id, reference } = await arranged()
  for (const to of ['desk@nhs.example.org', 'desk@police.example.org']) {
    const [only, ...more] = await mailOf(reference, to)
    assert.ok(only)
    assert.equal(more.length, 0)
    assert.equal(only.method, 'REQUEST')
    assert.equal(only.mail.subject, `Strategy discussion ${reference}`)
    assert.equal(only.event.uid, `${id}@localhost`)
    assert.equal(only.event.sequence, 0)
    assert.equal(only.event.location, 'https://meet.example.org/room-7')
    assert.equal(String(only.event.attendees[0]?.getFirstValue()).toLowerCase(), `mailto:${to}`)
    assert.equal(only.event.duration.toSeconds(), 3600)
  }
  const everything = mailServer.received.map(({ source }) => source).join('\n')
  assert.doesNotMatch(everything, new RegExp(`${familyName}|Ottoline|bruise`))
})

test('the three partners stand in three rows in the same order, invited or not', async () => {
  const { address } = await arranged()
  const { body } = await manager.get(address)
  const [, table = ''] = /Who is asked<\/caption>([\s\S]*?)<\/table>/.exec(body) ?? []
  const partners = [...table.matchAll(/<strong>(Local authority|NHS[^<]*|Police)<\/strong>/g)].map(([, name]) => name)
  assert.deepEqual(partners, ['Local authority', 'NHS: school nursing', 'Police'])
})

test('all three are asked, always: without the police nothing is arranged, and what was typed is kept', async () => {
  const { address } = await made()
  const without = await manager.send(`${address}/arrange`, asked({ 'police.to': '' }))
  assert.equal(without.statusCode, 400)
  assert.match(without.body, /Choose whom of the police to ask/)
  assert.match(without.body, /https:\/\/meet\.example\.org\/room-7/)
})

test('everything that is wrong with what was typed is said at once', async () => {
  const { address } = await made()
  const nothing = { startsAt: '', minutes: '', form: '', chairId: '', 'nhs.to': '', healthService: '', 'police.to': '' }
  const { statusCode, body } = await manager.send(`${address}/arrange`, {
    ...asked(nothing),
    place: `At the ${familyName} home`,
  })
  assert.equal(statusCode, 400)
  const [summary = ''] = /govuk-error-summary[\s\S]*?<\/ul>/.exec(body) ?? []
  for (const problem of [
    'Say when it begins',
    'Say how long it lasts, in minutes',
    'Say how it is held',
    'Choose who chairs it',
    'Leave the child’s name out',
    'Say which health service is asked',
    'Choose whom of the NHS to ask',
    'Choose whom of the police to ask',
  ])
    assert.ok(summary.includes(problem), problem)
  await manager.send(`${address}/arrange`, asked())
  const changed = await manager.send(`${address}/arrange`, asked({ form: '', reason: '' }))
  assert.match(changed.body, /Say how it is held[\s\S]*Say why it is changed/)
})

test('a start after the limit is possible with a reason, and said plainly', async () => {
  const { address } = await made(1)
  const late = await manager.send(`${address}/arrange`, asked())
  assert.equal(late.statusCode, 400)
  assert.match(late.body, /It begins after the discussion is due: say why/)
  const said = await manager.send(`${address}/arrange`, asked({ lateReason: 'The nurse is on a plane.' }))
  assert.equal(said.statusCode, 303)
  const { body } = await manager.get(address)
  assert.match(body, /counts as late/)
  assert.match(body, /The nurse is on a plane/)
})

test('a place that names the child is refused: it goes into mail', async () => {
  const { address } = await made()
  const { statusCode, body } = await manager.send(`${address}/arrange`, asked({ place: `At the ${familyName} home` }))
  assert.equal(statusCode, 400)
  assert.match(body, /Leave the child’s name out/)
})

test('anybody may chair, and that they are below the standard is said', async () => {
  const { address } = await made()
  await manager.send(`${address}/arrange`, asked({ chairId: worker.personId }))
  assert.match((await manager.get(address)).body, /below team manager/)
})

test('another time moves the same event with a higher sequence, and an answer to the earlier time is none to this', async () => {
  const { id, reference, address } = await arranged()
  const invitation = await invitationTo(id, 'desk@nhs.example.org')
  await nurse.send(`/partner/invitations/${invitation.id}`, { answer: 'yes' })
  const other = asked({ startsAt: typed(hoursOn(5)), reason: 'The chair is in court.' })
  assert.equal((await manager.send(`${address}/arrange`, other)).statusCode, 303)
  await send()
  const [first, second] = await mailOf(reference, 'desk@nhs.example.org')
  assert.equal(second?.event.uid, first?.event.uid)
  assert.deepEqual([first?.event.sequence, second?.event.sequence], [0, 1])
  assert.notEqual(second?.event.startDate.toString(), first?.event.startDate.toString())
  assert.match((await manager.get(address)).body, /No reply to this time/)
  assert.match((await nurse.get('/')).body, new RegExp(`${reference}[\\s\\S]*Answer`))
})

test('whoever is withdrawn gets a cancellation, the others keep the meeting; asked again, their calendar takes it', async () => {
  const { id, reference, address } = await arranged()
  const { id: invitationId } = await invitationTo(id, 'desk@police.example.org')
  await manager.send(`/strategy-discussions/invitations/${invitationId}/withdraw`, { reason: 'Another force leads.' })
  await send()
  const [, cancelled] = await mailOf(reference, 'desk@police.example.org')
  assert.equal(cancelled?.method, 'CANCEL')
  assert.ok((cancelled?.event.sequence ?? 0) > 0)
  assert.doesNotMatch(String(cancelled?.text), /Another force/)
  assert.equal((await mailOf(reference, 'desk@nhs.example.org')).length, 1)
  assert.match((await manager.get(address)).body, /Withdrawn/)
  const again = { partner: 'police', healthService: '', 'who.to': `desk:${police}` }
  assert.equal((await manager.send(`${address}/invite`, again)).statusCode, 303)
  await send()
  const last = (await mailOf(reference, 'desk@police.example.org')).at(-1)
  assert.equal(last?.method, 'REQUEST')
  assert.ok((last?.event.sequence ?? 0) > (cancelled?.event.sequence ?? 0))
})

for (const [way, page, answers] of [
  ['cancelled', 'cancel', { reason: 'Entered twice.' }],
  ['decided against', 'not-holding', { decidedAt: typed(hoursOn(-0.1)), reason: 'Two teachers saw it happen.' }],
] as const) {
  test(`a discussion that is ${way} is taken out of every calendar, once, and nobody is told why`, async () => {
    const { reference, address } = await arranged()
    assert.equal((await manager.send(`${address}/${page}`, answers)).statusCode, 303)
    await Promise.all([follow(), follow()])
    await follow()
    await send()
    for (const to of ['desk@nhs.example.org', 'desk@police.example.org']) {
      const [request, cancel, ...more] = await mailOf(reference, to)
      assert.deepEqual([request?.method, cancel?.method, more.length], ['REQUEST', 'CANCEL', 0])
      assert.equal(cancel?.event.uid, request?.event.uid)
      assert.ok((cancel?.event.sequence ?? 0) > (request?.event.sequence ?? 0))
      assert.doesNotMatch(String(cancel?.text), /Entered twice|teachers/)
    }
  })
}

test('two partners answering at once are both heard, the latest answer stands and all are kept', async () => {
  const { id, address } = await arranged()
  const toNhs = await invitationTo(id, 'desk@nhs.example.org')
  const toPolice = await invitationTo(id, 'desk@police.example.org')
  const both = await Promise.all([
    nurse.send(`/partner/invitations/${toNhs.id}`, { answer: 'yes' }),
    sergeant.send(`/partner/invitations/${toPolice.id}`, { answer: 'no', reason: 'A clinic.' }),
    detective.send(`/partner/invitations/${toPolice.id}`, { answer: 'information-only', reason: 'Nobody is free.' }),
  ])
  assert.deepEqual(
    both.map(({ statusCode }) => statusCode),
    [303, 303, 303],
  )
  await sergeant.send(`/partner/invitations/${toPolice.id}`, { answer: 'yes' })
  const replies = await within((tx) => listReplies(tx, [toNhs.id, toPolice.id]))
  assert.equal(replies.get(toNhs.id)?.length, 1)
  assert.equal(replies.get(toPolice.id)?.length, 3)
  assert.equal((await invitationTo(id, 'desk@police.example.org')).reply?.answer, 'yes')
  assert.match((await manager.get(address)).body, /Earlier replies/)
})

test('a refusal needs its reason', async () => {
  const { id } = await arranged()
  const { id: invitationId } = await invitationTo(id, 'desk@nhs.example.org')
  const { statusCode, body } = await nurse.send(`/partner/invitations/${invitationId}`, { answer: 'no', reason: '' })
  assert.equal(statusCode, 400)
  assert.match(body, /Say why nobody can come/)
})

test('whoever is named in somebody’s place gets an invitation of their own, and none any more when the answer changes', async () => {
  const { id, reference } = await arranged()
  const { id: invitationId } = await invitationTo(id, 'desk@nhs.example.org')
  const named = {
    answer: 'someone-else',
    someoneName: 'Hari Visitor',
    someoneRole: 'Health visitor',
    someoneEmail: 'hari@nhs.example.org',
  }
  assert.equal((await nurse.send(`/partner/invitations/${invitationId}`, named)).statusCode, 303)
  await follow()
  await follow()
  await send()
  assert.deepEqual(
    (await mailOf(reference, 'hari@nhs.example.org')).map(({ method }) => method),
    ['REQUEST'],
  )
  assert.equal((await invitationTo(id, 'hari@nhs.example.org')).healthService, 'school-nursing')
  await nurse.send(`/partner/invitations/${invitationId}`, { answer: 'yes' })
  await follow()
  await send()
  assert.deepEqual(
    (await mailOf(reference, 'hari@nhs.example.org')).map(({ method }) => method),
    ['REQUEST', 'CANCEL'],
  )
})

test('a reply by telephone is recorded for them, with who gave it and who took it', async () => {
  const { id, address } = await arranged()
  const { id: invitationId } = await invitationTo(id, 'desk@police.example.org')
  const page = `/strategy-discussions/invitations/${invitationId}/reply`
  const unsaid = { answer: 'yes', givenByName: '', repliedAt: typed(hoursOn(-0.1)) }
  assert.equal((await manager.send(page, unsaid)).statusCode, 400)
  assert.equal((await manager.send(page, { ...unsaid, givenByName: 'The custody sergeant' })).statusCode, 303)
  assert.match(
    (await manager.get(address)).body,
    new RegExp(`The custody sergeant by telephone, taken by ${manager.name}`),
  )
})

test('mail that is refused is seen on the page and in the chair’s work, and sent again once', async () => {
  const { id, reference, address } = await made()
  await manager.send(`${address}/arrange`, asked())
  mailServer.refuse(550)
  await send()
  mailServer.refuse(null)
  assert.match((await manager.get(address)).body, /Not delivered[\s\S]*?01632 960 100/)
  assert.match(
    (await manager.get('/')).body,
    new RegExp(`Police and ${reference}[\\s\\S]*was not delivered: ring Testshire Constabulary`),
  )
  assert.doesNotMatch((await worker.get('/')).body, new RegExp(`Police and ${reference}`))
  const { id: invitationId } = await invitationTo(id, 'desk@police.example.org')
  const page = `/strategy-discussions/invitations/${invitationId}/send-again`
  assert.match((await manager.get(page)).body, /not delivered/)
  await Promise.all([manager.send(page, {}), manager.send(page, {})])
  await send()
  assert.equal((await mailOf(reference, 'desk@police.example.org')).length, 1)
  assert.doesNotMatch(
    (await manager.get('/')).body,
    new RegExp(`Police and ${reference}[^<]*<[\\s\\S]{0,200}was not delivered`),
  )
})

test('a desk without an account answers by the link in its mail, once; and the page shows no child', async () => {
  const { id, reference } = await arranged()
  const [mail] = await mailOf(reference, 'desk@police.example.org')
  const link = linkIn(String(mail?.text))
  const shown = await app.inject({ method: 'GET', url: link })
  assert.equal(shown.statusCode, 200)
  assert.match(shown.body, new RegExp(`Strategy discussion ${reference}`))
  assert.doesNotMatch(shown.body, new RegExp(`${familyName}|Ottoline|bruise`))
  const answer = (answers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: link,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...answers, _token: tokenIn(shown.body) }).toString(),
    })
  assert.equal((await answer({ answer: 'no', reason: '' })).statusCode, 400)
  assert.equal((await answer({ answer: 'no', reason: 'Nobody is free.' })).statusCode, 303)
  assert.deepEqual(
    [(await invitationTo(id, 'desk@police.example.org')).reply].map((reply) => [reply?.answer, reply?.givenBy]),
    [['no', 'link']],
  )
  const after = await app.inject({ method: 'GET', url: link })
  assert.match(after.body, /A link takes one answer/)
  const again = await app.inject({ method: 'GET', url: `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}` })
  assert.equal(again.statusCode, 404)
})

test('the link of somebody who is withdrawn opens nothing', async () => {
  const { id, reference } = await arranged()
  const [mail] = await mailOf(reference, 'desk@nhs.example.org')
  const { id: invitationId } = await invitationTo(id, 'desk@nhs.example.org')
  await manager.send(`/strategy-discussions/invitations/${invitationId}/withdraw`, { reason: 'Not needed.' })
  assert.equal((await app.inject({ method: 'GET', url: linkIn(String(mail?.text)) })).statusCode, 410)
})

test('a link is over when the discussion is', async () => {
  const { reference } = await arranged()
  const [mail] = await mailOf(reference, 'desk@nhs.example.org')
  const link = linkIn(String(mail?.text))
  const client = new pg.Client({ connectionString: migrationUrl })
  await client.connect()
  try {
    await client.query('alter table links.link disable trigger user')
    await client.query(`update links.link set expires_at = now() - interval '1 minute'
                         where purpose = 'strategy-discussions.reply'`)
    await client.query('alter table links.link enable trigger user')
  } finally {
    await client.end()
  }
  const shut = await app.inject({ method: 'GET', url: link })
  assert.equal(shut.statusCode, 410)
  assert.match(shut.body, /Ring the front door/)
})

test('to a time that the case system told of the NHS and the police are asked, once, and to the next time again', async () => {
  const { id, reference } = await made()
  const tell = (hours: number, replaces: string | null) =>
    within(async (tx) => {
      const arrangementId = newId()
      await sql`
        insert into strategy.arrangement (authority_id, id, discussion_id, replaces, sequence, starts_at, ends_at, form, reason)
        values (${tx.who.authorityId}, ${arrangementId}, ${id}, ${replaces}, ${replaces === null ? 0 : 1}, ${hoursOn(hours)},
                ${hoursOn(hours + 1)}, 'video', ${replaces === null ? '' : 'Told by the case system'})`.execute(tx.sql)
      return arrangementId
    })
  const first = await tell(3, null)
  await Promise.all([follow(), follow()])
  await send()
  assert.deepEqual(
    (await mailOf(reference, 'desk@police.example.org')).map(({ method }) => method),
    ['REQUEST'],
  )
  await tell(5, first)
  await follow()
  await send()
  const told = await mailOf(reference, 'desk@nhs.example.org')
  assert.deepEqual(
    told.map(({ method, event }) => [method, event.sequence]),
    [
      ['REQUEST', 0],
      ['REQUEST', 1],
    ],
  )
  assert.equal((await invitationsOf(id)).length, 2)
})

test('a calendar to subscribe to has what one is asked to, no child, and ends when it is renewed', async () => {
  const { id } = await arranged()
  const make = async () => {
    const { body } = await nurse.send('/my-calendar', { wanted: 'make' })
    return /(\/calendar\/[\w-]{43}\.ics)/.exec(body)?.[1] ?? ''
  }
  const first = await make()
  const file = await app.inject({ method: 'GET', url: first })
  assert.equal(file.statusCode, 200)
  const calendar = new ICAL.Component(ICAL.parse(file.body))
  const uids = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each).uid)
  assert.ok(uids.includes(`${id}@localhost`))
  assert.doesNotMatch(file.body, new RegExp(`${familyName}|Ottoline`))
  const second = await make()
  assert.equal((await app.inject({ method: 'GET', url: first })).statusCode, 410)
  assert.equal((await app.inject({ method: 'GET', url: second })).statusCode, 200)
  await nurse.send('/my-calendar', { wanted: 'end' })
  assert.equal((await app.inject({ method: 'GET', url: second })).statusCode, 410)
})

const tokenIn = (body: string): string => /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? ''
