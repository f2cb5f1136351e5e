import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { fields } from '#platform/http'
import { attendances } from '../../words.ts'

const words = (maximum: number) => fields.optionalText(maximum).transform((typed) => typed ?? '')
const how = fields.optionalChoice(keysOf(attendances), 'Say how they came, or that they did not')

const item = z
  .object({ minutes: words(20_000), decision: words(5000), reason: words(5000), carry: words(1000) })
  .refine(({ decision, reason }) => decision === '' || reason !== '', {
    path: ['reason'],
    message: 'Say why it was decided so',
  })
  .refine(({ decision, reason }) => reason === '' || decision !== '', {
    path: ['decision'],
    message: 'Say what was decided',
  })

const action = z
  .object({
    what: words(2000),
    /** `person:ID` or `agency:ID`. */
    owner: z
      .string()
      .optional()
      .transform((typed) => typed ?? ''),
    dueOn: fields.optionalDay(),
  })
  .refine(({ what, owner }) => what === '' || owner !== '', { path: ['owner'], message: 'Choose who does it' })
  .refine(({ what, dueOn }) => what === '' || dueOn !== null, { path: ['dueOn'], message: 'Say by when' })

/** Everything that is recorded during a meeting, in one form: whatever is filled in is recorded, the rest is left. */
export const meetingForm = z.object({
  came: z.record(z.string(), how).default({}),
  guest: z
    .object({ name: words(200), agencyId: fields.optionalId('Choose an agency from the list'), attended: how })
    .default({ name: '', agencyId: null, attended: null })
    .refine(({ name, attended }) => name === '' || attended !== null, {
      path: ['attended'],
      message: 'Say how they came',
    }),
  item: z.record(z.string(), item).default({}),
  action: z.array(action).default([]),
  step: fields.choice(['record', 'held'], 'Press one of the buttons'),
})

export type MeetingAnswers = z.infer<typeof meetingForm>
