import { Temporal } from 'temporal-polyfill'
import { londonDateTime } from '#kernel/clock'
import { columnLetters } from '../headers.ts'
import { happensTwice, type TableValue, toSecond, valueText } from './value.ts'

/** Styles by number, as `stylesXml` lists them. */
const STYLE = { plain: 0, header: 1, date: 2, time: 3, wrapped: 4 } as const

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** What stands before the rows: the header row stays in sight, and columns have their widths. */
export function sheetStart(widths: readonly number[]): string {
  const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>`
}

export const sheetEnd = '</sheetData></worksheet>'

/** A row of values. Text is text whatever it begins with: nothing is ever written as a formula. */
export function rowXml(row: number, values: readonly TableValue[], isHeader: boolean): string {
  const cells = values.map((value, column) => cellXml(`${columnLetters(column)}${row}`, value, isHeader))
  return `<row r="${row}">${cells.join('')}</row>`
}

function cellXml(reference: string, value: TableValue, isHeader: boolean): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${reference}"><v>${value}</v></c>`
  const date = dateXml(reference, value)
  if (date) return date
  const text = cellTextOf(valueText(value))
  const style = isHeader ? STYLE.header : text.includes('\n') ? STYLE.wrapped : STYLE.plain
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

function dateXml(reference: string, value: TableValue): string | null {
  if (value instanceof Temporal.PlainDate) return `<c r="${reference}" s="${STYLE.date}"><v>${serialOf(value)}</v></c>`
  // In the hour that happens twice a bare clock time would not say which: there the text with its offset is kept.
  if (!(value instanceof Temporal.Instant) || happensTwice(value)) return null
  const { hour, minute, second, ...clock } = londonTime(value)
  const serial = serialOf(clock.day) + ((hour * 60 + minute) * 60 + second) / 86_400
  return `<c r="${reference}" s="${STYLE.time}"><v>${serial}</v></c>`
}

function londonTime(instant: Temporal.Instant) {
  const clock = londonDateTime(toSecond(instant))
  return { day: clock.toPlainDate(), hour: clock.hour, minute: clock.minute, second: clock.second }
}

/** The day before Excel's first, one earlier still because Excel believes in a 29 February 1900. */
const DAY_ZERO = new Temporal.PlainDate(1899, 12, 30)

const serialOf = (day: Temporal.PlainDate): number => DAY_ZERO.until(day).days

/** The longest text that Excel opens. */
const LONGEST = 32_767
const CUT = '… [cut here: a cell of a workbook holds no more; the CSV has all of it]'

/** Text as XML can hold it: escaped, without control characters, and not longer than Excel opens. */
function cellTextOf(text: string): string {
  const whole = text.length <= LONGEST ? text : text.slice(0, LONGEST - CUT.length) + CUT
  return xmlText(whole.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x'))
}

export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
