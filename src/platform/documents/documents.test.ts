import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource, type Source } from '#platform/tables'
import { usualLimits } from '../tables/limits.ts'
import { readDirectory } from '../tables/xlsx/directory.ts'
import { unpackWhole } from '../tables/xlsx/unpack.ts'
import {
  closeRows,
  contentOf,
  type Document,
  isUnchanged,
  readDocument,
  recordsIn,
  toCsv,
  toHtml,
  toWord,
} from './index.ts'

const document: Document = {
  title: 'Weekly pack, 15 to 21 November 2021',
  language: 'en-GB',
  pageNotes: ['Official: sensitive'],
  blocks: [
    { kind: 'heading', level: 1, text: 'Referrals' },
    { kind: 'paragraph', text: 'Three <b>of</b> nine were drawn.' },
    { kind: 'heading', level: 2, text: 'How they came' },
    { kind: 'list', isNumbered: false, items: ['By telephone', 'By letter'] },
    { kind: 'list', isNumbered: true, items: ['First', 'Second'] },
    { kind: 'facts', rows: [{ term: 'Frame', value: '9 referrals' }] },
    {
      kind: 'table',
      caption: 'Drawn referrals',
      columns: [
        { heading: 'Referral', width: 1 },
        { heading: 'What was said', width: 3 },
        { heading: 'Hours', width: 1, isNumeric: true },
      ],
      rows: [
        {
          cells: [{ text: 'C-2111-0001', href: '/contacts/one' }, '=HYPERLINK("http://x")', 4],
          about: [{ subject: 'contact', id: 'one' }],
        },
        { cells: ['C-2111-0002', 'No coat', null], about: [{ subject: 'contact', id: 'two' }] },
      ],
      empty: 'None.',
    },
    {
      kind: 'table',
      caption: 'Nothing here',
      columns: [{ heading: 'A', width: 1 }],
      rows: [],
      empty: 'There was none.',
    },
    {
      kind: 'chart',
      id: 'held',
      title: 'Held in time',
      description: 'The share of discussions held in time rose from 40 to 60 per cent.',
      values: 'share',
      unit: '',
      drawing: {
        form: 'trend',
        points: [
          { period: '2021-11-08', value: 0.4 },
          { period: '2021-11-15', value: 0.6 },
        ],
      },
    },
  ],
}

/** A Word file is a zip, read here as a workbook is. */
const openWord = (): Promise<Source> => toWord(document).then((bytes) => openSource({ bytes, name: 'document.docx' }))

async function partOf(path: string): Promise<string> {
  const source = await openWord()
  const entry = (await readDirectory(source, usualLimits)).find((part) => part.path === path)
  assert.ok(entry, `no ${path}`)
  return unpackWhole(source, entry)
}

const styled = (body: string, style: string): readonly string[] =>
  [...body.matchAll(/<w:p>(.*?)<\/w:p>/gs)]
    .filter(([, inside = '']) => inside.includes(`<w:pStyle w:val="${style}"/>`))
    .map(([, inside = '']) => [...inside.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))

test('a Word file has real headings, in the order and level of the document', async () => {
  const body = await partOf('word/document.xml')
  assert.deepEqual(styled(body, 'Title'), [document.title])
  assert.deepEqual(styled(body, 'Heading1'), ['Referrals'])
  assert.deepEqual(styled(body, 'Heading2'), ['How they came'])
  assert.deepEqual(styled(body, 'ListNumber'), ['First', 'Second'])
  assert.match(await partOf('word/styles.xml'), /w:styleId="Heading1"><w:name w:val="heading 1"\/>/)
})

test('a Word file says its title and that it is in British English, in Arial', async () => {
  assert.match(await partOf('docProps/core.xml'), /<dc:title>Weekly pack, 15 to 21 November 2021<\/dc:title>/)
  const styles = await partOf('word/styles.xml')
  assert.match(styles, /<w:lang w:val="en-GB"/)
  assert.match(styles, /w:ascii="Arial"/)
})

