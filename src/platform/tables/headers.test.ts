import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnLetters, matchHeaders, pickCells, readHeaderMap } from './index.ts'

const WANTED = [
  { name: 'contact_id', aliases: ['contact ref'], isRequired: true },
  { name: 'received_at', aliases: ['date received', 'received'], isRequired: true },
  { name: 'team', aliases: [], isRequired: false },
] as const

const headers = (...names: readonly string[]) => names.map((name, column) => ({ name, column }))

/** The file's headers by our names, or the sentences. */
function match(names: readonly string[], map = {}) {
  const matched = matchHeaders(headers(...names), WANTED, map)
  if (!matched.ok) return matched.problems.map(({ message }) => message)
  return Object.fromEntries(Object.entries(matched.value.found).map(([name, header]) => [name, header.name]))
}

test('capitals, spaces of any kind, underscores and punctuation make no difference', () => {
  assert.deepEqual(match(['Contact ID', 'RECEIVED\u00a0AT:']), {
    contact_id: 'Contact ID',
    received_at: 'RECEIVED\u00a0AT:',
  })
  assert.deepEqual(match(['contactId', 'Received-At', 'Team ']), {
    contact_id: 'contactId',
    received_at: 'Received-At',
    team: 'Team ',
  })
})

test('other words for the same column are known, and our own name goes before them', () => {
  assert.deepEqual(match(['Contact Ref.', 'Date Received']), {
    contact_id: 'Contact Ref.',
    received_at: 'Date Received',
  })
  assert.deepEqual(match(['contact_id', 'received at', 'date received']), {
    contact_id: 'contact_id',
    received_at: 'received at',
  })
})

test('a required column that is missing is named, one that may be missing is not', () => {
  assert.deepEqual(match(['contact_id', 'when']), [
    'There is no column received_at: add it, or say in a map what it is called here.',
  ])
})

test('two columns that could be the same are both named, with their letters', () => {
  assert.deepEqual(match(['contact_id', 'received', 'Date received']), [
    '2 columns could be received_at ("received" in column B, "Date received" in column C): rename those that are not, or say in a map which it is.',
  ])
})

test('a map decides, and one that names no column of the file is told', () => {
  assert.deepEqual(match(['contact_id', 'received', 'Date received'], { received_at: 'date received' }), {
    contact_id: 'contact_id',
    received_at: 'Date received',
  })
  assert.match(
    String(match(['contact_id', 'received'], { received_at: 'arrived' })),
    /called "arrived", but no column is/,
  )
})

test('columns that nobody asked for are listed', () => {
  const matched = matchHeaders(headers('contact_id', 'received', 'NHS number'), WANTED)
  assert.deepEqual(matched.ok && matched.value.unused, [{ name: 'NHS number', column: 2 }])
})

test('cells are picked by name, blank where the row is short', () => {
  const matched = matchHeaders(headers('x', 'received', 'contact_id'), WANTED)
  assert.ok(matched.ok)
  assert.deepEqual(pickCells({ cells: ['1', '2'] }, matched.value), { contact_id: null, received_at: '2' })
})

test('a map that cannot be used says why', () => {
  const read = (json: string) => {
    const map = readHeaderMap(json, WANTED)
    return map.ok ? map.value : map.problems[0]?.message
  }
  assert.deepEqual(read('{"team": "Area"}'), { team: 'Area' })
  assert.match(String(read('{"teem": "Area"}')), /an entry for "teem", which is no column here: use contact_id/)
  for (const json of ['', '[]', 'null', '{"team": 1}']) assert.match(String(read(json)), /The map is not understood/)
})

test('columns are lettered as spreadsheets do', () => {
  assert.deepEqual([0, 25, 26, 701, 702].map(columnLetters), ['A', 'Z', 'AA', 'ZZ', 'AAA'])
})
