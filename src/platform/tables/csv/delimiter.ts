const DELIMITERS = [',', ';', '\t'] as const

export type Delimiter = (typeof DELIMITERS)[number]

/** Excel's own first line that names the delimiter. It is no row of anybody's, but a row of the file. */
const SAID = /^"?sep=([,;\t])"?\n/

/**
 * The delimiter of a CSV, from how it starts: what `sep=` says, or the one that stands most often in the headers, outside
 * quotation marks. Headers are asked and not rows, because concerns are full of commas.
 */
export function findDelimiter(start: string): Delimiter {
  const said = SAID.exec(start)?.[1]
  if (said) return said as Delimiter
  const headers = firstLine(start)
  const [first, ...others] = DELIMITERS.map((delimiter) => ({ delimiter, times: headers.split(delimiter).length }))
  if (!first) return ','
  return others.reduce((most, other) => (other.times > most.times ? other : most), first).delimiter
}

/** True when the file's first row is `sep=;` and nothing of the table. */
export const saysDelimiter = (start: string): boolean => SAID.test(start)

/** The first line that is not blank, without what stands in quotation marks. */
const firstLine = (start: string): string =>
  start
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split('\n')
    .find((line) => line.trim() !== '') ?? ''
