import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { rowXml, sheetEnd, sheetStart, stylesXml, xmlText } from './sheet-xml.ts'
import type { RowsOf, TableColumn } from './value.ts'
import { type ZipPart, zipPieces } from './zip.ts'

/** A sheet of a workbook, ready to be written; `sheetOf` makes one. */
export interface WrittenSheet {
  readonly name: string
  readonly xml: AsyncIterable<string>
}

export interface SheetContent<Row> {
  readonly name: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: RowsOf<Row>
}

/** A sheet of these rows, under a header row that stays in sight. Dates are real dates; text is never a formula. */
export const sheetOf = <Row>({ name, columns, rows }: SheetContent<Row>): WrittenSheet => ({
  name,
  xml: sheetPieces(columns, rows),
})

/** A workbook of these sheets as a stream. Rows are asked for as they are sent, and never all held. */
export const xlsxStream = (sheets: readonly WrittenSheet[]): Readable =>
  Readable.from(zipPieces(workbookParts(sheets)), { objectMode: false })

/** A workbook of these sheets, whole. */
export const xlsxBuffer = (sheets: readonly WrittenSheet[]): Promise<Buffer> => buffer(xlsxStream(sheets))

const USUAL_WIDTH = 18
const PIECE = 64 * 1024

/** A sheet of Excel has no more rows, the header row included. */
const MOST_ROWS = 1_048_576

async function* sheetPieces<Row>(columns: readonly TableColumn<Row>[], rows: RowsOf<Row>): AsyncGenerator<string> {
  let row = 1
  let xml = sheetStart(columns.map(({ width = USUAL_WIDTH }) => width))
  xml += rowXml(
    row,
    columns.map(({ header }) => header),
    true,
  )
  for await (const each of rows) {
    row += 1
    if (row > MOST_ROWS) throw new RangeError('a sheet of a workbook holds 1,048,576 rows: write CSV instead')
    xml += rowXml(
      row,
      columns.map(({ value }) => value(each)),
      false,
    )
    if (xml.length < PIECE) continue
    yield xml
    xml = ''
  }
  yield xml + sheetEnd
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

function workbookParts(sheets: readonly WrittenSheet[]): readonly ZipPart[] {
  const names = sheetNames(sheets)
  const part = (path: string, xml: string): ZipPart => ({ path, text: [DECLARATION + xml] })
  return [
    part('[Content_Types].xml', contentTypes(sheets.length)),
    part('_rels/.rels', relationships([`Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"`])),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
        .map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="s${at + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, at) => `Id="s${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"`),
        `Id="styles" Type="${OFFICE}/styles" Target="styles.xml"`,
      ]),
    ),
    { path: 'xl/styles.xml', text: [stylesXml] },
    ...sheets.map(({ xml }, at) => ({ path: `xl/worksheets/sheet${at + 1}.xml`, text: xml })),
  ]
}

const relationships = (list: readonly string[]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${list.map((each) => `<Relationship ${each}/>`).join('')}</Relationships>`

function contentTypes(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, at) => [`worksheets/sheet${at + 1}`, 'worksheet'] as const)
  const overrides = [['workbook', 'sheet.main'] as const, ['styles', 'styles'] as const, ...parts]
    .map(([path, type]) => `<Override PartName="/xl/${path}.xml" ContentType="${TYPE}.${type}+xml"/>`)
    .join('')
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`
}

/** Excel opens names of up to 31 characters without []:*?/\, each once whatever its capitals. */
function sheetNames(sheets: readonly WrittenSheet[]): readonly string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Sheet'
    let unique = plain.slice(0, 31)
    for (let copy = 2; taken.has(unique.toLowerCase()); copy += 1) unique = `${plain.slice(0, 27)} ${copy}`
    taken.add(unique.toLowerCase())
    return unique
  })
}
