import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellText, readTable, type Table } from './index.ts'
import { makeWorkbook, makeZip, textRow, workbookFiles } from './made-workbook.ts'

async function read(bytes: Buffer, name = 'extract.xlsx') {
  const answer = await readTable({ bytes, name }, {}, gather)
  assert.ok(answer.ok, answer.ok ? '' : answer.problems[0]?.message)
  return answer.value
}

async function gather(table: Table) {
  const rows = []
  for await (const row of table.rows) rows.push(row)
  return { rows, notes: table.notes, share: table.share(), format: table.format }
}

const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot;days&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`

test('texts, numbers, dates, truths and errors arrive as what they are', async () => {
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>c</v></c><c r="D1" t="inlineStr"><is><t>d</t></is></c><c r="E1" t="inlineStr"><is><t>e</t></is></c><c r="F1" t="inlineStr"><is><t>f</t></is></c></row>
    <row r="2"><c r="A2"><v>9212044</v></c><c r="B2" s="1"><v>44484</v></c><c r="C2" s="2"><v>44484.586805555555</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2" s="3"><v>2.5</v></c></row>`
  const texts = '<si><t>child </t></si><si><r><t>Mü</t></r><r><t>ller</t></r><rPh><t>no</t></rPh></si>'
  const { rows: read2, format } = await read(
    makeWorkbook({ sheets: [{ name: 'Contacts', rows }], texts, styles: STYLES }),
  )
  assert.equal(format, 'xlsx')
  assert.deepEqual(
    read2[0]?.sheet.headers.map(({ name }) => name),
    ['child', 'Müller', 'c', 'd', 'e', 'f'],
  )
  assert.deepEqual(read2[0]?.cells, [
    9212044,
    { kind: 'date', serial: 44484, hasTime: false },
    { kind: 'date', serial: 44484.586805555555, hasTime: true },
    true,
    { kind: 'error', text: '#N/A' },
    2.5,
  ])
  assert.deepEqual(read2[0]?.cells.map(cellText), ['9212044', '15/10/2021', '15/10/2021 14:05', 'TRUE', '#N/A', '2.5'])
})

test('midnight in a column of times is a time, in a column of days it is not', async () => {
  const rows = `${textRow(1, ['at', 'on'])}<row r="2"><c r="A2" s="2"><v>44484</v></c><c r="B2" s="1"><v>44484</v></c></row>`
  const { rows: found } = await read(makeWorkbook({ sheets: [{ name: 'x', rows }], styles: STYLES }))
  assert.deepEqual(found[0]?.cells.map(cellText), ['15/10/2021 00:00', '15/10/2021'])
})

test('a workbook that counts from 1904 means the same days', async () => {
  const rows = `${textRow(1, ['on'])}<row r="2"><c r="A2" s="1"><v>43022</v></c></row>`
  const { rows: found } = await read(makeWorkbook({ sheets: [{ name: 'x', rows }], styles: STYLES, isFrom1904: true }))
  assert.deepEqual(found[0]?.cells, [{ kind: 'date', serial: 44484, hasTime: false }])
})

test('a formula gives the value last saved, and its column is told', async () => {
  const rows = `${textRow(1, ['id', 'age'])}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>YEAR(A2)</f><v>12</v></c></row>
    <row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>YEAR(A3)</f></c></row>
    <row r="4"><c r="A4"><v>3</v></c><c r="B4" t="str"><f>""</f><v></v></c></row>`
  const { rows: found, notes } = await read(makeWorkbook({ sheets: [{ name: 'Data', rows }] }))
  assert.deepEqual(
    found.map(({ cells }) => cells[1] ?? null),
    [12, { kind: 'error', text: 'a formula without a saved value' }, null],
  )
  assert.deepEqual(notes, ['Sheet "Data" has formulas in column B: the values last saved were taken.'])
})

test('rows keep the numbers they have in the file, and blank cells their places', async () => {
  const rows = `${textRow(3, ['a', 'b', 'c'])}<row r="1000000"><c r="C1000000"><v>7</v></c></row>`
  const { rows: found } = await read(makeWorkbook({ sheets: [{ name: 'x', rows }] }))
  assert.deepEqual(
    found.map(({ row, cells }) => [row, cells]),
    [[1_000_000, [null, null, 7]]],
  )
})

test('every sheet is read under its own headers; hidden ones are not, and that is told', async () => {
  const { rows, notes } = await read(
    makeWorkbook({
      sheets: [
        { name: 'One', rows: textRow(1, ['a']) + textRow(2, ['1']) },
        { name: 'Lists', rows: textRow(1, ['q']) + textRow(2, ['r']), state: 'veryHidden' },
        { name: 'Two &amp; more', rows: textRow(1, ['b']) + textRow(2, ['2']) },
      ],
    }),
  )
  assert.deepEqual(
    rows.map(({ sheet, cells }) => [sheet.name, sheet.headers[0]?.name, cells[0]]),
    [
      ['One', 'a', '1'],
      ['Two & more', 'b', '2'],
    ],
  )
  assert.deepEqual(notes, ['Sheet "Lists" is hidden and was not read.'])
})

test('macros are not run and links not followed, and both are told', async () => {
  const { notes } = await read(
    makeWorkbook({
      sheets: [{ name: 'x', rows: textRow(1, ['a']) + textRow(2, ['1']) }],
      others: [
        { path: 'xl/vbaProject.bin', content: 'x' },
        { path: 'xl/externalLinks/externalLink1.xml', content: '<x/>' },
      ],
    }),
  )
  assert.match(notes[0] ?? '', /has macros in it: they were not run/)
  assert.match(notes[1] ?? '', /the links were not followed/)
})

test('text that XML cannot hold comes without what a database would refuse', async () => {
  const { rows } = await read(
    makeWorkbook({
      sheets: [{ name: 'x', rows: textRow(1, ['a']) + textRow(2, ['one_x000D_\ntwo_x0000__xD800_ &lt;b&gt;']) }],
    }),
  )
  assert.deepEqual(rows[0]?.cells, ['one\ntwo\ufffd <b>'])
})

test('prefixes of names and the large form of zip are read alike', async () => {
  const files = workbookFiles({ sheets: [{ name: 'x', rows: '' }] }).map((file) =>
    file.path === 'xl/worksheets/sheet1.xml'
      ? {
          ...file,
          content:
            '<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        }
      : file,
  )
  const { rows } = await read(makeZip(files, { isZip64: true }))
  assert.deepEqual(
    rows.map(({ row, cells }) => [row, cells]),
    [[2, [5]]],
  )
})

test('a workbook is read by its content even when its name says CSV', async () => {
  const { rows } = await read(
    makeWorkbook({ sheets: [{ name: 'x', rows: textRow(1, ['a']) + textRow(2, ['1']) }] }),
    'x.csv',
  )
  assert.deepEqual(rows[0]?.cells, ['1'])
})

test('the web is answered while a workbook is read', async () => {
  const rows =
    textRow(1, ['a', 'b', 'c']) + Array.from({ length: 20_000 }, (_, at) => textRow(at + 2, ['x', 'y', 'z'])).join('')
  let longest = 0
  let last = performance.now()
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const { rows: found, share } = await read(makeWorkbook({ sheets: [{ name: 'x', rows }] }))
  clearInterval(pulse)
  assert.equal(found.length, 20_000)
  assert.equal(share, 1)
  assert.ok(longest < 250, `the main thread was busy for ${Math.round(longest)} ms`)
})
