import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { prepareJobs } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { post, testApp, type Visitor } from '#test/app'
import { restrictedFor } from './made-restriction.ts'

const app = await testApp()
const { migrationUrl, signIn } = app
const { restricted, withPassword, breakGlass, within } = restrictedFor(app)
const manager = await signIn('service-manager')
const guardian = await signIn('team-manager')
const head = await signIn('head-of-service')
const worker = await withPassword('duty-social-worker')
const named = await signIn('duty-social-worker')

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const bodyOf = async (who: Visitor, address: string): Promise<string> => {
  const answer = await who.get(address)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.body
}

test('restricting a record needs a category, a guardian and a reason', async () => {
  const { record } = await restricted(manager, manager)
  const sent = await manager.send(`${record}/restriction`, { category: '', guardianId: '', reason: '' })
  assert.equal(sent.statusCode, 400)
  assert.match(sent.body, /Choose why it is restricted/)
  assert.match(sent.body, /Choose the guardian/)
  const partner = await signIn('partner')
  const toPartner = { category: 'adoption', guardianId: partner.personId, reason: 'They asked' }
  assert.match((await manager.send(`${record}/restriction`, toPartner)).body, /Choose a guardian from the list/)
  const byWorker = await restricted(manager, guardian, [named])
  const taken = { category: 'adoption', guardianId: named.personId, reason: 'I want it' }
  const _token = /name="_token" value="([^"]+)"/.exec(await bodyOf(named, '/children'))?.[1] ?? ''
  const sentAnyway = await post(app.app, `${byWorker.record}/restriction`, named.cookie, { ...taken, _token })
  assert.equal(sentAnyway.statusCode, 403)
})

test('a restricted record is open to its guardian and those named, and whoever restricted it is not named by that', async () => {
  const { record } = await restricted(manager, guardian, [named])
  for (const [who, status] of [
    [guardian, 200],
    [named, 200],
    [manager, 404],
    [head, 404],
    [worker, 404],
  ] as const)
    assert.equal((await who.get(record)).statusCode, status)
  assert.match(await bodyOf(guardian, record), new RegExp(`Its guardian is ${guardian.name}`))
})

test('who could open a record on a past day stays known when those named change', async () => {
  const { record, childId } = await restricted(manager, guardian, [named])
  const changed = {
    category: 'high-risk',
    guardianId: guardian.personId,
    readers: worker.personId,
    reason: 'New threat',
  }
  assert.equal((await guardian.send(`${record}/restriction`, changed)).statusCode, 303)
  assert.equal((await named.get(record)).statusCode, 404)
  assert.equal((await worker.get(record)).statusCode, 200)
  const rows = await within((tx) =>
    sql<{ personId: string }>`
      select person_id from children.restriction_reader where child_id = ${childId} order by restriction_id`.execute(
      tx.sql,
    ),
  )
  assert.deepEqual(
    rows.rows.map(({ personId }) => personId),
    [named.personId, worker.personId],
  )
  assert.match(await bodyOf(guardian, `${record}/restriction`), /Child of a member of staff[\s\S]*/)
})

test('the guardian is asked to review the restriction before 90 days are over, and keeps or lifts it with a reason', async () => {
  const { record, reference, childId } = await restricted(manager, guardian)
  const task = new RegExp(`Restricted record ${reference}`)
  assert.doesNotMatch(await bodyOf(guardian, '/'), task)
  // As if it had been restricted 85 days ago.
  await within((tx) =>
    sql`insert into children.restriction (authority_id, id, child_id, kind, category, reason, guardian_id, review_due_on)
        select authority_id, gen_random_uuid(), child_id, 'kept', category, reason, guardian_id, current_date + 5
          from children.restriction where child_id = ${childId}`.execute(tx.sql),
  )
  assert.match(await bodyOf(guardian, '/'), task)
  assert.doesNotMatch(await bodyOf(named, '/'), task)
  const unsaid = await guardian.send(`${record}/restriction/review`, { found: 'keep', reason: '' })
  assert.match(unsaid.body, /Say why/)
  const lifted = await guardian.send(`${record}/restriction/review`, { found: 'lift', reason: 'They moved away' })
  assert.equal(lifted.statusCode, 303, lifted.body)
})

test('a restriction that is kept is due again in 90 days, and a lifted one opens the record to all staff', async () => {
  const { record } = await restricted(manager, guardian)
  const kept = await guardian.send(`${record}/restriction/review`, { found: 'keep', reason: 'Nothing has changed' })
  assert.equal(kept.statusCode, 303, kept.body)
  assert.match(await bodyOf(guardian, `${record}/restriction`), /Reviewed and kept/)
  const lifted = await guardian.send(`${record}/restriction/review`, { found: 'lift', reason: 'They moved away' })
  assert.equal(lifted.statusCode, 303, lifted.body)
  assert.equal((await worker.get(record)).statusCode, 200)
})

