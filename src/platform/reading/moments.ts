import type { Temporal } from 'temporal-polyfill'
import { londonDate, londonDateTime } from '#kernel/clock'
import type { Checked } from '#kernel/outcome'
import { readExcelDay, readExcelTime, readTypedMoment, type TypedMoment } from '#kernel/typed-date'
import type { Cell } from '#platform/tables'
import { given, type Reading, tellCoercion, warn } from './reading.ts'

/** A number for a date that lost its format: from 1954 on Excel's have five digits, and identifiers rarely stand here. */
const BARE_SERIAL = /^[2-9]\d{4}(\.\d+)?$/

/**
 * The day or time of a cell, null when there is none; times are London's unless they carry an offset. Choices made on the
 * way (a number taken for a date, the hour that happens twice) are told. `after` is what the time followed: of an hour that
 * happens twice, the later is taken where the earlier would lie before it.
 */
export function readMoment<Column extends string>(
  reading: Reading<Column>,
  column: Column,
  after: Temporal.Instant | null = null,
): Checked<TypedMoment> | null {
  const text = given(reading, column)
  if (text === '') return null
  const cell = reading.cells[column] ?? null
  const serial = serialOf(cell, text)
  if (serial === null) return tellChoice(reading, column, inOrder(readTypedMoment(text), after))
  const read = serial.hasTime ? readExcelTime(serial.number) : asDay(readExcelDay(serial.number))
  if (read.ok && serial.isBare) {
    tellCoercion(reading, column, "Taken for a spreadsheet's number of a date.", inWords(read.value))
  }
  return tellChoice(reading, column, inOrder(read, after))
}

function inOrder(read: Checked<TypedMoment>, after: Temporal.Instant | null): Checked<TypedMoment> {
  if (!read.ok || read.value.kind === 'day' || read.value.later === null || after === null) return read
  // To the minute, as people write.
  const isBefore =
    read.value.instant.epochMilliseconds <
    after.round({ smallestUnit: 'minute', roundingMode: 'floor' }).epochMilliseconds
  return isBefore ? { ok: true, value: read.value.later } : read
}

interface Serial {
  readonly number: number
  readonly hasTime: boolean
  readonly isBare: boolean
}

function serialOf(cell: Cell, text: string): Serial | null {
  if (typeof cell === 'object' && cell?.kind === 'date') {
    return { number: cell.serial, hasTime: cell.hasTime, isBare: false }
  }
  if (!BARE_SERIAL.test(text)) return null
  return { number: Number(text), hasTime: !Number.isInteger(Number(text)), isBare: true }
}

const asDay = (read: Checked<Temporal.PlainDate>): Checked<TypedMoment> =>
  read.ok ? { ok: true, value: { kind: 'day', day: read.value } } : read

function tellChoice<Column extends string>(
  reading: Reading<Column>,
  column: Column,
  read: Checked<TypedMoment>,
): Checked<TypedMoment> {
  if (read.ok && read.value.kind === 'time' && read.value.note !== null) {
    tellCoercion(reading, column, read.value.note, inWords(read.value))
  }
  return read
}

/** "2021-10-15" or "2021-10-15 14:05", London's. */
function inWords(moment: TypedMoment): string {
  if (moment.kind === 'day') return moment.day.toString()
  const { year, month, day, hour, minute } = londonDateTime(moment.instant)
  const twoDigits = (number: number): string => String(number).padStart(2, '0')
  return `${year}-${twoDigits(month)}-${twoDigits(day)} ${twoDigits(hour)}:${twoDigits(minute)}`
}

/** The London day of a moment. */
export const dayOf = (moment: TypedMoment): Temporal.PlainDate =>
  moment.kind === 'day' ? moment.day : londonDate(moment.instant)

/** Systems that know the day alone often write 00:00 after it. It stays a time, because at night it may be one. */
export function warnOfMidnight<Column extends string>(
  reading: Reading<Column>,
  column: Column,
  instant: Temporal.Instant,
): void {
  const { hour, minute, second } = londonDateTime(instant)
  if (hour !== 0 || minute !== 0 || second !== 0) return
  warn(reading, column, 'Exactly midnight: where the time is not known, give the day alone.', 'midnight')
}

/** The sentence of what could not be read. */
export const whyNot = (read: Checked<unknown>): string => (read.ok ? '' : (read.problems[0]?.message ?? ''))
