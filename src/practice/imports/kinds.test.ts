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
