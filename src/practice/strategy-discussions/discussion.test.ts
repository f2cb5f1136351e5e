import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { testApp } from '#test/app'
import { contactArrived, outcomeArrived } from '#test/late-contacts'
import { makeDue } from './from-decisions.ts'
import { stateOf } from './rules/state.ts'
import { findDiscussion, lockDiscussion } from './store/discussions.ts'
import { recordDiscussion } from './store/record-discussions.ts'
import { recordSettlement } from './store/settlements.ts'

const { database, authorityId, signIn } = await testApp()
const manager = await signIn('team-manager')
const serviceManager = await signIn('service-manager')
const partner = await signIn('partner')

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)

let child = { id: '', reference: '' }
const anotherChild = () =>
  inside(async (tx) => {
    const id = await addChild(tx, { givenName: 'Ada', familyName: 'Quill' })
    const { rows } = await sql<{ reference: string }>`select reference from children.child where id = ${id}`.execute(
      tx.sql,
    )
    return { id, reference: rows[0]?.reference ?? '' }
  })

before(async () => {
  child = await anotherChild()
})

const typed = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO('Europe/London').toPlainDateTime().toString({ smallestUnit: 'minute' })
const hoursAgo = (hours: number): Temporal.Instant => Temporal.Now.instant().subtract({ hours })

const due = (reference: string, hours: number) => ({
  children: reference,
  route: 'open-case',
  reasonableCauseAt: typed(hoursAgo(hours)),
  reasonableCause: 'A bruise that the explanation does not fit.',
  decidedToHoldAt: typed(hoursAgo(hours - 1)),
  isEmergency: '',
  allocatedWorkerId: '',
  notTheSameBecause: '',
})

const idIn = (location: unknown): string => String(location).split('/').at(-1)?.split('?')[0] ?? ''

async function makeOneDue(hours = 2): Promise<{ readonly id: string; readonly address: string }> {
  const { reference } = await anotherChild()
  const { statusCode, headers, body } = await manager.send('/strategy-discussions/new', due(reference, hours))
  assert.equal(statusCode, 303, body)
  return { id: idIn(headers.location), address: `/strategy-discussions/${idIn(headers.location)}` }
}

test('the clock runs from reasonable cause, and the decision to hold is kept beside it', async () => {
  const { id, address } = await makeOneDue(3)
  const found = await inside((tx) => findDiscussion(tx, id))
  assert.equal(found?.dueAt.since(found.reasonableCauseAt).total('hours'), 24)
  assert.equal(found?.decidedToHoldAt?.since(found.reasonableCauseAt).total('hours'), 1)
  const page = await manager.get(address)
  assert.match(page.body, /Due\s*<\/strong>\s*(20|21) h/)
  assert.match(page.body, /A bruise that the explanation does not fit/)
})

test('a discussion past its limit is lapsed, and stands first in the list', async () => {
  const { id } = await makeOneDue(30)
  const list = await manager.get('/strategy-discussions?state=lapsed')
  assert.match(list.body, new RegExp(`href="/strategy-discussions/${id}"`))
  assert.match(list.body, /Lapsed\s*<\/strong>\s*6 h/)
})

test('the same meeting is not entered twice, unless somebody says why it is another', async () => {
  const first = await manager.send('/strategy-discussions/new', due(child.reference, 2))
  assert.equal(first.statusCode, 303)
  const again = await manager.send('/strategy-discussions/new', due(child.reference, 1))
  assert.equal(again.statusCode, 400)
  assert.match(again.body, /SD-\d+ is about one of these children at about the same time/)
  assert.match(again.body, /A bruise that the explanation does not fit/)
  const another = { ...due(child.reference, 1), notTheSameBecause: 'A second injury, at school' }
  assert.equal((await manager.send('/strategy-discussions/new', another)).statusCode, 303)
})

test('two people entering the same meeting at once enter it once', async () => {
  const { reference } = await anotherChild()
  const both = await Promise.all([
    manager.send('/strategy-discussions/new', due(reference, 2)),
    serviceManager.send('/strategy-discussions/new', due(reference, 2)),
  ])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [303, 400])
})

test('what cannot be read comes back with a sentence, and everything typed is kept', async () => {
  const wrong = { ...due('CH-99999999', 2), reasonableCauseAt: typed(Temporal.Now.instant().add({ hours: 5 })) }
  const unknown = await manager.send('/strategy-discussions/new', wrong)
  assert.equal(unknown.statusCode, 400)
  assert.match(unknown.body, /There is no record CH-99999999/)
  const later = await manager.send('/strategy-discussions/new', { ...wrong, children: child.reference })
  assert.match(later.body, /Reasonable cause cannot be in the future/)
  assert.match(later.body, /A bruise that the explanation does not fit/)
})

