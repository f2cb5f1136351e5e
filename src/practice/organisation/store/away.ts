import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'

/** What is asked of absences and cover: those that touch [from, to), of some people or of everybody. */
export interface AwayAsked {
  readonly from: Temporal.Instant
  /** null: from then on, however far ahead. */
  readonly to: Temporal.Instant | null
  readonly personId?: string
}

/** Whether the row called `entry` shares time with what is asked. */
export const touches = ({ from, to }: AwayAsked) =>
  sql<boolean>`(entry.ends_at is null or entry.ends_at > ${from}) and (${to}::timestamptz is null or entry.starts_at < ${to})`

/** Another end, or that it never was; and why. */
export type AwayChange =
  | { readonly endsAt: Temporal.Instant | null; readonly why: string }
  | { readonly isCancelled: true; readonly why: string }
