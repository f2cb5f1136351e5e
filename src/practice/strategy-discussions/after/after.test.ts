import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { prepareJobs } from '#platform/jobs'
import { mailArea } from '#platform/mail'
import { post, testApp, type Visitor } from '#test/app'
import { testMailServer } from '#test/smtp'
import { heldAnswers, meetingFor, recordAnswers } from '../meeting/made-meeting.ts'
import { listOfChildren } from '../store/of-children.ts'
import { listSentCopies } from './store/circulations.ts'

const app = await testApp()
const { signIn, database, migrationUrl, authorityId } = app
const mailServer = await testMailServer()
const [sendMail] =
  mailArea({ by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' }, 'http://localhost').jobs ??
  []
const { within, as, due, invite, agency } = meetingFor(app)
const manager = await signIn('team-manager')
const other = await signIn('team-manager')
// Partners of a test belong to the first agency, the police.
const officer = await signIn('partner')
const sergeant = await signIn('partner')
const trust = await agency('Testshire Trust')

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const policeOf = () =>
  within(async (tx) => {
    const { rows } = await sql<{ agencyId: string }>`
      select agency_id from organisation.person where id = ${officer.personId}`.execute(tx.sql)
    return rows[0]?.agencyId ?? ''
  })

/** A discussion that was held and recorded; the officer was asked and absent, health came, a neighbour agency has no desk. */
async function recorded() {
  const made = await due(2)
  const asked = {
    officer: await invite(made.id, {
      partner: 'police',
      agencyId: await policeOf(),
      personId: officer.personId,
      name: officer.name,
    }),
    trust: await invite(made.id, { partner: 'nhs', healthService: 'gp', agencyId: trust }),
    school: await invite(made.id, { partner: 'school', name: 'Head of Hill School' }),
  }
  assert.equal((await manager.send(`${made.address}/held`, heldAnswers(manager))).statusCode, 303)
  const came = { choice: 'attended-video', name: 'Dr Lowe', role: '', healthService: 'gp', reason: '' }
  const absent = { choice: 'absent', name: officer.name, role: '', healthService: '', reason: 'On a raid' }
  const attendance = Object.fromEntries([
    ...Object.entries(came).map(([part, value]) => [`there.${asked.trust}.${part}`, value]),
    ...Object.entries(absent).map(([part, value]) => [`there.${asked.officer}.${part}`, value]),
  ])
  assert.equal((await manager.send(`${made.address}/attendance`, attendance)).statusCode, 303)
  const information = { from: asked.trust, what: 'Missed both reviews', givenAt: heldAnswers(manager).endedAt }
  assert.equal((await manager.send(`${made.address}/information`, information)).statusCode, 303)
  const answers = recordAnswers(made.childIds, 'section-47-joint', { authorisedBy: manager.personId })
  assert.equal((await manager.send(`${made.address}/record`, answers)).statusCode, 303)
  return { ...made, asked }
}

type Recorded = Awaited<ReturnType<typeof recorded>>

const versionOn = async (who: Visitor, address: string): Promise<string> =>
  /name="record" value="([^"]+)"/.exec((await who.get(`${address}/circulate`)).body)?.[1] ?? ''

const allOf = async ({ address, asked }: Recorded, changed: Readonly<Record<string, string>> = {}) => ({
  record: await versionOn(manager, address),
  [`to.${asked.officer}.how`]: 'mail',
  [`to.${asked.trust}.how`]: 'mail',
  [`to.${asked.school}.how`]: 'otherwise',
  [`to.${asked.school}.howWords`]: 'By hand, at the gate',
  ...changed,
})

const opens = async (who: Visitor, { address }: Recorded): Promise<number> =>
  (await who.get(`${address}/circulated`)).statusCode

