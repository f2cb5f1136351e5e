import type { Temporal } from 'temporal-polyfill'
import type { ApiExample } from '#platform/api'

/**
 * One story in the order of the documentation: a discussion is told when it is due, then as it was held; one that is likely the
 * same is refused; two come together; who attended; one is still due. A test sends them in this order.
 */

const [first, second, third] = ['D-5501', 'D-5502', 'D-5503']
const child = { childId: '9212088', familyName: 'Ash', givenName: 'Noor', dateOfBirth: '2019-05-03' }

/** So long ago, as a case system in London writes it. */
const ago = (now: Temporal.Instant, minutes: number): string =>
  now.subtract({ minutes }).toZonedDateTimeISO('Europe/London').toString({ timeZoneName: 'never' })

const due = (now: Temporal.Instant, discussionId: string, childId: string) => ({
  discussionId,
  route: 'open-case',
  reasonableCauseAt: ago(now, 400),
  reasonableCause: 'A bruise that nobody can explain',
  children: [{ ...child, childId }],
})

const held = (now: Temporal.Instant) => ({
  beganAt: ago(now, 120),
  endedAt: ago(now, 70),
  form: 'video',
  chairedBy: 'A Manager',
  chairDepartureReason: 'Chairs for us and has no account here',
})

const answer = (
  now: Temporal.Instant,
  discussionId: string,
  reference: string,
  state: string,
  attended: string[] = [],
) => ({
  discussionId,
  reference,
  state,
  dueAt: now.subtract({ minutes: 400 }).add({ hours: 24 }).toString(),
  attended,
})

const likelySame =
  'SD-1 is about one of these children at about the same time. If it is the same, send it with that reference as its discussionId. If it is another, say why in notTheSameBecause.'
const noChair = 'Say who chaired it'

export const discussionExamples = (now: Temporal.Instant): readonly ApiExample[] => [
  {
    title: 'a discussion that is due',
    idempotencyKey: '5501-a',
    body: due(now, first, child.childId),
    status: 201,
    answer: answer(now, first, 'SD-1', 'due'),
  },
  {
    title: 'the same, once it was held',
    idempotencyKey: '5501-b',
    body: {
      ...due(now, first, child.childId),
      held: held(now),
      record: { decision: 'An assessment, and no enquiry: the mother explained it, and the paediatrician agrees' },
      children: [{ ...child, outcome: 'section-17', reasons: 'No sign of significant harm' }],
    },
    status: 201,
    answer: answer(now, first, 'SD-1', 'held'),
  },
  {
    title: 'one that is likely the same',
    body: due(now, 'D-5599', child.childId),
    status: 409,
    answer: { type: 'about:blank', title: 'This contradicts what is recorded', status: 409, detail: likelySame },
  },
]

export const batchExamples = (now: Temporal.Instant): readonly ApiExample[] => [
  {
    title: 'two discussions, one of which cannot be taken',
    body: {
      discussions: [
        due(now, second, '9212091'),
        { ...due(now, third, '9212092'), held: { ...held(now), chairedBy: '' } },
      ],
    },
    status: 200,
    answer: {
      results: [
        { index: 0, discussion: answer(now, second, 'SD-2', 'due') },
        { index: 1, errors: [{ pointer: '/discussions/1/held/chairedBy', detail: noChair }] },
      ],
    },
  },
]

export const attendanceExamples = (now: Temporal.Instant): readonly ApiExample[] => [
  {
    title: 'two came, the NHS sent information',
    params: { discussionId: first },
    body: {
      attendance: [
        { partner: 'local-authority', name: 'A Manager', role: 'Team manager', came: 'attended', how: 'video' },
        { partner: 'police', name: 'B Sergeant', came: 'attended', how: 'video' },
        { partner: 'nhs', healthService: 'health-visiting', name: 'C Visitor', came: 'sent-information' },
      ],
    },
    status: 201,
    answer: answer(now, first, 'SD-1', 'held', ['local-authority', 'police']),
  },
]

export const dueExamples = (now: Temporal.Instant): readonly ApiExample[] => [
  {
    title: 'what is due',
    query: { state: 'due' },
    status: 200,
    answer: {
      discussions: [
        {
          discussionId: second,
          reference: 'SD-2',
          reasonableCauseAt: now.subtract({ minutes: 400 }).toString(),
          dueAt: now.subtract({ minutes: 400 }).add({ hours: 24 }).toString(),
          isLapsed: false,
          startsAt: null,
          children: 1,
        },
      ],
      page: 1,
      total: 1,
    },
  },
]
