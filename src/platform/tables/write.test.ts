import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { cellText, csvStream, csvText, readTable, sheetOf, type Table, type TableValue, xlsxBuffer } from './index.ts'

const columns = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    header: `Column ${at + 1}`,
    value: (row: readonly TableValue[]) => row[at] ?? null,
  }))

async function readBack(bytes: Uint8Array) {
  const answer = await readTable({ bytes, name: 'download' }, {}, gather)
  assert.ok(answer.ok, answer.ok ? '' : answer.problems[0]?.message)
  return answer.value
}

async function gather(table: Table) {
  const rows = []
  for await (const row of table.rows) rows.push(row)
  return rows
}

const csvLine = (...row: readonly TableValue[]): string => csvText(columns(row.length), [row]).split('\r\n')[1] ?? ''

test('a CSV begins with the mark by which Excel knows UTF-8, and ends each row as Excel does', () => {
  assert.equal(csvText(columns(2), [['Müller', 3]]), '\ufeffColumn 1,Column 2\r\nMüller,3\r\n')
})

test('what a spreadsheet would calculate is made text, and plain numbers stay numbers', () => {
  assert.equal(csvLine('=HYPERLINK("http://x","y")'), `"'=HYPERLINK(""http://x"",""y"")"`)
  assert.equal(csvLine('+1-2', '-cmd', '@SUM(A1)', '\tx', '\r=1'), `'+1-2,'-cmd,'@SUM(A1),"'\tx","'\r=1"`)
  assert.equal(csvLine('-5', '+441134960000', '-2.5', -7, 'a=b'), '-5,+441134960000,-2.5,-7,a=b')
})

test('a workbook never holds a formula, whatever people wrote', async () => {
  const written = ['=1+1', '+1-2', '@SUM(A1)', '-x', '<b>&"\'']
  const rows = await readBack(await xlsxBuffer([sheetOf({ name: 'x', columns: columns(5), rows: [written] })]))
  assert.deepEqual(rows[0]?.cells, written)
})

test('cells with commas, quotation marks and line ends come back as they were', async () => {
  const row = ['a, b; c', 'said "stop"', 'first\nsecond', "O'Brien", 'Zoë 🙂']
  const fromCsv = await readBack(Buffer.from(csvText(columns(5), [row])))
  const fromWorkbook = await readBack(await xlsxBuffer([sheetOf({ name: 'x', columns: columns(5), rows: [row] })]))
  assert.deepEqual(fromCsv[0]?.cells, row)
  assert.deepEqual(fromWorkbook[0]?.cells, row)
})

const day = Temporal.PlainDate.from('2020-02-29')
const summer = Temporal.Instant.from('2021-07-15T13:05:37.123456Z')

test('dates are dates: in CSV as Excel and we read them, in a workbook as real ones', async () => {
  assert.equal(csvLine(day, summer, true, null), '2020-02-29,2021-07-15 14:05:37,Yes,')
  const rows = await readBack(
    await xlsxBuffer([sheetOf({ name: 'x', columns: columns(3), rows: [[day, summer, 1.5]] })]),
  )
  const [date, time] = rows[0]?.cells ?? []
  assert.deepEqual(date, { kind: 'date', serial: 43_890, hasTime: false })
  assert.equal(cellText(time), '15/07/2021 14:05')
})

test('in the hour that happens twice a time keeps its offset, so that both hours can be told', async () => {
  const twice = ['2021-10-31T00:30Z', '2021-10-31T01:30Z'].map((each) => Temporal.Instant.from(each))
  assert.equal(csvLine(...twice), '2021-10-31T01:30+01:00,2021-10-31T01:30+00:00')
  const rows = await readBack(await xlsxBuffer([sheetOf({ name: 'x', columns: columns(2), rows: [twice] })]))
  assert.deepEqual(rows[0]?.cells, ['2021-10-31T01:30+01:00', '2021-10-31T01:30+00:00'])
})

test('text that a workbook cannot hold is made so that it opens', async () => {
  const long = 'x'.repeat(40_000)
  const row = ['bell \u0007 and half a letter \ud800', '_x0041_', long]
  const rows = await readBack(await xlsxBuffer([sheetOf({ name: 'x', columns: columns(3), rows: [row] })]))
  const [odd, escaped, cut] = rows[0]?.cells ?? []
  assert.deepEqual([odd, escaped], ['bell  and half a letter \ufffd', '_x0041_'])
  assert.equal(cellText(cut).length, 32_767)
  assert.match(cellText(cut), /\[cut here: a cell of a workbook holds no more; the CSV has all of it\]$/)
})

test('sheets have names that Excel opens, each once', async () => {
  const sheet = (name: string) => sheetOf({ name, columns: columns(1), rows: [['1']] })
  const names = ['Contacts: East/West', 'contacts  east west', 'a name that is much longer than Excel allows', '']
  const rows = await readBack(await xlsxBuffer(names.map(sheet)))
  assert.deepEqual(
    rows.map((row) => row.sheet.name),
    ['Contacts  East West', 'contacts  east west 2', 'a name that is much longer than', 'Sheet'],
  )
})

test('a long list is written as it comes, and read back whole', async () => {
  async function* rows() {
    for (let at = 0; at < 30_000; at += 1) yield [`C-${at}`, at]
  }
  const csv = await text(csvStream(columns(2), rows()))
  assert.equal((await readBack(Buffer.from(csv))).length, 30_000)
  const workbook = await xlsxBuffer([sheetOf({ name: 'x', columns: columns(2), rows: rows() })])
  assert.deepEqual((await readBack(workbook)).at(-1)?.cells, ['C-29999', 29_999])
})

test('a failure among the rows ends the download instead of shortening it', async () => {
  async function* rows(): AsyncGenerator<readonly TableValue[]> {
    yield ['1']
    throw new Error('the database went away')
  }
  await assert.rejects(text(csvStream(columns(1), rows())), /went away/)
  await assert.rejects(xlsxBuffer([sheetOf({ name: 'x', columns: columns(1), rows: rows() })]), /went away/)
})

test('the same rows make the same file', async () => {
  const make = () => xlsxBuffer([sheetOf({ name: 'x', columns: columns(1), rows: [['1']] })])
  assert.deepEqual(await make(), await make())
})