test('the record goes to those who came and those who did not, and each copy is kept track of', async () => {
  const made = await recorded()
  assert.match((await manager.get(made.address)).body, /3 of 3 still to be sent/)
  assert.match((await manager.get('/')).body, new RegExp(`${made.reference}[\\s\\S]*Its record has to be sent round`))
  const sent = await manager.send(`${made.address}/circulate`, await allOf(made))
  assert.equal(sent.statusCode, 303, sent.body)
  const { body } = await manager.get(made.address)
  assert.match(body, /Sent\s*<\/strong>\s*everybody has it/)
  assert.match(body, /Head of Hill School[\s\S]*By hand, at the gate/)
  assert.match(body, new RegExp(`${officer.name}[\\s\\S]*Not opened yet`))
  assert.doesNotMatch((await manager.get('/')).body, new RegExp(`send-round:${made.id}|${made.address}/circulate`))
})

test('mail about it holds the reference and a link, and no name of a child', async () => {
  const made = await recorded()
  await manager.send(`${made.address}/circulate`, await allOf(made))
  await sendMail?.run(database, Temporal.Now.instant())
  const mail = mailServer.received.filter(({ source }) => source.includes(made.reference))
  assert.equal(mail.length, 2)
  for (const { source } of mail) {
    assert.match(source, new RegExp(`http://localhost${made.address}/circulated`))
    assert.doesNotMatch(source, /Applegarth|Wren|Robin|burn|Lowe/)
  }
})

test('a partner opens what was sent to them, that is noted once, and before it they see no record at all', async () => {
  const made = await recorded()
  assert.equal(await opens(officer, made), 404)
  const tables = ['record', 'child_outcome', 'section_47', 'circulation', 'information']
  const seen = async (who: Visitor) => {
    const counts: number[] = []
    for (const table of tables) {
      const found = await as(who, 'partner', (tx) =>
        sql`select from ${sql.table(`strategy.${table}`)} where discussion_id = ${made.id}`.execute(tx.sql),
      )
      counts.push(found.rows.length)
    }
    return counts
  }
  assert.deepEqual(await seen(officer), [0, 0, 0, 0, 0])
  await manager.send(`${made.address}/circulate`, await allOf(made))
  const page = await officer.get(`${made.address}/circulated`)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /A burn of the hand/)
  assert.match(page.body, /Missed both reviews/)
  assert.match(page.body, /Applegarth/)
  assert.match(page.body, /A conference is due by/)
  await officer.get(`${made.address}/circulated`)
  assert.match((await manager.get(made.address)).body, /Opened\s*<\/strong>/)
  assert.deepEqual(await seen(officer), [1, 2, 2, 1, 1])
  // Sent to the officer by name: a colleague of the same agency was not asked.
  assert.equal(await opens(sergeant, made), 404)
  assert.deepEqual(await seen(sergeant), [0, 0, 0, 0, 0])
})

test('how it goes is said for each, and what was typed stays', async () => {
  const made = await recorded()
  const wrong = await manager.send(
    `${made.address}/circulate`,
    await allOf(made, { [`to.${made.asked.school}.howWords`]: '', [`to.${made.asked.trust}.how`]: '' }),
  )
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /Choose how it goes to them/)
  const unsaid = await manager.send(
    `${made.address}/circulate`,
    await allOf(made, { [`to.${made.asked.school}.howWords`]: '' }),
  )
  assert.match(unsaid.body, /Say how it went to them/)
  assert.match(unsaid.body, new RegExp(`to.${made.asked.school}.how"[^>]*value="otherwise" checked`))
  const nobody = await manager.send(
    `${made.address}/circulate`,
    await allOf(made, { [`to.${made.asked.school}.how`]: 'mail' }),
  )
  assert.match(nobody.body, /They cannot read it here: send it otherwise/)
})

