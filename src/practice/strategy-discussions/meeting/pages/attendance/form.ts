import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { fields } from '#platform/http'
import { words } from '../../../pages/parts/typed.ts'
import { healthServices, partners } from '../../../words.ts'
import { attendanceChoices } from '../../words.ts'

/** What can be pressed about somebody who was recorded already: that it was a mistake. */
export const takeBack = 'recorded-by-mistake'

const row = z.object({
  /** The row that stood when the page was opened; '' when none did. */
  seen: words(100),
  choice: fields.optionalChoice([...keysOf(attendanceChoices), takeBack], 'Choose what they did'),
  healthService: fields.optionalChoice(keysOf(healthServices), 'Choose a health service from the list'),
  name: words(200),
  role: words(200),
  reason: words(2000),
})

const newcomer = row.omit({ seen: true }).extend({
  choice: fields.optionalChoice(keysOf(attendanceChoices), 'Choose what they did'),
  partner: fields.optionalChoice(keysOf(partners), 'Choose where they came from'),
  agencyId: fields.optionalId('Choose the agency from the list'),
  personId: fields.optionalId('Choose the person from the list'),
})

export const attendanceForm = z.object({
  // By the id of the invitation, or of the first row about somebody who came uninvited.
  there: z.record(z.uuid(), row).default({}),
  new: newcomer.optional(),
})

export type RowTyped = z.infer<typeof row>
export type NewcomerTyped = z.infer<typeof newcomer>
export type AttendanceAnswers = z.infer<typeof attendanceForm>
