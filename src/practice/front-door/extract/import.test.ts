import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import type { ImportAsked, Imported } from '#platform/area'
import { transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { openFrontDoor } from '#test/late-contacts'
import { answerOf } from '#test/outcome'
import { sweep } from '../sweep/sweep.ts'
import { importExtract } from './import.ts'

const { database } = await testDatabase()
const example = fileURLToPath(new URL('example.csv', import.meta.url))
let authorityId = 900

/** A council of its own for each test. */
async function council(): Promise<number> {
  authorityId += 1
  await openFrontDoor(database, authorityId)
  return authorityId
}

const header =
  'contact_id,received_at,recorded_at,source,concern,child_id,child_family_name,child_given_name,outcome,decided_at,decision_recorded_at,decided_by,reason'

const csv = (...rows: readonly string[]) => ({ bytes: Buffer.from([header, ...rows].join('\n')), name: 'extract.csv' })

const take = async (
  council: number,
  file: Parameters<typeof importExtract>[1],
  changed: Partial<ImportAsked> = {},
): Promise<Imported> =>
  answerOf(
    await importExtract(database, file, {
      authorityId: council,
      map: {},
      isDryRun: false,
      takesValid: false,
      historyBefore: null,
      now: Temporal.Now.instant(),
      ...changed,
    }),
  )

async function count(council: number, from: string): Promise<number> {
  const { rows } = await transact(database, asSystem(council, 'test'), (tx) =>
    sql<{
      many: number
    }>`select count(*)::integer as many from ${sql.raw(from)} where authority_id = ${council}`.execute(tx.sql),
  )
  return rows[0]?.many ?? -1
}

const decided =
  'K1,01/11/2021 09:00,01/11/2021 09:10,6,Found alone,9,Green,Mia,No further action,01/11/2021 15:00,01/11/2021 15:10,Dee Ross,Reported missing at once'
const waiting = 'K2,01/11/2021 10:00,01/11/2021 10:10,2A,Bruises,10,Brown,Tom,,,,,'

test('a council’s own extract goes in, and the same file twice changes nothing', async () => {
  const here = await council()
  const first = await take(here, example)
  assert.equal(first.rejected.length, 0)
  assert.equal(first.taken, first.read)
  const contacts = await count(here, 'front_door.contact')
  assert.ok(contacts > 10)
  const trail = await count(here, 'front_door.decision')
  const second = await take(here, example)
  assert.deepEqual([second.taken, second.unchanged], [0, first.read])
  assert.equal(await count(here, 'front_door.contact'), contacts)
  assert.equal(await count(here, 'front_door.decision'), trail)
})

test('a contact without an outcome waits, and a day later it has a review', async () => {
  const here = await council()
  await take(here, csv(decided, waiting))
  assert.equal(await count(here, 'front_door.awaiting_outcome'), 1)
  assert.equal(await count(here, 'front_door.completed'), 1)
  const swept = await transact(database, asSystem(here, 'test'), (tx) =>
    sweep(tx, Temporal.Instant.from('2021-11-02T10:30:00Z')),
  )
  assert.deepEqual(
    swept.opened.map(({ contact, period }) => [contact, period]),
    [['K2', 1]],
  )
})

test('a moment of the past is swept from what the extract says was recorded by then', async () => {
  const here = await council()
  await take(
    here,
    csv(
      decided,
      'K3,01/11/2021 10:00,,6,Late,11,Grey,Ann,Early help,03/11/2021 10:00,03/11/2021 10:05,Dee Ross,Asked for',
    ),
  )
  const swept = await transact(database, asSystem(here, 'test'), (tx) =>
    sweep(tx, Temporal.Instant.from('2021-11-02T12:00:00Z')),
  )
  assert.deepEqual(
    swept.opened.map(({ contact }) => contact),
    ['K3'],
  )
})

test('a corrected file appends: the first decision stays, a new one names it', async () => {
  const here = await council()
  await take(here, csv(decided, waiting))
  const again = await take(
    here,
    csv(
      decided.replace('No further action', 'Referral for assessment'),
      waiting.replace('Brown,Tom,,,,,', 'Brown,Tom,Early help,02/11/2021 09:00,02/11/2021 09:05,Dee Ross,Wants help'),
    ),
  )
  assert.deepEqual([again.taken, again.unchanged], [2, 0])
  assert.equal(await count(here, 'front_door.decision'), 3)
  assert.equal(await count(here, 'front_door.awaiting_outcome'), 0)
  const { rows } = await transact(database, asSystem(here, 'test'), (tx) =>
    sql<{ outcome: string; correctionReason: string }>`
      select outcome, correction_reason from front_door.standing_decision
       where authority_id = ${here} and corrects is not null`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ outcome: 'assessment', correctionReason: 'Corrected in the extract' }])
  const third = await take(here, csv(decided.replace('No further action', 'Referral for assessment')))
  assert.deepEqual([third.taken, third.unchanged], [0, 1])
})