test('a corrected record goes round again, and partners read the version that was sent to them until it does', async () => {
  const made = await recorded()
  await manager.send(`${made.address}/circulate`, await allOf(made))
  const base = /name="corrects" value="([^"]*)"/.exec((await manager.get(`${made.address}/record`)).body)?.[1] ?? ''
  const answers = recordAnswers(made.childIds, 'section-47-joint', {
    corrects: base,
    correctionReason: 'The wrong hand',
    harm: 'A burn of the left hand',
  })
  const stale = (await other.get(`${made.address}/circulate`)).body
  assert.doesNotMatch(stale, /name="record"/)
  assert.equal((await manager.send(`${made.address}/record`, answers)).statusCode, 303)
  assert.match((await manager.get(made.address)).body, /the record was corrected: 3 copies to be sent again/)
  assert.doesNotMatch((await officer.get(`${made.address}/circulated`)).body, /left hand/)
  await manager.send(`${made.address}/circulate`, await allOf(made))
  assert.match((await officer.get(`${made.address}/circulated`)).body, /A burn of the left hand/)
  assert.match(
    (await officer.get(`${made.address}/circulated`)).body,
    /It corrects what you were sent before: The wrong hand/,
  )
})

test('a version corrected while somebody sends the old one round is not sent in its place', async () => {
  const made = await recorded()
  const form = (await other.get(`${made.address}/circulate`)).body
  const old = await allOf(made)
  const base = /name="corrects" value="([^"]*)"/.exec((await manager.get(`${made.address}/record`)).body)?.[1] ?? ''
  const answers = recordAnswers(made.childIds, 'section-47-joint', {
    corrects: base,
    correctionReason: 'The wrong hand',
  })
  await manager.send(`${made.address}/record`, answers)
  const token = /name="_token" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const sent = await post(app.app, `${made.address}/circulate`, other.cookie, { ...old, _token: token })
  assert.equal(sent.statusCode, 409)
  assert.match(sent.body, new RegExp(`${manager.name} corrected the record while you were sending it round`))
})

test('mail that does not arrive counts as not sent, and says so', async () => {
  const made = await recorded()
  await manager.send(`${made.address}/circulate`, await allOf(made))
  const copies = await within((tx) => listSentCopies(tx, made.id))
  const copy = copies.find(({ key }) => key === made.asked.trust)
  await within((tx) =>
    sql`insert into mail.bounce (authority_id, id, message_id, code, told_by)
        select ${authorityId}, gen_random_uuid(), id, '5.1.1', 'report' from mail.message where about_id = ${copy?.id}`.execute(
      tx.sql,
    ),
  )
  const { body } = await manager.get(made.address)
  assert.match(body, /Not delivered/)
  assert.match(body, /1 of 3 still to be sent/)
})

test('somebody who was not part of it is told what they need to know, and nothing that an agency said', async () => {
  const made = await recorded()
  const typed = {
    name: sergeant.name,
    personId: sergeant.personId,
    toldDecision: 'An enquiry has begun',
    toldToDo: 'Ring us if he is seen at the flat',
    how: 'mail',
  }
  const unsaid = await manager.send(`${made.address}/circulate/need-to-know`, { ...typed, toldToDo: '' })
  assert.match(unsaid.body, /Write what they need to do/)
  assert.match(unsaid.body, /An enquiry has begun/)
  const sent = await manager.send(`${made.address}/circulate/need-to-know`, typed)
  assert.equal(sent.statusCode, 303, sent.body)
  const copy = (await within((tx) => listSentCopies(tx, made.id))).find(({ version }) => version === 'need-to-know')
  const told = await sergeant.get(`/strategy-discussions/told/${copy?.id}`)
  assert.equal(told.statusCode, 200, told.body)
  assert.match(told.body, /An enquiry has begun[\s\S]*Ring us if he is seen at the flat/)
  assert.doesNotMatch(told.body, /Missed both reviews|A burn of the hand|Applegarth/)
  assert.equal((await officer.get(`/strategy-discussions/told/${copy?.id}`)).statusCode, 404)
  assert.equal(await opens(sergeant, made), 404)
  assert.match(
    (await manager.get(made.address)).body,
    new RegExp(`${sergeant.name}[\\s\\S]*What they need to know[\\s\\S]*Opened`),
  )
})

