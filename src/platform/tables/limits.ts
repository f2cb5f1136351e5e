/** How much a file may ask of us. Whoever reads may set others; these are meant for a year of contacts and then some. */
export interface TableLimits {
  readonly csvBytes: number
  readonly xlsxBytes: number
  /** What a workbook may become when it is unpacked: real ones grow ten to thirty times, bombs a thousand. */
  readonly unpackedBytes: number
  readonly rows: number
  readonly columns: number
  /** The longest row of a CSV, in characters. A quotation mark that is never closed makes the rest of the file one row. */
  readonly rowLength: number
  /** How long a workbook's reader may take between two batches of rows, in milliseconds. */
  readonly batchMilliseconds: number
  /** What a workbook's reader may hold in memory, in megabytes: mostly its table of distinct texts. */
  readonly workerMegabytes: number
}

const MEGABYTE = 1024 * 1024

export const usualLimits: TableLimits = {
  csvBytes: 1000 * MEGABYTE,
  xlsxBytes: 50 * MEGABYTE,
  unpackedBytes: 1024 * MEGABYTE,
  rows: 2_000_000,
  columns: 1_000,
  rowLength: MEGABYTE,
  batchMilliseconds: 30_000,
  workerMegabytes: 160,
}

/** "50 MB" or "1.5 MB", as people compare it with what their file manager shows. */
export const inMegabytes = (bytes: number): string => `${Math.round((bytes / MEGABYTE) * 10) / 10} MB`

export const tooManyColumns = (name: string, { columns }: TableLimits): string =>
  `${name} has more than ${columns.toLocaleString('en-GB')} columns: give only those that are asked for.`
