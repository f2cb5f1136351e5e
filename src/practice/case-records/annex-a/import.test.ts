import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { ImportAsked, Imported } from '#platform/area'
import type { TableFile } from '#platform/tables'
import { transact } from '#platform/transaction'
import { findChildrenByIdentifier } from '#practice/children'
import { caseSystem } from '#practice/front-door'
import { testDatabase } from '#test/database'
import { caseRecordsHistory } from '../history.ts'
import { importAnnexA } from './import.ts'

const { database } = await testDatabase()
const authorityId = 721
const sample = fileURLToPath(new URL('../../../../data/annex-a/annex-a-sample.xlsx', import.meta.url))

before(() => sql`select platform.add_authority(${authorityId}, 'Testshire', false)`.execute(database.kysely))

async function imported(file: TableFile, changed: Partial<ImportAsked> = {}): Promise<Imported> {
  const answer = await importAnnexA(database, file, {
    authorityId,
    map: {},
    isDryRun: false,
    takesValid: false,
    historyBefore: null,
    now: Temporal.Instant.from('2026-11-21T10:00:00Z'),
    ...changed,
  })
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}

const csv = (...lines: readonly string[]): TableFile => ({ bytes: Buffer.from(lines.join('\n')), name: 'list.csv' })

const countOf = async (from: string): Promise<number> => {
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ many: number }>`select count(*)::integer as many from ${sql.raw(from)}`.execute(tx.sql),
  )
  return rows[0]?.many ?? 0
}

test('the published sample goes in whole, with what was doubtful told and other lists named', async () => {
  const { read, taken, unchanged, rejected, warnings } = await imported(sample)
  assert.deepEqual([rejected, unchanged], [[], 0])
  assert.equal(read, taken)
  assert.equal(await countOf('front_door.contact where is_history'), await countOf('front_door.contact'))
  assert.ok((await countOf('front_door.contact')) > 0)
  for (const table of ['referral', 'assessment', 'section_47'])
    assert.ok((await countOf(`case_records.${table}`)) > 0, table)
  const reasons = new Set(warnings.map(({ column, reason }) => `${column}: ${reason}`))
  assert.ok(reasons.has('Date of Birth: Not given.'))
  // Early help has an assessment's start too, and is no social work assessment.
  assert.ok(reasons.has(': Sheet List 2 is not one of the lists that are taken: left out.'))
  assert.ok(reasons.has(': Sheet List 6 is not one of the lists that are taken: left out.'))
  assert.ok(
    [...reasons].some((reason) => reason.startsWith("Was the child assessed as requiring LA children's social")),
  )
})

test('the same workbook twice changes nothing', async () => {
  const { read, taken, unchanged } = await imported(sample)
  assert.deepEqual([taken, unchanged], [0, read])
})

test('rows without an id are known by child, day, source and occurrence that day', async () => {
  const header = 'Child Unique ID,Date of Contact,Contact Source'
  const row = '90001,03/03/2021,q) 6: Police'
  assert.equal((await imported(csv(header, row, row))).taken, 2)
  assert.equal((await imported(csv(header, row, row))).taken, 0)
  const more = await imported(csv(header, row, row, row, '90001,03/03/2021,a) 1A: Individual'))
  assert.deepEqual([more.taken, more.unchanged], [2, 2])
})

test('what a later file tells otherwise is appended and stands; the first stays in the record', async () => {
  const header = 'Child Unique ID,Date of Referral,Referral Source,Referral NFA?,Allocated Worker'
  await imported(csv(header, '90002,04/05/2021,6: Police,No,Jo Lee'))
  const again = await imported(csv(header, '90002,04/05/2021,6: Police,Yes,Jo Lee'))
  assert.equal(again.taken, 1)
  const { events, known } = await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const ids = await findChildrenByIdentifier(tx, caseSystem, ['90002'])
    const childId = ids.get('90002') ?? ''
    return { events: await caseRecordsHistory(tx, [childId]), known: childId }
  })
  assert.deepEqual(
    events.map(({ title, by }) => [title, by]),
    [['Referral from Police: no further action', 'Jo Lee']],
  )
  assert.equal(await countOf(`case_records.referral where child_id = '${known}'`), 2)
})

test('a row without a child, or on a day that cannot be, is rejected with what to do, and the file with it', async () => {
  const header = 'Child Unique ID,Gender,Date of Birth,Continuous Assessment Start Date'
  const file = csv(header, ',a) Male,01/02/2015,03/03/2021', '90003,x,,31/02/2021', '90004,b) Female,,05/03/2021')
  const { read, taken, rejected, warnings } = await imported(file)
  assert.deepEqual([read, taken], [3, 0])
  assert.deepEqual(
    rejected.map(({ row, column }) => [row, column]),
    [
      [2, 'Child Unique ID'],
      [3, 'Continuous Assessment Start Date'],
    ],
  )
  assert.ok(rejected.every(({ todo }) => todo !== ''))
  assert.ok(warnings.some(({ row, column }) => row === 3 && column === 'Gender'))
  const valid = await imported(file, { takesValid: true })
  assert.equal(valid.taken, 1)
})

test('a map says what a council calls its columns, and only looking keeps nothing', async () => {
  const header = 'Nr,Kam am,Child Protection Conference'
  const map = {
    'Child Unique ID': 'Nr',
    'Strategy discussion initiating Section 47 Enquiry Start Date': 'Kam am',
    'Date of Initial Child Protection Conference': 'Child Protection Conference',
  }
  const before = await countOf('case_records.section_47')
  const looked = await imported(csv(header, '90005,01/06/2021,15/06/2021'), { map, isDryRun: true })
  assert.equal(looked.taken, 1)
  assert.equal(await countOf('case_records.section_47'), before)
  await imported(csv(header, '90005,01/06/2021,15/06/2021'), { map })
  assert.equal(await countOf("case_records.section_47 where conference_on = '2021-06-15'"), 1)
})

test('a file of no list that is taken gets one sentence', async () => {
  const answer = await importAnnexA(database, csv('Child Unique ID,Eligibility Category', '1,b)'), {
    authorityId,
    map: {},
    isDryRun: false,
    takesValid: false,
    historyBefore: null,
    now: Temporal.Now.instant(),
  })
  assert.ok(!answer.ok)
  assert.match(answer.problems[0]?.message ?? '', /holds none of the lists that are taken/)
})