/** Sends an answer with the token of another form: the page it goes to shows none. */
async function pressed(who: Visitor, { address }: Recorded, to: string, answers: Readonly<Record<string, string>>) {
  const form = (await who.get(`${address}/challenge`)).body
  const token = /name="_token" value="([^"]+)"/.exec(form)?.[1] ?? ''
  assert.notEqual(token, '')
  return (await post(app.app, to, who.cookie, { ...answers, _token: token })).statusCode
}

test('a partner challenges what was decided and reads the answer; a stranger does neither', async () => {
  const made = await recorded()
  await manager.send(`${made.address}/circulate`, await allOf(made))
  assert.equal((await sergeant.get(`${made.address}/challenge`)).statusCode, 404)
  const unsaid = await officer.send(`${made.address}/challenge`, { about: '', words: 'We were not asked in time' })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /We were not asked in time/)
  const raised = await officer.send(`${made.address}/challenge`, {
    about: 'decision',
    words: 'It should be single agency',
  })
  assert.equal(raised.statusCode, 303, raised.body)
  const address = String(raised.headers.location)
  assert.equal(await pressed(officer, made, address, { answer: 'Yes' }), 404)
  assert.match((await other.get('/')).body, new RegExp(`href="${address}"`))
  const answered = await manager.send(address, {
    answer: 'The police look at the phone',
    whatChanges: 'Joint from today',
  })
  assert.equal(answered.statusCode, 303, answered.body)
  assert.match(
    (await officer.get(address)).body,
    /It should be single agency[\s\S]*The police look at the phone[\s\S]*Joint from today/,
  )
  assert.match(
    (await manager.get(made.address)).body,
    /Challenges[\s\S]*It should be single agency[\s\S]*Joint from today/,
  )
  assert.doesNotMatch((await other.get('/')).body, new RegExp(`href="${address}"`))
})

test('staff challenge, also for somebody who rang, and nobody answers their own', async () => {
  const made = await recorded()
  const lead = await signIn('qa-lead')
  const raised = await lead.send(`${made.address}/challenge`, { about: 'record', words: 'The child is not in it' })
  assert.equal(raised.statusCode, 303, raised.body)
  assert.equal(await pressed(lead, made, String(raised.headers.location), { answer: 'x' }), 403)
  const rang = { about: 'conference', words: 'Too late', agencyId: trust, raisedByName: 'Dr Lowe' }
  const taken = await manager.send(`${made.address}/challenge`, rang)
  assert.match((await manager.get(String(taken.headers.location))).body, /Dr Lowe, Testshire Trust/)
  const own = await manager.send(`${made.address}/challenge`, { about: 'other', words: 'I see it differently' })
  assert.doesNotMatch((await manager.get(String(own.headers.location))).body, /name="answer"/)
  assert.equal(await pressed(manager, made, String(own.headers.location), { answer: 'I am right' }), 400)
  assert.doesNotMatch((await manager.get(String(own.headers.location))).body, /I am right/)
  const list = await manager.get('/strategy-discussions/challenges?show=waiting')
  assert.match(list.body, /To be answered/)
  const file = await manager.get('/strategy-discussions/challenges?format=csv')
  assert.match(file.body, /Too late/)
})

test('a child’s chronology tells of the discussion, what was decided and the enquiry, for staff', async () => {
  const made = await recorded()
  const [childId = ''] = made.childIds
  const { body } = await manager.get(`/children/${childId}/chronology`)
  assert.match(body, new RegExp(`strategy discussion ${made.reference} is due`))
  assert.match(body, new RegExp(`Strategy discussion ${made.reference} held \\(video\\): NHS there`))
  assert.match(body, new RegExp(`${made.reference}: Section 47 enquiry, jointly with the police`))
  assert.match(body, /Section 47 enquiry started/)
  const none = await as(officer, 'partner', (tx) => listOfChildren(tx, made.childIds))
  assert.deepEqual(none, { discussions: [], steps: [], outcomes: [] })
})
