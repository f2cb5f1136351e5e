import { Temporal } from 'temporal-polyfill'
import { ageInYears } from '#kernel/age'
import type { EthnicityCode, GenderCode } from '#kernel/annex-a-codes'
import { londonDate } from '#kernel/clock'
import {
  dayOf,
  isBlankHere,
  type Reading,
  readCode,
  readIdentifier,
  readMoment,
  readWords,
  tellCoercion,
  warn,
  whyNot,
} from '#platform/reading'
import { readEthnicity, readGender } from './codes.ts'

/** A child as a row of somebody's file tells of them. '' where nothing was said. */
export interface IncomingChild {
  /** The other system's own. */
  readonly id: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: Temporal.PlainDate | null
  /** For a child not yet born when the file was read. */
  readonly expectedDate: Temporal.PlainDate | null
  readonly gender: GenderCode | null
  readonly ethnicity: EthnicityCode | null
}

/** Which columns of a file tell of the child. */
export interface ChildColumns<Column extends string> {
  readonly id: Column
  readonly familyName?: Column
  readonly givenName?: Column
  readonly dateOfBirth: Column
  readonly gender: Column
  readonly ethnicity: Column
}

/** From this age on a person is no child; events about them are rare, and a wrong year is not. */
const ADULT = 18

/** The longest that anybody knows of a birth beforehand. */
const MONTHS_EXPECTED = 9

/** What the row is about, for sentences: "the contact was received". */
export interface ChildEvent {
  /** Null when the day could not be read. */
  readonly on: Temporal.PlainDate | null
  readonly words: string
}

/** The child of a row, as of the day of its event. */
export function readIncomingChild<Column extends string>(
  reading: Reading<Column>,
  columns: ChildColumns<Column>,
  event: ChildEvent,
): IncomingChild {
  return {
    id: readIdentifier(reading, columns.id, 'child'),
    familyName: columns.familyName === undefined ? '' : readWords(reading, columns.familyName),
    givenName: columns.givenName === undefined ? '' : readWords(reading, columns.givenName),
    ...readBirth(reading, columns.dateOfBirth, event),
    gender: readCode(reading, columns.gender, readGender),
    ethnicity: readCode(reading, columns.ethnicity, readEthnicity),
  }
}

type Birth = Pick<IncomingChild, 'dateOfBirth' | 'expectedDate'>

const NOT_KNOWN: Birth = { dateOfBirth: null, expectedDate: null }

/** A date of birth never rejects a row: a child must not be lost for it. What is doubtful is told. */
function readBirth<Column extends string>(reading: Reading<Column>, column: Column, event: ChildEvent): Birth {
  if (isBlankHere(reading, column)) {
    warn(reading, column, 'Not given.')
    return NOT_KNOWN
  }
  const read = readMoment(reading, column)
  if (read === null) return NOT_KNOWN
  if (!read.ok) {
    warn(reading, column, `${whyNot(read)} Left blank.`)
    return NOT_KNOWN
  }
  const born = dayOf(read.value)
  return isAfter(born, londonDate(reading.context.now))
    ? readExpected(reading, column, born)
    : warnOfAge(reading, column, born, event)
}

/** A birth still to come is when the child is expected. */
function readExpected<Column extends string>(reading: Reading<Column>, column: Column, day: Temporal.PlainDate): Birth {
  if (isAfter(day, londonDate(reading.context.now).add({ months: MONTHS_EXPECTED }))) {
    warn(reading, column, `More than ${MONTHS_EXPECTED} months ahead: left blank.`)
    return NOT_KNOWN
  }
  tellCoercion(reading, column, 'Still to come: taken as the day when the child is expected.', day.toString())
  return { dateOfBirth: null, expectedDate: day }
}

function warnOfAge<Column extends string>(
  reading: Reading<Column>,
  column: Column,
  born: Temporal.PlainDate,
  { on, words }: ChildEvent,
): Birth {
  if (on !== null) {
    const age = ageInYears(born, on)
    const taken = born.toString()
    if (age >= ADULT) warn(reading, column, `${age} years old when ${words}: check the year.`, taken)
    if (isAfter(born, on) && isAfter(born, on.add({ months: MONTHS_EXPECTED }))) {
      const reason = `Born more than ${MONTHS_EXPECTED} months after ${words}: check both dates.`
      warn(reading, column, reason, taken)
    }
  }
  return { dateOfBirth: born, expectedDate: null }
}

const isAfter = (day: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day, other) > 0