test('a decision to hold none is reviewed by a service manager who did not make it, and may be turned round', async () => {
  const { id, address } = await makeOneDue()
  const decided = { decidedAt: typed(hoursAgo(0)), reason: 'The injury was seen to happen by two teachers.' }
  assert.equal((await manager.send(`${address}/not-holding`, decided)).statusCode, 303)
  assert.equal((await inside((tx) => findDiscussion(tx, id)))?.state, 'decided-not-to-hold')
  assert.match((await serviceManager.get('/')).body, /is not to be held/)
  assert.equal((await manager.send(`${address}/not-holding`, decided)).statusCode, 409)
  assert.equal((await manager.get(`${address}/not-holding/review`)).statusCode, 403)
  const review = { verdict: 'hold-it', reason: 'The teachers came after it had happened.' }
  assert.equal((await serviceManager.send(`${address}/not-holding/review`, review)).statusCode, 303)
  const again = await inside((tx) => findDiscussion(tx, id))
  assert.equal(again?.state, 'due')
  assert.match((await manager.get(address)).body, /Due again since/)
})

test('who decided to hold none does not review it', async () => {
  const { address } = await makeOneDue()
  const decided = { decidedAt: typed(hoursAgo(0)), reason: 'None is needed.' }
  await serviceManager.send(`${address}/not-holding`, decided)
  const own = await serviceManager.send(`${address}/not-holding/review`, { verdict: 'agreed', reason: 'Yes.' })
  assert.equal(own.statusCode, 403)
})

test('a cancelled discussion can be reconvened as a new one that names it', async () => {
  const { id, address } = await makeOneDue()
  assert.equal(
    (await manager.send(`${address}/reconvene`, { reasonableCauseAt: '', reasonableCause: '' })).statusCode,
    400,
  )
  await manager.send(`${address}/cancel`, { reason: 'Entered for the wrong family.' })
  const again = { reasonableCauseAt: typed(hoursAgo(1)), reasonableCause: 'It is the right family after all.' }
  const { headers, statusCode } = await manager.send(`${address}/reconvene`, again)
  assert.equal(statusCode, 303)
  assert.equal((await inside((tx) => findDiscussion(tx, idIn(headers.location))))?.follows, id)
})

test('another child of the family is added, and one added by mistake taken off with a reason', async () => {
  const { address } = await makeOneDue()
  const sibling = await anotherChild()
  const twice = { step: 'add', reference: sibling.reference, childId: '', reason: '' }
  assert.equal((await manager.send(`${address}/children`, twice)).statusCode, 303)
  assert.match((await manager.send(`${address}/children`, twice)).body, /about this child already/)
  const mistake = { step: 'remove', reference: '', childId: sibling.id, reason: '' }
  assert.match((await manager.send(`${address}/children`, mistake)).body, /Say how it came to be a mistake/)
  const taken = await manager.send(`${address}/children`, { ...mistake, reason: 'Another family' })
  assert.equal(taken.statusCode, 303)
  assert.doesNotMatch((await manager.get(address)).body, new RegExp(sibling.id))
  const last = /children\/([0-9a-f-]{36})/.exec((await manager.get(address)).body)?.[1] ?? ''
  assert.equal(
    (await manager.send(`${address}/children`, { ...mistake, childId: last, reason: 'Wrong' })).statusCode,
    409,
  )
})

test('a contact decided for a strategy discussion makes one due for all its children, once', async () => {
  const contactId = await inside((tx) => contactArrived(tx, { receivedAt: hoursAgo(5), children: 2 }))
  await inside((tx) => outcomeArrived(tx, contactId, { decidedAt: hoursAgo(2), knownAt: hoursAgo(2) }))
  await inside((tx) =>
    sql`insert into front_door.decision (authority_id, id, contact_id, child_id, outcome, decided_at, made_in, corrects, correction_reason)
        select authority_id, gen_random_uuid(), contact_id, child_id, 'strategy-discussion', now() - interval '1 hour', 'extract', id, 'Worse than it seemed'
          from front_door.decision where contact_id = ${contactId}`.execute(tx.sql),
  )
  const made = await Promise.all([1, 2].map(() => inside((tx) => makeDue(tx, tx.now))))
  assert.deepEqual(made.toSorted(), [0, 1])
  assert.equal(await inside((tx) => makeDue(tx, tx.now)), 0)
  const { rows } = await inside((tx) =>
    sql<{ children: number }>`
      select (select count(*)::integer from strategy.discussion_child about where about.discussion_id = discussion.id) as children
        from strategy.discussion where contact_id = ${contactId}`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ children: 2 }])
})

