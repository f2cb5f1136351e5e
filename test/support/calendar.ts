import { readFileSync } from 'node:fs'
import { readBankHolidays, type WorkingCalendar, workingCalendar } from '#kernel/clock'

/** The shipped calendar, 2012 to 2028, as gov.uk published it: the one that every test of a working clock uses. */
export const shippedCalendar: WorkingCalendar = shipped()

function shipped(): WorkingCalendar {
  const file = new URL('../../data/bank-holidays/bank-holidays.json', import.meta.url)
  const read = readBankHolidays(JSON.parse(readFileSync(file, 'utf8')))
  if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join(' '))
  return workingCalendar(read.value)
}
