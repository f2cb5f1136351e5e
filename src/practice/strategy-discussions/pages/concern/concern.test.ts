import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { openDatabase } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { addAgency, addPerson } from '#practice/organisation'
import { post, testApp, type Visitor } from '#test/app'
import { shippedCalendar } from '#test/calendar'
import { contactArrived } from '#test/late-contacts'
import { answerOf } from '#test/outcome'
import { newFormToken } from '../../../../platform/http/session.ts'
import { escalateJob } from '../../escalation/job.ts'
import { makeCouncilIn } from '../../escalation/made-discussion.ts'
import { findConcern } from '../../store/concerns.ts'
import { findDiscussion, listDiscussionChildren } from '../../store/discussions.ts'

const { app, database, authorityId, migrationUrl, signIn } = await testApp()
// The partner's agency comes first, so that it is the one that partners of the tests belong to.
const officer = await signIn('partner')
const made = await makeCouncilIn(database, authorityId)
const manager = await signIn('team-manager')
const colleague = await signIn('duty-manager')
const serviceManager = await signIn('service-manager')
const job = escalateJob({ publicUrl: 'http://localhost', calendar: async () => shippedCalendar })
before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send', 'strategy-discussions.escalate']))

const agencyId = await made.as(async (tx) => {
  const { rows } = await sql<{ agencyId: string }>`
    select agency_id from organisation.person where id = ${officer.personId}`.execute(tx.sql)
  return rows[0]?.agencyId ?? ''
})

const typed = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO('Europe/London').toPlainDateTime().toString({ smallestUnit: 'minute' })
const hoursAgo = (hours: number): Temporal.Instant => Temporal.Now.instant().subtract({ hours })
const idIn = (location: unknown): string => String(location).split('/').at(-1)?.split('?')[0] ?? ''

const childOnRecord = () =>
  made.as(async (tx) => {
    const id = await addChild(tx, { givenName: 'Ottoline', familyName: 'Fairweather' })
    const { rows } = await sql<{ reference: string }>`select reference from children.child where id = ${id}`.execute(
      tx.sql,
    )
    return { id, reference: rows[0]?.reference ?? '' }
  })

async function concernRaised(hours = 2): Promise<{ readonly id: string; readonly address: string }> {
  const said = { raisedByName: 'The custody sergeant', about: 'A girl of six', worry: 'Alone at night' }
  const { headers, statusCode, body } = await manager.send('/strategy-discussions/concerns', {
    ...{ ...said, agencyId, raisedAt: typed(hoursAgo(hours)) },
  })
  assert.equal(statusCode, 303, body)
  return { id: idIn(headers.location), address: `/strategy-discussions/concerns/${idIn(headers.location)}` }
}

const against = (children: string, more: Readonly<Record<string, string>> = {}) => ({
  ...{ children, hasNoRecord: '', route: 'front-door', decidedAt: typed(hoursAgo(0)) },
  ...{ reason: 'Two neighbours were with her.', notTheSameBecause: '' },
  ...more,
})

const answerTo = (id: string) =>
  made.as(async (tx) => {
    const concern = await findConcern(tx, id)
    const { discussionId = null } = concern?.answer ?? {}
    const discussion = discussionId === null ? null : await findDiscussion(tx, discussionId)
    return { kind: concern?.answer?.kind ?? null, cameTo: concern?.answer?.cameTo ?? null, concern, discussion }
  })

const howMany = () =>
  made.as(async (tx) => {
    const { rows } = await sql<{ discussions: number }>`
      select count(*)::integer as discussions from strategy.discussion`.execute(tx.sql)
    return rows[0]?.discussions
  })

test('that none is held is counted, to be reviewed within a working day, and told to whoever raised it', async () => {
  const { id, address } = await concernRaised()
  const child = await childOnRecord()
  const sent = await manager.send(`${address}/not-holding`, against(child.reference))
  assert.equal(sent.statusCode, 303, sent.body)
  const { kind, concern, discussion } = await answerTo(id)
  assert.equal(kind, 'not-holding')
  assert.equal(discussion?.state, 'decided-not-to-hold')
  assert.equal(discussion?.origin, 'concern')
  assert.equal(discussion?.concernId, id)
  assert.equal(discussion?.settlement?.personId, manager.personId)
  assert.ok(discussion?.settlement?.reviewDueAt)
  // The clock of what the partner asked for runs from when they did.
  assert.ok(concern !== null && discussion?.reasonableCauseAt.equals(concern.raisedAt))
  assert.deepEqual(
    (await made.as((tx) => listDiscussionChildren(tx, discussion?.id ?? ''))).map(({ childId }) => childId),
    [child.id],
  )
  assert.match((await serviceManager.get('/')).body, new RegExp(`${discussion?.reference} is not to be held`))
  const list = await manager.get('/strategy-discussions?state=decided-not-to-hold&format=csv')
  assert.ok(list.body.includes(discussion?.reference ?? '?'))
  assert.match((await officer.get(`/partner/concerns/${id}`)).body, /decided not to hold a strategy discussion/)
})

