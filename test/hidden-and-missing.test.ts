import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import { type Tx, transact } from '#platform/transaction'
import { addChildren, findChild } from '#practice/children'
import { post, testApp } from '#test/app'
import { listAreas } from '../src/app.ts'
import { contactAnswers } from '../src/practice/front-door/made-contact.ts'
import { findContact } from '../src/practice/front-door/store/contacts.ts'
import { restrictedFor } from '../src/practice/restricted-records/made-restriction.ts'

const app = await testApp()
const { database, authorityId, signIn } = app
const { within } = restrictedFor(app)
const manager = await signIn('service-manager')
const duty = await signIn('duty-manager')
const worker = await signIn('duty-social-worker')
const partner = await signIn('partner')

/** Every address that takes the id of a child or of a contact, with what stands in it. */
const patterns = listAreas('http://localhost')
  .flatMap(({ pages }) => pages)
  .filter(({ pattern }) => /^\/(children|contacts)\/.*:(childId|contactId)/.test(pattern))

const hidden = await hide()

/** A contact with an attachment about a child whose record is then restricted to a manager. */
async function hide() {
  const recorded = await worker.send(
    '/contacts/record',
    contactAnswers({ 'child.0.givenName': 'Ottoline', 'child.0.familyName': 'Fairweather' }),
  )
  assert.equal(recorded.statusCode, 303, recorded.body)
  const contactId = String(recorded.headers.location).split('/').at(-1) ?? ''
  const childId = await within(async (tx) => {
    const { rows } = await sql<{ childId: string }>`
      select child_id from front_door.contact_child where contact_id = ${contactId}`.execute(tx.sql)
    return rows[0]?.childId ?? ''
  })
  const attachmentId = newId()
  await within((tx) =>
    sql`insert into front_door.attachment (authority_id, id, contact_id, filename, media_type, bytes, sha256, description, content)
        values (${authorityId}, ${attachmentId}, ${contactId}, 'note.txt', 'text/plain', 1, repeat('0', 64), 'A note', 'x')`.execute(
      tx.sql,
    ),
  )
  await manager.send(`/children/${childId}/restriction`, {
    category: 'high-risk',
    guardianId: manager.personId,
    reason: 'A risk to the family',
  })
  assert.equal((await manager.get(`/contacts/${contactId}`)).statusCode, 200)
  assert.equal((await worker.get(`/contacts/${contactId}`)).statusCode, 404)
  // Others that are open and many that are restricted: what tells them apart grows with these.
  await within(async (tx) => {
    await addChildren(tx, made(1500))
    const ids = await addChildren(tx, made(1500))
    await sql`
      insert into children.restriction (authority_id, id, child_id, kind, category, reason, guardian_id, review_due_on)
      select ${authorityId}, gen_random_uuid(), id, 'set', 'high-risk', 'A risk', ${manager.personId}, current_date + 90
        from unnest(${[...ids]}::uuid[]) id`.execute(tx.sql)
  })
  return { childId, contactId, attachmentId }
}

function made(howMany: number) {
  return Array.from({ length: howMany }, (_each, at) => ({ givenName: 'Child', familyName: `Number ${at}` }))
}

/** The address with the hidden ids, and with ids of nothing; a second id that is of nothing either way. */
function addressesOf(pattern: string): readonly [hidden: string, missing: string] {
  const second = newId()
  const fill = (ids: Readonly<Record<string, string>>) =>
    pattern.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? second)
  return [fill(hidden), fill({ childId: newId(), contactId: newId(), attachmentId: newId() })]
}

/** What differs from request to request anyway, and the address itself, which whoever asks typed. */
const withoutTokens = (body: string): string =>
  body.replaceAll(/nonce="[^"]+"/g, 'nonce').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}(\.[\w-]+)?/g, 'id')

for (const { pattern, may, maySubmit } of patterns) {
  test(`${pattern} says the same of a hidden record as of one that is not there`, async () => {
    for (const visitor of [worker, duty, partner]) {
      const [hiddenAddress, missingAddress] = addressesOf(pattern)
      const one = await visitor.get(hiddenAddress)
      const other = await visitor.get(missingAddress)
      assert.equal(one.statusCode, other.statusCode)
      assert.ok(one.statusCode >= 400, `${one.statusCode}`)
      assert.equal(withoutTokens(one.body), withoutTokens(other.body))
      assert.deepEqual(Object.keys(one.headers).sort(), Object.keys(other.headers).sort())
    }
  })

  if (maySubmit === null || !may.roles.has('duty-manager')) continue
  test(`${pattern} takes a form for a hidden record as it takes one for nothing`, async () => {
    const sent = addressesOf(pattern).map(async (address) => {
      const _token = /name="_token" value="([^"]+)"/.exec((await duty.get('/children')).body)?.[1] ?? ''
      return post(app.app, address, duty.cookie, { _token, reason: 'Why not', why: 'Why not', step: 'x' })
    })
    const [one, other] = await Promise.all(sent)
    assert.ok(one && other)
    assert.equal(one.statusCode, other.statusCode)
    assert.ok(one.statusCode >= 400, `${one.statusCode}`)
    assert.equal(withoutTokens(one.body), withoutTokens(other.body))
  })
}

/** Two things in turn, so that whatever else the machine does falls on both: how many times as long the first takes. */
async function timesAsLong(one: () => Promise<unknown>, other: () => Promise<unknown>, times: number): Promise<number> {
  const [first, second]: [number[], number[]] = [[], []]
  const timed = async (what: () => Promise<unknown>, taken: number[]) => {
    const startedAt = performance.now()
    await what()
    taken.push(performance.now() - startedAt)
  }
  for (let time = 0; time < times; time += 1) {
    if (time % 2 === 0) await timed(one, first)
    await timed(other, second)
    if (time % 2 === 1) await timed(one, first)
  }
  return median(first) / median(second)
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

/** Where the first look finds a difference, longer ones follow: a busy machine must not fail it, a real difference stays. */
async function isAsFast(ask: (times: number) => Promise<number>, bound: number): Promise<string | null> {
  await ask(3)
  let ratio = 1
  for (const times of [9, 21, 41, 81]) {
    ratio = await ask(times)
    if (ratio < bound && ratio > 1 / bound) return null
  }
  return `${ratio.toFixed(2)} times as long`
}

test('a page is refused as fast for a hidden record as for one that is not there', async () => {
  const slower: string[] = []
  for (const { pattern } of patterns.filter(({ may }) => may.roles.has('duty-social-worker'))) {
    const [hiddenAddress, missingAddress] = addressesOf(pattern)
    const ask = (times: number) =>
      timesAsLong(
        () => worker.get(hiddenAddress),
        () => worker.get(missingAddress),
        times,
      )
    const found = await isAsFast(ask, 1.5)
    if (found !== null) slower.push(`${pattern}: ${found}`)
  }
  assert.deepEqual(slower, [])
})

test('a hidden record is looked for as long as one that is not there, with nothing of the page around it', async () => {
  const look = (find: (tx: Tx) => Promise<unknown>) => () =>
    transact(database, { kind: 'person', authorityId, personId: worker.personId, roles: ['duty-social-worker'] }, find)
  const found = [
    await isAsFast(
      (times) =>
        timesAsLong(
          look((tx) => findChild(tx, hidden.childId)),
          look((tx) => findChild(tx, newId())),
          times,
        ),
      1.5,
    ),
    await isAsFast(
      (times) =>
        timesAsLong(
          look((tx) => findContact(tx, hidden.contactId)),
          look((tx) => findContact(tx, newId())),
          times,
        ),
      1.5,
    ),
  ]
  assert.deepEqual(found, [null, null])
})
