import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import { prepareJobs } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { addAgency } from '#practice/organisation'
import { post, testApp, type Visitor } from '#test/app'
import { shippedCalendar } from '#test/calendar'
import { answerOf } from '#test/outcome'
import { escalateJob } from '../job.ts'
import { arrangedFor, discussionDue, makeCouncilIn, replyGiven } from '../made-discussion.ts'
import { listEscalationsForAgency } from '../store/list.ts'
import { raiseByPartner } from '../store/record.ts'

const app = await testApp()
const { database, authorityId, migrationUrl, signIn } = app
// The partner's agency comes first, so that it is the one that partners of the tests belong to.
const officer = await signIn('partner')
const made = await makeCouncilIn(database, authorityId)
const manager = await signIn('team-manager')
const leader = await signIn('director')
const job = escalateJob({ publicUrl: 'http://localhost', calendar: async () => shippedCalendar })

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const now = () => made.as(async (tx) => tx.now)
const asPartner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(database, { kind: 'person', authorityId, personId: officer.personId, roles: ['partner'] }, work)

const agencyOfOfficer = await made.as(async (tx) => {
  const { rows } = await sql<{ agencyId: string }>`
    select agency_id from organisation.person where id = ${officer.personId}`.execute(tx.sql)
  return rows[0]?.agencyId ?? ''
})

/** A discussion in six hours whose police, the partner's own agency, have just declined. Escalated. */
async function declined(): Promise<{
  readonly id: string
  readonly reference: string
  readonly escalation: string
  readonly address: string
}> {
  const at = await now()
  const known = at.subtract({ minutes: 30 }).toString()
  const discussion = await discussionDue(made, known, at.add({ hours: 20 }).toString())
  const starts = at.add({ hours: 6 }).toString()
  const invitations = await arrangedFor({ ...made, police: agencyOfOfficer }, discussion.id, { known, starts })
  for (const partner of ['nhs', 'local-authority'] as const)
    await replyGiven(made, discussion.id, { invitationId: invitations[partner], answer: 'yes', known: at.toString() })
  await replyGiven(made, discussion.id, { invitationId: invitations.police, answer: 'no', known: at.toString() })
  await job.run(database, at)
  const { rows } = await made.as((tx) =>
    sql<{ id: string; reference: string }>`
      select id, reference from strategy.escalation where discussion_id = ${discussion.id}`.execute(tx.sql),
  )
  const [escalation] = rows
  assert.ok(escalation)
  const address = `/strategy-discussions/escalations/${escalation.id}`
  return { ...discussion, escalation: escalation.reference, address }
}

const bodyOf = async (who: Visitor, address: string): Promise<string> => {
  const answer = await who.get(address)
  assert.equal(answer.statusCode, 200, `${address}: ${answer.statusCode}`)
  return answer.body
}

test('the morning call has each with name, telephone, limit and one sentence, and no child', async () => {
  const { escalation, reference } = await declined()
  const body = await bodyOf(manager, '/strategy-discussions/morning-call')
  for (const told of [
    escalation,
    reference,
    'Testshire Police',
    'The answer for the police is that they will not be there.',
    'left',
  ])
    assert.ok(body.includes(told), told)
  assert.doesNotMatch(body, /Ottoline|Fairweather/)
})

test('a reply is recorded in place, and what is left out comes back with everything typed', async () => {
  const { escalation, address } = await declined()
  const id = address.split('/').at(-1) ?? ''
  const call = '/strategy-discussions/morning-call'
  const wrong = await manager.send(call, { escalation: id, said: ' ', done: 'Rang the station', by: 'Sergeant Stone' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, new RegExp(`Enter what was said about ${escalation}`))
  assert.match(wrong.body, /value="Rang the station"/)
  assert.match(wrong.body, /value="Sergeant Stone"/)
  const sent = await manager.send(call, { escalation: id, said: 'On their way', done: '', by: 'Sergeant Stone' })
  assert.equal(sent.statusCode, 303, sent.body)
  assert.equal(sent.headers.location, `${call}#${escalation}`)
  const body = await bodyOf(manager, call)
  assert.match(body, /Sergeant Stone, [^<]*: On their way/)
  assert.match(body, /Answered, open/)
})

test('those who only look see the call and cannot record on it', async () => {
  const { escalation } = await declined()
  const body = await bodyOf(leader, '/strategy-discussions/morning-call')
  assert.match(body, new RegExp(escalation))
  assert.doesNotMatch(body, /Record the reply/)
})

test('closing needs an outcome and words, and then it has ended for everybody', async () => {
  const { address } = await declined()
  const unsaid = await manager.send(address, { step: 'close', outcome: '', words: '' })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Choose what came of it/)
  assert.match(unsaid.body, /Say how it ended/)
  const token = /name="_token" value="([^"]+)"/.exec(await bodyOf(manager, address))?.[1] ?? ''
  const closed = await manager.send(address, {
    step: 'close',
    outcome: 'sent-information',
    words: 'They sent the log.',
  })
  assert.equal(closed.statusCode, 303, closed.body)
  assert.match(await bodyOf(manager, address), /They sent the log\./)
  // Somebody else had the page open meanwhile.
  const again = await post(app.app, address, manager.cookie, { step: 'reply', said: 'Too late', _token: token })
  assert.equal(again.statusCode, 409)
  assert.match(again.body, /This has ended meanwhile/)
})

test('the chair goes ahead without a partner: the escalation ends and the page says why', async () => {
  const { id, address } = await declined()
  const page = `/strategy-discussions/${id}/going-ahead`
  assert.equal((await manager.send(page, { partner: 'police', reason: '' })).statusCode, 400)
  const sent = await manager.send(page, { partner: 'police', reason: 'The baby goes home at five.' })
  assert.equal(sent.statusCode, 303, sent.body)
  assert.match(await bodyOf(manager, address), /The chair went ahead without them/)
  assert.match(
    await bodyOf(manager, `/strategy-discussions/${id}`),
    /Goes ahead without Police: The baby goes home at five\./,
  )
})

