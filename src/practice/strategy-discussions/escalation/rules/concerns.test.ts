import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concernFindingsOf, judgeConcern } from './concerns.ts'
import type { ConcernFacts, EscalationFact } from './facts.ts'
import { at, clock } from './made-facts.ts'

const raised = (known: string, more: Partial<ConcernFacts> = {}): ConcernFacts => ({
  id: 'concern',
  reference: 'SC-7',
  agencyId: 'police',
  raisedAt: at(known),
  knownAt: at(known),
  answers: [],
  challenges: [],
  challengeAnswers: [],
  escalations: [],
  ...more,
})

const answered = (known: string, discussionId: string | null = null) => ({
  id: `answer ${known}`,
  knownAt: at(known),
  discussionId,
})

const challenged = (known: string, about = 'not-holding') => ({ id: `challenge ${known}`, knownAt: at(known), about })

const opened = (condition: string, since: string, more: Partial<EscalationFact> = {}): EscalationFact => ({
  id: 'escalation',
  reference: 'E-1',
  condition,
  subject: '',
  partner: null,
  agencyId: 'police',
  since: at(since),
  openedAt: at(since),
  knownAt: at(since),
  rungs: [],
  repliedAt: [],
  end: null,
  ...more,
})

const late = (concern: ConcernFacts) =>
  concernFindingsOf(concern, clock).map(
    ({ condition, since, pace, agencyId }) => `${condition} ${since} ${pace.kind} ${agencyId}`,
  )

const judged = (concern: ConcernFacts, moment: string) => {
  const judgement = judgeConcern(concern, at(moment), clock)
  return judgement === null
    ? null
    : {
        opens: judgement.opens.map(({ condition }) => condition),
        ends: judgement.ends.map(({ ending }) => `${ending.outcome}: ${ending.words}`),
        open: judgement.alreadyOpen,
        isOver: judgement.isOver,
      }
}

test('a concern is answered within the hours that a discussion has, night and weekend counted', () => {
  // Fri 17 Dec 2021, 16:30.
  assert.deepEqual(late(raised('2021-12-17T16:30:00Z')), [
    'concern-not-answered 2021-12-18T16:30:01Z round-the-clock police',
  ])
  // Sat 30 Oct 2021, 18:00 BST: 24 hours later is 17:00 GMT.
  assert.deepEqual(late(raised('2021-10-30T17:00:00Z')), [
    'concern-not-answered 2021-10-31T17:00:01Z round-the-clock police',
  ])
})

test('the clock runs from when it was raised, and one that was entered later is late from when it was known', () => {
  const rang = raised('2021-11-22T09:00:00Z', { raisedAt: at('2021-11-22T08:00:00Z') })
  assert.deepEqual(late(rang), ['concern-not-answered 2021-11-23T08:00:01Z round-the-clock police'])
  const lastWeek = raised('2021-11-22T09:00:00Z', { raisedAt: at('2021-11-15T08:00:00Z') })
  assert.deepEqual(late(lastWeek), ['concern-not-answered 2021-11-22T09:00:00Z round-the-clock police'])
})

test('the hours are the authority’s own', () => {
  const eight = { ...clock, limits: { ...clock.limits, strategyDiscussionHours: 8 } }
  const [found] = concernFindingsOf(raised('2021-11-22T09:00:00Z'), eight)
  assert.equal(found?.since.toString(), '2021-11-22T17:00:01Z')
})

test('before its limit nothing is opened and it stays watched; past it, it is opened', () => {
  const concern = raised('2021-11-22T09:00:00Z')
  assert.equal(judged(concern, '2021-11-22T08:59:59Z'), null)
  assert.deepEqual(judged(concern, '2021-11-23T09:00:00Z'), { opens: [], ends: [], open: 0, isOver: false })
  assert.deepEqual(judged(concern, '2021-11-23T09:00:01Z'), {
    ...{ opens: ['concern-not-answered'], ends: [], open: 0 },
    isOver: false,
  })
})

test('whatever the answer is, it ends what was asked for; looked at before, nobody had answered', () => {
  const concern = raised('2021-11-22T09:00:00Z', {
    answers: [answered('2021-11-23T12:00:00Z')],
    escalations: [opened('concern-not-answered', '2021-11-23T09:00:01Z')],
  })
  assert.deepEqual(judged(concern, '2021-11-23T11:59:59Z')?.open, 1)
  assert.deepEqual(judged(concern, '2021-11-23T12:00:00Z'), {
    ...{ opens: [], ends: ['happened-late: The concern was answered.'], open: 0 },
    isOver: true,
  })
})

test('a challenge to an answer without a discussion is late at once, and ends when it is answered', () => {
  const more = { answers: [answered('2021-11-22T10:00:00Z')], challenges: [challenged('2021-11-22T20:00:00Z')] }
  const concern = raised('2021-11-22T09:00:00Z', more)
  assert.deepEqual(late(concern), ['challenge-not-answered 2021-11-22T20:00:00Z round-the-clock police'])
  assert.deepEqual(late({ ...concern, challenges: [challenged('2021-11-22T20:00:00Z', 'other')] }), [
    'challenge-not-answered 2021-11-22T20:00:00Z working-days police',
  ])
  const subject = 'challenge 2021-11-22T20:00:00Z'
  const told = { ...concern, challengeAnswers: [{ id: subject, knownAt: at('2021-11-22T21:00:00Z') }] }
  assert.deepEqual(late(told), [])
  const escalations = [opened('challenge-not-answered', '2021-11-22T20:00:00Z', { subject })]
  assert.deepEqual(judged({ ...told, escalations }, '2021-11-22T21:00:00Z'), {
    ...{ opens: [], ends: ['answered: The challenge was answered.'], open: 0 },
    isOver: true,
  })
})

test('a challenge before there is any answer is escalated beside the answer that is missing', () => {
  const concern = raised('2021-11-22T09:00:00Z', { challenges: [challenged('2021-11-22T20:00:00Z')] })
  assert.deepEqual(judged(concern, '2021-11-23T10:00:00Z')?.opens, ['concern-not-answered', 'challenge-not-answered'])
})

test('once there is a discussion everything about the concern is the discussion’s', () => {
  const subject = 'challenge 2021-11-22T20:00:00Z'
  const concern = raised('2021-11-22T09:00:00Z', {
    challenges: [challenged('2021-11-22T20:00:00Z')],
    answers: [answered('2021-11-23T11:00:00Z', 'discussion')],
    escalations: [
      opened('concern-not-answered', '2021-11-23T09:00:01Z'),
      opened('challenge-not-answered', '2021-11-22T20:00:00Z', { id: 'other', subject }),
    ],
  })
  assert.equal(judged(concern, '2021-11-23T10:59:59Z')?.open, 2)
  assert.deepEqual(judged(concern, '2021-11-23T11:00:00Z'), {
    opens: [],
    ends: [
      'happened-late: The concern was answered.',
      'no-longer-needed: The concern has a strategy discussion now: what is open stands there.',
    ],
    open: 0,
    isOver: true,
  })
})