test('what a corrected file says otherwise of the contact itself is a note in its time line', async () => {
  const here = await council()
  await take(here, csv(waiting))
  await take(here, csv(waiting.replace('Bruises', 'Bruises on both arms')))
  const { rows } = await transact(database, asSystem(here, 'test'), (tx) =>
    sql<{ note: string }>`select note from front_door.contact_event where authority_id = ${here}`.execute(tx.sql),
  )
  assert.match(rows[0]?.note ?? '', /The worry: Bruises on both arms, was Bruises/)
})

test('a child that a later file adds to a contact waits for an outcome too', async () => {
  const here = await council()
  await take(here, csv(decided))
  await take(here, csv(decided, decided.replace(',9,Green,Mia,', ',12,Green,Leo,').replace(/No further.*/, ',,,,')))
  assert.equal(await count(here, 'front_door.awaiting_outcome'), 1)
})

test('a decision that people recorded here is never touched', async () => {
  const here = await council()
  await take(here, csv(waiting))
  await transact(database, asSystem(here, 'test'), async (tx) => {
    await sql`
      insert into front_door.decision (authority_id, id, contact_id, child_id, outcome, not_known, why, decided_at, decided_by)
      select about.authority_id, gen_random_uuid(), about.contact_id, about.child_id, 'assessment', 'Nothing', 'Two worries',
             now(), person.id
        from front_door.contact_child about, organisation.person person
       where about.authority_id = ${here} and person.authority_id = ${here} and person.name = 'Dee Ross'`.execute(
      tx.sql,
    )
  })
  const again = await take(
    here,
    csv(
      waiting.replace('Brown,Tom,,,,,', 'Brown,Tom,Early help,02/11/2021 09:00,02/11/2021 09:05,Dee Ross,Wants help'),
    ),
  )
  assert.match(
    again.warnings.map(({ reason }) => reason).join(' '),
    /A decision recorded here says otherwise, and stays/,
  )
  assert.equal(await count(here, 'front_door.decision'), 1)
})

test('rows without a time, and old ones without an outcome, are history: never on the board, in a sweep or in the measure', async () => {
  const here = await council()
  const dayOnly = 'K4,01/11/2021,,6,Old,13,Black,Sam,,,,,'
  const old = 'K5,01/03/2020 10:00,,6,Never typed in,14,White,Pat,,,,,'
  await take(here, csv(decided, dayOnly, old))
  assert.equal(await count(here, 'front_door.awaiting_outcome'), 0)
  assert.equal(await count(here, 'front_door.completed'), 1)
  assert.equal(await count(here, 'front_door.contact'), 3)
  const swept = await transact(database, asSystem(here, 'test'), (tx) => sweep(tx, tx.now))
  assert.deepEqual([swept.opened, swept.warned], [[], []])
})

