import { csvText } from '#platform/tables'
import { tableOfChart } from './chart-table.ts'
import { type Block, cellWords, type Document, type TableBlock } from './model.ts'

const mark = '\ufeff'

/**
 * The document's tables one after another, each under its caption, with an empty line between, and the figures of its
 * charts. What a spreadsheet would calculate is made text.
 */
export function toCsv(document: Document): string {
  const parts = document.blocks.flatMap(tablesIn).map(partOf)
  return `${mark}${parts.join('\r\n').replaceAll(mark, '')}`
}

function tablesIn(block: Block): readonly TableBlock[] {
  if (block.kind === 'table') return [block]
  return block.kind === 'chart' ? [tableOfChart(block)] : []
}

const partOf = ({ caption, columns, rows }: TableBlock): string =>
  `${csvText([{ header: caption, value: () => '' }], [])}${csvText(
    columns.map(({ heading }, at) => ({
      header: heading,
      value: ({ cells }: TableBlock['rows'][number]) => cellWords(cells[at] ?? null),
    })),
    rows,
  )}`
