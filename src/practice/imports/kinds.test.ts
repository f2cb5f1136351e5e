import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { listAreas } from '../../app.ts'
import { kindOf } from './kinds.ts'

const kinds = listAreas('').flatMap(({ files }) => files ?? [])
const csv = (text: string) => ({ bytes: Buffer.from(text), name: 'file.csv' })
const keyOf = async (...asked: readonly [Parameters<typeof kindOf>[0], Record<string, string>?]): Promise<string> =>
  (await kindOf(asked[0], asked[1] ?? {}, kinds)).key

test('a file is told by its headers, whatever it is called', async () => {
  assert.equal(await keyOf(csv('contact_id,received_at,source,child_id\n1,21/11/2021,6,2\n')), 'contact-extract')
  assert.equal(await keyOf(csv('Child Unique ID,Gender,Date of Contact,Contact Source\n1,a,21/11/2021,6\n')), 'annex-a')
  const sample = fileURLToPath(new URL('../../../data/annex-a/annex-a-sample.xlsx', import.meta.url))
  assert.equal(await keyOf(sample), 'annex-a')
})

test('titles above the headers do not hide them', async () => {
  assert.equal(
    await keyOf(
      csv('Extract for the front door\n\nChild Unique ID,Date of Referral,Referral Source\n1,21/11/2021,6\n'),
    ),
    'annex-a',
  )
})

test('a map says it where the headers do not; what nobody knows is read as an extract, which says what is missing', async () => {
  assert.equal(await keyOf(csv('Nr,Tag\n1,2\n'), { 'Child Unique ID': 'Nr', 'Date of Referral': 'Tag' }), 'annex-a')
  assert.equal(await keyOf(csv('Nr,Tag\n1,2\n'), { contact_id: 'Nr' }), 'contact-extract')
  assert.equal(await keyOf(csv('Nr,Tag\n1,2\n')), 'contact-extract')
})

test('a census is told by its outermost element', async () => {
  const xml = '<?xml version="1.0" encoding="utf-8"?>\n<!-- made -->\n<Message><Header/></Message>'
  assert.equal(await keyOf({ bytes: Buffer.from(xml), name: 'census.xml' }), 'cin-census')
  assert.equal(await keyOf({ bytes: Buffer.from('<html></html>'), name: 'page.xml' }), 'contact-extract')
})
