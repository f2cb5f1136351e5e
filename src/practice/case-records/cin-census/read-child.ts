import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import {
  dayOf,
  given,
  type Reading,
  type ReadingContext,
  readMoment,
  reject,
  startReading,
  warn,
  whyNot,
} from '#platform/reading'
import { type IncomingChild, readIncomingChild } from '#practice/children'
import { readSource } from '#practice/front-door'
import type { AssessmentTold, ReferralTold, Section47Told } from '../told.ts'
import type { CinElement } from './columns.ts'
import type { CensusChild, Texts } from './read-file.ts'

type CinReading = Reading<CinElement>

/** A census names no team and no worker, and not what came of an assessment: those stay as they were. */
interface Dated<Told> {
  readonly on: Temporal.PlainDate
  readonly told: Partial<Told>
}

/** What the census says of one child, as it was understood. */
export interface UnderstoodChild {
  readonly child: IncomingChild
  readonly referrals: readonly Dated<ReferralTold>[]
  readonly assessments: readonly Dated<AssessmentTold>[]
  readonly section47s: readonly Dated<Section47Told>[]
}

/** How the census codes sex and, in older years, gender. */
const genders: Readonly<Record<string, string>> = {
  '0': 'c',
  '1': 'a',
  '2': 'b',
  '9': 'd',
  M: 'a',
  F: 'b',
  U: 'c',
  I: 'd',
}

/**
 * Understands one child. A part on a day that is missing or cannot be is rejected, and a child without a number with all that
 * is theirs; what is doubtful is kept and told.
 */
export function readCensusChild(
  census: CensusChild,
  context: ReadingContext,
): { readonly understood: UnderstoodChild; readonly readings: readonly CinReading[] } {
  const first = firstDay([...census.referrals, ...census.assessments, ...census.section47s])
  const own = startReading(childCells(census.child), context)
  const child = readIncomingChild(own, childColumns, { on: first, words: 'the case was first open' })
  const disability = census.child.Disability
  const hasDisability = disability === undefined ? null : disability !== 'NONE'
  const readings = [own]
  const each = <Told>(
    parts: readonly Texts[],
    day: CinElement,
    toldOf: (reading: CinReading, on: Temporal.PlainDate) => Partial<Told>,
  ) =>
    parts.flatMap((part): readonly Dated<Told>[] => {
      const reading = startReading(part, context)
      readings.push(reading)
      const on = readStart(reading, day)
      return on === null ? [] : [{ on, told: toldOf(reading, on) }]
    })
  const understood = {
    child,
    referrals: each(census.referrals, 'CINreferralDate', referralTold),
    assessments: each(census.assessments, 'AssessmentActualStartDate', (reading, on) => ({
      authorisedOn: readLater(reading, 'AssessmentAuthorisationDate', on),
      hasDisability,
    })),
    section47s: each(census.section47s, 'S47ActualStartDate', (reading, on) => ({
      isConferenceUnnecessary: readFlag(reading, 'ICPCnotRequired'),
      conferenceOn: readLater(reading, 'DateOfInitialCPC', on),
      hasDisability,
    })),
  }
  return { understood, readings }
}

const childColumns = {
  id: 'LAchildID',
  dateOfBirth: 'PersonBirthDate',
  gender: 'Sex',
  ethnicity: 'Ethnicity',
} as const

function childCells(child: Texts): Texts {
  const sex = child.Sex ?? child.GenderCurrent
  const born = child.PersonBirthDate ?? child.ExpectedPersonBirthDate
  return {
    ...(child.LAchildID === undefined ? {} : { LAchildID: child.LAchildID }),
    ...(born === undefined ? {} : { PersonBirthDate: born }),
    ...(sex === undefined ? {} : { Sex: genders[sex] ?? sex }),
    ...(child.Ethnicity === undefined ? {} : { Ethnicity: child.Ethnicity }),
  }
}

function referralTold(reading: CinReading): Partial<ReferralTold> {
  const source = given(reading, 'ReferralSource')
  const matched = source === '' ? null : readSource(source)
  if (source !== '' && matched === null) warn(reading, 'ReferralSource', 'The source is in no list: left blank.')
  return { sourceCode: matched?.code ?? null, isNoFurtherAction: readFlag(reading, 'ReferralNFA') }
}

function readStart(reading: CinReading, column: CinElement): Temporal.PlainDate | null {
  const read = readMoment(reading, column)
  if (read === null) reject(reading, column, 'Without it nobody can tell when this was.', 'Fill in the day.')
  else if (!read.ok) reject(reading, column, whyNot(read), 'Write the day as 2021-11-21.')
  else if (Temporal.PlainDate.compare(dayOf(read.value), londonDate(reading.context.now)) > 0)
    reject(reading, column, 'This has not come yet.', 'Correct the date.')
  else return dayOf(read.value)
  return null
}

function readLater(reading: CinReading, column: CinElement, start: Temporal.PlainDate): Temporal.PlainDate | null {
  const read = readMoment(reading, column)
  if (read === null) return null
  if (!read.ok) {
    warn(reading, column, `${whyNot(read)} Left blank.`)
    return null
  }
  const on = dayOf(read.value)
  if (Temporal.PlainDate.compare(on, start) < 0)
    warn(reading, column, 'This is before the start: check both dates.', on.toString())
  return on
}

function readFlag(reading: CinReading, column: CinElement): boolean | null {
  const text = given(reading, column).toLowerCase()
  if (text === '') return null
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  warn(reading, column, 'Neither true nor false: left blank.')
  return null
}

/** The earliest day among the parts that can be read, for judging the age. */
function firstDay(parts: readonly Texts[]): Temporal.PlainDate | null {
  const days = parts
    .map((part) => part.CINreferralDate ?? part.AssessmentActualStartDate ?? part.S47ActualStartDate ?? '')
    .filter((text) => /^\d{4}-\d{2}-\d{2}$/.test(text))
    .sort()
  try {
    return days[0] === undefined ? null : Temporal.PlainDate.from(days[0])
  } catch {
    return null
  }
}
