import {
  type FileChild,
  HeadingLevel,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx'
import { tableOfChart } from '../chart-table.ts'
import { type Block, type ChartBlock, cellWords, type TableBlock } from '../model.ts'
import { drawChartAsPng } from './picture.ts'

/** Between the margins of an A4 page, in twentieths of a point. */
export const textWidth = 9638
/** The same in pixels, as pictures are measured. */
const textWidthInPixels = 640

export const numberedList = 'numbered'

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

/** One block as Word knows it. `at` is its place in the document: numbered lists each begin at one. */
export async function blockInWord(block: Block, at: number): Promise<readonly FileChild[]> {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ text: block.text, heading: headings[block.level] })]
    case 'paragraph':
      return [new Paragraph({ text: block.text })]
    case 'list':
      return block.items.map((text) =>
        block.isNumbered
          ? new Paragraph({ text, style: 'ListNumber', numbering: { reference: numberedList, level: 0, instance: at } })
          : new Paragraph({ text, style: 'ListBullet', bullet: { level: 0 } }),
      )
    case 'facts':
      return [factsTable(block.rows), space()]
    case 'table':
      return tableInWord(block)
    case 'chart':
      return chartInWord(block)
  }
}

/** Word joins two tables that touch; a line stands between. */
const space = (): Paragraph => new Paragraph({ text: '' })

function tableInWord({ caption, columns, rows, empty }: TableBlock): readonly FileChild[] {
  const title = new Paragraph({ text: caption, style: 'Caption' })
  if (rows.length === 0) return [title, new Paragraph({ text: empty })]
  const widths = inTwips(columns.map(({ width }) => width))
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ heading, isNumeric }, at) =>
      cell(heading, isNumeric ? 'TableNumberHeading' : 'TableHeading', widths[at] ?? 0),
    ),
  })
  const body = rows.map(
    ({ cells }) =>
      new TableRow({
        cantSplit: true,
        children: columns.map(({ isNumeric }, at) =>
          cell(String(cellWords(cells[at] ?? null) ?? ''), isNumeric ? 'TableNumber' : 'TableText', widths[at] ?? 0),
        ),
      }),
  )
  return [title, table([header, ...body], widths, true), space()]
}

/** Terms stand in the first column, which is marked as headings of their rows. */
function factsTable(facts: readonly { readonly term: string; readonly value: string }[]): Table {
  const widths = inTwips([1, 2])
  const rows = facts.map(
    ({ term, value }) =>
      new TableRow({
        cantSplit: true,
        children: [cell(term, 'TableHeading', widths[0] ?? 0), cell(value, 'TableText', widths[1] ?? 0)],
      }),
  )
  return table(rows, widths, false)
}

/**
 * Every width three times over (table, grid, cell) and a fixed layout: Word goes by the cells, LibreOffice by the grid, and
 * either squeezes columns of which it is not told the width.
 */
const table = (rows: readonly TableRow[], widths: readonly number[], hasHeader: boolean): Table =>
  new Table({
    rows: [...rows],
    style: 'PlainTable',
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [...widths],
    tableLook: { firstRow: hasHeader, firstColumn: !hasHeader, noHBand: true, noVBand: true },
  })

const cell = (text: string, style: string, width: number): TableCell =>
  new TableCell({ width: { size: width, type: WidthType.DXA }, children: [new Paragraph({ text, style })] })

/** Shares of the width as whole twips that come to exactly the width. */
function inTwips(shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((textWidth * share) / whole))
  const left = textWidth - widths.reduce((sum, width) => sum + width, 0)
  return widths.map((width, at) => (at === 0 ? width + left : width))
}

async function chartInWord(chart: ChartBlock): Promise<readonly FileChild[]> {
  const { png, width, height } = await drawChartAsPng(chart)
  const picture = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: textWidthInPixels, height: Math.round((height * textWidthInPixels) / width) },
    altText: { name: chart.id, title: chart.title, description: chart.description },
  })
  return [new Paragraph({ children: [picture] }), ...tableInWord(tableOfChart(chart))]
}
