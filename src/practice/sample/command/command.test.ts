import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { openDatabase } from '#platform/db'
import { describeSchema } from '#platform/migrations'
import { transact } from '#platform/transaction'
import { runCommand } from '#test/commands'
import { testDatabase } from '#test/database'
import { meetingsGiven } from '#test/meetings'
import { sampleStaff } from '../staff.ts'
import { sampleCommand } from './command.ts'

const { database, migrationUrl } = await testDatabase()

async function los(...typed: readonly string[]) {
  const said = await runCommand({ database, migrationUrl }, sampleCommand(meetingsGiven), ['sample', ...typed])
  const json = said.documents[0] as Record<string, unknown> | undefined
  return { code: said.code, complaint: said.complaints.join(''), json }
}

const countOf = async (from: string): Promise<number> => {
  const owner = openDatabase(migrationUrl, { connections: 1 })
  const { rows } = await sql<{ many: number }>`select count(*)::integer as many from ${sql.raw(from)}`.execute(
    owner.kysely,
  )
  await owner.close()
  return rows[0]?.many ?? 0
}

test('what is wrong with the options is said in one sentence', async () => {
  const cases = [
    [['--seed', 'seven'], '--seed must be a whole number from 0 to 2147483647, not “seven”.'],
    [['--from', 'soon'], '--from must be a day such as 2020-01-01, not “soon”.'],
    [
      ['--from', '2021-05-02', '--to', '2021-05-01'],
      '--from 2021-05-02 is after --to 2021-05-01: give the earlier day first.',
    ],
    [['--contacts-per-year', '0'], '--contacts-per-year must be a whole number from 1 to 5000000, not “0”.'],
    [['--from', '1999-01-01'], '--from must be 2013-01-01 or later: bank holidays are not known before.'],
  ] as const
  for (const [typed, sentence] of cases) {
    const { code, complaint } = await los(...typed)
    assert.deepEqual({ code, complaint }, { code: 2, complaint: sentence })
  }
  assert.match((await los('--to', '2045-01-01')).complaint, /has not come yet/)
})

const years = [
  '--seed',
  '3',
  '--from',
  '2020-01-01',
  '--to',
  '2022-12-31',
  '--contacts-per-year',
  '400',
  '--json',
] as const
let first: Awaited<ReturnType<typeof los>>
let met: readonly unknown[]

/** The weekly meetings with who came to them and how many minutes they have. */
const meetings = async (): Promise<readonly unknown[]> => {
  const { rows } = await transact(database, asSystem(999, 'test'), (tx) =>
    sql`
      select reference, starts_at::text, state, state_reason, count(came.id)::integer as came,
             count(*) filter (where came.attended = 'apologies')::integer as apologies,
             (select string_agg(text, ' ' order by text) from meetings.minute said where said.meeting_id = met.id) as minutes
        from meetings.standing_meeting met left join meetings.attendance came on came.meeting_id = met.id
       group by met.id, reference, starts_at, state, state_reason order by reference`.execute(tx.sql),
  )
  return rows
}

test('an empty database gets the sample, all rows in their places, and the schema stays as it was', async () => {
  const schema = await describeSchema(migrationUrl)
  first = await los(...years)
  assert.equal(first.code, 0, first.complaint)
  assert.equal(await countOf('front_door.contact'), first.json?.['contacts'])
  assert.equal(await countOf('children.child'), first.json?.['children'])
  assert.ok((await countOf('children.search_text')) >= (await countOf('children.child')))
  assert.ok((await countOf("trail.entry where action = 'sample.laid-down'")) > 0)
  met = await meetings()
  assert.ok(met.length > 50, `${met.length} weekly meetings`)
  assert.equal(await describeSchema(migrationUrl), schema)
})

test('the measures show that outcomes were often late until July 2021 and seldom since', async () => {
  const late = async (from: string, to: string): Promise<number> => {
    const { rows } = await transact(database, asSystem(999, 'test'), (tx) =>
      sql<{ share: number }>`
        select avg((completed_at > received_at + interval '24 hours')::integer)::float8 as share
          from front_door.counted_contacts(${from}::date, ${to}::date)`.execute(tx.sql),
    )
    return rows[0]?.share ?? 0
  }
  const [before, after] = [await late('2020-01-01', '2021-07-20'), await late('2022-03-01', '2023-01-01')]
  assert.ok(before > 0.15 && after < 0.12, `${before} before, ${after} after`)
})

test('a sample that nobody touched gives way, and the same seed gives the same rows again', async () => {
  const again = await los(...years)
  assert.equal(again.code, 0, again.complaint)
  assert.equal(again.json?.['sha256'], first.json?.['sha256'])
  assert.equal(await countOf('front_door.contact'), first.json?.['contacts'])
  assert.deepEqual(await meetings(), met)
})

test('a sample in which somebody recorded something gives way only when told to', async () => {
  const personId = sampleStaff.socialWorkers[0] ?? ''
  const identity = { kind: 'person', authorityId: 999, personId, roles: ['duty-social-worker'] } as const
  await transact(database, identity, async (tx) => {
    tx.trail.changed({ action: 'contact.noted', subjects: [personId], content: {} })
  })
  const { code, complaint } = await los(...years)
  assert.equal(code, 1)
  assert.match(complaint, /add --replace/)
})

test('a sample up to today goes on to a board of now', async () => {
  const today = await los('--seed', '3', '--from', '2026-11-01', '--contacts-per-year', '6000', '--json', '--replace')
  assert.equal(today.code, 0, today.complaint)
  assert.equal(await countOf('sample.life'), 1)
  assert.ok((await countOf('front_door.contact')) > Number(today.json?.['contacts']))
})

test('the next contact and the next child are numbered after those of the sample', async () => {
  const { rows } = await sql<{ next: number }>`select nextval('children.reference_number')::integer as next`.execute(
    database.kysely,
  )
  assert.ok((rows[0]?.next ?? 0) > (await countOf('children.child')))
})

test('a database with a real authority is refused, whatever is asked', async () => {
  await sql`select platform.add_authority(383, 'Leeds City Council', false)`.execute(database.kysely)
  const { code, complaint } = await los(...years, '--replace')
  assert.equal(code, 1)
  assert.equal(
    complaint,
    'This database holds the records of Leeds City Council: a sample goes only into a database of its own.',
  )
})
