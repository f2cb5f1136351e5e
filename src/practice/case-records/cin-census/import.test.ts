import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { ImportAsked } from '#platform/area'
import type { TableFile } from '#platform/tables'
import { transact } from '#platform/transaction'
import { findChildrenByIdentifier } from '#practice/children'
import { caseSystem } from '#practice/front-door'
import { testDatabase } from '#test/database'
import { importAnnexA } from '../annex-a/import.ts'
import { caseRecordsHistory } from '../history.ts'
import { importCensus } from './import.ts'

const { database } = await testDatabase()
const authorityId = 731
const data = (name: string): string => fileURLToPath(new URL(`../../../../data/cin-census/${name}`, import.meta.url))

before(() => sql`select platform.add_authority(${authorityId}, 'Testshire', false)`.execute(database.kysely))

const asked = (changed: Partial<ImportAsked> = {}): ImportAsked => ({
  authorityId,
  map: {},
  isDryRun: false,
  takesValid: false,
  historyBefore: null,
  now: Temporal.Instant.from('2026-11-21T10:00:00Z'),
  ...changed,
})

async function imported(file: TableFile, changed: Partial<ImportAsked> = {}) {
  const answer = await importCensus(database, file, asked(changed))
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}

const xml = (inside: string): TableFile => ({ bytes: Buffer.from(inside), name: 'census.xml' })
const census = (...children: readonly string[]): TableFile =>
  xml(`<?xml version="1.0"?><Message><Children>${children.join('')}</Children></Message>`)
const child = (id: string, parts: string): string =>
  `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID><PersonBirthDate>2014-02-03</PersonBirthDate><Sex>2</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HEAR</Disability></Disabilities></ChildCharacteristics><CINdetails>${parts}</CINdetails></Child>`

const historyOf = (number: string): Promise<readonly string[]> =>
  transact(database, asSystem(authorityId, 'test'), async (tx) => {
    const ids = await findChildrenByIdentifier(tx, caseSystem, [number])
    const events = await caseRecordsHistory(tx, [ids.get(number) ?? ''])
    return events.map(({ at, title, by }) => `${at} ${title}${by === undefined ? '' : ` (${by})`}`)
  })

test('a published file of 332 children goes in but for the days that have not come, and twice changes nothing', async () => {
  const whole = await imported(data('d2i_fake_CIN_data.xml'))
  assert.equal(whole.taken, 0)
  assert.ok(whole.rejected.length > 0 && whole.rejected.every(({ reason }) => reason === 'This has not come yet.'))
  const { read, taken, rejected } = await imported(data('d2i_fake_CIN_data.xml'), { takesValid: true })
  assert.ok(read > 332)
  assert.equal(taken, read - rejected.length)
  const again = await imported(data('d2i_fake_CIN_data.xml'), { takesValid: true })
  assert.deepEqual([again.taken, again.unchanged], [0, taken])
})

test('referral, assessment and section 47 enquiry of one child stand in the chronology', async () => {
  const parts = `<CINreferralDate>2021-03-01</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>0</ReferralNFA>
    <Assessments><AssessmentActualStartDate>2021-03-02</AssessmentActualStartDate><AssessmentAuthorisationDate>2021-04-20</AssessmentAuthorisationDate></Assessments>
    <Section47><S47ActualStartDate>2021-03-05</S47ActualStartDate><DateOfInitialCPC>2021-03-24</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>`
  assert.equal((await imported(census(child('C1', parts)))).taken, 3)
  assert.deepEqual(await historyOf('C1'), [
    '2021-03-01 Referral from Police',
    '2021-03-02 Assessment, authorised 20 Apr 2021',
    '2021-03-05 Section 47 enquiry, initial conference 24 Mar 2021',
  ])
})

test('a row that Annex A brought is the same record, and the worker it named stays', async () => {
  const header = 'Child Unique ID,Date of Referral,Referral Source,Referral NFA?,Allocated Team,Allocated Worker'
  const list = { bytes: Buffer.from(`${header}\nC2,04/05/2021,6: Police,,West,Jo Lee\n`), name: 'list3.csv' }
  await importAnnexA(database, list, asked())
  const parts =
    '<CINreferralDate>2021-05-04</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>1</ReferralNFA>'
  assert.equal((await imported(census(child('C2', parts)))).taken, 1)
  assert.deepEqual(await historyOf('C2'), ['2021-05-04 Referral from Police: no further action (Jo Lee, West)'])
  assert.equal((await imported(census(child('C2', parts)))).taken, 0)
})

test('a day that cannot be is rejected with its child’s place, and the file with it', async () => {
  const wrong = child('C3', '<CINreferralDate>2021-02-30</CINreferralDate>')
  const file = census(child('C4', '<CINreferralDate>2021-02-03</CINreferralDate>'), wrong)
  const { taken, rejected } = await imported(file)
  assert.equal(taken, 0)
  assert.deepEqual(
    rejected.map(({ sheet, row, column }) => [sheet, row, column]),
    [['Child', 2, 'CINreferralDate']],
  )
  assert.equal((await imported(file, { takesValid: true })).taken, 1)
})

test('the department’s own example is read, and what it says of days to come is told', async () => {
  const { rejected } = await imported(data('d2i_CIN_Census_2024.xml'), { isDryRun: true })
  assert.ok(
    rejected.some(({ column, reason }) => column === 'AssessmentActualStartDate' && /not come yet/.test(reason)),
  )
})

test('a billion laughs, a file that was cut off and one without children each get one sentence', async () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><Message><Children><Child>&lol2;</Child></Children></Message>`
  const cut = '<Message><Children><Child><ChildIdentifiers><LAchildID>1'
  for (const [file, sentence] of [
    [xml(laughs), /cannot be read|can be read/],
    [xml(cut), /perhaps because it was cut off/],
    [xml('<Message><Header/></Message>'), /has no children in it/],
  ] as const) {
    const answer = await importCensus(database, file, asked())
    assert.ok(!answer.ok)
    assert.match(answer.problems[0]?.message ?? '', sentence)
  }
})
