import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { allocate } from '#practice/children'
import { post, testApp } from '#test/app'
import { shippedCalendar } from '#test/calendar'
import { findDiscussion, lockDiscussion } from '../store/discussions.ts'
import { holdDiscussion } from './hold.ts'
import { heldAnswers, meetingFor, minutesAgo } from './made-meeting.ts'

const app = await testApp()
const { signIn } = app
const { within, as, due, arrange } = meetingFor(app)
const manager = await signIn('team-manager')
const other = await signIn('team-manager')
const worker = await signIn('duty-social-worker')
const minuteTaker = await signIn('minute-taker')
const partner = await signIn('partner')

const stateOf = (id: string) => within((tx) => findDiscussion(tx, id))
const childrenOf = (id: string) =>
  within(async (tx) => {
    const { rows } = await sql<{ childId: string }>`
      select child_id from strategy.discussion_child where discussion_id = ${id}`.execute(tx.sql)
    return rows.map(({ childId }) => childId).sort()
  })
const fullMeetingsOf = (id: string) =>
  within(async (tx) => {
    const { rows } = await sql<{ id: string; dueAt: Temporal.Instant; reasonableCauseAt: Temporal.Instant }>`
      select id, due_at, reasonable_cause_at from strategy.discussion where follows = ${id} and origin = 'full-meeting'`.execute(
      tx.sql,
    )
    return rows
  })

test('a discussion that was held is no longer due, and says when, how, for how long and who chaired', async () => {
  const { id, address } = await due()
  assert.match((await manager.get(address)).body, /Record that it was held/)
  const held = await manager.send(`${address}/held`, heldAnswers(manager))
  assert.equal(held.statusCode, 303, held.body)
  assert.equal((await stateOf(id))?.state, 'held')
  const { body } = await manager.get(address)
  assert.match(body, /for 50 min/)
  assert.match(body, /Video/)
  assert.match(body, new RegExp(manager.name))
  assert.doesNotMatch(body, /Departs from the standard|Held late/)
})

test('what was typed stays when something is wrong with it, and each thing wrong is said', async () => {
  const { id, address } = await due()
  const answers = heldAnswers(manager, { form: 'phone', endedAt: minutesAgo(70), chairId: '', whyByPhone: '' })
  const wrong = await manager.send(`${address}/held`, { ...answers, chairDepartureReason: 'Nobody else was there' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /It ended after it began/)
  assert.match(wrong.body, /Say why it was held by telephone/)
  assert.match(wrong.body, /Choose who chaired it/)
  assert.match(wrong.body, /Nobody else was there/)
  assert.match(wrong.body, new RegExp(`value="${answers.beganAt}"`))
  assert.equal((await stateOf(id))?.state, 'due')
})

test('recording again what somebody recorded already says who did, keeps what was typed, and records nothing', async () => {
  const { id, address } = await due()
  const form = await other.get(`${address}/held`)
  await manager.send(`${address}/held`, heldAnswers(manager))
  const token = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const answers = { ...heldAnswers(other, { chairName: '', whyByPhone: 'Snow' }), _token: token }
  const again = await post(app.app, `${address}/held`, other.cookie, answers)
  assert.equal(again.statusCode, 409)
  assert.match(again.body, new RegExp(`${manager.name} has already recorded SD-\\d+ as held`))
  assert.match(again.body, /Snow/)
  assert.equal((await manager.get(`${address}/held`)).statusCode, 409)
  assert.equal(await settlementsOf(id), 1)
})

const settlementsOf = (id: string) =>
  within(async (tx) => {
    const { rows } = await sql`select from strategy.settlement where discussion_id = ${id}`.execute(tx.sql)
    return rows.length
  })

test('two people who record it at the same moment record it once', async () => {
  const { id, address } = await due()
  const sent = await Promise.all([manager, other].map((who) => who.send(`${address}/held`, heldAnswers(who))))
  assert.deepEqual(sent.map(({ statusCode }) => statusCode).sort(), [303, 409])
  assert.equal(await settlementsOf(id), 1)
})

test('times that were wrong are corrected with a reason, in the place of what stood, and both stay', async () => {
  const { id, address } = await due()
  await manager.send(`${address}/held`, heldAnswers(manager))
  const beganAt = minutesAgo(90)
  const unsaid = await other.send(`${address}/held/correct`, heldAnswers(manager, { beganAt }))
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Say why it is corrected/)
  const corrected = await other.send(
    `${address}/held/correct`,
    heldAnswers(manager, { beganAt, reason: 'It began late' }),
  )
  assert.equal(corrected.statusCode, 303, corrected.body)
  assert.equal(await settlementsOf(id), 2)
  assert.match((await manager.get(address)).body, /for 1 h 20 min[\s\S]*It began late/)
  assert.equal((await stateOf(id))?.state, 'held')
})

test('an emergency call counts as held, and the full meeting about the same children falls due at once', async () => {
  const { id, address, childIds } = await due(2)
  const call = heldAnswers(manager, { form: 'phone', isEmergencyCall: 'yes', whyByPhone: 'The baby goes home at noon' })
  const held = await manager.send(`${address}/held`, call)
  assert.equal(held.statusCode, 303, held.body)
  const [meeting, ...more] = await fullMeetingsOf(id)
  assert.equal(more.length, 0)
  assert.deepEqual(await childrenOf(meeting?.id ?? ''), [...childIds].sort())
  assert.equal((await stateOf(meeting?.id ?? ''))?.state, 'due')
  assert.equal((await stateOf(id))?.state, 'held')
  assert.match((await manager.get(address)).body, /Emergency call[\s\S]*The baby goes home at noon[\s\S]*Full meeting/)
})

