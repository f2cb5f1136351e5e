import type { Temporal } from 'temporal-polyfill'
import { type NextBankHolidays, takeNextBankHolidays, type WorkingCalendar } from '#kernel/clock'
import type { Checked } from '#kernel/outcome'
import { readBankHolidaysFile, writeBankHolidaysFile } from './files.ts'

export interface ImportAsked {
  /** The next file as downloaded from gov.uk. */
  readonly file: string
  /** Where imported bank holidays are kept: the file that `loadCalendar` reads. */
  readonly importedFile: string
  readonly today: Temporal.PlainDate
}

/** Takes gov.uk's next file. All of it is checked before anything is written, and nothing already known is lost. */
export async function importBankHolidays(
  calendar: WorkingCalendar,
  { file, importedFile, today }: ImportAsked,
): Promise<Checked<NextBankHolidays>> {
  const read = await readBankHolidaysFile(file)
  if (!read.ok) return read
  const next = takeNextBankHolidays(calendar.bankHolidays, read.value, today)
  if (!next.ok) return next
  const isNew = next.value.added.length + next.value.removed.length > 0
  if (isNew) await writeBankHolidaysFile(importedFile, next.value.bankHolidays)
  return next
}
