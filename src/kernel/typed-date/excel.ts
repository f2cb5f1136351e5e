import { Temporal } from 'temporal-polyfill'
import { calendarDayOf, plainDateOf } from '../clock/day-number.ts'
import { type Checked, invalid, ok } from '../outcome.ts'
import { checkDay } from './day.ts'
import { inLondon, type TypedTime } from './moment.ts'

/** Excel's number for 1 January 1970, in the system that counts from 1900. */
const SERIAL_OF_1970 = 25_569

/** Excel believes in a 29 February 1900 (number 60), so numbers up to there mean different days in different programs. */
const LAST_DOUBTFUL_SERIAL = 60

/** 31 December 9999, the last day of any spreadsheet. */
const LAST_SERIAL = 2_958_465

const SECONDS_IN_DAY = 86_400

/** Reads Excel's number for a day (44,521 is 21 Nov 2021). A number with a time in it is refused. */
export function readExcelDay(serial: number): Checked<Temporal.PlainDate> {
  const read = splitSerial(serial)
  if (!read.ok) return read
  if (read.value.second !== 0) return no('Give the date alone, without a time.')
  return ok(plainDateOf(read.value.dayNumber))
}

/** Reads Excel's number for a day and time on a London clock, to the second: Excel's own fractions are no finer. */
export function readExcelTime(serial: number): Checked<TypedTime> {
  const read = splitSerial(serial)
  if (!read.ok) return read
  const { dayNumber, second } = read.value
  const time = new Temporal.PlainTime(Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60)
  return inLondon(plainDateOf(dayNumber).toPlainDateTime(time))
}

function splitSerial(serial: number): Checked<{ readonly dayNumber: number; readonly second: number }> {
  if (!(serial > LAST_DOUBTFUL_SERIAL && serial < LAST_SERIAL + 1)) {
    return no(`${serial} is not a spreadsheet's number for a date: write the date out, such as 21/11/2021.`)
  }
  const seconds = Math.round(serial * SECONDS_IN_DAY)
  const dayNumber = Math.floor(seconds / SECONDS_IN_DAY) - SERIAL_OF_1970
  const day = checkDay(calendarDayOf(dayNumber))
  return day.ok ? ok({ dayNumber, second: seconds % SECONDS_IN_DAY }) : day
}

const no = (message: string): Checked<never> => invalid({ field: 'date', message })
