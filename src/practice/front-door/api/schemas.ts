import { z } from 'zod'
import {
  methodNames,
  methods,
  outcomeNames,
  outcomes,
  sourceCodes,
  sources,
  urgencies,
  urgencyNames,
} from '../words.ts'

const instant = z.iso
  .datetime({ offset: true, error: 'Write the time with its offset, such as 2026-11-21T14:05:00+00:00' })
  .describe('RFC 3339 with an offset')
const words = z.string().max(20_000)
const number = (of: string) =>
  z.string().min(1, `Give the ${of}’s number`).max(100).describe(`The case system’s own number of the ${of}`)

const sourceWords = Object.fromEntries(sourceCodes.map((code) => [code, sources[code].words]))

/** What was decided about one child, in the case system. */
export const decisionBody = z
  .object({
    childId: number('child'),
    outcome: z
      .enum(outcomeNames, { error: `Use one of: ${outcomeNames.join(', ')}` })
      .meta({ description: 'What was decided', 'x-enumDescriptions': outcomes }),
    decidedAt: instant.describe('When it was decided'),
    recordedAt: instant.optional().describe('When it was typed in; without it, the way to the record is not measured'),
    decidedBy: words.min(1, 'Say who decided').describe('Name or e-mail address'),
    reason: words.min(1, 'Say why this outcome').describe('Why this outcome'),
  })
  .strict()

const child = z
  .object({
    childId: number('child'),
    familyName: words.optional().describe('Surname'),
    givenName: words.optional().describe('First name'),
    dateOfBirth: z.iso
      .date({ error: 'Write the day as 2014-02-03' })
      .optional()
      .describe('Date of birth, or the day on which an unborn child is expected'),
    gender: words.optional().describe('Code or words of the CIN census'),
    ethnicity: words.optional().describe('Code or words of the CIN census'),
  })
  .strict()

export const contactBody = z
  .object({
    contactId: number('contact'),
    receivedAt: instant.describe('When it reached the council, not when somebody opened it'),
    recordedAt: instant.optional().describe('When it was typed in; without it, the way to the record is not measured'),
    source: z
      .enum(sourceCodes, { error: 'Use a code of the national list, such as 6 for the police' })
      .meta({ description: 'Who it came from', 'x-enumDescriptions': sourceWords }),
    method: z.enum(methodNames).optional().meta({ description: 'How it came', 'x-enumDescriptions': methods }),
    urgency: z
      .enum(urgencyNames)
      .optional()
      .meta({ description: 'As a person chose it', 'x-enumDescriptions': urgencies }),
    concern: words.optional().describe('The worry, in the referrer’s words'),
    team: words.optional().describe('The name of a team'),
    recordedBy: words.optional().describe('Name or e-mail address'),
    children: z.array(child).min(1, 'Name at least one child').max(30).describe('Whom it is about'),
  })
  .strict()

export type ContactBody = z.infer<typeof contactBody>
export type DecisionBody = z.infer<typeof decisionBody>

export const contactAnswer = z.object({
  contactId: z.string(),
  reference: z.string().describe('As people here say it on the telephone'),
  state: z.enum(['awaiting-outcome', 'outcome-recorded', 'history']).describe('Where it stands now'),
  warnings: z
    .array(z.object({ field: z.string(), detail: z.string() }))
    .describe('What was taken, but read otherwise than it was written'),
})

const mostAtOnce = 100

export const batchBody = z
  .object({
    contacts: z
      .array(z.unknown())
      .min(1, 'Send at least one contact')
      .max(mostAtOnce, `Send at most ${mostAtOnce} contacts at once`)
      .meta({ items: z.toJSONSchema(contactBody, { io: 'input' }) }),
  })
  .strict()

export const batchAnswer = z.object({
  results: z.array(
    z.union([
      z.object({ index: z.number().int(), contact: contactAnswer }),
      z.object({
        index: z.number().int(),
        errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
      }),
    ]),
  ),
})

export const waitingQuery = z
  .object({
    state: z.literal('awaiting-outcome', { error: 'The one state that is listed is awaiting-outcome' }),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  })
  .strict()

export const waitingAnswer = z.object({
  contacts: z.array(
    z.object({
      contactId: z.string().nullable().describe('Null for a contact that was recorded here'),
      reference: z.string(),
      receivedAt: z.string(),
      dueAt: z.string().describe('24 elapsed hours after it was received'),
      childrenWaiting: z.number().int(),
    }),
  ),
  page: z.number().int(),
  total: z.number().int(),
})