test('the full meeting is due five working days after the call, and a correction makes no second one', async () => {
  const cause = Temporal.Instant.from('2021-11-25T18:00:00Z')
  const { id } = await due(1, { reasonableCauseAt: cause })
  const hold = (reason: string, ended: string) =>
    within(async (tx) => {
      const discussion = await lockDiscussion(tx, id)
      assert.ok(discussion)
      const asked = {
        beganAt: Temporal.Instant.from('2021-11-25T19:30:00Z'),
        endedAt: Temporal.Instant.from(ended),
        ...({ form: 'phone', isEmergencyCall: true, whyByPhone: 'Tonight' } as const),
        ...{ chairId: null, chairName: 'A. Night', chairDepartureReason: 'Nobody else', minuteTakerId: null, reason },
      }
      return holdDiscussion(tx, discussion, asked, shippedCalendar)
    })
  assert.ok((await hold('', '2021-11-25T20:10:00Z')).ok)
  // Thursday evening counts from Friday 26 November: five working days later is Friday 3 December, 17:00.
  assert.equal((await fullMeetingsOf(id))[0]?.dueAt.toString(), '2021-12-03T17:00:00Z')
  assert.ok((await hold('It ended later', '2021-11-25T20:30:00Z')).ok)
  assert.equal((await fullMeetingsOf(id)).length, 1)
})

test('a chair below team manager is recorded as it was, with a reason, flagged, and confirmed by a team manager', async () => {
  const { address } = await due()
  const unsaid = await worker.send(`${address}/held`, heldAnswers(worker))
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Say why they chaired it/)
  const held = await worker.send(
    `${address}/held`,
    heldAnswers(worker, { chairDepartureReason: 'No manager answered' }),
  )
  assert.equal(held.statusCode, 303, held.body)
  const { body } = await manager.get(address)
  assert.match(
    body,
    /Departs from the standard[\s\S]*chaired below the level of team manager[\s\S]*No manager answered/,
  )
  assert.match(body, /To be confirmed/)
  assert.match((await manager.get('/')).body, new RegExp(`href="${address}/chair"`))
  assert.doesNotMatch((await worker.get('/')).body, new RegExp(`href="${address}/chair"`))
  assert.equal((await worker.get(`${address}/chair`)).statusCode, 403)
  const confirmed = await manager.send(`${address}/chair`, { verdict: 'confirmed', words: 'I read the record' })
  assert.equal(confirmed.statusCode, 303, confirmed.body)
  assert.match((await manager.get(address)).body, /Confirmed[\s\S]*I read the record/)
  assert.doesNotMatch((await manager.get('/')).body, new RegExp(`href="${address}/chair"`))
  assert.equal((await other.get(`${address}/chair`)).statusCode, 409)
})

test('the allocated worker of one of the children departs by chairing, and confirms nothing of their own', async () => {
  const { address, childIds } = await due(2)
  await within((tx) =>
    allocate(tx, {
      childId: childIds[1] ?? '',
      workerId: manager.personId,
      fromDay: londonDate(tx.now).subtract({ days: 9 }),
    }),
  )
  const held = await manager.send(`${address}/held`, heldAnswers(manager, { chairDepartureReason: 'Nobody else' }))
  assert.equal(held.statusCode, 303, held.body)
  assert.match((await other.get(address)).body, /chaired by the allocated worker/)
  assert.doesNotMatch((await manager.get('/')).body, new RegExp(`href="${address}/chair"`))
  const own = await manager.send(`${address}/chair`, { verdict: 'confirmed', words: 'It was fine' })
  assert.equal(own.statusCode, 403)
})

test('a minute-taker records their own discussion as held, an emergency call with its full meeting too', async () => {
  const { id, address } = await due()
  await arrange(id, minuteTaker)
  const call = heldAnswers(manager, { form: 'phone', isEmergencyCall: 'yes', whyByPhone: 'Tonight' })
  const held = await minuteTaker.send(`${address}/held`, call)
  assert.equal(held.statusCode, 303, held.body)
  assert.equal((await fullMeetingsOf(id)).length, 1)
  const page = await minuteTaker.get(address)
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Applegarth/)
})

test('a minute-taker finds nothing of another discussion, and records nothing of it', async () => {
  const { id, address } = await due()
  const elsewhere = await due()
  await arrange(elsewhere.id, minuteTaker)
  assert.equal((await minuteTaker.get(address)).statusCode, 404)
  for (const part of ['held', 'attendance', 'information', 'record', 'held/correct', 'record/versions'])
    assert.equal((await minuteTaker.get(`${address}/${part}`)).statusCode, 404, part)
  const attempt = as(minuteTaker, 'minute-taker', (tx) =>
    sql`insert into strategy.settlement (authority_id, id, discussion_id, kind, happened_at, ended_at, form)
        values (901, gen_random_uuid(), ${id}, 'held', now(), now(), 'video')`.execute(tx.sql),
  )
  await assert.rejects(attempt, /row-level security/)
  const following = as(minuteTaker, 'minute-taker', (tx) =>
    sql`insert into strategy.discussion (authority_id, id, reference, origin, route, follows, reasonable_cause_at, due_at)
        values (901, gen_random_uuid(), 'SD-X', 'full-meeting', 'open-case', ${id}, now(), now())`.execute(tx.sql),
  )
  await assert.rejects(following, /row-level security/)
})

test('partners hold, correct and confirm nothing', async () => {
  const { address } = await due()
  for (const part of ['held', 'held/correct', 'chair', 'attendance', 'information', 'record'])
    assert.equal((await partner.get(`${address}/${part}`)).statusCode, 404, part)
})
