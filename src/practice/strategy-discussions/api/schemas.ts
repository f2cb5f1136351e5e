import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { cameWords, childOutcomes, hows } from '../meeting/words.ts'
import { forms, healthServices, keyPartners, partners, routes, states } from '../words.ts'

const instant = z.iso
  .datetime({ offset: true, error: 'Write the time with its offset, such as 2026-11-21T14:05:00+00:00' })
  .describe('RFC 3339 with an offset')
const words = z.string().max(20_000)
const number = (of: string) =>
  z.string().min(1, `Give the ${of}’s number`).max(100).describe(`The case system’s own number of the ${of}`)
const oneOf = <const Key extends string>(list: Readonly<Record<Key, string>>, description: string) =>
  z
    .enum(keysOf(list) as [Key, ...Key[]], { error: `Use one of: ${keysOf(list).join(', ')}` })
    .meta({ description, 'x-enumDescriptions': list })
const typedIn = instant.optional().describe('When it was typed in; without it, now')

const child = z
  .object({
    childId: number('child'),
    familyName: words.optional().describe('Surname'),
    givenName: words.optional().describe('First name'),
    dateOfBirth: z.iso
      .date({ error: 'Write the day as 2014-02-03' })
      .optional()
      .describe('Date of birth, or the day on which an unborn child is expected'),
    outcome: oneOf(childOutcomes, 'What was decided for this child, once it was held').optional(),
    reasons: words.min(1, 'Say why this outcome').optional().describe('Why; with an outcome it has to be said'),
    dissent: words.optional().describe('Who saw it differently, and how'),
  })
  .strict()

const arranged = z
  .object({
    startsAt: instant.describe('When it is to begin'),
    endsAt: instant.describe('When it is to end'),
    form: oneOf(forms, 'How it is to be held'),
    place: words.optional().describe('Where, or the address of the call'),
  })
  .strict()

const held = z
  .object({
    beganAt: instant.describe('When it began'),
    endedAt: instant.describe('When it ended'),
    form: oneOf(forms, 'How it was held'),
    isEmergencyCall: z.boolean().default(false).describe('A call before all three partners could meet'),
    whyByPhone: words.optional().describe('Why by telephone or as an emergency call: then it has to be said'),
    chairedBy: words.min(1, 'Say who chaired it').describe('Name or e-mail address'),
    chairDepartureReason: words
      .optional()
      .describe('Why somebody below team manager, the allocated worker, or somebody not known here chaired it'),
    recordedAt: typedIn,
  })
  .strict()

const record = z
  .object({
    decision: words.min(1, 'Say what was decided').describe('What was decided, and why'),
    harm: words.optional().describe('The harm that is feared'),
    protects: words.optional().describe('What protects the child'),
    immediatePlan: words.optional().describe('How the child is kept safe at once'),
    interimPlan: words
      .optional()
      .describe('How the child is kept safe until a conference; with section 47 it has to be said'),
    authorisedBy: words
      .optional()
      .describe('Who authorised section 47: name or e-mail address of a team manager or above'),
    recordedAt: typedIn,
  })
  .strict()

/** A strategy discussion as the case system tells of it: due, and as far as it has come. */
export const discussionBody = z
  .object({
    discussionId: number('discussion').describe(
      'The case system’s own number of the discussion, or ours, such as SD-412',
    ),
    route: oneOf(routes, 'Whether the case was already open'),
    reasonableCauseAt: instant.describe(
      'When there was reasonable cause to suspect significant harm: the clock runs from here',
    ),
    reasonableCause: words.min(1, 'Say why there is reasonable cause').describe('Why'),
    reasonableCauseBy: words.optional().describe('Name or e-mail address'),
    decidedToHoldAt: instant.optional().describe('When it was decided to hold one'),
    decidedToHoldBy: words.optional().describe('Name or e-mail address'),
    isEmergency: z.boolean().default(false).describe('It cannot wait for all three partners'),
    team: words.optional().describe('The name of a team'),
    allocatedWorker: words.optional().describe('Name or e-mail address'),
    notTheSameBecause: words.optional().describe('Why it is another one than the discussion that a 409 named'),
    recordedAt: typedIn,
    children: z
      .array(child)
      .min(1, 'Name at least one child')
      .max(30)
      .describe('Whom it is about, unborn children too'),
    arranged: arranged.optional().describe('When and how it is to be held'),
    held: held.optional().describe('How it was held'),
    record: record.optional().describe('Its record; with it every child has an outcome'),
  })
  .strict()
export type DiscussionBody = z.infer<typeof discussionBody>
export type ChildTold = DiscussionBody['children'][0]

export const discussionAnswer = z.object({
  discussionId: z.string(),
  reference: z.string().describe('As people here say it on the telephone'),
  state: z.enum(keysOf(states) as ['due', ...(keyof typeof states)[]]).describe('Where it stands now'),
  dueAt: z.string().describe('By when it is to be held'),
  attended: z.array(z.enum(keyPartners)).describe('Which of the three partners attended, of those that were told'),
})

const there = z
  .object({
    partner: oneOf(partners, 'Whose they are'),
    healthService: oneOf(healthServices, 'Which part of the NHS; of who attended it has to be said').optional(),
    name: words.optional().describe('Who; of who attended it has to be said'),
    role: words.optional().describe('Their job'),
    came: oneOf(cameWords, 'What they did. Only attended counts among the three partners'),
    how: oneOf(hows, 'How they attended').optional(),
    reason: words.optional().describe('Why they were absent; of who was, it has to be said'),
  })
  .strict()

export const attendanceBody = z
  .object({
    attendance: z.array(there).min(1, 'Name at least one').max(50).describe('One for each person or agency'),
    recordedAt: typedIn,
  })
  .strict()
export type AttendanceBody = z.infer<typeof attendanceBody>
export type ThereTold = AttendanceBody['attendance'][0]

const mostAtOnce = 100

export const batchBody = z
  .object({
    discussions: z
      .array(z.unknown())
      .min(1, 'Send at least one discussion')
      .max(mostAtOnce, `Send at most ${mostAtOnce} discussions at once`)
      .meta({ items: z.toJSONSchema(discussionBody, { io: 'input' }) }),
  })
  .strict()

export const batchAnswer = z.object({
  results: z.array(
    z.union([
      z.object({ index: z.number().int(), discussion: discussionAnswer }),
      z.object({
        index: z.number().int(),
        errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
      }),
    ]),
  ),
})

export const dueQuery = z
  .object({
    state: z.literal('due', { error: 'The one state that is listed is due' }),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  })
  .strict()

export const dueAnswer = z.object({
  discussions: z.array(
    z.object({
      discussionId: z.string().nullable().describe('Null for a discussion that was recorded here'),
      reference: z.string(),
      reasonableCauseAt: z.string(),
      dueAt: z.string().describe('So many elapsed hours after reasonable cause, as the settings were then'),
      isLapsed: z.boolean().describe('Its limit is over'),
      startsAt: z.string().nullable().describe('When it is arranged for'),
      children: z.number().int(),
    }),
  ),
  page: z.number().int(),
  total: z.number().int(),
})
