import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { addChild, addChildren } from '#practice/children'
import { changeSetting } from '#practice/organisation'
import { testApp, type Visitor } from '#test/app'
import { answerOf } from '#test/outcome'
import { watchJob } from './watch.ts'

const { database, authorityId, signIn } = await testApp()
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const head = await signIn('head-of-service')
const director = await signIn('director')

/** A Wednesday in working hours, so that only what is meant is flagged. */
const morning = Temporal.Instant.from('2026-11-18T10:00:00Z')
const night = Temporal.Instant.from('2026-11-18T23:00:00Z')
const run = (at: Temporal.Instant) => watchJob.run(database, at)

/** Puts down that somebody opened records, at times of the past. */
const opened = (who: Visitor, at: Temporal.Instant, childIds: readonly string[], page = '/children/:childId') =>
  within(async (tx) => {
    for (const childId of childIds) {
      const body = Buffer.from(JSON.stringify({ page, shown: { child: [childId] } }))
      await sql`insert into trail.entry (authority_id, recorded_at, kind, action, person_id, subjects, body)
                values (${authorityId}, ${at}, 'read', 'records.shown', ${who.personId}, ${[childId]}::uuid[], ${body})`.execute(
        tx.sql,
      )
    }
  })

const flagsOf = (who: Visitor) =>
  within(async (tx) => {
    const { rows } = await sql<{ id: string; kind: string; children: number }>`
      select id, kind, children from unusual_reading.flag where person_id = ${who.personId} order by id`.execute(tx.sql)
    return rows
  })

const named = (who: Visitor, name: string) =>
  within((tx) => sql`update organisation.person set name = ${name} where id = ${who.personId}`.execute(tx.sql))

const children = await within((tx) =>
  addChildren(
    tx,
    Array.from({ length: 45 }, (_each, at) => ({ givenName: 'Child', familyName: `Surname ${at}` })),
  ),
)

test('somebody who opens many records in an hour is flagged within five minutes, and flagged once', async () => {
  const worker = await signIn('duty-social-worker')
  await opened(worker, morning, children)
  await run(morning.add({ minutes: 5 }))
  await Promise.all([run(morning.add({ minutes: 5 })), run(morning.add({ minutes: 10 }))])
  await run(morning.add({ hours: 5 }))
  assert.deepEqual(
    (await flagsOf(worker)).map(({ kind, children: many }) => [kind, many]),
    [['many-records', 41]],
  )
})

test('lists and searches show many children to everybody who uses them, and are no flag', async () => {
  const worker = await signIn('duty-social-worker')
  await opened(worker, morning, children, '/duty-board')
  await run(morning.add({ minutes: 5 }))
  assert.deepEqual(await flagsOf(worker), [])
})

test('the limit is the authority’s own', async () => {
  const worker = await signIn('duty-social-worker')
  const at = morning.add({ hours: 1 })
  await within(async (tx) =>
    answerOf(await changeSetting(tx, { key: 'manyRecordsAnHour', typed: '10', reason: 'Small team' })),
  )
  await opened(worker, at, children.slice(0, 11))
  await run(at.add({ minutes: 5 }))
  assert.equal((await flagsOf(worker)).length, 1)
})

test('opening the record of a child with one’s own surname is flagged, whatever the accents', async () => {
  const worker = await signIn('duty-social-worker')
  await named(worker, 'Anna Wojcik')
  const childId = await within((tx) => addChild(tx, { givenName: 'Kacper', familyName: 'Wójcik' }))
  const at = morning.add({ hours: 2 })
  await opened(worker, at, [childId, ...children.slice(0, 2)])
  await run(at.add({ minutes: 5 }))
  assert.deepEqual(
    (await flagsOf(worker)).map(({ kind }) => kind),
    ['own-surname'],
  )
})

test('reading at night is flagged for a manager, and not for whoever is on the rota', async () => {
  const [reader, decider] = [await signIn('team-manager'), await signIn('out-of-hours-manager')]
  await within((tx) =>
    sql`insert into organisation.shift (authority_id, id, duty, person_id, starts_at, ends_at)
        values (${authorityId}, gen_random_uuid(), 'out-of-hours-decider', ${decider.personId},
                ${night.subtract({ hours: 3 })}, ${night.add({ hours: 9 })})`.execute(tx.sql),
  )
  await opened(reader, night, children.slice(0, 2))
  await opened(decider, night, children.slice(0, 2))
  await run(night.add({ minutes: 5 }))
  await opened(reader, night.add({ hours: 1 }), children.slice(2, 4))
  await run(night.add({ minutes: 65 }))
  assert.deepEqual(
    (await flagsOf(reader)).map(({ kind, children: many }) => [kind, many]),
    [['out-of-hours', 2]],
  )
  assert.deepEqual(await flagsOf(decider), [])
})

test('a flag is the work of those who answer for confidentiality, who record what they found, once', async () => {
  const worker = await signIn('duty-social-worker')
  await named(worker, 'Ola Surname')
  const childId = await within((tx) => addChild(tx, { givenName: 'Ada', familyName: 'Surname' }))
  const at = morning.add({ hours: 3 })
  await opened(worker, at, [childId])
  await run(at.add({ minutes: 5 }))
  const [flag] = await flagsOf(worker)
  const address = `/unusual-reading/${flag?.id}`
  for (const watcher of [head, director]) assert.match((await watcher.get('/')).body, /Ola Surname opened the record/)
  assert.doesNotMatch((await worker.get('/')).body, /Unusual reading/)
  assert.equal((await worker.get(address)).statusCode, 403)
  assert.match((await head.get('/unusual-reading?kind=own-surname')).body, /Ola Surname/)
  const page = await head.get(address)
  assert.match(page.body, /CH-\d+/)
  assert.doesNotMatch(page.body, /Ada/)
  const unsaid = await head.send(address, { outcome: '', reason: '' })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Choose what you found/)
  const found = await head.send(address, { outcome: 'for-work', reason: 'They had the contact' })
  assert.equal(found.statusCode, 303, found.body)
  assert.doesNotMatch((await director.get('/')).body, /Ola Surname/)
  assert.match((await director.get('/unusual-reading?show=all')).body, /It was for their work/)
  const csv = await director.get('/unusual-reading?show=all&format=csv')
  assert.match(csv.body, /Own surname,Ola Surname/)
})

test('nobody sees or looks into a flag about themselves', async () => {
  await opened(director, night.add({ hours: 2 }), children.slice(0, 1))
  await run(night.add({ hours: 2, minutes: 5 }))
  const [flag] = await flagsOf(director)
  assert.equal((await director.get(`/unusual-reading/${flag?.id}`)).statusCode, 404)
  assert.equal((await head.get(`/unusual-reading/${flag?.id}`)).statusCode, 200)
})
