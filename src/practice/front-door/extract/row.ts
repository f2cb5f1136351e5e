import type { Temporal } from 'temporal-polyfill'
import type { Rejection, Remark } from '#platform/reading'
import type { IncomingChild } from '#practice/children'
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
  readonly child: IncomingChild
  readonly decision: ExtractDecision | null
  /** What a holding outcome said ("Further enquiries"): a state, which stops no clock. */
  readonly stillNeeded: string
}

/** A day alone makes the row history: in chronologies and yearly counts, never on the board or in a sweep. */
export type Received =
  | { readonly isHistory: false; readonly at: Temporal.Instant; readonly on: Temporal.PlainDate }
  | { readonly isHistory: true; readonly at: null; readonly on: Temporal.PlainDate }

export interface ExtractDecision {
  readonly outcome: ContactOutcome
  /** Null only in history. */
  readonly decidedAt: Temporal.Instant | null
  /** Null where the extract does not say to the minute: then the recording lag cannot be measured. */
  readonly recordedAt: Temporal.Instant | null
  readonly decidedBy: string
  readonly reason: string
}

type ExtractRejection = Rejection<ExtractColumn>
export type ExtractRemark = Remark<ExtractColumn>

/** Remarks are given for a rejected row too, so that everything can be mended at once. */
export type ReadRow =
  | {
      readonly row: ExtractRow
      readonly rejected: null
      readonly warnings: readonly ExtractRemark[]
      readonly coercions: readonly ExtractRemark[]
    }
  | {
      readonly row: null
      readonly rejected: readonly ExtractRejection[]
      readonly warnings: readonly ExtractRemark[]
      readonly coercions: readonly ExtractRemark[]
    }
