import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import {
  type Cells,
  dayOf,
  given,
  type Reading,
  type ReadingContext,
  readMoment,
  readWords,
  reject,
  startReading,
  tellCoercion,
  warn,
  whyNot,
} from '#platform/reading'
import { readIncomingChild } from '#practice/children'
import { readSource, type SourceCode } from '#practice/front-door'
import { type AnnexAColumn, type AnnexAList, eventColumn } from './columns.ts'
import type { AnnexARow } from './row.ts'
import { readYesOrNo } from './yes-or-no.ts'

type AnnexAReading = Reading<AnnexAColumn>

const childColumns = {
  id: 'Child Unique ID',
  dateOfBirth: 'Date of Birth',
  gender: 'Gender',
  ethnicity: 'Ethnicity',
} as const

const eventWords: Readonly<Record<AnnexAList, string>> = {
  contact: 'the contact was made',
  referral: 'the referral was made',
  assessment: 'the assessment started',
  'section-47': 'the enquiry started',
}

/**
 * Understands one row of an Annex A list. Rejected for a missing child or a day that is missing or cannot be; a blank date of
 * birth, an age that cannot be and words that are in no list are kept and told (practice.md §4).
 */
export function readAnnexARow(
  list: AnnexAList,
  cells: Cells<AnnexAColumn>,
  context: ReadingContext,
): { readonly reading: AnnexAReading; readonly row: AnnexARow | null } {
  const reading = startReading(cells, context)
  const on = readEventDay(reading, eventColumn[list])
  const child = readIncomingChild(reading, childColumns, { on, words: eventWords[list] })
  warnOfAge(reading)
  const row = on === null ? null : rowOf(list, reading, { child, on })
  return { reading, row: reading.rejected.length > 0 ? null : row }
}

function rowOf(list: AnnexAList, reading: AnnexAReading, common: Pick<AnnexARow, 'child' | 'on'>): AnnexARow {
  switch (list) {
    case 'contact':
      return { list, ...common, source: readKnownSource(reading, 'Contact Source') ?? '10' }
    case 'referral':
      return {
        list,
        ...common,
        told: {
          sourceCode: readKnownSource(reading, 'Referral Source'),
          isNoFurtherAction: readYesOrNo(reading, 'Referral NFA?'),
          ...readWho(reading),
        },
      }
    case 'assessment':
      return {
        list,
        ...common,
        told: {
          authorisedOn: readLaterDay(reading, 'Continuous Assessment Date of Authorisation', common.on),
          isChildSeen: readYesOrNo(reading, 'Child Seen During Continuous Assessment'),
          needsSupport: readYesOrNo(reading, "Was the child assessed as requiring LA children's social care support?"),
          hasDisability: readYesOrNo(reading, 'Does the Child have a Disability'),
          ...readWho(reading),
        },
      }
    case 'section-47':
      return {
        list,
        ...common,
        told: {
          isConferenceUnnecessary: readYesOrNo(
            reading,
            'Was an Initial Child Protection Conference deemed unnecessary?',
          ),
          conferenceOn: readLaterDay(reading, 'Date of Initial Child Protection Conference', common.on),
          ledToPlan: readYesOrNo(
            reading,
            'Did the Initial Child Protection Conference Result in a Child Protection Plan',
          ),
          hasDisability: readYesOrNo(reading, 'Does the Child have a Disability'),
          ...readWho(reading),
        },
      }
  }
}

/** As Annex A gives it: a day, never a time. */
function readEventDay(reading: AnnexAReading, column: AnnexAColumn): Temporal.PlainDate | null {
  const read = readMoment(reading, column)
  if (read === null) {
    reject(reading, column, 'Without it nobody can tell when this was.', 'Fill in the day.')
    return null
  }
  if (!read.ok) {
    reject(reading, column, whyNot(read), 'Write the day as 21/11/2021.')
    return null
  }
  const on = dayOf(read.value)
  if (Temporal.PlainDate.compare(on, londonDate(reading.context.now)) <= 0) return on
  reject(reading, column, 'This has not come yet.', 'Correct the date: the day comes before the month.')
  return null
}

/** A day that may be missing; one that cannot be, or lies before the start, is left blank or kept, and told. */
function readLaterDay(
  reading: AnnexAReading,
  column: AnnexAColumn,
  start: Temporal.PlainDate,
): Temporal.PlainDate | null {
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

function readKnownSource(reading: AnnexAReading, column: AnnexAColumn): SourceCode | null {
  const text = given(reading, column)
  if (text === '') {
    if (column in reading.cells) warn(reading, column, 'Not given.')
    return null
  }
  const matched = readSource(text)
  if (matched === null)
    warn(reading, column, 'The source is in no list, or could be several: taken as not known.', '10')
  else if (!matched.isPlain) tellCoercion(reading, column, 'Understood by other words or by its letter.', matched.code)
  return matched?.code ?? '10'
}

const readWho = (reading: AnnexAReading) => ({
  team: readWords(reading, 'Allocated Team'),
  worker: readWords(reading, 'Allocated Worker'),
})

/** Ages are not kept, because the date of birth is; one that no child has says that something is in the wrong place. */
function warnOfAge(reading: AnnexAReading): void {
  const text = given(reading, 'Age of Child (Years)')
  if (text === '') return
  const age = Number(text)
  if (Number.isFinite(age) && age > -1 && age < 26) return
  warn(reading, 'Age of Child (Years)', 'No child is this old: check the date of birth.')
}