test('whoever broke the glass names nobody for good, themselves least of all', async () => {
  const breaker = await withPassword('service-manager')
  const { record, reference } = await restricted(manager, guardian)
  assert.equal((await breakGlass(breaker, { reference })).headers.location, record)
  const page = await bodyOf(breaker, `${record}/restriction`)
  assert.doesNotMatch(page, /Change the restriction/)
  assert.equal((await breaker.get(`${record}/restriction/review`)).statusCode, 403)
})

test('the record of a guardian who has left is not left alone: the head of service answers for it', async () => {
  const leaver = await signIn('team-manager')
  const { record } = await restricted(manager, leaver)
  assert.equal((await head.get(record)).statusCode, 404)
  await within((tx) =>
    sql`update organisation.person set is_active = false where id = ${leaver.personId}`.execute(tx.sql),
  )
  assert.match(await bodyOf(head, `${record}/restriction`), /Change the restriction/)
  assert.equal((await worker.get(record)).statusCode, 404)
  assert.equal((await manager.get(record)).statusCode, 404)
})

test('nobody covers themselves into a record', async () => {
  const climber = await signIn('team-manager')
  const { record } = await restricted(manager, guardian)
  await within((tx) =>
    sql`insert into organisation.cover (authority_id, id, person_id, covered_by, starts_at, recorded_by)
        values (${app.authorityId}, gen_random_uuid(), ${guardian.personId}, ${climber.personId}, now() - interval '1 hour', ${climber.personId})`.execute(
      tx.sql,
    ),
  )
  assert.equal((await climber.get(record)).statusCode, 404)
})

test('whether a record is restricted follows from the restriction, and nobody can unmark it', async () => {
  const { childId } = await restricted(manager, guardian)
  const unmark = transact(
    app.database,
    { kind: 'person', authorityId: app.authorityId, personId: guardian.personId, roles: ['team-manager'] },
    (tx) => sql`update children.child set is_restricted = false where id = ${childId}`.execute(tx.sql),
  )
  await assert.rejects(unmark, /follows from children.restriction/)
})

test('the guardian sees who read the record, what of it, when and by what right; and who was refused', async () => {
  const { record, reference } = await restricted(manager, guardian, [named])
  await worker.get(record)
  await named.get(`${record}/chronology`)
  await breakGlass(worker, { reference })
  await worker.get(record)
  await bodyOf(guardian, `${record}/readings`)
  const readings = await bodyOf(guardian, `${record}/readings`)
  const lines = readings.split('<tr').map((line) => line.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '))
  const said = (who: Visitor, right: string, what: string) =>
    assert.ok(
      lines.some((line) => line.includes(who.name) && line.includes(right) && line.includes(what)),
      `${who.name}, ${right}, ${what}: ${lines.join('\n')}`,
    )
  said(worker, 'Refused', 'The record')
  said(worker, 'Broke the glass', 'The record')
  said(named, 'Named on the record', 'Chronology')
  said(guardian, 'Guardian', 'Who read the record')
  const others = await bodyOf(guardian, `${record}/readings?person=${named.personId}`)
  assert.doesNotMatch(others.slice(others.indexOf('<tbody')), new RegExp(worker.name))
  assert.match(await bodyOf(guardian, `${record}/readings?from=2020-01-01&to=2020-01-02`), /Nobody read the record/)
  assert.equal((await named.get(`${record}/readings`)).statusCode, 403)
  assert.equal((await head.get(`${record}/readings`)).statusCode, 404)
})

test('the list of who read it is kept as a file in which no name becomes a formula', async () => {
  const { record } = await restricted(manager, guardian, [named])
  await within((tx) =>
    sql`update organisation.person set name = '=HYPERLINK("http://x")' where id = ${named.personId}`.execute(tx.sql),
  )
  await named.get(record)
  const file = await guardian.get(`${record}/readings?format=csv`)
  assert.equal(file.statusCode, 200)
  assert.match(String(file.headers['content-type']), /text\/csv/)
  assert.match(file.body, /^.?When,Who,What,By what right/)
  assert.doesNotMatch(file.body, /,"?=HYPERLINK/)
  assert.equal((await guardian.get(`${record}/readings?format=xlsx`)).statusCode, 200)
})

test('restricted records open to somebody stand on one page, and there is something to read when there are none', async () => {
  const { reference } = await restricted(manager, guardian)
  assert.match(await bodyOf(guardian, '/restricted-records'), new RegExp(reference))
  assert.match(await bodyOf(await signIn('qa-lead'), '/restricted-records'), /No restricted record is open to you/)
  assert.match(await bodyOf(head, '/restricted-records/breakings?show=all'), /Broken glass/)
  assert.equal((await head.get('/restricted-records/breakings?show=all&format=csv')).statusCode, 200)
})
