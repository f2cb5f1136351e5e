/**
 * Dates and times as people and extracts type them. Days come before months, years have four digits, and what cannot be is
 * refused in a sentence that says what to do: a date guessed wrong puts a child's contact on another day, and nobody sees it.
 */
export { readExcelDay, readExcelTime } from './typed-date/excel.ts'
export {
  readTypedDay,
  readTypedMoment,
  readTypedTime,
  type TypedDay,
  type TypedMoment,
  type TypedTime,
} from './typed-date/moment.ts'