test('not agreed with, it is due since the concern was raised', async () => {
  const { id, address } = await concernRaised(30)
  await manager.send(`${address}/not-holding`, against((await childOnRecord()).reference))
  const { discussion } = await answerTo(id)
  const review = `/strategy-discussions/${discussion?.id}/not-holding/review`
  assert.match((await serviceManager.get(review)).body, /Alone at night/)
  await serviceManager.send(review, { verdict: 'hold-it', reason: 'The neighbours left at nine.' })
  assert.match((await manager.get(`/strategy-discussions/${discussion?.id}`)).body, /Lapsed\s*<\/strong>\s*(5|6) h/)
})

test('where no child is on record somebody has to say so, and children are added when it is due after all', async () => {
  const { id, address } = await concernRaised()
  const silent = await manager.send(`${address}/not-holding`, against(''))
  assert.equal(silent.statusCode, 400)
  assert.match(silent.body, /Enter the reference of each child, or say that there is no record/)
  assert.match(silent.body, /Two neighbours were with her\./)
  const both = against((await childOnRecord()).reference, { hasNoRecord: 'yes' })
  assert.match((await manager.send(`${address}/not-holding`, both)).body, /then there is a record of them/)
  assert.equal((await answerTo(id)).kind, null)
  const sent = await manager.send(`${address}/not-holding`, against('', { hasNoRecord: 'yes' }))
  assert.equal(sent.statusCode, 303, sent.body)
  const { discussion } = await answerTo(id)
  const page = `/strategy-discussions/${discussion?.id}`
  assert.match((await manager.get(page)).body, /No record of them is known/)
  assert.match((await serviceManager.get('/')).body, new RegExp(`${discussion?.reference} is not to be held`))
  await serviceManager.send(`${page}/not-holding/review`, { verdict: 'hold-it', reason: 'A teacher saw it as well.' })
  const child = await childOnRecord()
  const add = { step: 'add', reference: child.reference, childId: '', reason: '' }
  assert.equal((await manager.send(`${page}/children`, add)).statusCode, 303)
  assert.doesNotMatch((await manager.get(page)).body, /No record of them is known/)
})

test('children who have a discussion now are not decided about beside it', async () => {
  const child = await childOnRecord()
  const first = await concernRaised()
  const due = { route: 'open-case', isEmergency: '', allocatedWorkerId: '', notTheSameBecause: '' }
  const begun = await manager.send(`/strategy-discussions/new?concern=${first.id}`, {
    ...{ ...due, children: child.reference, reasonableCause: 'A bruise' },
    ...{ reasonableCauseAt: typed(hoursAgo(2)), decidedToHoldAt: typed(hoursAgo(1)) },
  })
  assert.equal(begun.statusCode, 303, begun.body)
  const { id, address } = await concernRaised()
  const refused = await manager.send(`${address}/not-holding`, against(child.reference))
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /SD-\d+ is about one of these children at about the same time/)
  // It has one already: the answer names it.
  const { discussion } = await answerTo(first.id)
  const named = { cameTo: 'discussion', reference: 'SD-99999', answer: 'It is talked over today.' }
  assert.match((await manager.send(address, named)).body, /Enter a strategy discussion that is due or was held/)
  assert.equal((await manager.send(address, { ...named, reference: discussion?.reference ?? '' })).statusCode, 303)
  assert.equal((await answerTo(id)).discussion?.id, discussion?.id)
})

