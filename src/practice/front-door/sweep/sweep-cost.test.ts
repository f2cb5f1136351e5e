import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { openDatabase } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { contactArrived, openFrontDoor, staffRota } from '#test/late-contacts'
import { sweep } from './sweep.ts'

const { database, migrationUrl } = await testDatabase()
const authorityId = 1
const historySize = 20_000
const lateContacts = 5
const now = Temporal.Instant.from('2021-11-22T14:05:00Z')
const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)

before(async () => {
  const people = await openFrontDoor(database, authorityId)
  await as((tx) => staffRota(tx, people.dutyManager, now.subtract({ hours: 24 }), 3))
  await as((tx) => yearsOfContacts(tx))
  await as(async (tx) => {
    for (let late = 0; late < lateContacts; late += 1) {
      await contactArrived(tx, { receivedAt: now.subtract({ hours: 24 + late }), children: 2 })
    }
  })
  const owner = openDatabase(migrationUrl, { connections: 1 })
  await sql`analyze`.execute(owner.kysely)
  await owner.close()
})

/** Contacts of three years, each decided some hours after it came, a few of them late. */
async function yearsOfContacts(tx: Tx): Promise<void> {
  await sql`
    create temporary table past on commit drop as
      select gen_random_uuid() as contact_id, gen_random_uuid() as child_id, number,
             ${now}::timestamptz - interval '2 days' - number * interval '75 minutes' as received_at,
             (1 + number % 60) * interval '1 hour' as took
        from generate_series(1, ${historySize}::integer) as number`.execute(tx.sql)
  await sql`
    insert into front_door.contact (authority_id, id, reference, source_system, source_contact_id, received_at, received_on,
                                    source_code, concern, known_at)
    select ${authorityId}, contact_id, 'P-' || number, 'extract', number, received_at,
           (received_at at time zone 'Europe/London')::date, '6', 'A worry.', received_at from past`.execute(tx.sql)
  await sql`
    insert into front_door.warning (authority_id, contact_id, warned_at)
    select ${authorityId}, contact_id, received_at + interval '20 hours' from past where took > interval '20 hours'`.execute(
    tx.sql,
  )
  await sql`
    insert into front_door.review (authority_id, id, contact_id, period, opened_at, rung)
    select ${authorityId}, contact_id, contact_id, 1, received_at + interval '24 hours', 'duty-manager' from past
     where took > interval '24 hours'`.execute(tx.sql)
  await sql`
    insert into front_door.review_record (authority_id, id, review_id, contact_id, kind, reviewed_at, known_at)
    select ${authorityId}, contact_id, contact_id, contact_id, 'outcome-recorded', received_at + took, received_at + took
      from past where took > interval '24 hours'`.execute(tx.sql)
  await sql`
    insert into children.child (authority_id, id, reference) select ${authorityId}, child_id, 'P-' || number from past`.execute(
    tx.sql,
  )
  await sql`
    insert into front_door.contact_child (authority_id, contact_id, child_id)
    select ${authorityId}, contact_id, child_id from past`.execute(tx.sql)
  await sql`
    insert into front_door.decision (authority_id, id, contact_id, child_id, outcome, decided_at, made_in, known_at)
    select ${authorityId}, gen_random_uuid(), contact_id, child_id, 'assessment', received_at + took, 'extract',
           received_at + took from past`.execute(tx.sql)
  await sql`
    insert into front_door.completed (authority_id, contact_id, received_at, known_at, completed_at, source_code)
    select ${authorityId}, contact_id, received_at, received_at, received_at + took, '6' from past`.execute(tx.sql)
}

/** Rows that this transaction has read so far from the tables of practice, by whatever way. */
async function rowsRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as read from pg_stat_xact_user_tables
     where schemaname in ('front_door', 'children')`.execute(tx.sql)
  return rows[0]?.read ?? 0
}

test('a sweep reads what is late, however many contacts and children are in the history', async () => {
  const { opened, read } = await as(async (tx) => {
    const swept = await sweep(tx, now)
    return { opened: swept.opened.length, read: await rowsRead(tx) }
  })
  assert.equal(opened, lateContacts)
  assert.ok(read < 20 * lateContacts, `${read} rows were read for ${lateContacts} late contacts`)
})

test('a sweep with nothing new to do reads no more', async () => {
  const read = await as(async (tx) => {
    await sweep(tx, now.add({ minutes: 5 }))
    return rowsRead(tx)
  })
  assert.ok(read < 20 * lateContacts, `${read} rows were read`)
})

test('a moment of two years ago is found by its span, not by reading everything since', async () => {
  const { late, read } = await as(async (tx) => {
    const swept = await sweep(tx, now.subtract({ hours: 24 * 700 }))
    return { late: swept.alreadyOpen, read: await rowsRead(tx) }
  })
  assert.ok(late > 0, 'nothing was late that day: the test proves nothing')
  assert.ok(read < 60 * late, `${read} rows were read for ${late} late contacts`)
})