test('the header row of a table is repeated, and every column has its width in table, grid and cell', async () => {
  const body = await partOf('word/document.xml')
  const drawn = [...body.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([whole]) => whole)[1] ?? ''
  assert.equal(drawn.match(/<w:tblHeader\/>/g)?.length, 1)
  assert.ok(drawn.indexOf('<w:tblHeader/>') < drawn.indexOf('C-2111-0001'))
  assert.match(drawn, /<w:tblLayout w:type="fixed"\/>/)
  const grid = [...drawn.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width))
  assert.equal(grid.length, 3)
  assert.equal(
    grid.reduce((sum, width) => sum + width, 0),
    9638,
  )
  assert.ok((grid[1] ?? 0) > 2.9 * (grid[0] ?? 0) - 10)
  const cells = [...drawn.matchAll(/<w:tcW w:type="dxa" w:w="(\d+)"\/>/g)].map(([, width]) => Number(width))
  assert.deepEqual(cells, [...grid, ...grid, ...grid])
  assert.deepEqual(styled(body, 'Caption'), ['Drawn referrals', 'Nothing here', 'Held in time'])
})

test('a chart in a Word file is a picture with words in it, its description, and its figures under it', async () => {
  const body = await partOf('word/document.xml')
  assert.match(body, /<wp:docPr [^>]*descr="The share of discussions held in time rose from 40 to 60 per cent\."/)
  assert.ok(styled(body, 'TableNumber').includes('60 %'))
  const parts = await readDirectory(await openWord(), usualLimits)
  const size = parts.find(({ path }) => path.endsWith('.png'))?.size ?? 0
  // Without a font the axis has no labels, and the picture is a third of this.
  assert.ok(size > 10_000, `${size} bytes`)
})

test('pages are numbered, and what is to stand on each of them does', async () => {
  const footer = await partOf('word/footer1.xml')
  assert.match(footer, /Official: sensitive/)
  assert.match(footer, /PAGE/)
  assert.match(footer, /NUMPAGES/)
})

test('looks come from styles: no run of text is formatted by itself', async () => {
  assert.doesNotMatch(await partOf('word/document.xml'), /<w:(?:b|i|sz|color|rFonts|jc|shd)\b/)
})

test('on a page words are escaped, links lead on, and headings begin under the page’s own', async () => {
  const body = (await toHtml(document)).toString()
  assert.match(body, /<h2 class="govuk-heading-m">Referrals<\/h2>/)
  assert.match(body, /Three &lt;b&gt;of&lt;\/b&gt; nine/)
  assert.match(body, /<a class="govuk-link" href="\/contacts\/one">C-2111-0001<\/a>/)
  assert.match(body, /<svg/)
  assert.match(body, /There was none\./)
})

test('a CSV has each table under its caption, and nothing that a spreadsheet would calculate', () => {
  const lines = toCsv(document).split('\r\n')
  assert.equal(lines[0], '\ufeffDrawn referrals')
  assert.equal(lines[1], 'Referral,What was said,Hours')
  assert.equal(lines[2], `C-2111-0001,"'=HYPERLINK(""http://x"")",4`)
  assert.deepEqual(lines.slice(4, 8), ['', 'Nothing here', 'A', ''])
  assert.equal(toCsv(document).split('\ufeff').length, 2)
})

test('the same content has the same hash, whenever a file is made of it; a changed word has another', async () => {
  const content = contentOf(document)
  const again = readDocument(content.json)
  assert.deepEqual(again, document)
  assert.deepEqual(contentOf(again), content)
  assert.ok(isUnchanged(content))
  assert.ok(!isUnchanged({ ...content, json: content.json.replace('coat', 'hat') }))
  const [one, other] = [await toWord(document), await toWord(again)]
  assert.ok(one.length > 5000 && other.length > 5000)
})

test('a row about a record that is closed to the reader says so and nothing else, and the content stays', () => {
  assert.deepEqual(
    recordsIn(document).map(({ id }) => id),
    ['one', 'two'],
  )
  const shown = closeRows(document, new Set(['two']), 'Closed')
  const csv = toCsv(shown)
  assert.match(csv, /\r\nClosed,,\r\n/)
  assert.doesNotMatch(csv, /No coat/)
  assert.match(csv, /C-2111-0001/)
  assert.match(toCsv(document), /No coat/)
})
