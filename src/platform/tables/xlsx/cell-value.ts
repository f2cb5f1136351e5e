import type { Cell } from '../cell.ts'
import type { DateStyle } from './styles.ts'
import { plainText } from './texts.ts'

/** A cell as its XML told it. */
export interface CellXml {
  /** n number, s shared text, str text of a formula, inlineStr, b boolean, e error, d date in words. */
  readonly type: string
  readonly style: number
  /** Null when there was no value at all: blank, or a formula that was never calculated. */
  value: string | null
  inline: string
  isFormula: boolean
}

/** What cells refer to. */
export interface CellReading {
  readonly texts: readonly string[]
  readonly styles: readonly DateStyle[]
  readonly countsFrom1904: boolean
}

/** Excel's two ways of counting days are four years and a day apart. */
const DAYS_FROM_1900_TO_1904 = 1_462

/** What a cell holds. Throws when it refers to a text that the workbook has not. */
export function readCell({ type, style, value, inline, isFormula }: CellXml, reading: CellReading): Cell {
  if (type === 'inlineStr') return plainText(inline)
  if (value === null) return isFormula ? { kind: 'error', text: 'a formula without a saved value' } : null
  switch (type) {
    case 's':
      return sharedText(value, reading)
    case 'b':
      return value === '1' || value === 'true'
    case 'e':
      return { kind: 'error', text: plainText(value) }
    case 'n':
      return readNumber(value, reading.styles[style] ?? null, reading.countsFrom1904)
    default:
      return plainText(value)
  }
}

function sharedText(value: string, { texts }: CellReading): string {
  const text = texts[Number(value)]
  if (text === undefined) throw new Error(`the workbook has no text number ${value}`)
  return text
}

function readNumber(value: string, style: DateStyle, countsFrom1904: boolean): Cell {
  if (value.trim() === '') return null
  const number = Number(value)
  if (!Number.isFinite(number)) return plainText(value)
  if (style === null) return number
  const serial = countsFrom1904 ? number + DAYS_FROM_1900_TO_1904 : number
  return { kind: 'date', serial, hasTime: style === 'date and time' || !Number.isInteger(serial) }
}
