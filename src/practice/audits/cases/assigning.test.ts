import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { findPerson } from '#practice/organisation'
import { testApp } from '#test/app'
import { auditsFor } from '#test/audits'
import { shippedCalendar } from '#test/calendar'
import { madeDiscussion } from '../../strategy-discussions/measures/made-discussions.ts'
import { findDiscussion } from '../../strategy-discussions/store/discussions.ts'
import { recordSettlement } from '../../strategy-discussions/store/settlements.ts'
import { nextMonday } from './rules/weeks.ts'
import { openWeek, weeksToOpen } from './weekly/open-week.ts'

const app = await testApp()
const { within, lines, held } = await auditsFor(app)
const qa = await app.signIn('qa-lead')
const now = Temporal.Now.instant()
const onMonday = startOfLondonDay(nextMonday(londonDate(now))).add({ hours: 9 })
/** Opened and given to nobody: the job would allocate them at once. */
const openWeekly = () =>
  within(async (tx) => {
    for (const week of await weeksToOpen(tx, onMonday))
      await openWeek(tx, week, { now: onMonday, calendar: shippedCalendar })
  })
const name = (id: string) => within(async (tx) => (await findPerson(tx, id))?.name ?? '')

/** The case that was opened for a discussion held some days ago. */
async function opened(discussionId: string): Promise<{ id: string; reference: string; address: string }> {
  await openWeekly()
  const { rows } = await within((tx) =>
    sql<{ id: string; reference: string }>`
      select id, reference from audits.audit_case where discussion_id = ${discussionId}`.execute(tx.sql),
  )
  assert.ok(rows[0])
  return { ...rows[0], address: `/audits/cases/${rows[0].id}` }
}
const ofEast = async () => opened(await held(lines.east, now.subtract({ hours: 72 })))
const offered = (body: string) =>
  [...body.matchAll(/name="auditorId" type="radio" value="([^"]+)"/g)].map(([, id]) => id)

test('only service managers of another line are offered a week’s discussion, and of the others it says why not', async () => {
  const { address } = await ofEast()
  const { body } = await qa.get(`${address}/assign/mark-1`)
  assert.deepEqual(offered(body), [lines.west.serviceManager])
  assert.match(body, /<strong>Service East<\/strong> would audit their own team/)
  assert.match(body, /<strong>Manager East<\/strong> is one of those whose work it was/)
  assert.match(body, /<strong>Manager West<\/strong> is no service manager/)
})

test('an audit is given with a reason, changed, taken off and given again, and all of it stays to be read', async () => {
  const { address } = await ofEast()
  const slot = `${address}/assign/mark-1`
  const nothing = await qa.send(slot, { auditorId: lines.west.serviceManager, reason: '' })
  assert.equal(nothing.statusCode, 400)
  assert.match(nothing.body, /Say why/)
  assert.match(nothing.body, /value="[^"]+" checked/, 'what was chosen is still chosen')
  const given = await qa.send(slot, { auditorId: lines.west.serviceManager, reason: 'She knows the team' })
  assert.equal(given.statusCode, 303, given.body)
  assert.match((await qa.get(address)).body, /Service West, due /)
  assert.equal((await qa.send(slot, { auditorId: lines.west.serviceManager, reason: 'Again' })).statusCode, 409)
  assert.equal((await qa.send(slot, { auditorId: 'nobody', reason: 'She is ill' })).statusCode, 303)
  assert.match((await qa.get(address)).body, /Nobody yet/)
  assert.equal((await qa.send(slot, { auditorId: lines.west.serviceManager, reason: 'She is back' })).statusCode, 303)
  const { body } = await qa.get(address)
  for (const said of ['She knows the team', 'taken off', 'She is ill', 'She is back'])
    assert.ok(body.includes(said), said)
})

test('somebody of the own line is refused by the form, and by the database whatever way it is tried', async () => {
  const { id, address } = await ofEast()
  const refused = await qa.send(`${address}/assign/mark-1`, {
    auditorId: lines.east.serviceManager,
    reason: 'She has time',
  })
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /Service East would audit their own team/)
  const insert = (auditorId: string) =>
    within((tx) =>
      sql`insert into audits.assignment (authority_id, id, case_id, purpose, auditor_id, due_on, assigned_at)
          values (${app.authorityId}, ${newId()}, ${id}, 'mark', ${auditorId}, current_date, now())`.execute(tx.sql),
    )
  await assert.rejects(insert(lines.east.serviceManager), /not independent of this case: own-team/)
  await assert.rejects(insert(lines.east.teamManager), /not independent of this case: named/)
  await insert(lines.west.serviceManager)
})

