import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { createToken } from '#platform/api'
import { type Tx, transact } from '#platform/transaction'
import { addPerson } from '#practice/organisation'
import { testApp } from '#test/app'
import { answerOf } from '#test/outcome'

const { app, database, authorityId, signIn } = await testApp()
const manager = await signIn('team-manager')
const worker = await signIn('duty-social-worker')
let token = ''
let reader = ''
let trusted = ''

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)

before(() =>
  within(async (tx) => {
    // A team manager since before the discussions of these tests.
    const startsOn = Temporal.PlainDate.from('2020-01-01')
    answerOf(
      await addPerson(tx, { name: 'Dee Ross', email: 'dee.ross@example.org', roles: ['team-manager'], startsOn }),
    )
    token = await createToken(tx, 'Case system', ['discussions:read', 'discussions:write'])
    reader = await createToken(tx, 'Dashboard', ['discussions:read'])
    trusted = await createToken(tx, 'Trusted', ['discussions:read', 'discussions:write', 'contacts:restricted'])
  }),
)

const ask = (method: 'GET' | 'POST', path: string, payload?: object, headers: Record<string, string> = {}) =>
  app.inject({
    method,
    url: `/api/v1/strategy-discussions${path}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(payload === undefined ? {} : { payload }),
  })

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

const told = (discussionId: string, changed: object = {}) => ({
  discussionId,
  route: 'open-case',
  reasonableCauseAt: '2022-06-01T09:00:00+01:00',
  reasonableCause: 'A bruise that nobody can explain',
  children: [{ childId: `${discussionId}-1`, familyName: 'Ash', givenName: 'Noor' }],
  ...changed,
})

const held = (changed: object = {}) => ({
  beganAt: '2022-06-01T14:00:00+01:00',
  endedAt: '2022-06-01T15:00:00+01:00',
  form: 'video',
  chairedBy: 'Dee Ross',
  ...changed,
})

const record = () => ({
  decision: 'A joint enquiry',
  interimPlan: 'The children stay with their grandmother',
  authorisedBy: 'dee.ross@example.org',
})

const decided = (discussionId: string, outcome = 'section-47-joint') => [
  { childId: `${discussionId}-1`, outcome, reasons: 'The injury does not fit what is said' },
]

const pointersOf = (answer: { json: () => { errors: readonly { pointer: string }[] } }) =>
  answer
    .json()
    .errors.map(({ pointer }) => pointer)
    .sort()

test('a discussion that the case system tells of is due by the limit of the pages, and on their list', async () => {
  const answer = await ask('POST', '', told('D-1'))
  assert.equal(answer.statusCode, 201, answer.body)
  assert.equal(answer.json().state, 'due')
  assert.equal(answer.json().dueAt, '2022-06-02T08:00:00Z')
  assert.match((await manager.get('/strategy-discussions')).body, new RegExp(answer.json().reference))
  const listed = await ask('GET', '?state=due')
  const own = listed.json().discussions.find(({ discussionId }: { discussionId: string }) => discussionId === 'D-1')
  assert.deepEqual([own.reference, own.isLapsed, own.children], [answer.json().reference, true, 1])
  assert.doesNotMatch(listed.body, /Ash|Noor|bruise/)
})

test('told again it changes nothing, with the same key it is answered as before, and at another time it is refused', async () => {
  const key = { 'idempotency-key': 'd-2' }
  const first = await ask('POST', '', told('D-2'), key)
  const again = await ask('POST', '', told('D-2'), key)
  assert.deepEqual([first.statusCode, again.statusCode, again.json()], [201, 200, first.json()])
  assert.equal((await ask('POST', '', told('D-2'))).statusCode, 200)
  assert.equal((await ask('POST', '', told('D-3'), key)).statusCode, 409)
  const moved = await ask('POST', '', told('D-2', { reasonableCauseAt: '2022-06-01T08:00:00+01:00' }))
  assert.equal(moved.statusCode, 409)
  assert.match(String(moved.headers['content-type']), /problem\+json/)
})

test('held with its record, it initiates section 47, whose conference is due 15 working days after it was held', async () => {
  const body = told('D-4', { held: held(), record: record(), children: decided('D-4') })
  const answer = await ask('POST', '', body)
  assert.equal(answer.statusCode, 201, answer.body)
  assert.equal(answer.json().state, 'held')
  assert.match(
    (await manager.get('/conferences/waiting?format=csv')).body,
    new RegExp(`${answer.json().reference},.*2022-06-24`),
  )
  assert.equal((await ask('POST', '', body)).statusCode, 200)
  const { rows } = await within((tx) =>
    sql`select from strategy.section_47 where conference_due_on = '2022-06-24'`.execute(tx.sql),
  )
  assert.equal(rows.length, 1)
})

test('the chair’s rule is that of the pages: below team manager only with a reason, which a manager confirms', async () => {
  const refused = await ask('POST', '', told('D-5', { held: held({ chairedBy: worker.name }) }))
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /a team manager or above chairs/)
  assert.deepEqual(pointersOf(refused), ['/held/chairDepartureReason'])
  const taken = await ask(
    'POST',
    '',
    told('D-5', { held: held({ chairedBy: worker.name, chairDepartureReason: 'Night' }) }),
  )
  assert.equal(taken.statusCode, 201, taken.body)
  const { rows } = await within((tx) =>
    sql<{ chairDepartures: string[] }>`
      select chair_departures from strategy.settlement settled
        join strategy.discussion discussion on discussion.id = settled.discussion_id
       where discussion.source_discussion_id = 'D-5'`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ chairDepartures: ['below-team-manager'] }])
})

test('what cannot be taken names each field by a pointer, and nothing of it stays', async () => {
  const wrong = await ask('POST', '', told('D-6', { route: 'none', reasonableCauseAt: 'yesterday' }))
  assert.deepEqual([wrong.statusCode, pointersOf(wrong)], [422, ['/reasonableCauseAt', '/route']])
  const future = await ask('POST', '', told('D-6', { reasonableCauseAt: hoursAgo(-2) }))
  assert.match(future.json().detail, /cannot be in the future/)
  const early = await ask('POST', '', told('D-6', { held: held({ beganAt: '2022-05-01T14:00:00+01:00' }) }))
  assert.ok(pointersOf(early).includes('/held/beganAt'), early.body)
  const unplanned = { decision: 'A joint enquiry', authorisedBy: worker.name }
  const record47 = await ask('POST', '', told('D-6', { held: held(), record: unplanned, children: decided('D-6') }))
  assert.deepEqual(pointersOf(record47), ['/record/authorisedBy', '/record/interimPlan'])
  const alone = await ask('POST', '', told('D-6', { children: decided('D-6') }))
  assert.deepEqual(pointersOf(alone), ['/record'])
  assert.doesNotMatch((await ask('GET', '?state=due')).body, /D-6/)
})

test('one that is likely the same is 409 and names it; it is taken when told why it is another, or with that reference', async () => {
  const first = (await ask('POST', '', told('D-7'))).json().reference
  const child = { children: [{ childId: 'D-7-1' }] }
  const same = await ask('POST', '', told('D-8', child))
  assert.equal(same.statusCode, 409)
  assert.match(same.json().detail, new RegExp(`^${first} is about one of these children`))
  const as = await ask('POST', '', told(first, { ...child, held: held() }))
  assert.deepEqual([as.statusCode, as.json().reference, as.json().state], [201, first, 'held'])
  const other = await ask('POST', '', told('D-8', { ...child, notTheSameBecause: 'A second injury' }))
  assert.equal(other.statusCode, 201, other.body)
})

test('what somebody recorded in Line of Sight stays, and the case system is told so', async () => {
  const reference = (await ask('POST', '', told('D-9', { held: held() }))).json().reference
  const corrected = await ask('POST', '', told('D-9', { held: held({ form: 'in-person' }) }))
  assert.equal(corrected.statusCode, 201, corrected.body)
  await transact(database, { kind: 'person', authorityId, personId: manager.personId, roles: ['team-manager'] }, (tx) =>
    sql`insert into strategy.settlement (authority_id, id, discussion_id, kind, replaces, happened_at, ended_at, form, chair_name, reason)
          select authority_id, gen_random_uuid(), discussion_id, 'held', id, happened_at, ended_at, 'mixed', 'D. Ross', 'It was mixed'
            from strategy.standing_settlement
           where discussion_id = (select id from strategy.discussion where reference = ${reference})`.execute(tx.sql),
  )
  const refused = await ask('POST', '', told('D-9', { held: held() }))
  assert.equal(refused.statusCode, 409)
  assert.match(refused.json().detail, /was recorded in Line of Sight as held otherwise, and stays/)
})

test('attendance is told by partner and name: only attended counts, and told otherwise it corrects', async () => {
  await ask('POST', '', told('D-10', { held: held() }))
  const there = (came: string, more: object = {}) => ({
    attendance: [
      { partner: 'local-authority', name: manager.name, came: 'attended', how: 'video' },
      { partner: 'police', name: 'B Sergeant', came: 'attended', how: 'phone' },
      { partner: 'nhs', healthService: 'gp', name: 'Dr C', came, ...more },
    ],
  })
  const sent = await ask('POST', '/D-10/attendance', there('sent-information'))
  assert.deepEqual([sent.statusCode, sent.json().attended], [201, ['local-authority', 'police']])
  assert.equal((await ask('POST', '/D-10/attendance', there('sent-information'))).statusCode, 200)
  const came = await ask('POST', '/D-10/attendance', there('attended', { how: 'video' }))
  assert.deepEqual([came.statusCode, came.json().attended.length], [201, 3])
  const unsaid = await ask('POST', '/D-10/attendance', there('absent'))
  assert.deepEqual([unsaid.statusCode, pointersOf(unsaid)], [422, ['/attendance/2/reason']])
  assert.equal((await ask('POST', '/D-1/attendance', there('attended', { how: 'video' }))).statusCode, 409)
  assert.equal((await ask('POST', '/NOBODY/attendance', there('attended'))).statusCode, 404)
})

test('of several discussions each stands or falls for itself, with nothing left of the one that fell', async () => {
  const half = told('B-2', { held: held({ chairedBy: worker.name }) })
  const sent = await ask('POST', '/batch', {
    discussions: [
      told('B-1'),
      half,
      { discussionId: 'B-3' },
      told('B-4'),
      told('B-5', { children: [{ childId: 'B-1-1' }] }),
    ],
  })
  assert.equal(sent.statusCode, 200, sent.body)
  const { results } = sent.json()
  assert.deepEqual(
    results.map((each: { discussion?: object }) => each.discussion !== undefined),
    [true, false, false, true, false],
  )
  assert.deepEqual(results[1].errors[0].pointer, '/discussions/1/held/chairDepartureReason')
  assert.match(results[4].errors[0].detail, /SD-\d+ is about one of these children/)
  const { rows } = await within(async (tx) => {
    const told = await sql`select from strategy.discussion where source_discussion_id = 'B-2'`.execute(tx.sql)
    assert.equal(told.rows.length, 0)
    return sql<{ number: number }>`
      select count(*)::integer as number from trail.entry
       where action = 'discussion.due' and not exists (
         select from strategy.discussion where id = any (entry.subjects))`.execute(tx.sql)
  })
  assert.deepEqual(rows, [{ number: 0 }])
})

test('two who tell of the same discussion at once record it once', async () => {
  const answers = await Promise.all([ask('POST', '', told('D-11')), ask('POST', '', told('D-11'))])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 201])
})

test('nobody tells of a discussion beyond their scope', async () => {
  const beyond = await ask('POST', '', told('D-12'), { authorization: `Bearer ${reader}` })
  assert.equal(beyond.statusCode, 403)
  assert.equal((await ask('GET', '?state=due', undefined, { authorization: `Bearer ${reader}` })).statusCode, 200)
  assert.equal((await ask('GET', '?state=held')).statusCode, 422)
})

test('a discussion about a restricted child is taken, and not there for a token that may not see it', async () => {
  const taken = await ask('POST', '', told('Secret-1'), { authorization: `Bearer ${trusted}` })
  await within((tx) =>
    sql`update children.child set is_restricted = true
         where id in (select child_id from strategy.discussion_child about
                        join strategy.discussion on discussion.id = about.discussion_id
                       where discussion.source_discussion_id = 'Secret-1')`.execute(tx.sql),
  )
  const { reference } = taken.json()
  const list = (bearer: string) => ask('GET', '?state=due', undefined, { authorization: `Bearer ${bearer}` })
  assert.doesNotMatch((await list(token)).body, /Secret-1/)
  assert.match((await list(trusted)).body, /Secret-1/)
  const again = await ask('POST', '', told('Secret-1', { held: held() }))
  assert.deepEqual([again.statusCode, again.json().reference, again.json().state], [201, 'Secret-1', 'due'])
  const there = { attendance: [{ partner: 'police', name: 'B', came: 'attended', how: 'phone' }] }
  assert.equal((await ask('POST', '/Secret-1/attendance', there)).statusCode, 404)
  const same = await ask('POST', '', told('D-14', { children: [{ childId: 'Secret-1-1' }] }))
  assert.equal(same.statusCode, 409)
  assert.doesNotMatch(same.body, new RegExp(reference))
})