test('a discussion that was not held cannot be put aside: it ends when it is held or decided', async () => {
  const at = await now()
  const { id } = await discussionDue(made, at.subtract({ hours: 30 }).toString(), at.subtract({ hours: 1 }).toString())
  await job.run(database, at)
  const { rows } = await made.as((tx) =>
    sql<{ id: string }>`select id from strategy.escalation where discussion_id = ${id}`.execute(tx.sql),
  )
  const address = `/strategy-discussions/escalations/${rows[0]?.id ?? ''}`
  assert.match(await bodyOf(manager, address), /Nobody can put this aside/)
  const refused = await manager.send(address, { step: 'close', outcome: 'answered', words: 'Later' })
  assert.equal(refused.statusCode, 403)
})

test('the list is narrowed to what is asked for, and downloaded', async () => {
  const { escalation } = await declined()
  const list = '/strategy-discussions/escalations'
  assert.match(await bodyOf(manager, `${list}?condition=partner-declined`), new RegExp(escalation))
  assert.doesNotMatch(await bodyOf(manager, `${list}?condition=record-not-circulated`), new RegExp(escalation))
  assert.doesNotMatch(await bodyOf(manager, `${list}?agency=own`), new RegExp(escalation))
  const file = await manager.get(`${list}?show=all&format=csv`)
  assert.match(file.body, new RegExp(`${escalation},`))
  assert.equal((await manager.get(`${list}?condition=nonsense`)).statusCode, 400)
})

test('a partner sees what stands with their agency and nothing else, replies to it, and closes nothing', async () => {
  const own = await declined()
  const at = await now()
  const other = await discussionDue(made, at.subtract({ hours: 30 }).toString(), at.subtract({ hours: 1 }).toString())
  await job.run(database, at)
  const seen = await asPartner(async (tx) => {
    const { rows } = await sql<{ agencyId: string | null; discussionId: string }>`
      select agency_id, discussion_id from strategy.escalation`.execute(tx.sql)
    return rows
  })
  assert.ok(seen.length > 0 && seen.every(({ agencyId }) => agencyId === agencyOfOfficer))
  assert.ok(!seen.some(({ discussionId }) => discussionId === other.id))
  assert.match(await bodyOf(officer, own.address), /They will not be there|they will not be there/)
  assert.match(await bodyOf(officer, '/'), new RegExp(`Escalation ${own.escalation}`))
  const sent = await officer.send(own.address, { step: 'reply', said: 'Sergeant Stone comes' })
  assert.equal(sent.statusCode, 303, sent.body)
  assert.match(await bodyOf(manager, own.address), /Sergeant Stone comes/)
  const closing = await officer.send(own.address, { step: 'close', outcome: 'came', words: 'Done' })
  assert.equal(closing.statusCode, 404)
  assert.equal((await officer.get('/strategy-discussions/morning-call')).statusCode, 404)
  const hidden = await made.as(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from strategy.escalation where discussion_id = ${other.id}`.execute(tx.sql)
    return rows[0]?.id
  })
  assert.equal((await officer.get(`/strategy-discussions/escalations/${hidden}`)).statusCode, 404)
})

test('a partner escalates about the authority, at once and to a person by name; another agency never sees it', async () => {
  const { id } = await declined()
  const form = `/partner/discussions/${id}/escalate`
  const empty = await officer.send(form, { words: '' })
  assert.match(empty.body, /Say what the council should have done/)
  const sent = await officer.send(form, { words: 'Nobody rang us back.' })
  assert.equal(sent.statusCode, 303)
  const own = await officer.get(String(sent.headers.location))
  assert.match(own.body, /Nobody rang us back\./)
  await job.run(database, await now())
  const listed = await asPartner((tx) => listEscalationsForAgency(tx, agencyOfOfficer))
  const raised = listed.find(({ condition }) => condition === 'raised-by-partner')
  assert.equal(raised?.toName, 'Dee Ross')
  assert.equal(raised?.rung, 1)
  assert.equal(raised?.partner, 'police')
  const nhs = await made.as(async (tx) => answerOf(await addAgency(tx, { name: 'Another trust', kind: 'nhs' })))
  assert.deepEqual(await asPartner((tx) => listEscalationsForAgency(tx, nhs)), [])
  await assert.rejects(
    asPartner((tx) =>
      raiseByPartner(tx, { discussionId: id, partner: 'nhs', agencyId: nhs, raisedBy: officer.personId, words: 'x' }),
    ),
    /row-level security/,
  )
})

test('each agency gets one mail a day with what is open, by reference alone, whoever sends it', async () => {
  const { escalation } = await declined()
  // At noon: at night it is not the hour of the list yet, whenever this test runs.
  const noon = { timeZone: 'Europe/London', plainTime: '12:00' }
  const at = londonDate(await now())
    .add({ days: 2 })
    .toZonedDateTime(noon)
    .toInstant()
  await Promise.all([job.run(database, at), job.run(database, at)])
  await job.run(database, at.add({ minutes: 5 }))
  const { rows } = await made.as((tx) =>
    sql<{ toAddress: string; text: string }>`
      select to_address, text from mail.message where subject like '%open with you today'`.execute(tx.sql),
  )
  const desk = rows.filter(({ toAddress, text }) => toAddress === 'desk@example.org' && text.includes(`${escalation},`))
  assert.equal(desk.length, 1)
  assert.ok(rows.every(({ text }) => !/Ottoline|Fairweather/.test(text)))
})
