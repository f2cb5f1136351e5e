import { Temporal } from 'temporal-polyfill'
import { ageInYears } from '#kernel/age'
import { londonDate } from '#kernel/clock'
import { readEthnicity, readGender } from './codes.ts'
import { dayOf, readMoment, whyNot } from './moments.ts'
import { isBlankHere, type Reading, readCode, readIdentifier, readWords, tellCoercion, warn } from './reading.ts'
import type { ExtractChild } from './row.ts'

/** From this age on a person is no child; contacts about them are rare, and a wrong year is not. */
const ADULT = 18

/** The longest that anybody knows of a birth beforehand. */
const MONTHS_EXPECTED = 9

/** The child of a row, as of the day when the contact was received (null when that could not be read). */
export function readChild(reading: Reading, receivedOn: Temporal.PlainDate | null): ExtractChild {
  return {
    id: readIdentifier(reading, 'child_id', 'child'),
    familyName: readWords(reading, 'child_family_name'),
    givenName: readWords(reading, 'child_given_name'),
    ...readBirth(reading, receivedOn),
    gender: readCode(reading, 'child_gender', readGender),
    ethnicity: readCode(reading, 'child_ethnicity', readEthnicity),
  }
}

type Birth = Pick<ExtractChild, 'dateOfBirth' | 'expectedDate'>

const NOT_KNOWN: Birth = { dateOfBirth: null, expectedDate: null }

/** A date of birth never rejects a row: a child must not be lost for it. What is doubtful is told. */
function readBirth(reading: Reading, receivedOn: Temporal.PlainDate | null): Birth {
  if (isBlankHere(reading, 'child_date_of_birth')) {
    warn(reading, 'child_date_of_birth', 'Not given.')
    return NOT_KNOWN
  }
  const read = readMoment(reading, 'child_date_of_birth')
  if (read === null) return NOT_KNOWN
  if (!read.ok) {
    warn(reading, 'child_date_of_birth', `${whyNot(read)} Left blank.`)
    return NOT_KNOWN
  }
  const born = dayOf(read.value)
  return isAfter(born, londonDate(reading.context.now))
    ? readExpected(reading, born)
    : warnOfAge(reading, born, receivedOn)
}

/** A birth still to come is when the child is expected. */
function readExpected(reading: Reading, day: Temporal.PlainDate): Birth {
  if (isAfter(day, londonDate(reading.context.now).add({ months: MONTHS_EXPECTED }))) {
    warn(reading, 'child_date_of_birth', `More than ${MONTHS_EXPECTED} months ahead: left blank.`)
    return NOT_KNOWN
  }
  tellCoercion(
    reading,
    'child_date_of_birth',
    'Still to come: taken as the day when the child is expected.',
    day.toString(),
  )
  return { dateOfBirth: null, expectedDate: day }
}

function warnOfAge(reading: Reading, born: Temporal.PlainDate, receivedOn: Temporal.PlainDate | null): Birth {
  if (receivedOn !== null) {
    const age = ageInYears(born, receivedOn)
    const taken = born.toString()
    if (age >= ADULT)
      warn(reading, 'child_date_of_birth', `${age} years old when the contact was received: check the year.`, taken)
    if (isAfter(born, receivedOn) && isAfter(born, receivedOn.add({ months: MONTHS_EXPECTED }))) {
      const reason = `Born more than ${MONTHS_EXPECTED} months after the contact was received: check both dates.`
      warn(reading, 'child_date_of_birth', reason, taken)
    }
  }
  return { dateOfBirth: born, expectedDate: null }
}

const isAfter = (day: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day, other) > 0
