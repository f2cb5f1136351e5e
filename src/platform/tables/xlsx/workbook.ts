import { posix } from 'node:path'
import { type Attributes, readXml } from '#platform/xml'
import type { Source } from '../source.ts'
import { UnreadableTable } from '../unreadable.ts'
import { damaged, type ZipEntry } from './directory.ts'
import { unpackWhole } from './unpack.ts'

/** Where a workbook's parts lie in its zip. */
export interface Workbook {
  /** The sheets that people see, in their order; not charts and not hidden ones. */
  readonly sheets: readonly { readonly name: string; readonly entry: ZipEntry }[]
  readonly hiddenSheets: readonly string[]
  /** Workbooks that began on a Mac count days from 1904. */
  readonly countsFrom1904: boolean
  readonly texts: ZipEntry | null
  readonly styles: ZipEntry | null
}

interface Relation {
  readonly id: string
  /** The last word of its address: "worksheet", "sharedStrings". */
  readonly type: string
  readonly path: string
}

type Entries = ReadonlyMap<string, ZipEntry>

const keyOf = (path: string): string => path.toLowerCase()

/** Reads what a workbook consists of. Throws the sentence for zips that are something else. */
export async function readWorkbook(source: Source, list: readonly ZipEntry[]): Promise<Workbook> {
  const entries: Entries = new Map(list.map((entry) => [keyOf(entry.path), entry]))
  const refusal = explainOther(source.name, entries)
  if (refusal) throw new UnreadableTable(refusal)
  const main = (await readRelations(source, entries, '')).find(({ type }) => type === 'officeDocument')?.path
  const path = main ?? 'xl/workbook.xml'
  const relations = await readRelations(source, entries, path)
  const { sheets, countsFrom1904 } = readSheetList(await unpackWhole(source, mustHave(source, entries, path)))
  const entryOf = (type: string): ZipEntry | null =>
    entries.get(keyOf(relations.find((relation) => relation.type === type)?.path ?? '')) ?? null
  return {
    sheets: sheets.flatMap(({ name, id, isHidden }) => {
      const relation = relations.find((each) => each.id === id && each.type === 'worksheet')
      return relation && !isHidden ? [{ name, entry: mustHave(source, entries, relation.path) }] : []
    }),
    hiddenSheets: sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name),
    countsFrom1904,
    texts: entryOf('sharedStrings'),
    styles: entryOf('styles'),
  }
}

function mustHave(source: Source, entries: Entries, path: string): ZipEntry {
  const entry = entries.get(keyOf(path))
  if (entry) return entry
  throw new UnreadableTable(damaged(source.name))
}

/** Other things that are zips too. */
function explainOther(name: string, entries: Entries): string | null {
  if (entries.has('xl/workbook.bin')) {
    return `${name} is a binary workbook (.xlsb): open it in Excel and save it as an Excel workbook (.xlsx).`
  }
  if (entries.has('[content_types].xml')) {
    const isDocument = [...entries.keys()].some((path) => path.startsWith('word/') || path.startsWith('ppt/'))
    return isDocument ? `${name} is a Word or PowerPoint document: give the Excel workbook or CSV with the rows.` : null
  }
  if (entries.has('content.xml')) {
    return `${name} is an OpenDocument file: save it as an Excel workbook (.xlsx) or CSV.`
  }
  return `${name} is a zip and not an Excel workbook: unpack it, and give the file that is in it.`
}

/** What a part of the workbook refers to, from the list that lies beside it. The zip as a whole is the part ''. */
async function readRelations(source: Source, entries: Entries, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part || 'x')
  const entry = entries.get(keyOf(posix.join(folder, '_rels', `${posix.basename(part)}.rels`)))
  if (!entry) return []
  const relations: Relation[] = []
  readXml(await unpackWhole(source, entry), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      relations.push({ id: Id, type: posix.basename(Type), path })
    },
  })
  return relations
}

interface ListedSheet {
  readonly name: string
  readonly id: string
  readonly isHidden: boolean
}

function readSheetList(document: string): {
  readonly sheets: readonly ListedSheet[]
  readonly countsFrom1904: boolean
} {
  const sheets: ListedSheet[] = []
  let countsFrom1904 = false
  readXml(document, {
    open(name, attributes) {
      const { name: title = '', state = 'visible', date1904 = '0' } = attributes
      if (name === 'workbookPr') countsFrom1904 = date1904 === '1' || date1904 === 'true'
      if (name === 'sheet') sheets.push({ name: title, id: relationId(attributes), isHidden: state !== 'visible' })
    },
  })
  return { sheets, countsFrom1904 }
}

/** r:id, whatever prefix the program chose for it. */
const relationId = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
