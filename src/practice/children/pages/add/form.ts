import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { fields } from '#platform/http'
import { ethnicities, genders, needs } from '../../words.ts'

/** Who a child is: the same questions when first recorded and when changed. */
export const identity = {
  givenName: fields.optionalText(100),
  familyName: fields.optionalText(100),
  dateOfBirth: fields.optionalDay(),
  expectedDate: fields.optionalDay(),
  gender: fields.optionalChoice(keysOf(genders), 'Choose from the list'),
  ethnicity: fields.optionalChoice(keysOf(ethnicities), 'Choose from the list'),
  hasDisability: fields.optionalChoice(['yes', 'no'], 'Choose yes, no or leave it open'),
  primaryNeed: fields.optionalChoice(keysOf(needs), 'Choose from the list'),
}

export const addForm = z.object({ ...identity, newBecause: fields.optionalText(500) })

export interface Identity {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly dateOfBirth: Temporal.PlainDate | null
  readonly expectedDate: Temporal.PlainDate | null
  readonly hasDisability: 'yes' | 'no' | null
}

/** What is still missing before somebody can be told apart from other children. */
export function identityProblem(
  { givenName, familyName, dateOfBirth, expectedDate }: Identity,
  today: Temporal.PlainDate,
) {
  if (givenName === null && familyName === null && expectedDate === null) {
    return { field: 'givenName', message: 'Give a name, or the expected date of an unborn child' }
  }
  if (dateOfBirth !== null && dateOfBirth.toString() > today.toString()) {
    return {
      field: 'dateOfBirth',
      message: 'A date of birth cannot lie in the future. For an unborn child give the expected date',
    }
  }
  if (dateOfBirth !== null && expectedDate !== null) {
    return { field: 'expectedDate', message: 'A child who is born needs no expected date' }
  }
  return null
}

export const yesNo = (answer: 'yes' | 'no' | null): boolean | null => (answer === null ? null : answer === 'yes')
