import type { Temporal } from 'temporal-polyfill'
import type { ApiExample } from '#platform/api'
import { outcomeDueAt } from '../rules/clocks.ts'

/**
 * One story in the order of the documentation: a contact is told and, with a slip, refused; two more come together; the first is
 * decided; one waits. A test sends them in this order and holds each answer to what is shown.
 */

const [first, second] = ['C-90210', 'C-90211']
const child = { childId: '9212044', familyName: 'Ash', givenName: 'Mia', dateOfBirth: '2019-05-03' }

/** So long ago, as a case system in London writes it. */
const ago = (now: Temporal.Instant, minutes: number): string =>
  now.subtract({ minutes }).toZonedDateTimeISO('Europe/London').toString({ timeZoneName: 'never' })

const contact = (now: Temporal.Instant) => ({
  contactId: first,
  receivedAt: ago(now, 185),
  recordedAt: ago(now, 180),
  source: '6',
  method: 'telephone',
  concern: 'Found alone at night',
  children: [child],
})

const known = (contactId: string, state: string) => ({ contactId, reference: contactId, state, warnings: [] })

const noSuchSource = 'Use a code of the national list, such as 6 for the police'

export const contactExamples = (now: Temporal.Instant): readonly ApiExample[] => [
  {
    title: 'a contact from the police',
    idempotencyKey: '7d1c',
    body: contact(now),
    status: 201,
    answer: known(first, 'awaiting-outcome'),
  },
  {
    title: 'a code that is not on the list',
    body: { ...contact(now), source: '99' },
    status: 422,
    answer: {
      type: 'about:blank',
      title: 'This cannot be taken',
      status: 422,
      detail: noSuchSource,
      errors: [{ pointer: '/source', detail: noSuchSource }],
    },
  },
]

export const batchExamples = (now: Temporal.Instant): readonly ApiExample[] => [
  {
    title: 'two contacts, one of which cannot be taken',
    body: {
      contacts: [
        { contactId: second, receivedAt: ago(now, 95), source: '2A', children: [{ childId: '9212051' }] },
        { contactId: 'C-90212', receivedAt: ago(now, 90), source: '99', children: [{ childId: '9212052' }] },
      ],
    },
    status: 200,
    answer: {
      results: [
        { index: 0, contact: known(second, 'awaiting-outcome') },
        { index: 1, errors: [{ pointer: '/contacts/1/source', detail: noSuchSource }] },
      ],
    },
  },
]

export const decisionExamples = (now: Temporal.Instant): readonly ApiExample[] => [
  {
    title: 'a referral for assessment',
    params: { contactId: first },
    body: {
      childId: child.childId,
      outcome: 'assessment',
      decidedAt: ago(now, 40),
      decidedBy: 'A Manager',
      reason: 'Two people describe the same worry',
    },
    status: 201,
    answer: known(first, 'outcome-recorded'),
  },
]

export const waitingExamples = (now: Temporal.Instant): readonly ApiExample[] => {
  const receivedAt = now.subtract({ minutes: 95 })
  return [
    {
      title: 'what is open',
      query: { state: 'awaiting-outcome' },
      status: 200,
      answer: {
        contacts: [
          {
            contactId: second,
            reference: second,
            receivedAt: receivedAt.toString(),
            dueAt: outcomeDueAt(receivedAt).toString(),
            childrenWaiting: 1,
          },
        ],
        page: 1,
        total: 1,
      },
    },
  ]
}
