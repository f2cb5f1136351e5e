import { Temporal } from 'temporal-polyfill'
import { happensTwiceInLondon, londonDateTime, londonIso } from '#kernel/clock'

/** What a cell of a download can hold. Times are shown on a London clock. */
export type TableValue = string | number | boolean | null | Temporal.PlainDate | Temporal.Instant

/** A column of a download: its header, and what it takes from each row. */
export interface TableColumn<Row> {
  readonly header: string
  readonly value: (row: Row) => TableValue
  /** In characters, for workbooks; 18 unless told. */
  readonly width?: number
}

/** Rows from memory, or as they come from the database. */
export type RowsOf<Row> = Iterable<Row> | AsyncIterable<Row>

/**
 * A value as text: "2021-11-21", "2021-11-21 14:05" (what both Excel and our own reading take for dates), "Yes". Seconds are
 * given when there are any; in the hour that happens twice the offset is given too, because nothing else would tell which.
 */
export function valueText(value: TableValue): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (value instanceof Temporal.Instant) return timeText(value)
  return String(value)
}

function timeText(instant: Temporal.Instant): string {
  const text = londonIso(toSecond(instant))
  return happensTwice(instant) ? text : text.replace('T', ' ').replace(/[+-]\d\d:\d\d$/, '')
}

/** Nobody wrote the fractions down; the database's clock has them. */
export const toSecond = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'second', roundingMode: 'floor' })

export const happensTwice = (instant: Temporal.Instant): boolean => happensTwiceInLondon(londonDateTime(instant))
