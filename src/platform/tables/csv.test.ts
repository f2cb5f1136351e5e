import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ReadOptions, readTable, type Table } from './index.ts'

/** What a file says: its rows as text, or the sentence. */
async function read(content: string | Buffer, options: ReadOptions = {}, name = 'extract.csv') {
  const answer = await readTable({ bytes: Buffer.from(content), name }, options, gather)
  return answer.ok ? answer.value : (answer.problems[0]?.message ?? '')
}

async function gather(table: Table) {
  const rows = []
  for await (const row of table.rows) rows.push(row)
  return {
    headers: rows[0]?.sheet.headers.map(({ name }) => name),
    cells: rows.map(({ cells }) => cells),
    numbers: rows.map(({ row }) => row),
    faults: rows.map(({ fault }) => fault),
    notes: table.notes,
    share: table.share(),
  }
}

async function readCells(content: string | Buffer, options: ReadOptions = {}) {
  const answer = await read(content, options)
  assert.ok(typeof answer === 'object', `${answer}`)
  return answer.cells
}

async function readSentence(content: string | Buffer, options: ReadOptions = {}): Promise<string> {
  const answer = await read(content, options)
  assert.ok(typeof answer === 'string', 'the file was read')
  return answer
}

const NAMES = 'contact_id,child_family_name\nC-1,Ó Briain\nC-2,Müller’s\n'
const NAMED = [
  ['C-1', 'Ó Briain'],
  ['C-2', 'Müller’s'],
]
const inUtf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

test('names keep their accents in UTF-8 and UTF-16, with and without a byte order mark', async () => {
  assert.deepEqual(await readCells(NAMES), NAMED)
  assert.deepEqual(await readCells(`\ufeff${NAMES}`), NAMED)
  assert.deepEqual(await readCells(Buffer.from(`\ufeff${NAMES}`, 'utf16le')), NAMED)
  assert.deepEqual(await readCells(Buffer.from(NAMES, 'utf16le')), NAMED)
  assert.deepEqual(await readCells(inUtf16be(`\ufeff${NAMES}`)), NAMED)
  assert.deepEqual(await readCells(inUtf16be(NAMES)), NAMED)
})

test('the first header is found behind a byte order mark', async () => {
  const answer = await read('\ufeffcontact_id,source\nC-1,Police\n')
  assert.deepEqual(typeof answer === 'object' && answer.headers, ['contact_id', 'source'])
})

test('an older export in Windows-1252 is read, and said to be', async () => {
  const answer = await read(Buffer.from('contact_id,name\nC-1,M\xfcller\x92s\n', 'latin1'))
  assert.ok(typeof answer === 'object')
  assert.deepEqual(answer.cells, [['C-1', 'Müller’s']])
  assert.match(answer.notes[0] ?? '', /read as Windows-1252: check names/)
})

test('a character split between two pieces of a large file stays whole', async () => {
  const answer = await readCells(`a,b\n${'é,“quoted”\n'.repeat(20_000)}`)
  assert.equal(answer.length, 20_000)
  assert.ok(answer.every(([first, second]) => first === 'é' && second === '“quoted”'))
})

test('semicolons and tabs separate cells as well as commas', async () => {
  assert.deepEqual(await readCells('a;b\n1,5;two\n'), [['1,5', 'two']])
  assert.deepEqual(await readCells('a\tb\n1,5\ttwo;three\n'), [['1,5', 'two;three']])
})

test('the headers say which delimiter it is, not the commas in what people wrote', async () => {
  assert.deepEqual(await readCells('id;"worry, in words"\n1;one, two, three, four, five\n'), [
    ['1', 'one, two, three, four, five'],
  ])
})

test('a title with a comma above the headers does not hide their delimiter', async () => {
  const isHeaderRow = (texts: readonly string[]) => texts.includes('id') && texts.includes('source')
  assert.deepEqual(await readCells('Contacts, October\n\nid;"source"\n1;Police\n', { isHeaderRow }), [['1', 'Police']])
})

test('a line that names the delimiter is followed and is no row', async () => {
  const answer = await read('sep=;\nid;worry, or concern, or both\n1;found alone\n')
  assert.ok(typeof answer === 'object')
  assert.deepEqual(answer.headers, ['id', 'worry, or concern, or both'])
  assert.deepEqual(answer.numbers, [3])
})

test('line ends of three kinds in one file each end a row', async () => {
  assert.deepEqual(await readCells('a,b\r\n1,2\n3,4\r5,6\r\n'), [
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
  ])
})

test('rows are numbered as a spreadsheet shows them, over blank lines and line ends inside a cell', async () => {
  const answer = await read('id,concern\r\n1,"first line\r\nsecond, line"\r\n\r\n2,plain\r\n')
  assert.ok(typeof answer === 'object')
  assert.deepEqual(answer.numbers, [2, 4])
  assert.equal(answer.cells[0]?.[1], 'first line\nsecond, line')
})

test('a large file with quoted line ends keeps every row and its number', async () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => `C-${at},"said ""stop""\r\nthen, left"`)
  const answer = await read(`id,concern\r\n${rows.join('\r\n')}\r\n`)
  assert.ok(typeof answer === 'object')
  assert.equal(answer.cells.length, 30_000)
  assert.deepEqual(answer.cells[29_999], ['C-29999', 'said "stop"\nthen, left'])
  assert.equal(answer.numbers.at(-1), 30_001)
  assert.equal(answer.share, 1)
})

test('no-break spaces around a value are not part of it, and a cell of spaces is blank', async () => {
  assert.deepEqual(await readCells('a,b\n\u00a0Female\u00a0,  \n'), [['Female', null]])
})