test('two people deciding at once decide once, and one of two different answers is told that somebody was before', async () => {
  const { id, address } = await concernRaised()
  const before = await howMany()
  const [one, other] = [await childOnRecord(), await childOnRecord()]
  const both = await Promise.all([
    manager.send(`${address}/not-holding`, against(one.reference)),
    colleague.send(`${address}/not-holding`, against(other.reference)),
    colleague.send(address, { cameTo: 'taken-back', reference: '', answer: 'It was another child.' }),
  ])
  const accepted = both.filter(({ statusCode }) => statusCode === 303).length
  assert.ok(accepted >= 1)
  assert.ok(both.every(({ statusCode }) => statusCode === 303 || statusCode === 409))
  assert.equal(await howMany(), (before ?? 0) + 1)
  assert.equal((await answerTo(id)).kind, 'not-holding')
  const late = await colleague.send(`${address}/not-holding`, against(other.reference))
  assert.equal(late.statusCode, 409)
})

test('the discussion, the decision and the answer are recorded together or not at all', async () => {
  const { address } = await concernRaised()
  const [before, child] = [await howMany(), await childOnRecord()]
  const owner = openDatabase(migrationUrl, { connections: 1 })
  await sql`create function public.crash() returns trigger language plpgsql as 'begin raise exception ''crash''; end'`.execute(
    owner.kysely,
  )
  await sql`create trigger crash before insert on strategy.concern_answer for each row execute function public.crash()`.execute(
    owner.kysely,
  )
  const sent = await manager.send(`${address}/not-holding`, against(child.reference))
  await sql`drop function public.crash() cascade`.execute(owner.kysely)
  await owner.close()
  assert.equal(sent.statusCode, 500)
  assert.equal(await howMany(), before)
  assert.equal((await manager.send(`${address}/not-holding`, against(child.reference))).statusCode, 303)
})

test('something else is one of a list, a contact by its reference; that there is no cause is not among it', async () => {
  const { id, address } = await concernRaised()
  const { body } = await manager.get(address)
  assert.match(body, /That there is no reasonable cause is a decision not to hold one/)
  assert.match(body, /href="[^"]*\/not-holding"/)
  assert.equal((await manager.send(address, { cameTo: '', reference: '', answer: 'No cause.' })).statusCode, 400)
  const contact = { cameTo: 'contact', reference: 'C-NONE', answer: 'A contact is decided today.' }
  const unknown = await manager.send(address, contact)
  assert.match(unknown.body, /Enter the reference of the contact/)
  assert.match(unknown.body, /A contact is decided today\./)
  const contactId = await made.as((tx) => contactArrived(tx, { receivedAt: hoursAgo(1), reference: 'X-CONCERN' }))
  assert.equal((await manager.send(address, { ...contact, reference: 'x-concern' })).statusCode, 303)
  assert.deepEqual((await answerTo(id)).cameTo, 'contact')
  assert.match((await manager.get(address)).body, new RegExp(`href="/contacts/${contactId}"`))
  const told = await officer.get(`/partner/concerns/${id}`)
  assert.match(told.body, /A contact was recorded, and is decided as one\. A contact is decided today\./)
})

test('after another answer a discussion can still be due, or be decided against', async () => {
  const { id, address } = await concernRaised()
  await manager.send(address, { cameTo: 'other', reference: '', answer: 'We ring the school.' })
  assert.match((await manager.get(address)).body, /Is one needed after all\?/)
  const sent = await manager.send(`${address}/not-holding`, against((await childOnRecord()).reference))
  assert.equal(sent.statusCode, 303, sent.body)
  assert.equal((await answerTo(id)).kind, 'not-holding')
  assert.doesNotMatch((await manager.get(address)).body, /Is one needed after all\?/)
})

