import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { addTeam } from '#practice/organisation'
import { testApp, type Visitor } from '#test/app'
import { contactArrived, outcomeArrived } from '#test/late-contacts'
import { answerOf } from '#test/outcome'

const { database, authorityId, signIn } = await testApp()
const manager = await signIn('duty-manager')
const worker = await signIn('duty-social-worker')
const partner = await signIn('partner')

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const hoursAgo = (hours: number): Temporal.Instant =>
  Temporal.Now.instant().subtract({ minutes: Math.round(hours * 60) })
const arrived = (reference: string, hours: number, more: { readonly teamId?: string } = {}): Promise<string> =>
  inside((tx) => contactArrived(tx, { receivedAt: hoursAgo(hours), reference, ...more }))

const board = async (query = '', visitor: Visitor = manager): Promise<string> => {
  const { statusCode, body } = await visitor.get(`/duty-board${query}`)
  assert.equal(statusCode, 200, body)
  return body
}

/** The references on the board, in its order. */
const onBoard = (body: string): readonly string[] =>
  [...body.matchAll(/los-nowrap" href="[^"]+">([^<]+)</g)].map(([, found = '']) => found)

/** Takes everything off the board again, as its outcome would: facts stay. */
const clear = () =>
  inside((tx) => sql`delete from front_door.awaiting_outcome where authority_id = ${authorityId}`.execute(tx.sql))

let team = ''

before(async () => {
  team = await inside(async (tx) =>
    answerOf(await addTeam(tx, { name: 'Duty and Advice', areaId: null, isFrontDoor: true })),
  )
})

beforeEach(clear)

test('an empty board says so, and that no outcome was recorded yet', async () => {
  assert.match(await board(), /Nothing is waiting\. No outcome has been recorded yet\./)
})

test('the contact with least time left comes first, whatever came in last', async () => {
  await arrived('B-2', 3)
  await arrived('B-1', 26)
  await arrived('B-3', 0.5)
  const body = await board()
  assert.deepEqual(onBoard(body), ['B-1', 'B-2', 'B-3'])
  assert.match(body, /2 h 0 min over|2 h over/)
  assert.match(body, /23 h 30 min left|23 h 29 min left/)
})

test('a contact with an outcome is on the board no longer, and the last outcome is told', async () => {
  const id = await arrived('D-1', 2)
  await inside((tx) => outcomeArrived(tx, id, { decidedAt: tx.now, knownAt: tx.now, decidedBy: manager.personId }))
  const body = await board()
  assert.deepEqual(onBoard(body), [])
  assert.match(body, new RegExp(`The last outcome was recorded at .* by ${manager.name}`))
})

test('it can be asked for one team, source, urgency or age, and says when nothing matches', async () => {
  await arrived('F-1', 2, { teamId: team })
  await arrived('F-2', 3)
  assert.deepEqual(onBoard(await board(`?team=${team}`)), ['F-1'])
  assert.deepEqual(onBoard(await board('?source=2A')), ['F-2', 'F-1'])
  assert.match(await board('?source=6'), /No contact that is waiting matches these filters/)
  assert.match(await board('?urgency=immediate'), /No contact that is waiting matches/)
  await inside((tx) =>
    sql`update children.child set date_of_birth = current_date - interval '2 years' where id in (
          select child_id from front_door.contact_child c join front_door.contact on contact.id = c.contact_id
           where reference = 'F-1')`.execute(tx.sql),
  )
  assert.deepEqual(onBoard(await board('?age=1-4')), ['F-1'])
  assert.deepEqual(onBoard(await board('?age=5-9')), [])
})

test('a filter that does not exist is a sentence, not a failure', async () => {
  for (const query of ['?source=nonsense', '?team=1', '?page=0', '?age=old']) {
    const { statusCode, body } = await manager.get(`/duty-board${query}`)
    assert.equal(statusCode, 400, query)
    assert.match(body, /This list cannot be shown as asked/)
  }
})

test('fifty stand on a page, and the file holds all of them', async () => {
  await inside(async (tx) => {
    for (let place = 10; place < 65; place += 1)
      await contactArrived(tx, { receivedAt: hoursAgo(place / 10), reference: `P-${place}` })
  })
  // The counts above may still be those of an empty board: the second page is reached all the same.
  const first = await board()
  assert.equal(onBoard(first).length, 50)
  assert.match(first, /href="\/duty-board\?page=2"/)
  assert.deepEqual(onBoard(await board('?page=2')), ['P-14', 'P-13', 'P-12', 'P-11', 'P-10'])
  const file = await manager.get('/duty-board?format=csv')
  assert.match(String(file.headers['content-disposition']), /duty-board-\d{4}-\d\d-\d\d\.csv/)
  assert.equal(file.body.trim().split('\r\n').length, 56)
  assert.match(file.body, /^\uFEFF?Reference,Received/)
})

/** Trail entries that say this person was shown records. */
const reads = async (): Promise<number> => {
  const { rows } = await inside((tx) =>
    sql<{ many: number }>`select count(*)::integer as many from trail.entry
                           where kind = 'read' and person_id = ${manager.personId}`.execute(tx.sql),
  )
  return rows[0]?.many ?? 0
}

test('every look is trailed with what was shown; a refresh with nothing new is not, and sends nothing', async () => {
  const id = await arrived('T-1', 2)
  const before = await reads()
  const body = await board()
  assert.equal(await reads(), before + 1)
  const tag = /data-refresh-tag="([^"]+)"/.exec(body)?.[1]?.replaceAll('&quot;', '"') ?? ''
  const quiet = await manager.get('/duty-board/rows', { 'if-none-match': tag })
  assert.equal(quiet.statusCode, 304, quiet.body)
  assert.equal(await reads(), before + 1)
  await arrived('T-2', 1)
  const news = await manager.get('/duty-board/rows', { 'if-none-match': tag })
  assert.equal(news.statusCode, 200)
  assert.match(news.body, /T-2/)
  assert.equal(await reads(), before + 2)
  const { rows } = await inside((tx) =>
    sql`select 1 from trail.entry where kind = 'read' and person_id = ${manager.personId} and subjects @> array[${id}]::uuid[]`.execute(
      tx.sql,
    ),
  )
  assert.ok(rows.length >= 2)
})

