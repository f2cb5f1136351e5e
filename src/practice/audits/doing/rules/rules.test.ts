import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { askedBeside } from './asked.ts'
import { chaseReached } from './chase.ts'
import { whyNotCorrected } from './correction.ts'
import { planDueAt, reAuditProblem } from './inadequate.ts'
import { rungsToOpen } from './rungs.ts'
import { momentOf, voicesAsked } from './voices.ts'

const at = (text: string) => Temporal.Instant.from(text)
const day = (text: string) => Temporal.PlainDate.from(text)

describe('a worry for a child’s safety', () => {
  const line = [
    { rung: 1, personId: 'team', isAway: false },
    { rung: 2, personId: 'service', isAway: false },
    { rung: 3, personId: 'head', isAway: false },
  ]
  // Raised on a Friday at 23:30 London, over a night and into a weekend.
  const raisedAt = at('2026-11-27T23:30:00Z')
  const reached = (moment: string, ladder = line) =>
    rungsToOpen(ladder, [], raisedAt, at(moment)).map(({ personId, dueAt }) => `${personId} by ${dueAt}`)

  test('has an hour with each, by night and at the weekend as by day', () => {
    assert.deepEqual(reached('2026-11-27T23:30:00Z'), ['team by 2026-11-28T00:30:00Z'])
    assert.deepEqual(reached('2026-11-28T00:29:59Z').length, 1)
    assert.deepEqual(reached('2026-11-28T00:30:00Z').at(-1), 'service by 2026-11-28T01:30:00Z')
    assert.deepEqual(reached('2026-11-28T01:30:00Z').at(-1), 'head by 2026-11-28T02:30:00Z')
    assert.equal(reached('2026-11-30T09:00:00Z').length, 3)
  })

  test('is counted in elapsed hours on the night the clocks go back', () => {
    const opened = rungsToOpen(line, [], at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z'))
    assert.deepEqual(
      opened.map(({ dueAt }) => dueAt.toString()),
      ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'],
    )
  })

  test('waits for nobody who is away and not covered, nor for the same person twice, nor for a rung with nobody', () => {
    const away = line.map((step) => ({ ...step, isAway: step.rung === 1 }))
    assert.deepEqual(reached('2026-11-27T23:30:00Z', away), [
      'team by 2026-11-27T23:30:00Z',
      'service by 2026-11-28T00:30:00Z',
    ])
    const twice = [line[0], { rung: 2, personId: 'team', isAway: false }, line[2]].filter((step) => step !== undefined)
    assert.deepEqual(reached('2026-11-28T00:30:00Z', twice).at(-1), 'head by 2026-11-28T01:30:00Z')
    assert.deepEqual(reached('2026-11-27T23:30:00Z', line.slice(1)), ['service by 2026-11-28T00:30:00Z'])
  })

  test('goes on from where it stands, and to nobody twice', () => {
    const first = rungsToOpen(line, [], raisedAt, raisedAt)
    assert.deepEqual(rungsToOpen(line, first, raisedAt, raisedAt.add({ minutes: 59 })), [])
    const next = rungsToOpen(line, first, raisedAt, raisedAt.add({ minutes: 60 }))
    assert.deepEqual(
      next.map(({ rung }) => rung),
      [2],
    )
  })
})

describe('an Inadequate', () => {
  const due = (sent: string) => planDueAt(shippedCalendar, at(sent)).toString()

  test('has its plan the same working day, or by noon of the next where the day is nearly over or was none', () => {
    assert.equal(due('2026-11-25T10:00:00Z'), '2026-11-25T17:00:00Z')
    assert.equal(due('2026-11-25T15:00:00Z'), '2026-11-25T17:00:00Z')
    assert.equal(due('2026-11-25T15:00:01Z'), '2026-11-26T12:00:00Z')
    assert.equal(due('2026-11-25T20:00:00Z'), '2026-11-26T12:00:00Z')
    assert.equal(due('2026-11-27T16:30:00Z'), '2026-11-30T12:00:00Z')
    assert.equal(due('2026-11-28T11:00:00Z'), '2026-11-30T12:00:00Z')
    // Christmas Day is a Friday, Boxing Day is given back on the Monday.
    assert.equal(due('2026-12-24T18:00:00Z'), '2026-12-29T12:00:00Z')
  })

  test('is audited again on a day to come, within a year', () => {
    const now = at('2026-11-25T10:00:00Z')
    assert.match(reAuditProblem(day('2026-11-25'), now) ?? '', /after today/)
    assert.equal(reAuditProblem(day('2026-11-26'), now), null)
    assert.match(reAuditProblem(day('2027-11-26'), now) ?? '', /twelve months/)
  })
})

describe('a late audit', () => {
  const chased = (dueOn: string, moment: string) => {
    const chase = chaseReached(shippedCalendar, day(dueOn), at(moment))
    return chase === null ? null : `${chase.number}${chase.isCopied ? ', copied' : ''}`
  }

  test('is chased on its day, every second working day after, and copied to the manager after five', () => {
    assert.equal(chased('2026-11-25', '2026-11-25T08:59:59Z'), null)
    assert.equal(chased('2026-11-25', '2026-11-25T09:00:00Z'), '0')
    assert.equal(chased('2026-11-25', '2026-11-27T08:59:59Z'), '0')
    assert.equal(chased('2026-11-25', '2026-11-27T09:00:00Z'), '1')
    assert.equal(chased('2026-11-25', '2026-11-29T12:00:00Z'), '1')
    assert.equal(chased('2026-11-25', '2026-12-01T09:00:00Z'), '2')
    assert.equal(chased('2026-11-25', '2026-12-03T09:00:00Z'), '3, copied')
  })

  test('that is due on a Saturday is chased from Monday on', () => {
    assert.equal(chased('2026-11-28', '2026-11-28T12:00:00Z'), null)
    assert.equal(chased('2026-11-28', '2026-11-30T09:00:00Z'), '0')
    assert.equal(chased('2026-11-28', '2026-12-02T09:00:00Z'), '1')
  })
})

describe('who is heard', () => {
  const everybody = ['worker', 'child', 'parent'] as const

  test('is nobody at all about a strategy discussion, whatever the tool says', () => {
    assert.deepEqual(voicesAsked('strategy-discussion', everybody), [])
    assert.deepEqual(voicesAsked('child', everybody), everybody)
    assert.deepEqual(voicesAsked('contact', ['worker']), ['worker'])
  })

  test('is asked by the first auditor alone, and by nobody who practises on the case', () => {
    const audited = { subject: 'child', cycleKind: 'case-file' } as const
    const voicesOf = (...asked: Parameters<typeof askedBeside>) => askedBeside(...asked).voices
    assert.deepEqual(voicesOf(audited, { purpose: 'mark', marker: 1 }, everybody), everybody)
    assert.deepEqual(voicesOf(audited, { purpose: 'mark', marker: 2 }, everybody), [])
    assert.deepEqual(voicesOf(audited, { purpose: 'moderate', marker: 1 }, everybody), [])
    const practised = askedBeside(
      { ...audited, cycleKind: 'standardisation' },
      { purpose: 'mark', marker: 1 },
      everybody,
    )
    assert.deepEqual(practised, { voices: [], actions: false })
  })

  test('a worker reflects before the audit is sent in and after it is theirs to read, not in between', () => {
    assert.equal(momentOf({ isSent: false, isReleasedToMe: false }), 'before')
    assert.equal(momentOf({ isSent: true, isReleasedToMe: false }), null)
    assert.equal(momentOf({ isSent: true, isReleasedToMe: true }), 'after')
  })
})

test('an audit is put right until somebody else has graded the case, or its final grade is decided', () => {
  const own = { auditorId: 'me', purpose: 'mark' } as const
  assert.equal(whyNotCorrected('me', [own], false), null)
  assert.match(whyNotCorrected('me', [own, { auditorId: 'other', purpose: 'moderate' }], false) ?? '', /Somebody else/)
  assert.match(whyNotCorrected('me', [own], true) ?? '', /final grade/)
})
