import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { matchHeaders, pickCells, readTable, type Table } from '#platform/tables'
import { type ExtractColumn, extractColumns, isExtractHeaderRow } from './columns.ts'
import { exampleExtract, exampleFile } from './example.ts'
import { readExtractRow } from './read-row.ts'

const path = new URL('./example.csv', import.meta.url)
const context = { now: Temporal.Instant.from('2021-10-25T09:00Z') }

async function readAll(table: Table) {
  const read = []
  for await (const row of table.rows) {
    const matched = matchHeaders<ExtractColumn>(row.sheet.headers, extractColumns)
    assert.ok(matched.ok)
    read.push(readExtractRow(pickCells(row, matched.value), context))
  }
  return read
}

async function readExtract(bytes: Buffer, name = 'example.csv') {
  const answer = await readTable({ bytes, name }, { isHeaderRow: isExtractHeaderRow }, readAll)
  assert.ok(answer.ok)
  return answer.value
}

test('the example beside the code is what the generator makes', async () => {
  assert.equal(await readFile(path, 'utf8'), exampleExtract(exampleFile))
})

test('the example is taken whole, with the doubts that real extracts raise', async () => {
  const read = await readExtract(await readFile(path))
  assert.deepEqual(
    read.flatMap(({ rejected }) => rejected ?? []),
    [],
  )
  assert.ok(read.length >= 35 && read.length <= 45, `${read.length} rows`)
  const rows = read.flatMap(({ row }) => row ?? [])
  assert.ok(rows.some(({ received }) => received.isHistory))
  assert.ok(rows.some(({ stillNeeded }) => stillNeeded === 'Further enquiries'))
  assert.ok(rows.some(({ decision, received }) => decision === null && !received.isHistory))
  assert.ok(read.some(({ warnings }) => warnings.some(({ column }) => column === 'child_date_of_birth')))
  assert.ok(read.some(({ coercions }) => coercions.some(({ column }) => column === 'child_ethnicity')))
})

test('an extract of any size is made, and read row by row', async () => {
  const csv = exampleExtract({ contacts: 2_000, from: Temporal.PlainDate.from('2020-03-01'), seed: 3 })
  const read = await readExtract(Buffer.from(csv))
  assert.ok(read.length > 3_000)
  // 29 March 2020 is in it: what falls into the hour that the clocks skipped is rejected, and nothing else.
  const reasons = read.flatMap(({ rejected }) => rejected ?? []).map(({ reason }) => reason)
  assert.ok(
    reasons.every((reason) => reason.includes('did not exist')),
    reasons[0],
  )
})

test('a title above the headers, other words for them and another delimiter change nothing', async () => {
  const csv =
    'Contacts of October 2021\n\nContact Ref;Date received;Contact Source;Person ID;DOB\n7;15/10/2021 14:05;Police;9;\n'
  const [read] = await readExtract(Buffer.from(csv))
  assert.equal(read?.row?.contactId, '7')
  assert.equal(read?.row?.source, '6')
  assert.deepEqual(
    read?.warnings.map(({ column }) => column),
    ['child_date_of_birth'],
  )
})