test('titles above the headers are passed over when the headers can be told', async () => {
  const options = { isHeaderRow: (texts: readonly string[]) => texts.includes('contact_id') }
  const answer = await read('Contacts of October\n\ncontact_id,source\nC-1,Police\n', options)
  assert.ok(typeof answer === 'object')
  assert.deepEqual(answer.headers, ['contact_id', 'source'])
  assert.deepEqual(answer.numbers, [4])
  assert.deepEqual(answer.notes, ['extract.csv has a row above the headers; not read.'])
})

test('where no row looks like headers, the first is taken for them and no row is lost', async () => {
  const answer = await read(`x,y\n${'1,2\n'.repeat(30)}`, { isHeaderRow: () => false })
  assert.ok(typeof answer === 'object')
  assert.deepEqual(answer.headers, ['x', 'y'])
  assert.deepEqual(
    answer.numbers,
    Array.from({ length: 30 }, (_, at) => at + 2),
  )
})

test('a comma that was not quoted makes its row doubtful, and no other', async () => {
  const answer = await read('id,concern,team\n1,bruise, arm,East\n2,found alone,West\n3,late,East,,\n')
  assert.ok(typeof answer === 'object')
  assert.match(answer.faults[0] ?? '', /4 cells under 3 headers: put quotation marks around/)
  assert.deepEqual(answer.faults.slice(1), [null, null])
})

test('a quotation mark inside a quoted cell makes its row doubtful', async () => {
  const answer = await read('id,concern\n1,"she said "no" to me"\n2,fine\n')
  assert.ok(typeof answer === 'object')
  assert.match(answer.faults[0] ?? '', /write it twice/)
  assert.equal(answer.faults[1], null)
})

test('a quotation mark that is never closed is one sentence with its place, at once even in a large file', async () => {
  const began = performance.now()
  const large = `id,concern\n1,fine\n2,"never closed\n${'3,not quoted at all\n'.repeat(300_000)}`
  assert.match(await readSentence(large), /after row 2 that does not end: look there for a quotation mark/)
  assert.ok(performance.now() - began < 5_000)
})

test('a quotation mark opened in one row and closed by another makes what it swallowed doubtful', async () => {
  const answer = await read('id,concern\n1,"never closed\n2,"quoted"\n3,plain\n')
  assert.ok(typeof answer === 'object')
  assert.ok(answer.faults[0] !== null)
  assert.equal(answer.cells.at(-1)?.[0], '3')
})

test('a file that is cut off in its last row says so', async () => {
  assert.match(await readSentence('id,source,team\n1,Police,East\n2,Pol'), /cut off in row 3: save or copy it again/)
  assert.match(await readSentence('id,source\n1,Police\n2,"Pol'), /does not end/)
  assert.deepEqual(await readCells('id,source,team\n1,Police,East\n2,Police,West'), [
    ['1', 'Police', 'East'],
    ['2', 'Police', 'West'],
  ])
})

test('rows that leave out their last commas are whole rows', async () => {
  assert.equal((await readCells('id,source,team\n1,Police\n2,Police')).length, 2)
})

test('an empty file, a blank one and one of headers alone each get one sentence', async () => {
  assert.equal(await readSentence(''), 'extract.csv is empty: choose the file with the rows in it.')
  assert.match(await readSentence('\n \n,,\n'), /has no rows in it/)
  assert.match(await readSentence('id,source\n\n'), /has headers but no rows under them/)
})

test('a file that is not there, or is a folder, gets one sentence', async () => {
  const none = await readTable('/tmp/no-such-extract.csv', {}, gather)
  assert.match(none.ok ? '' : (none.problems[0]?.message ?? ''), /There is no file no-such-extract\.csv/)
  const folder = await readTable('/tmp', {}, gather)
  assert.match(folder.ok ? '' : (folder.problems[0]?.message ?? ''), /is not a file/)
})

test('bytes that are no text are not taken for a table', async () => {
  assert.match(await readSentence(Buffer.from([1, 2, 0, 0, 0, 7, 9, 200])), /neither a CSV file nor an Excel workbook/)
})

test('a million columns, too many rows and too many bytes each get one sentence', async () => {
  assert.match(await readSentence(`${'a,'.repeat(1_000_000)}\n1\n`), /does not end|more than 1,000 columns/)
  assert.match(await readSentence(`${'a,'.repeat(2_000)}b\n1\n`), /has more than 1,000 columns/)
  assert.match(await readSentence('a\n1\n2\n3\n', { limits: { rows: 2 } }), /has more than 2 rows: split it/)
  assert.match(await readSentence('a\n1\n', { limits: { csvBytes: 3 } }), /the most that is taken is/)
})

test('what goes wrong in the middle of a file reaches whoever uses it, and nothing is answered', async () => {
  let undone = false
  const answer = await readTable({ bytes: Buffer.from('a,b\n1,2\n"3,4\n'), name: 'x.csv' }, {}, async (table) => {
    try {
      for await (const row of table.rows) assert.ok(row)
    } catch (error) {
      undone = true
      throw error
    }
  })
  assert.equal(answer.ok, false)
  assert.ok(undone)
})

test('whoever stops in the middle of a file gets what was read', async () => {
  const answer = await readTable({ bytes: Buffer.from('a\n1\n2\n3\n'), name: 'x.csv' }, {}, async (table) => {
    for await (const row of table.rows) return row.cells
    return []
  })
  assert.deepEqual(answer.ok && answer.value, ['1'])
})
