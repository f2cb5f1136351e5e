const DELIMITERS = [',', ';', '\t'] as const

export type Delimiter = (typeof DELIMITERS)[number]

/** Excel's own first line that names the delimiter. It is no row of anybody's, but a row of the file. */
const SAID = /^"?sep=([,;\t])"?\n/

/** Titles above the headers take some lines, but not more than these. */
const LINES_TO_SEARCH = 20

/**
 * The delimiter of a CSV, from how it starts: what `sep=` says; else the one by which a line reads as headers, where headers
 * can be told; else the one that stands most often in the first line that has any, outside quotation marks. Rows are not
 * asked, because concerns are full of commas.
 */
export function findDelimiter(start: string, isHeaderRow: ((texts: readonly string[]) => boolean) | null): Delimiter {
  const said = SAID.exec(start)?.[1]
  if (said) return said as Delimiter
  const lines = start.split('\n', LINES_TO_SEARCH)
  const byHeaders = DELIMITERS.find((delimiter) => lines.some((line) => isHeaderRow?.(cellsOf(line, delimiter))))
  return byHeaders ?? mostFrequent(lines)
}

/** True when the file's first row is `sep=;` and nothing of the table. */
export const saysDelimiter = (start: string): boolean => SAID.test(start)

const cellsOf = (line: string, delimiter: Delimiter): readonly string[] =>
  line.split(delimiter).map((cell) => cell.replaceAll('"', '').trim())

function mostFrequent(lines: readonly string[]): Delimiter {
  for (const line of lines) {
    const unquoted = line.replace(/"(?:[^"]|"")*"/g, '')
    const counted = DELIMITERS.map((delimiter) => ({ delimiter, times: unquoted.split(delimiter).length - 1 }))
    const most = counted.reduce((one, other) => (other.times > one.times ? other : one))
    if (most.times > 0) return most.delimiter
  }
  return ','
}