test('a file goes in whole or not at all, unless the sound rows may go in alone', async () => {
  const here = await council()
  const bad = 'K6,31/02/2021 10:00,,6,Worry,15,Gold,Kit,,,,,'
  const refused = await take(here, csv(waiting, bad))
  assert.deepEqual([refused.read, refused.taken, refused.rejected.length], [2, 0, 1])
  assert.equal(refused.rejected[0]?.column, 'received_at')
  assert.equal(refused.rejected[0]?.row, 3)
  assert.equal(refused.rejected[0]?.value, '31/02/2021 10:00')
  assert.equal(await count(here, 'front_door.contact'), 0)
  const taken = await take(here, csv(waiting, bad), { takesValid: true })
  assert.deepEqual([taken.taken, taken.rejected.length], [1, 1])
  assert.equal(await count(here, 'front_door.contact'), 1)
})

test('a dry run says what would be taken and leaves nothing behind', async () => {
  const here = await council()
  const looked = await take(here, csv(decided, waiting), { isDryRun: true })
  assert.equal(looked.taken, 2)
  assert.equal(await count(here, 'front_door.contact'), 0)
  assert.equal(await count(here, 'front_door.extract_row'), 0)
})

test('two rows that say different things of one child of one contact are told apart by nobody: the second is rejected', async () => {
  const here = await council()
  const result = await take(here, csv(waiting, waiting.replace('Bruises', 'Hunger')))
  assert.match(result.rejected[0]?.reason ?? '', /Row 2 says something else/)
})

for (const [what, bytes] of [
  ['empty', Buffer.alloc(0)],
  ['of another kind', Buffer.from('%PDF-1.7\n')],
  ['cut off', Buffer.from('PK\u0003\u0004cut')],
  ['without the columns', Buffer.from('a,b\n1,2\n')],
] as const) {
  test(`a file that is ${what} gets one sentence and leaves nothing behind`, async () => {
    const here = await council()
    const answer = await importExtract(
      database,
      { bytes, name: 'extract.csv' },
      {
        authorityId: here,
        map: {},
        isDryRun: false,
        takesValid: true,
        historyBefore: null,
        now: Temporal.Now.instant(),
      },
    )
    assert.equal(answer.ok, false)
    assert.ok(!answer.ok && (answer.problems[0]?.message.length ?? 0) > 20)
    assert.equal(await count(here, 'front_door.contact'), 0)
  })
}

test('a second child whose outcome came in the same minute goes in with a later file', async () => {
  const here = await council()
  const columns = 'contact_id,received_at,source,child_id,outcome,decided_at,decision_recorded_at'
  const row = (child: string) => `SAME,21/11/2021 09:00,6,${child},assessment,21/11/2021 10:00,21/11/2021 10:05`
  const file = (...rows: readonly string[]) => ({ bytes: Buffer.from([columns, ...rows].join('\n')), name: 'same.csv' })
  assert.equal((await take(here, file(row('S1')))).taken, 1)
  assert.equal((await take(here, file(row('S1'), row('S2')))).taken, 1)
})

test('while a large file goes in PostgreSQL looks at what has come, so that it does not read all of it for each piece', async () => {
  const own = await council()
  const rows = Array.from(
    { length: 4100 },
    (_each, at) => `L${at},22/11/2021 10:00,22/11/2021 10:05,6,A worry,LK${at},Name${at},Given,,,,,`,
  )
  const answer = await take(own, csv(...rows))
  assert.equal(answer.taken, 4100)
  const { rows: known } = await transact(database, asSystem(own, 'test'), (tx) =>
    sql<{ rows: number }>`
      select reltuples::integer as rows from pg_class where oid = 'front_door.contact_child'::regclass`.execute(tx.sql),
  )
  assert.ok((known[0]?.rows ?? 0) >= 4000, `PostgreSQL knows of ${known[0]?.rows}`)
  await assert.rejects(
    transact(database, { kind: 'person', authorityId: own, personId: newId(), roles: ['director'] }, (tx) =>
      sql`select platform.look_again('{children}')`.execute(tx.sql),
    ),
    /only jobs and commands/,
  )
})