test('a concern taken by telephone is answered, and leads to a discussion that names it', async () => {
  const agencyId = await inside(async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from organisation.agency limit 1`.execute(tx.sql)
    return rows[0]?.id ?? ''
  })
  const concern = {
    agencyId,
    raisedByName: 'The custody sergeant',
    raisedAt: typed(hoursAgo(1)),
    about: 'A girl of six, called Ada.',
    worry: 'Found at home alone at night.',
  }
  const { headers } = await manager.send('/strategy-discussions/concerns', concern)
  const concernId = idIn(headers.location)
  assert.match((await manager.get('/')).body, /asks whether a strategy discussion is needed/)
  const { reference } = await anotherChild()
  const begun = await manager.send(`/strategy-discussions/new?concern=${concernId}`, due(reference, 1))
  assert.equal(begun.statusCode, 303, begun.body)
  assert.match(
    (await manager.get(`/strategy-discussions/concerns/${concernId}`)).body,
    /A strategy discussion is due: SD-/,
  )
})

test('a partner who was not invited is told of nothing', async () => {
  const { address } = await makeOneDue()
  for (const page of ['', '/not-holding', '/cancel', '/reconvene'])
    assert.equal((await partner.get(address + page)).statusCode, 404)
  assert.equal((await partner.get('/strategy-discussions')).statusCode, 404)
  const seen = await transact(
    database,
    { kind: 'person', authorityId, personId: partner.personId, roles: ['partner'] },
    async (tx) => {
      const tables = [
        'discussion',
        'discussion_child',
        'settlement',
        'invitation',
        'information',
        'record',
        'escalation',
        'watch',
      ]
      return Promise.all(
        tables.map(
          async (table) => (await sql`select from ${sql.table(`strategy.${table}`)}`.execute(tx.sql)).rows.length,
        ),
      )
    },
  )
  assert.deepEqual(new Set(seen), new Set([0]))
})

const steps = ['held', 'cancelled', 'decided-not-to-hold', 'reopened'] as const

test('whatever is recorded of a discussion, and in whatever order, it is in exactly one state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { maxLength: 6 }), async (wanted) => {
      const { id: childId } = await anotherChild()
      const { id } = await inside((tx) => recordDiscussion(tx, bare(childId, tx.now)))
      for (const kind of wanted) {
        await inside(async (tx) => {
          const discussion = await lockDiscussion(tx, id)
          if (discussion === null || (kind === 'reopened' && discussion.settlement === null)) return
          await recordSettlement(tx, discussion, settled(kind, tx.now))
        })
      }
      const { rows } = await inside((tx) =>
        sql<{
          kind: (typeof steps)[number]
        }>`select kind from strategy.standing_settlement where discussion_id = ${id}`.execute(tx.sql),
      )
      const found = await inside((tx) => findDiscussion(tx, id))
      assert.ok(rows.length <= 1)
      assert.equal(found?.state, stateOf(rows[0]?.kind ?? null))
      const listed = await Promise.all(
        ['due', 'held', 'cancelled', 'decided-not-to-hold'].map(async (state) =>
          (await manager.get(`/strategy-discussions?state=${state}&format=csv`)).body.includes(found?.reference ?? '?'),
        ),
      )
      assert.equal(listed.filter(Boolean).length, 1)
    }),
    { numRuns: 12 },
  )
})

test('two last steps cannot stand, whoever writes them', async () => {
  const { id } = await inside(async (tx) => recordDiscussion(tx, bare((await anotherChild()).id, tx.now)))
  const insert = (kind: string) =>
    inside((tx) =>
      sql`insert into strategy.settlement (authority_id, id, discussion_id, kind, happened_at, reason)
          values (${authorityId}, gen_random_uuid(), ${id}, ${kind}, now(), 'By hand')`.execute(tx.sql),
    )
  await insert('cancelled')
  await assert.rejects(insert('cancelled'), /settlement_first/)
})

const bare = (childId: string, at: Temporal.Instant) => ({
  origin: 'open-case' as const,
  route: 'open-case' as const,
  children: [{ childId }],
  reasonableCauseAt: at,
  reasonableCause: 'A worry.',
  reasonableCauseBy: null,
  decidedToHoldAt: null,
  decidedToHoldBy: null,
  dueAt: at.add({ hours: 24 }),
})

function settled(kind: (typeof steps)[number], at: Temporal.Instant) {
  const decided = { happenedAt: at, personId: manager.personId, reason: 'As it was.' }
  if (kind === 'decided-not-to-hold') return { kind, ...decided, reviewDueAt: at.add({ hours: 24 }) }
  if (kind !== 'held') return { kind, ...decided }
  return {
    kind,
    ...decided,
    endedAt: at,
    form: 'video' as const,
    isEmergencyCall: false,
    whyByPhone: '',
    chairId: manager.personId,
    chairName: '',
    chairDepartures: [],
    chairDepartureReason: '',
    minuteTakerId: null,
  }
}
