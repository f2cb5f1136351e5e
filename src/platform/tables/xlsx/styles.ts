import { readXml } from '#platform/xml'

/** Whether a number in this style is shown as a date, and whether hours are shown with it. */
export type DateStyle = 'date' | 'date and time' | null

/** Excel's own formats for dates and times, by number (ECMA-376 part 1, 18.8.30); 27 to 58 vary with the language. */
const DATES = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const TIMES = new Set([18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47])

/** The styles of a workbook's cells, in order: a workbook marks a date by nothing but the style of its number. */
export function readDateStyles(document: string): readonly DateStyle[] {
  const formats = new Map<string, string>()
  const styles: DateStyle[] = []
  let isInCells = false
  readXml(document, {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'numFmt') formats.set(numFmtId, formatCode)
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) styles.push(dateStyle(Number(numFmtId), formats.get(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return styles
}

function dateStyle(id: number, code: string | undefined): DateStyle {
  if (code !== undefined) return readFormatCode(code)
  if (TIMES.has(id)) return 'date and time'
  return DATES.has(id) ? 'date' : null
}

/** Reads "dd/mm/yyyy hh:mm" and its kind, in which letters outside quotation marks and brackets stand for parts of a date. */
export function readFormatCode(code: string): DateStyle {
  const [positive = ''] = code.split(';')
  const letters = positive.replace(/"[^"]*"|[\\_*].|\[(?![hms]+\])[^\]]*\]/gi, '')
  if (/[hs]/i.test(letters)) return 'date and time'
  return /[dmy]/i.test(letters) ? 'date' : null
}