test('where the chair is nobody known here, nobody can be given the audit until somebody has found out who it was', async () => {
  const discussion = await within((tx) =>
    madeDiscussion(tx, {
      causeAt: now.subtract({ hours: 50 }),
      heldAt: now.subtract({ hours: 49 }),
      teamId: lines.east.teamId,
      allocatedWorkerId: lines.east.worker,
    }),
  )
  const { address } = await opened(discussion)
  assert.match((await qa.get(address)).body, /the chair is nobody known here/)
  assert.deepEqual(offered((await qa.get(`${address}/assign/mark-1`)).body), [])
  const found = { personId: lines.west.serviceManager, part: 'chair', reason: 'It is in the minutes', isSettled: 'yes' }
  assert.equal((await qa.send(`${address}/whose-work`, found)).statusCode, 303)
  const { body } = await qa.get(`${address}/assign/mark-1`)
  assert.deepEqual(offered(body), [], 'she chaired it herself')
  assert.match(body, /<strong>Service West<\/strong> is one of those whose work it was/)
  assert.match((await qa.get(address)).body, /It is in the minutes/)
})

test('an audit that is excused says why and by whom, stays in the list, and is asked of nobody any more', async () => {
  const { address, reference } = await ofEast()
  assert.equal((await qa.send(`${address}/excuse`, { reason: 'The record went to another council' })).statusCode, 303)
  assert.match((await qa.get(address)).body, new RegExp(`Excused by ${qa.name}.*The record went to another council`))
  assert.equal((await qa.send(`${address}/excuse`, { reason: 'Twice' })).statusCode, 409)
  const given = await qa.send(`${address}/assign/mark-1`, { auditorId: lines.west.serviceManager, reason: 'Why not' })
  assert.equal(given.statusCode, 409)
  const list = (await qa.get('/audits/cases?state=excused&format=csv')).body
  assert.match(list, new RegExp(`${reference}.*The record went to another council.*${qa.name}`))
})

test('a discussion that turns out not to have been held keeps its audit, and the page says so', async () => {
  const discussionId = await held(lines.east, now.subtract({ hours: 40 }))
  const { address } = await opened(discussionId)
  await within(async (tx) => {
    const discussion = await findDiscussion(tx, discussionId)
    assert.ok(discussion)
    await recordSettlement(tx, discussion, {
      kind: 'reopened',
      happenedAt: tx.now,
      personId: null,
      reason: 'Wrong child',
    })
  })
  await openWeekly()
  const { body } = await qa.get(address)
  assert.match(body, /When this audit was opened the discussion was recorded as held\. It has been corrected since/)
})

test('a conflict that somebody declares keeps the audit from them until they take it back; others do not see it', async () => {
  const { address } = await ofEast()
  const asked = { about: 'team', teamId: lines.east.teamId, aboutPersonId: '', child: '', untilDay: '' }
  const declared = await qa.send('/audits/conflicts', {
    ...asked,
    personId: lines.west.serviceManager,
    reason: 'My sister works there',
  })
  assert.equal(declared.statusCode, 303, declared.body)
  assert.match(
    (await qa.get(`${address}/assign/mark-1`)).body,
    /<strong>Service West<\/strong> has declared a conflict/,
  )
  const other = await app.signIn('team-manager')
  assert.doesNotMatch((await other.get('/audits/conflicts')).body, /My sister works there/)
  const mine = (await qa.get('/audits/conflicts')).body
  const withdraw = /href="(\/audits\/conflicts\/[0-9a-f-]+\/withdraw)"/.exec(mine)?.[1] ?? ''
  assert.equal((await other.get(withdraw)).statusCode, 404)
  assert.equal((await qa.send(withdraw, { reason: 'She has left' })).statusCode, 303)
  assert.deepEqual(offered((await qa.get(`${address}/assign/mark-1`)).body), [lines.west.serviceManager])
})

test('everybody declares a conflict of their own, and of nobody else', async () => {
  const manager = await app.signIn('team-manager')
  const asked = { about: 'person', teamId: '', aboutPersonId: lines.west.worker, child: '', untilDay: '' }
  const sent = await manager.send('/audits/conflicts', {
    ...asked,
    personId: lines.east.teamManager,
    reason: 'A friend',
  })
  assert.equal(sent.statusCode, 303)
  const { rows } = await within((tx) =>
    sql<{ personId: string }>`select person_id from audits.conflict where reason = 'A friend'`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ personId: manager.personId }])
  assert.equal(await name(lines.west.worker), 'Worker West')
})

test('the home of audits and the rounds tell what is late, and of the round how far it is', async () => {
  await ofEast()
  const home = (await qa.get('/audits')).body
  assert.match(home, /Given to nobody yet/)
  assert.match(home, /Strategy discussions, week of/)
  const round = /href="(\/audits\/cycles\/[0-9a-f-]{36})"/.exec(home)?.[1] ?? ''
  assert.match((await qa.get(round)).body, /Its audits/)
  assert.equal((await qa.get('/audits/cycles?format=xlsx')).statusCode, 200)
})
