import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Cells } from '#platform/reading'
import type { ExtractColumn } from './columns.ts'
import { readExtractRow } from './read-row.ts'

/** For tests of the reading of rows. */

export const context = { now: Temporal.Instant.from('2021-11-01T09:00Z') }

/** A row about which nothing needs to be said. */
export const sound: Cells<ExtractColumn> = {
  contact_id: '70112',
  received_at: '15/10/2021 14:05',
  recorded_at: '15/10/2021 14:20',
  source: 'q) 6: Police',
  method: 'Telephone',
  urgency: 'today',
  concern: 'Found alone at the bus station',
  team: 'Duty and Advice',
  recorded_by: 'A. Khan',
  child_id: '9212044',
  child_family_name: 'Green',
  child_given_name: 'Mia',
  child_date_of_birth: '2015-01-25',
  child_gender: 'b) Female',
  child_ethnicity: 'a) WBRI',
  outcome: 'No further action',
  decided_at: '15/10/2021 16:40',
  decision_recorded_at: '15/10/2021 16:45',
  decided_by: 'S. Okafor',
  reason: 'Mother had reported her missing within minutes',
}

/** Reads the sound row with some cells changed. */
export const read = (change: Cells<ExtractColumn> = {}) => readExtractRow({ ...sound, ...change }, context)

/** The row, which must have been taken. */
export function taken(change: Cells<ExtractColumn> = {}) {
  const { row, rejected } = read(change)
  assert.ok(row, rejected?.map(({ reason }) => reason).join(' '))
  return row
}

/** What was said of a column, as one text. */
export function said(
  kind: 'rejected' | 'warnings' | 'coercions',
  change: Cells<ExtractColumn>,
  column: ExtractColumn,
): string {
  const list = read(change)[kind] ?? []
  return list.flatMap((each) => (each.column === column ? [each.reason] : [])).join(' ')
}

export const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
