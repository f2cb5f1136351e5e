import { columnLetters } from '../headers.ts'
import { type TableLimits, tooManyColumns } from '../limits.ts'
import type { RawRow } from '../row.ts'
import type { Source } from '../source.ts'
import { UnreadableTable } from '../unreadable.ts'
import type { ZipEntry } from './directory.ts'
import { readSheet } from './sheet.ts'
import { readDateStyles } from './styles.ts'
import { readSharedTexts } from './texts.ts'
import { unpack, unpackWhole } from './unpack.ts'
import { readWorkbook, type Workbook } from './workbook.ts'

/** A workbook that passed the first checks: what its worker is given. */
export interface WorkbookFile {
  readonly source: Source
  readonly entries: readonly ZipEntry[]
  readonly limits: TableLimits
}

/** What comes out of a workbook while it is read. */
export type WorkbookPart =
  | { readonly kind: 'rows'; readonly rows: readonly RawRow[]; readonly share: number }
  | { readonly kind: 'note'; readonly sentence: string }

/** All rows of all sheets that people see, and what they should know about the workbook. */
export async function* readWorkbookParts(file: WorkbookFile): AsyncGenerator<WorkbookPart> {
  const { source } = file
  const workbook = await readWorkbook(source, file.entries)
  for (const sentence of notesOn(file, workbook)) yield { kind: 'note', sentence }
  const context = {
    styles: workbook.styles ? readDateStyles(await unpackWhole(source, workbook.styles)) : [],
    texts: workbook.texts ? await readSharedTexts(source, workbook.texts) : [],
    countsFrom1904: workbook.countsFrom1904,
    columns: file.limits.columns,
    tooWide: (): never => {
      throw new UnreadableTable(tooManyColumns(source.name, file.limits))
    },
  }
  const size = workbook.sheets.reduce((sum, { entry }) => sum + entry.size, 0)
  let unpacked = 0
  for (const { name, entry } of workbook.sheets) {
    const formulas = new Set<number>()
    const sawFormula = (column: number): void => void formulas.add(column)
    const pieces = unpack(source, entry, (bytes) => {
      unpacked += bytes
    })
    for await (const rows of readSheet(pieces, { ...context, name, sawFormula })) {
      yield { kind: 'rows', rows, share: unpacked / size }
    }
    if (formulas.size > 0) yield { kind: 'note', sentence: formulasTaken(name, [...formulas]) }
  }
}

function notesOn({ source, entries }: WorkbookFile, { hiddenSheets }: Workbook): readonly string[] {
  const holds = (part: RegExp): boolean => entries.some(({ path }) => part.test(path))
  return [
    ...(holds(/^xl\/vbaProject\.bin$/i) ? [`${source.name} has macros in it: they were not run.`] : []),
    ...(holds(/^xl\/externalLinks\//i)
      ? [
          `${source.name} is linked to other workbooks: the links were not followed, and the values last saved were taken.`,
        ]
      : []),
    ...hiddenSheets.map((name) => `Sheet "${name}" is hidden and was not read.`),
  ]
}

function formulasTaken(sheet: string, columns: readonly number[]): string {
  const letters = columns.toSorted((one, other) => one - other).map(columnLetters)
  return `Sheet "${sheet}" has formulas in ${letters.length === 1 ? 'column' : 'columns'} ${letters.join(', ')}: the values last saved were taken.`
}
