import { crc32, deflateRawSync } from 'node:zlib'

/** Workbooks and zips made by hand for tests: sound ones, and ones that no program would write. */

export interface MadeFile {
  readonly path: string
  readonly content: string | Buffer
  /** What the directory says of it, where that is to be a lie. */
  readonly told?: {
    readonly size?: number
    readonly checksum?: number
    readonly flags?: number
    readonly method?: number
  }
}

/** A zip of these files. */
export function makeZip(files: readonly MadeFile[], options: { readonly isZip64?: boolean } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const name = Buffer.from(file.path)
    const content = Buffer.from(file.content)
    const packed = deflateRawSync(content)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(name.length, 26)
    parts.push(header, name, packed)
    directory.push(makeEntry(file, name, content, packed.length, offset, options.isZip64 === true))
    offset += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  return Buffer.concat([...parts, listed, ...makeEnd(files.length, listed.length, offset, options.isZip64 === true)])
}

function makeEntry(
  { told }: MadeFile,
  name: Buffer,
  content: Buffer,
  packedSize: number,
  offset: number,
  isZip64: boolean,
): Buffer {
  const entry = Buffer.alloc(46)
  const extra = Buffer.alloc(isZip64 ? 28 : 0)
  const size = told?.size ?? content.length
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(told?.flags ?? 0, 8)
  entry.writeUInt16LE(told?.method ?? 8, 10)
  entry.writeUInt32LE(told?.checksum ?? crc32(content), 16)
  entry.writeUInt32LE(isZip64 ? 0xffffffff : packedSize, 20)
  entry.writeUInt32LE(isZip64 ? 0xffffffff : size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt16LE(extra.length, 30)
  entry.writeUInt32LE(isZip64 ? 0xffffffff : offset, 42)
  if (isZip64) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    for (const [at, number] of [size, packedSize, offset].entries()) extra.writeBigUInt64LE(BigInt(number), 4 + at * 8)
  }
  return Buffer.concat([entry, name, extra])
}

function makeEnd(count: number, size: number, offset: number, isZip64: boolean): readonly Buffer[] {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(isZip64 ? 0xffff : count, 10)
  end.writeUInt32LE(isZip64 ? 0xffffffff : size, 12)
  end.writeUInt32LE(isZip64 ? 0xffffffff : offset, 16)
  if (!isZip64) return [end]
  const large = Buffer.alloc(56)
  large.writeUInt32LE(0x06064b50, 0)
  for (const [at, number] of [count, size, offset].entries()) large.writeBigUInt64LE(BigInt(number), 32 + at * 8)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  return [large, locator, end]
}

export interface MadeSheet {
  readonly name: string
  /** The XML between <sheetData> and </sheetData>. */
  readonly rows: string
  readonly state?: string
}

export interface MadeWorkbook {
  readonly sheets: readonly MadeSheet[]
  /** The XML between <sst> and </sst>. */
  readonly texts?: string
  /** The XML between <styleSheet> and </styleSheet>. */
  readonly styles?: string
  readonly isFrom1904?: boolean
  readonly others?: readonly MadeFile[]
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The files of a workbook, to be zipped as they are or spoilt first. */
export function workbookFiles({ sheets, texts, styles, isFrom1904, others = [] }: MadeWorkbook): readonly MadeFile[] {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"${state ? ` state="${state}"` : ''}/>`,
  )
  const related = sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  return [
    { path: '[Content_Types].xml', content: '<Types/>' },
    { path: '_rels/.rels', content: relations([relation('r1', 'officeDocument', 'xl/workbook.xml')]) },
    {
      path: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns:r="${RELATION}"><workbookPr date1904="${isFrom1904 ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...related,
        relation('t', 'sharedStrings', 'sharedStrings.xml'),
        relation('y', 'styles', '/xl/styles.xml'),
      ]),
    },
    ...sheets.map(({ rows }, at) => ({ path: `xl/worksheets/sheet${at + 1}.xml`, content: sheetXml(rows) })),
    { path: 'xl/sharedStrings.xml', content: `<sst>${texts ?? ''}</sst>` },
    { path: 'xl/styles.xml', content: `<styleSheet>${styles ?? ''}</styleSheet>` },
    ...others,
  ]
}

export const makeWorkbook = (workbook: MadeWorkbook): Buffer => makeZip(workbookFiles(workbook))

export const sheetXml = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

/** A row of texts, as XML. */
export const textRow = (row: number, texts: readonly string[]): string =>
  `<row r="${row}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`

const relations = (list: readonly string[]): string => `<Relationships>${list.join('')}</Relationships>`

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`
