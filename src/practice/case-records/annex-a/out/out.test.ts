import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { readTable } from '#platform/tables'
import { testApp } from '#test/app'
import { contactAnswers } from '../../../front-door/made-contact.ts'
import { importAnnexA } from '../import.ts'

const { database, authorityId, signIn } = await testApp()
const head = await signIn('head-of-service')
const worker = await signIn('duty-social-worker')
const analyst = await signIn('performance-analyst')
const sample = fileURLToPath(new URL('../../../../../data/annex-a/annex-a-sample.xlsx', import.meta.url))

const bringIn = async (file: Parameters<typeof importAnnexA>[1]) => {
  const answer = await importAnnexA(database, file, {
    authorityId,
    map: {},
    isDryRun: false,
    takesValid: false,
    historyBefore: null,
    now: Temporal.Now.instant(),
  })
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}

before(async () => {
  await bringIn(sample)
  const children = { 'child.0.givenName': 'Mia', 'child.1.givenName': 'Tom' }
  const recorded = await worker.send('/contacts/record', contactAnswers(children))
  assert.equal(recorded.statusCode, 303, recorded.body)
})

const years = `?from=2018-01-01&until=${Temporal.Now.plainDateISO('Europe/London')}`

test('the workbook that we write is read back by us without a difference', async () => {
  const file = await head.get(`/case-records/annex-a${years}&format=xlsx`)
  assert.equal(file.statusCode, 200)
  const { read, taken, unchanged, rejected } = await bringIn({ bytes: file.rawPayload, name: 'annex-a.xlsx' })
  assert.deepEqual([taken, rejected], [0, []])
  assert.equal(unchanged, read)
  // The sample's rows of lists 1, 3, 4 and 5, and the two children of our own contact.
  assert.equal(read, 21 + 2)
})

test('each list alone, as CSV, is read back too, in Ofsted’s columns and codes', async () => {
  for (const list of ['1', '3', '4', '5']) {
    const file = await head.get(`/case-records/annex-a${years}&format=csv&list=${list}`)
    const { taken, read } = await bringIn({ bytes: file.rawPayload, name: `list-${list}.csv` })
    assert.equal(taken, 0, list)
    assert.ok(read > 0, list)
  }
  const { body } = await head.get(`/case-records/annex-a${years}&format=csv&list=1`)
  assert.match(
    body,
    /^\uFEFF?Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child \(Years\),Date of Contact,Contact Source/,
  )
  assert.match(body, /b\) Female,a\) WBRI,.*q\) 6: Police/)
})

test('the workbook has its five lists in order', async () => {
  const file = await head.get(`/case-records/annex-a${years}&format=xlsx`)
  const names = await readTable({ bytes: file.rawPayload, name: 'annex-a.xlsx' }, {}, async ({ rows }) => {
    const seen = new Set<string>()
    for await (const { sheet } of rows) seen.add(sheet.name ?? '')
    return [...seen]
  })
  // List 2 has headers and no rows: early help is not kept here.
  assert.deepEqual(names, { ok: true, value: ['List 1', 'List 3', 'List 4', 'List 5'] })
})

test('the page says how many rows each list has, and only those who answer for it may make it', async () => {
  const { body } = await head.get(`/case-records/annex-a${years}`)
  assert.match(body, /1: Contacts/)
  assert.equal((await analyst.get('/case-records/annex-a')).statusCode, 403)
  assert.equal((await head.get('/case-records/annex-a?from=31/02/2021')).statusCode, 400)
})
