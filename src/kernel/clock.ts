/**
 * Time as the practice counts it, all in Europe/London: elapsed hours, working days, working deadlines, and the way between
 * instants and London clocks. Every rule takes the instant as an argument; nothing here asks what time it is.
 */
export { type BankHoliday, type BankHolidays, readBankHolidays, toGovUkJson } from './clock/bank-holidays.ts'
export { type WorkingCalendar, type WorkingHours, workingCalendar } from './clock/calendar.ts'
export { dayNumberOf, plainDateOf, weekdayOf } from './clock/day-number.ts'
export { afterElapsedHours, elapsedMinutes } from './clock/elapsed.ts'
export {
  fromLondon,
  happensTwiceInLondon,
  londonDate,
  londonDateTime,
  londonIso,
  startOfLondonDay,
} from './clock/london.ts'
export { joinBankHolidays, type NextBankHolidays, takeNextBankHolidays } from './clock/next-holidays.ts'
export { type WorkingClock, workingClock } from './clock/working-clock.ts'
export { addWorkingDays, workingDaysBetween } from './clock/working-days.ts'
export { workingDeadline } from './clock/working-deadline.ts'
export { workingMinutesBetween } from './clock/working-time.ts'
