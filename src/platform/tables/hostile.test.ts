import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ReadOptions, readTable, type Table } from './index.ts'
import { type MadeFile, makeWorkbook, makeZip, sheetXml, textRow, workbookFiles } from './made-workbook.ts'

/** The one sentence that a file gets. */
async function refusal(bytes: Uint8Array, options: ReadOptions = {}, name = 'extract.xlsx'): Promise<string> {
  const answer = await readTable({ bytes, name }, options, count)
  assert.ok(!answer.ok, 'the file was read')
  assert.equal(answer.problems.length, 1)
  const sentence = answer.problems[0]?.message ?? ''
  assert.match(sentence, /^\S.*\.$/)
  assert.ok(sentence.startsWith(name), sentence)
  return sentence
}

async function count(table: Table): Promise<number> {
  let rows = 0
  for await (const row of table.rows) rows += row.cells.length > 0 ? 1 : 0
  return rows
}

const SOUND = [{ name: 'x', rows: textRow(1, ['a']) + textRow(2, ['1']) }]

/** A sound workbook with one of its files replaced or told wrongly. */
const spoil = (path: string, change: Partial<MadeFile>): Buffer =>
  makeZip(workbookFiles({ sheets: SOUND }).map((file) => (file.path === path ? { ...file, ...change } : file)))

const SHEET = 'xl/worksheets/sheet1.xml'

test('a zip bomb is refused by the sizes it tells', async () => {
  const zeros = { path: 'xl/zeros.xml', content: Buffer.alloc(50 * 1024 * 1024) }
  const tells = (told: MadeFile['told'] | undefined) =>
    makeWorkbook({ sheets: SOUND, others: [{ ...zeros, ...(told && { told }) }] })
  assert.match(await refusal(tells({ size: 0xf0000000 })), /would unpack to 3840 MB/)
  assert.match(await refusal(tells(undefined), { limits: { unpackedBytes: 10_000_000 } }), /would unpack to 50 MB/)
})

test('a bomb that lies about its size ends at the size it told', async () => {
  const content = sheetXml(`<!--${' '.repeat(80 * 1024 * 1024)}-->`)
  assert.match(await refusal(spoil(SHEET, { content, told: { size: 2_000 } })), /is damaged/)
})

test('a table of texts too large for the reader ends the reader and nothing else', async () => {
  const texts = Array.from({ length: 400_000 }, (_, at) => `<si><t>${at} some words that differ ${at}</t></si>`).join(
    '',
  )
  const bytes = makeWorkbook({ sheets: SOUND, texts })
  assert.match(await refusal(bytes, { limits: { workerMegabytes: 16 } }), /needs more memory/)
})

test('a workbook that keeps its reader busy is given up', async () => {
  const texts = '<si><t>a</t></si>'.repeat(500_000)
  const bytes = makeWorkbook({ sheets: SOUND, texts })
  assert.match(await refusal(bytes, { limits: { batchMilliseconds: 20 } }), /was given up after 0.02 seconds/)
})

test('a zip of thousands of files is no workbook', async () => {
  const files = Array.from({ length: 5_001 }, (_, at) => ({ path: `f${at}`, content: '' }))
  assert.match(await refusal(makeZip(files)), /zip of many files/)
})

