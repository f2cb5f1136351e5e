import type { Temporal } from 'temporal-polyfill'
import type { HeaderMap } from '#platform/tables'

/** Who asked for a file to be brought in, how, and what became of it. The file itself is kept only until it was read. */
export interface ImportRun {
  readonly id: string
  /** Which kind of file it was taken for; null until it has been looked at. */
  readonly kind: string | null
  readonly filename: string
  /** Hexadecimal: tells a file that was brought in before under another name. */
  readonly sha256: string
  readonly isDryRun: boolean
  readonly takesValid: boolean
  readonly historyBefore: Temporal.PlainDate | null
  readonly map: HeaderMap
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** From 0 to 1, while it runs. */
  readonly share: number
  readonly askedAt: Temporal.Instant
  readonly askedBy: string | null
  readonly endedAt: Temporal.Instant | null
  readonly rowsRead: number
  readonly rowsTaken: number
  readonly rowsUnchanged: number
  readonly rowsRejected: number
  /** The one sentence when the file could not be read. */
  readonly sentence: string
}

/** What a run has to say about a cell or a row. */
export interface ImportRemark {
  readonly kind: 'rejected' | 'noted'
  /** Null in a CSV. */
  readonly sheet: string | null
  /** From 1; 0 for the file as a whole. */
  readonly row: number
  readonly column: string
  readonly value: string
  /** What was taken instead. */
  readonly taken: string
  readonly reason: string
  readonly todo: string
}

export const hasEnded = ({ state }: Pick<ImportRun, 'state'>): boolean => state !== 'waiting' && state !== 'running'
