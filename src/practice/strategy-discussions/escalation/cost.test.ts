import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { openDatabase } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import type { Tx } from '#platform/transaction'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { act } from './act.ts'
import { lookAt } from './engine.ts'
import { discussionDue, discussionHeld, type MadeCouncil, makeCouncil } from './made-discussion.ts'
import { listEscalations } from './store/list.ts'

const { database, migrationUrl } = await testDatabase()
const past = 8000
const late = 5
const at = '2021-11-23T10:00:00Z'
let made: MadeCouncil

before(async () => {
  await prepareJobs(migrationUrl, 'los_app', ['mail.send'])
  made = await makeCouncil(database, 1)
  await made.as((tx) => yearsOfDiscussions(tx))
  for (let open = 0; open < late; open += 1) await discussionDue(made, '2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z')
  const owner = openDatabase(migrationUrl, { connections: 1 })
  await sql`analyze`.execute(owner.kysely)
  await owner.close()
})

/** Discussions of three years, three hours apart, each held with all three and long over; one in eight was escalated. */
async function yearsOfDiscussions(tx: Tx): Promise<void> {
  await sql`
    create temporary table past on commit drop as
      select gen_random_uuid() as id, number, '2021-11-20T00:00:00Z'::timestamptz - number * interval '3 hours' as began
        from generate_series(1, ${past}::integer) as number`.execute(tx.sql)
  await sql`
    insert into strategy.discussion (authority_id, id, reference, origin, route, reasonable_cause_at, due_at, known_at)
    select 1, id, 'P-' || number, 'open-case', 'open-case', began, began + interval '24 hours', began from past`.execute(
    tx.sql,
  )
  await sql`
    insert into strategy.settlement (authority_id, id, discussion_id, kind, happened_at, ended_at, form, known_at)
    select 1, id, id, 'held', began + interval '5 hours', began + interval '6 hours', 'video', began + interval '6 hours'
      from past`.execute(tx.sql)
  await sql`
    insert into strategy.attendance (authority_id, id, discussion_id, partner, name, came, how, happened_at, known_at)
    select 1, gen_random_uuid(), id, partner, 'Somebody', 'attended', 'video', began + interval '6 hours',
           began + interval '6 hours'
      from past, unnest(array['local-authority', 'nhs', 'police']) as partner`.execute(tx.sql)
  await sql`
    insert into strategy.escalation (authority_id, id, reference, discussion_id, condition, since, opened_at, known_at)
    select 1, id, 'PE-' || number, id, 'record-not-circulated', began, began + interval '30 hours', began + interval '30 hours'
      from past where number % 8 = 0`.execute(tx.sql)
  await sql`
    insert into strategy.escalation_end (authority_id, escalation_id, discussion_id, outcome, words, ended_at)
    select 1, id, id, 'happened-late', 'Sent.', began + interval '40 hours' from past where number % 8 = 0`.execute(
    tx.sql,
  )
  await sql`
    insert into strategy.watch (authority_id, discussion_id, from_at, until_at)
    select 1, id, began, began + interval '48 hours' from past`.execute(tx.sql)
}

/** How many rows of the area's tables `work` reads in its transaction, by whatever way. */
const readBy = (work: (tx: Tx) => Promise<void>): Promise<number> =>
  made.as(async (tx) => {
    const before = await countedSoFar(tx)
    await work(tx)
    return (await countedSoFar(tx)) - before
  })

/** PostgreSQL counts here what earlier transactions of the session read as well, until it has passed that on. */
async function countedSoFar(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as read from pg_stat_xact_user_tables
     where schemaname = 'strategy'`.execute(tx.sql)
  return rows[0]?.read ?? 0
}

test('escalation reads what is open, however many discussions there were', async () => {
  let opened = 0
  const read = await readBy(async (tx) => {
    const instant = Temporal.Instant.from(at)
    const { toDo, clock } = await lookAt(tx, shippedCalendar, instant)
    for (const about of toDo)
      opened += (await act(tx, { about, at: instant, clock, publicUrl: 'http://localhost' })).opened.length
  })
  assert.equal(opened, late)
  assert.ok(read < 40 * late, `${read} rows were read for ${late} late discussions`)
})

test('with nothing new to do it reads no more', async () => {
  const read = await readBy(async (tx) => {
    const { toDo, alreadyOpen } = await lookAt(tx, shippedCalendar, Temporal.Instant.from('2021-11-23T10:05:00Z'))
    assert.deepEqual([toDo.length, alreadyOpen], [0, late])
  })
  assert.ok(read < 20 * late, `${read} rows were read`)
})

test('a moment of two years ago is found by its span, not by reading everything since', async () => {
  let watched = 0
  const read = await readBy(async (tx) => {
    const instant = Temporal.Instant.from('2019-11-20T12:00:00Z')
    const { rows } = await sql`select discussion_id from strategy.watched_at(${instant})`.execute(tx.sql)
    await lookAt(tx, shippedCalendar, instant)
    watched = rows.length
  })
  assert.ok(watched > 10, 'nothing was watched that day: the test proves nothing')
  assert.ok(read < 20 * watched, `${read} rows were read for ${watched} discussions`)
})

test('the list of what is open reads what is open', async () => {
  const read = await readBy(async (tx) => {
    const { total } = await listEscalations(tx, { show: 'open', limit: 50, skip: 0 })
    assert.equal(total, late)
  })
  assert.ok(read < 40 * late, `${read} rows were read`)
})

test('what is over is no longer looked at, until somebody records something; looking at the past closes nothing', async () => {
  const now = await made.as(async (tx) => tx.now)
  const [began, ended] = [now.subtract({ minutes: 50 }).toString(), now.subtract({ minutes: 40 }).toString()]
  const { id } = await discussionDue(made, now.subtract({ hours: 1 }).toString(), now.add({ hours: 20 }).toString())
  const isWatched = () =>
    made.as(async (tx) => {
      const { rows } = await sql<{ open: boolean }>`
        select until_at is null as open from strategy.watch where discussion_id = ${id}`.execute(tx.sql)
      return rows[0]?.open
    })
  await made.escalateAt(now.toString())
  assert.equal(await isWatched(), true)
  const there = ['local-authority', 'nhs', 'police'] as const
  await discussionHeld(made, id, { began, ended, there, circulated: now.subtract({ minutes: 20 }).toString() })
  await made.escalateAt(now.subtract({ minutes: 15 }).toString())
  assert.equal(await isWatched(), true)
  await made.escalateAt(now.toString())
  assert.equal(await isWatched(), false)
  await made.as((tx) => sql`select strategy.watch_again(${id}, ${tx.now})`.execute(tx.sql))
  assert.equal(await isWatched(), true)
})
