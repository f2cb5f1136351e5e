import type { Temporal } from 'temporal-polyfill'
import type { Html } from '#platform/html'

/** One line of a contact's story. */
export interface Entry {
  readonly id: string
  readonly at: Temporal.Instant | Temporal.PlainDate
  /** Shown when it was recorded noticeably later than it happened. */
  readonly recordedAt: Temporal.Instant
  readonly title: string
  /** Who did it, by name; '' for the system. */
  readonly by: string
  readonly body: Html | null
  /** Decisions stand apart from the rest. */
  readonly isDecision?: boolean
  /** The entry that this one corrects: that one is shown folded under this. */
  readonly corrects?: string | null
  readonly changeHref?: string
}

/** A person's name by id: '' for nobody, "somebody who may not be shown" never happens for staff. */
export type NameOf = (personId: string | null) => string