test('a challenge by telephone is escalated at once, shown with its answer, and read by that agency alone', async () => {
  const { id, address } = await concernRaised()
  await manager.send(address, { cameTo: 'other', reference: '', answer: 'We ring the school.' })
  const challenge = { whose: 'theirs', raisedByName: '', words: 'She is alone tonight as well.' }
  const unnamed = await manager.send(`${address}/challenge`, challenge)
  assert.match(unnamed.body, /Enter who rang/)
  assert.match(unnamed.body, /She is alone tonight as well\./)
  const sent = await manager.send(`${address}/challenge`, { ...challenge, raisedByName: 'Inspector Vale' })
  assert.equal(sent.statusCode, 303, sent.body)
  await job.run(database, await made.as(async (tx) => tx.now))
  const page = (await manager.get(address)).body
  assert.match(page, /Inspector Vale/)
  assert.match(page, /Challenge not answered/)
  const [, escalation = ''] = /href="(\/strategy-discussions\/escalations\/[0-9a-f-]{36})"/.exec(page) ?? []
  assert.match((await serviceManager.get(escalation)).body, /SC-\d+/)
  await serviceManager.send(String(sent.headers.location).split('?')[0] ?? '', {
    ...{ answer: 'We go there now.', whatChanges: 'A visit tonight.' },
  })
  await job.run(database, await made.as(async (tx) => tx.now))
  const answered = (await manager.get(address)).body
  assert.match(answered, /We go there now\./)
  assert.match((await serviceManager.get(escalation)).body, /It was answered/)
  assert.match(
    (await officer.get(`/partner/concerns/${id}`)).body,
    /She is alone tonight as well\.[\s\S]*We go there now/,
  )
  const stranger = await made.as(async (tx) => {
    const agency = answerOf(await addAgency(tx, { name: 'Another trust', kind: 'nhs' }))
    const [name, email, startsOn] = ['Stan Stranger', 'stan@nhs.example.org', Temporal.PlainDate.from('2020-01-01')]
    return answerOf(await addPerson(tx, { name, email, roles: ['partner'], agencyId: agency, startsOn }))
  })
  const seen = await transact(
    database,
    { kind: 'person', authorityId, personId: stranger, roles: ['partner'] },
    async (tx) => {
      const counts: number[] = []
      for (const table of ['concern', 'concern_answer', 'challenge', 'challenge_answer', 'escalation'])
        counts.push((await sql`select from ${sql.table(`strategy.${table}`)}`.execute(tx.sql)).rows.length)
      return counts
    },
  )
  assert.deepEqual(seen, [0, 0, 0, 0, 0])
  assert.equal((await officer.get(`${address}/challenge`)).statusCode, 404)
  assert.equal((await officer.get(`${address}/not-holding`)).statusCode, 404)
})

test('one of ours may disagree, and does not answer it themselves', async () => {
  const { address } = await concernRaised()
  const sent = await manager.send(`${address}/challenge`, {
    whose: 'own',
    raisedByName: '',
    words: 'I would hold one.',
  })
  assert.equal(sent.statusCode, 303, sent.body)
  const challenge = String(sent.headers.location).split('?')[0] ?? ''
  assert.doesNotMatch((await manager.get(challenge)).body, /Record the answer/)
  assert.match((await serviceManager.get(challenge)).body, /Record the answer/)
  const own = await sentWithoutForm(manager, challenge, { answer: 'Yes', whatChanges: '' })
  assert.match(own.body, /Somebody else answers what you raised yourself/)
})

/** What somebody sends to a page that shows them no form. */
async function sentWithoutForm(who: Visitor, address: string, answers: Readonly<Record<string, string>>) {
  return post(app, address, who.cookie, { ...answers, _token: newFormToken(who.cookie.split('=')[1] ?? '') })
}

test('a concern without an answer stands on the morning call, is replied to there, and nobody can put it aside', async () => {
  const { id, address } = await concernRaised(30)
  await job.run(database, await made.as(async (tx) => tx.now))
  const call = '/strategy-discussions/morning-call'
  const { body } = await serviceManager.get(call)
  assert.match(body, /A partner asks whether a strategy discussion is needed, and nobody has answered in time\./)
  assert.match(body, new RegExp(`href="${address}"`))
  assert.doesNotMatch(body, /Alone at night/)
  const { rows } = await made.as((tx) =>
    sql<{ id: string }>`select id from strategy.escalation where concern_id = ${id}`.execute(tx.sql),
  )
  const escalation = `/strategy-discussions/escalations/${rows[0]?.id}`
  const reply = { escalation: rows[0]?.id ?? '', said: 'We look at it now', done: '', by: '' }
  assert.equal((await serviceManager.send(call, reply)).statusCode, 303)
  assert.match((await serviceManager.get(escalation)).body, /We look at it now/)
  assert.match((await serviceManager.get(escalation)).body, /Nobody can put this aside/)
  const closing = await serviceManager.send(escalation, { step: 'close', outcome: 'answered', words: 'Later' })
  assert.equal(closing.statusCode, 403)
  // Its agency reads that it climbs, and replies to nothing.
  assert.match((await officer.get(`/partner/concerns/${id}`)).body, /Partner’s concern not answered/)
  assert.equal((await officer.get(escalation)).statusCode, 200)
  assert.equal((await sentWithoutForm(officer, escalation, { step: 'reply', said: 'Held' })).statusCode, 404)
  assert.doesNotMatch((await officer.get('/')).body, /Partner’s concern not answered/i)
})
