import { londonDateTime } from '#kernel/clock'
import { readExcelTime } from '#kernel/typed-date'

/**
 * What a cell holds. Null is blank; text has no white space around it; CSV knows nothing but text.
 * Numbers are as the workbook has them, so an identifier typed as a number arrives as one.
 */
export type Cell = null | string | number | boolean | DateCell | ErrorCell

/** A number that the workbook shows as a date. */
export interface DateCell {
  readonly kind: 'date'
  /** Days since Excel's start of 1900, the part after the point being the time on the clock; read it with `#kernel/typed-date`. */
  readonly serial: number
  /** False when the cell shows a day alone: then 00:00 is nobody's statement about the time. */
  readonly hasTime: boolean
}

/** "#N/A", "#REF!" and their kind, and formulas whose value was never saved. */
export interface ErrorCell {
  readonly kind: 'error'
  readonly text: string
}

/** What the cell shows, for reading words and for quoting it back to whoever sent it. Blank gives ''. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (typeof cell === 'number') return String(cell)
  return cell.kind === 'error' ? cell.text : dateText(cell)
}

/** "15/10/2021" or "15/10/2021 14:05"; the bare number where it is not a date that can be. */
function dateText({ serial, hasTime }: DateCell): string {
  const read = readExcelTime(serial)
  if (!read.ok) return String(serial)
  const { day, month, year, hour, minute } = londonDateTime(read.value.instant)
  const date = `${twoDigits(day)}/${twoDigits(month)}/${year}`
  return hasTime ? `${date} ${twoDigits(hour)}:${twoDigits(minute)}` : date
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
