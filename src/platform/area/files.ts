import type { Temporal } from 'temporal-polyfill'
import type { Checked } from '#kernel/outcome'
import type { Database } from '#platform/db'
import type { HeaderMap, TableFile, WantedColumn } from '#platform/tables'
import type { Tx } from '#platform/transaction'

/** A kind of file that an area brings in: an extract of contacts, an Annex A workbook. */
export interface FileKind {
  /** Stands with what was brought in: `contact-extract`. */
  readonly key: string
  /** "Extract of contacts". */
  readonly title: string
  /** Every column it knows; those that a map may call otherwise. */
  readonly columns: readonly WantedColumn<string>[]
  /** The page that explains its columns and codes. */
  readonly help: { readonly text: string; readonly href: string }
  /** Whether these texts are headers of this kind and of no other. */
  readonly recognises: (texts: readonly string[]) => boolean
  /**
   * Brings a file in: whole or not at all, unless valid rows may go in alone. Invalid, in one sentence, when it cannot be
   * read; then, and when it is rejected, nothing is left behind. The same file twice changes nothing.
   */
  /** For XML: the name of the outermost element. */
  readonly xmlRoot?: string
  readonly take: (database: Database, file: TableFile, asked: ImportAsked) => Promise<Checked<Imported>>
}

export interface ImportAsked {
  readonly authorityId: number
  readonly map: HeaderMap
  /** Look, and leave nothing behind. */
  readonly isDryRun: boolean
  /** Take what can be taken where some rows cannot. */
  readonly takesValid: boolean
  /** What was received before this day and has no outcome is history; what that means otherwise, the kind says. */
  readonly historyBefore: Temporal.PlainDate | null
  readonly now: Temporal.Instant
  /** Told now and then how much is done, from 0 to 1. Throws when somebody has cancelled it: everything is undone then. */
  readonly advance?: (share: number) => Promise<void> | void
  /** Told what became of the file in the transaction that takes it, at its end: both stand, or neither. Not for a dry run. */
  readonly settle?: (tx: Tx, imported: Imported) => Promise<void>
}

/** What became of a file. Every row is taken, unchanged or rejected; when nothing was taken for its rejected rows, taken is 0. */
export interface Imported {
  readonly read: number
  readonly taken: number
  readonly unchanged: number
  readonly rejected: readonly Rejected[]
  /** What was doubtful, and what was changed on the way in. */
  readonly warnings: readonly Warned[]
}

/** Where something stands in a file. */
export interface PlaceInFile {
  /** Null in a CSV. */
  readonly sheet: string | null
  /** From 1, as a spreadsheet shows it; 0 for the file as a whole. */
  readonly row: number
  /** The team that the row names: who is asked to mend it. */
  readonly team?: string
}

/** A cell that cannot be taken, and its row with it. */
export interface Rejected extends PlaceInFile {
  readonly column: string
  readonly value: string
  readonly reason: string
  readonly todo: string
}

export interface Warned extends PlaceInFile {
  readonly column: string
  readonly value: string
  /** What was taken instead. */
  readonly taken: string
  readonly reason: string
}
