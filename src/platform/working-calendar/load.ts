import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { joinBankHolidays, type WorkingCalendar, workingCalendar } from '#kernel/clock'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { readBankHolidaysFile } from './files.ts'

/** The bank holidays that come with the product: what is known even where nobody has imported any. */
const SHIPPED = fileURLToPath(new URL('../../../data/bank-holidays/bank-holidays.json', import.meta.url))

/** Where imported bank holidays are kept unless LOS_CALENDAR says otherwise. */
export const USUAL_IMPORTED_FILE = fileURLToPath(new URL('../../../.los/bank-holidays.json', import.meta.url))

/**
 * The calendar for the web process and the commands alike: what was shipped, joined with what was imported since. Invalid, naming
 * the file, when a file is damaged: a process that went on without it would count deadlines by another calendar than before.
 */
export async function loadCalendar(importedFile: string = USUAL_IMPORTED_FILE): Promise<Checked<WorkingCalendar>> {
  const shipped = await readBankHolidaysFile(SHIPPED)
  if (!shipped.ok) return shipped
  if (!existsSync(importedFile)) return ok(workingCalendar(shipped.value))
  const imported = await readBankHolidaysFile(importedFile)
  if (!imported.ok) return damaged(importedFile, imported.problems[0]?.message)
  const joined = joinBankHolidays(shipped.value, imported.value)
  return joined.ok ? ok(workingCalendar(joined.value)) : damaged(importedFile, joined.problems[0]?.message)
}

const damaged = (file: string, why = ''): Checked<never> =>
  invalid({
    field: 'file',
    message:
      `The imported bank holidays in ${file} are damaged; delete that file and import gov.uk's again. ${why}`.trim(),
  })