test('a restricted contact has its clock on the board and nothing else, for those who may not open it', async () => {
  const id = await arrived('R-1', 5)
  await inside((tx) =>
    sql`update children.child set is_restricted = true where id in (
          select child_id from front_door.contact_child where contact_id = ${id})`.execute(tx.sql),
  )
  const body = await board('', worker)
  assert.match(body, /Restricted: call the duty manager/)
  assert.doesNotMatch(body, /R-1|A worry/)
  assert.doesNotMatch((await worker.get('/duty-board?format=csv')).body, /R-1/)
})

test('a contact tells of the others about its child in the twelve months before, and of those alone', async () => {
  const [now, year, before, mistaken] = [
    await arrived('TW-1', 2),
    await arrived('TW-2', 24 * 300),
    await arrived('TW-3', 24 * 400),
    await arrived('TW-4', 24 * 30),
  ]
  await inside(async (tx) => {
    await sql`
      insert into front_door.contact_child (authority_id, contact_id, child_id)
      select authority_id, unnest(${[year, before, mistaken]}::uuid[]), child_id
        from front_door.contact_child where contact_id = ${now}`.execute(tx.sql)
    await sql`
      insert into front_door.contact_child_removal (authority_id, contact_id, child_id, reason)
      select authority_id, ${mistaken}, child_id, 'Another child of that name' from front_door.contact_child
       where contact_id = ${now}`.execute(tx.sql)
    await sql`delete from front_door.awaiting_outcome where contact_id <> ${now}`.execute(tx.sql)
  })
  const body = await board()
  assert.match(body, /1 contact in 12 months/)
  assert.match(body, />TW-2</)
  assert.doesNotMatch(body, /TW-3|TW-4/)
})

test('history that was brought in is never on the board', async () => {
  await inside((tx) =>
    sql`insert into front_door.contact (authority_id, id, reference, source_system, source_contact_id, received_on, is_history,
                                        source_code)
        values (${authorityId}, gen_random_uuid(), 'H-1', 'extract', 'H-1', current_date, true, '6')`.execute(tx.sql),
  )
  assert.doesNotMatch(await board(), /H-1/)
})

test('the counts are of the whole authority and at most ten seconds old, and say so', async () => {
  const body = await board()
  assert.match(body, /Awaiting an outcome: <strong>/)
  assert.match(body, /at most 10 seconds old/)
})

test('a partner is told of no board', async () => {
  assert.equal((await partner.get('/duty-board')).statusCode, 404)
  assert.equal((await partner.get('/duty-board/rows')).statusCode, 404)
})
