import type { Temporal } from 'temporal-polyfill'
import type { EthnicityCode, GenderCode } from '#kernel/annex-a-codes'
import type { ContactOutcome, Method, SourceCode, Urgency } from '../words.ts'
import type { ExtractColumn } from './columns.ts'

/** A row of the contact extract as it was understood: one contact, one of its children. '' where nothing was said. */
export interface ExtractRow {
  /** The extract's own. */
  readonly contactId: string
  readonly received: Received
  /** When the contact was entered in the other system; null where the extract does not say to the minute. */
  readonly recordedAt: Temporal.Instant | null
  /** '10', not known, where the extract's own word is in no list; the warning has that word. */
  readonly source: SourceCode
  readonly method: Method | null
  readonly urgency: Urgency | null
  readonly concern: string
  /** Names as the extract writes them. */
  readonly team: string
  readonly recordedBy: string
  readonly child: ExtractChild
  readonly decision: ExtractDecision | null
  /** What a holding outcome said ("Further enquiries"): a state, which stops no clock. */
  readonly stillNeeded: string
}

/** A day alone makes the row history: in chronologies and yearly counts, never on the board or in a sweep. */
export type Received =
  | { readonly isHistory: false; readonly at: Temporal.Instant; readonly on: Temporal.PlainDate }
  | { readonly isHistory: true; readonly at: null; readonly on: Temporal.PlainDate }

export interface ExtractChild {
  /** The extract's own. */
  readonly id: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: Temporal.PlainDate | null
  /** For a child not yet born when the extract was read. */
  readonly expectedDate: Temporal.PlainDate | null
  readonly gender: GenderCode | null
  readonly ethnicity: EthnicityCode | null
}

export interface ExtractDecision {
  readonly outcome: ContactOutcome
  /** Null only in history. */
  readonly decidedAt: Temporal.Instant | null
  /** Null where the extract does not say to the minute: then the recording lag cannot be measured. */
  readonly recordedAt: Temporal.Instant | null
  readonly decidedBy: string
  readonly reason: string
}

/** A cell for which the row cannot be taken. */
export interface Rejection {
  readonly column: ExtractColumn
  /** As the file has it. */
  readonly value: string
  readonly reason: string
  /** What to do about it. */
  readonly todo: string
}

/** Something that the sender should know about a row that was taken all the same. */
export interface Remark {
  readonly column: ExtractColumn
  readonly value: string
  /** What stands in its place; '' where it was left blank. */
  readonly taken: string
  readonly reason: string
}

/** Remarks are given for a rejected row too, so that everything can be mended at once. */
export type ReadRow =
  | {
      readonly row: ExtractRow
      readonly rejected: null
      readonly warnings: readonly Remark[]
      readonly coercions: readonly Remark[]
    }
  | {
      readonly row: null
      readonly rejected: readonly Rejection[]
      readonly warnings: readonly Remark[]
      readonly coercions: readonly Remark[]
    }
