import type { FileKind } from '#platform/area'
import { type HeaderMap, openSource, readBytes, readTable, type TableFile } from '#platform/tables'

/** How far into a file its headers are looked for: past the cover sheets that people put in front. */
const mostRows = 500

/**
 * Which kind of file this is: the one whose columns the map names, or whose headers stand in it; the first kind where neither
 * tells, so that its own sentence says what is missing.
 */
export async function kindOf(file: TableFile, map: HeaderMap, kinds: readonly FileKind[]): Promise<FileKind> {
  const [first] = kinds
  if (first === undefined) throw new Error('no area brings in files')
  const named = Object.keys(map)
  const mapped = kinds.find(({ columns }) => named.every((name) => columns.some((column) => column.name === name)))
  if (named.length > 0) return mapped ?? first
  const root = await xmlRootOf(file)
  if (root !== null) return kinds.find(({ xmlRoot }) => xmlRoot === root) ?? first
  return (await recognised(file, kinds)) ?? first
}

/** The outermost element of an XML file; null for any other. */
async function xmlRootOf(file: TableFile): Promise<string | null> {
  try {
    const beginning = (await readBytes(await openSource(file), 0, 4096)).toString('utf8')
    return /^\uFEFF?\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--[\s\S]*?-->)*<([A-Za-z][\w.-]*)/.exec(beginning)?.[1] ?? null
  } catch {
    // That it cannot be opened, its kind says in its own sentence.
    return null
  }
}

async function recognised(file: TableFile, kinds: readonly FileKind[]): Promise<FileKind | null> {
  const ofTexts = (texts: readonly string[]) => kinds.find(({ recognises }) => recognises(texts)) ?? null
  const read = await readTable(file, { isHeaderRow: (texts) => ofTexts(texts) !== null }, async ({ rows }) => {
    let seen = 0
    for await (const { sheet } of rows) {
      const found = ofTexts(sheet.headers.map(({ name }) => name))
      seen += 1
      if (found !== null || seen > mostRows) return found
    }
    return null
  })
  return read.ok ? read.value : null
}
