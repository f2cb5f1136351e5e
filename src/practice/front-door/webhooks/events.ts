import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { WebhookEvent } from '#platform/webhooks'
import { outcomeDueAt } from '../rules/clocks.ts'
import { isToldOf } from './store.ts'

const time = (meaning: string) => z.iso.datetime().describe(`${meaning}. RFC 3339, UTC`)

/** Which contact: enough to ask the interface or to open it here, and nothing about a child. */
const contact = {
  contactId: z
    .string()
    .nullable()
    .describe('The case system’s own number, as the interface takes it; null for a contact that was recorded here'),
  reference: z.string().describe('As people here say it on the telephone'),
  receivedAt: time('When it reached the council'),
}

const lateData = z.object({
  ...contact,
  dueAt: time('When its outcome was due: 24 elapsed hours after it was received'),
  period: z.number().int().min(1).describe('1 when 24 hours have passed, 2 at 48, and so on'),
  openedAt: time('When the review opened'),
  childrenWaiting: z.number().int().describe('How many children have no outcome yet'),
})

const decisionData = z.object({
  ...contact,
  state: z.enum(['awaiting-outcome', 'outcome-recorded']).describe('awaiting-outcome while another child has none'),
  childrenWaiting: z.number().int().describe('How many children have no outcome yet'),
  decidedAt: time('When it was decided').nullable(),
  recordedAt: time('When it came to stand here'),
  recordedIn: z.enum(['line-of-sight', 'case-system']).describe('Where it was recorded'),
  isCorrection: z.boolean().describe('True when it corrects an earlier decision about the same child'),
})

/** What each event tells; a test holds every message to these. */
export type LateData = z.input<typeof lateData>
export type DecisionData = z.input<typeof decisionData>

const sampleContact = (receivedAt: Temporal.Instant) => ({
  contactId: 'C-90210',
  reference: 'C-90210',
  receivedAt: receivedAt.toString(),
})

export const contactLate: WebhookEvent = {
  name: 'contact.late',
  words: 'A contact has no outcome after 24 hours',
  description:
    'A review opened, because a contact had no outcome for every child 24 elapsed hours after it was received; again at 48, 72 and so on while it has none.',
  data: lateData,
  sample: (now): LateData => {
    const receivedAt = now.subtract({ hours: 24, minutes: 2 })
    return {
      ...sampleContact(receivedAt),
      dueAt: outcomeDueAt(receivedAt).toString(),
      period: 1,
      openedAt: now.toString(),
      childrenWaiting: 1,
    }
  },
  mayStillTell: isToldOf,
}

export const decisionRecorded: WebhookEvent = {
  name: 'decision.recorded',
  words: 'A decision is recorded, here or in the case system',
  description:
    'A decision about one or more children of a contact came to stand here: recorded by people, or told through the interface. What was decided, by whom and why is not in the message.',
  data: decisionData,
  sample: (now): DecisionData => ({
    ...sampleContact(now.subtract({ hours: 5 })),
    state: 'outcome-recorded',
    childrenWaiting: 0,
    decidedAt: now.subtract({ minutes: 4 }).toString(),
    recordedAt: now.toString(),
    recordedIn: 'line-of-sight',
    isCorrection: false,
  }),
  mayStillTell: isToldOf,
}

export const frontDoorEvents: readonly WebhookEvent[] = [contactLate, decisionRecorded]