test('a document type with entities in entities is refused unread', async () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`
  assert.match(await refusal(spoil(SHEET, { content: laughs })), /is damaged/)
  const reading = `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sheetXml('<row><c t="str"><v>&x;</v></c></row>')}`
  assert.match(await refusal(spoil(SHEET, { content: reading })), /is damaged/)
})

test('a workbook of a million columns is refused', async () => {
  const rows = `<row r="1"><c r="A1"><v>1</v></c><c r="BDWGN1"><v>2</v></c></row>`
  assert.match(await refusal(makeWorkbook({ sheets: [{ name: 'x', rows }] })), /more than 1,000 columns/)
})

test('a workbook cut off anywhere says to copy it again', async () => {
  const whole = makeWorkbook({ sheets: SOUND })
  for (const share of [0.2, 0.5, 0.9, 0.99]) {
    assert.match(await refusal(whole.subarray(0, Math.floor(whole.length * share))), /is cut off: copy or download/)
  }
})

test('a workbook with a wrong byte in a sheet says that it is damaged', async () => {
  const whole = makeWorkbook({ sheets: SOUND })
  const spoilt = Buffer.from(whole)
  const at = whole.indexOf(SHEET) + SHEET.length + 12
  spoilt[at] = (spoilt[at] ?? 0) ^ 0xff
  assert.match(await refusal(spoilt), /is damaged: open it in Excel/)
  assert.match(await refusal(spoil(SHEET, { told: { checksum: 1 } })), /is damaged/)
  assert.match(await refusal(spoil(SHEET, { told: { method: 99 } })), /is damaged/)
  assert.match(await refusal(spoil(SHEET, { content: '<worksheet><sheetData><row>' })), /is damaged/)
  assert.match(await refusal(spoil(SHEET, { content: sheetXml('<row><c t="s"><v>77</v></c></row>') })), /is damaged/)
  assert.match(await refusal(spoil('xl/workbook.xml', { content: 'not xml' })), /is damaged/)
})

test('a locked workbook says to take the password off', async () => {
  const ole = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(1000),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(500),
  ])
  assert.match(await refusal(ole), /protected with a password: open it in Excel, take the password off/)
  assert.match(await refusal(spoil(SHEET, { told: { flags: 1 } })), /locked with a password/)
})

test('a workbook of before 2007 says how to save it', async () => {
  const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2000)])
  assert.match(await refusal(old, {}, 'contacts.xls'), /before 2007: open it in Excel and save it/)
})

test('other files with the name of a workbook say what they are', async () => {
  assert.match(await refusal(Buffer.from('  <!DOCTYPE html><html><table>')), /is a web page, whatever its name says/)
  assert.match(await refusal(Buffer.from('\ufeff<?xml version="1.0"?><Workbook/>')), /is an XML file/)
  assert.match(await refusal(Buffer.from('%PDF-1.7 …')), /is a PDF/)
  const word = { path: 'word/document.xml', content: '<x/>' }
  assert.match(
    await refusal(makeZip([{ path: '[Content_Types].xml', content: '<x/>' }, word])),
    /is a Word or PowerPoint/,
  )
  assert.match(await refusal(makeZip([{ path: 'content.xml', content: '<x/>' }])), /OpenDocument/)
  assert.match(await refusal(makeZip([{ path: 'xl/workbook.bin', content: 'x' }])), /binary workbook/)
  assert.match(
    await refusal(makeZip([{ path: '../../etc/passwd', content: 'x' }])),
    /is a zip and not an Excel workbook/,
  )
  assert.match(await refusal(makeZip([])), /is a zip and not an Excel workbook/)
})

test('a CSV with the name of a workbook is read, and a column may be called PK', async () => {
  const answer = await readTable({ bytes: Buffer.from('PK,source\n1,Police\n'), name: 'extract.xlsx' }, {}, count)
  assert.deepEqual(answer, { ok: true, value: 1 })
})

test('a workbook too large to be taken is refused before it is opened', async () => {
  assert.match(
    await refusal(makeWorkbook({ sheets: SOUND }), { limits: { xlsxBytes: 100 } }),
    /the most that is taken is/,
  )
})

test('whatever bytes are changed, a file is read or gets its one sentence', async () => {
  const workbook = makeWorkbook({ sheets: SOUND })
  const csv = Buffer.from('id,concern\n1,"bruise, arm"\n2,plain\n')
  let seed = 20_211_013
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  for (let run = 0; run < 60; run += 1) {
    const bytes = Buffer.from(run % 3 === 0 ? workbook : csv)
    for (let change = 0; change <= random(4); change += 1) bytes[random(bytes.length)] = random(256)
    const answer = await readTable({ bytes, name: 'mutated' }, {}, count)
    assert.ok(answer.ok || answer.problems.length === 1)
  }
})
