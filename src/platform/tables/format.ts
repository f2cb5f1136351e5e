import { readBytes, type Source } from './source.ts'
import { UnreadableTable } from './unreadable.ts'

export type TableFormat = 'csv' | 'xlsx'

/** What a file's first bytes can say, whatever its name ends in. */
const BEGINNINGS: readonly { readonly starts: readonly number[]; readonly is: string }[] = [
  { starts: [0x25, 0x50, 0x44, 0x46], is: 'a PDF' },
  { starts: [0x1f, 0x8b], is: 'a compressed file' },
  { starts: [0x37, 0x7a, 0xbc, 0xaf], is: 'a compressed file' },
  { starts: [0x52, 0x61, 0x72, 0x21], is: 'a compressed file' },
  { starts: [0x7b, 0x5c, 0x72, 0x74, 0x66], is: 'a text document' },
  { starts: [0x89, 0x50, 0x4e, 0x47], is: 'a picture' },
  { starts: [0xff, 0xd8, 0xff], is: 'a picture' },
]

/** A zip that holds something, and one that holds nothing. "PK" alone may begin a column's name. */
const ZIPS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
]
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Decides by content what a file is; a name can say anything. Throws the sentence for what cannot be read. */
export async function decideFormat(source: Source): Promise<TableFormat> {
  const start = await readBytes(source, 0, 512)
  if (start.length === 0) throw new UnreadableTable(`${source.name} is empty: choose the file with the rows in it.`)
  if (ZIPS.some((starts) => begins(start, starts))) return 'xlsx'
  if (begins(start, OLE)) throw new UnreadableTable(await explainOle(source))
  const other = BEGINNINGS.find(({ starts }) => begins(start, starts))?.is ?? markupIn(start)
  if (other) throw new UnreadableTable(`${source.name} is ${other}, whatever its name says: ${saveAs}.`)
  return 'csv'
}

export const saveAs = 'save it from the spreadsheet as an Excel workbook (.xlsx) or CSV, and give that'

const begins = (bytes: Buffer, starts: readonly number[]): boolean => starts.every((byte, at) => bytes[at] === byte)

/** Web pages and Excel 2003 XML that were given the name of a workbook: case systems export such. */
function markupIn(start: Buffer): string | undefined {
  const text = start
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  if (text.startsWith('<?xml')) return 'an XML file'
  return /^<(!doctype html|html|head|body|table|meta)\b/.test(text) ? 'a web page' : undefined
}

/** Microsoft's older container: a workbook locked with a password, or one of before 2007. The names inside are UTF-16. */
async function explainOle(source: Source): Promise<string> {
  const ends = [
    await readBytes(source, 0, TABLE_OF_CONTENTS),
    await readBytes(source, Math.max(0, source.size - TABLE_OF_CONTENTS), TABLE_OF_CONTENTS),
  ]
  return ends.some((end) => end.includes(LOCKED))
    ? `${source.name} is protected with a password: open it in Excel, take the password off under File, Info, and save it again.`
    : `${source.name} is in the format that Excel used before 2007: open it in Excel and save it as an Excel workbook (.xlsx).`
}

const LOCKED = Buffer.from('EncryptedPackage', 'utf16le')

/** The container's table of contents lies near one of its ends. */
const TABLE_OF_CONTENTS = 1024 * 1024
