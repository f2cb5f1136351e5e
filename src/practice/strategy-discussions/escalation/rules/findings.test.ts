import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asKnownAt } from './as-known.ts'
import { confirmationDue } from './before.ts'
import { riskDay } from './conferences.ts'
import type { DiscussionFacts } from './facts.ts'
import { findingsOf } from './judge.ts'
import {
  allThree,
  arranged,
  at,
  clock,
  held,
  heldWell,
  invited,
  madeFacts,
  replied,
  sentTo,
  there,
} from './made-facts.ts'
import { chairConfirmedBy } from './settled.ts'

/** What is or will be late as the facts stood at a moment, each with the instant it is late from. */
function late(facts: DiscussionFacts, known = '2099-01-01T00:00:00Z'): readonly string[] {
  const snapshot = asKnownAt(facts, at(known))
  assert.ok(snapshot)
  return findingsOf(snapshot, clock).map(
    ({ condition, partner, since }) => `${condition}${partner === null ? '' : ` ${partner}`} ${since}`,
  )
}

test('a partner has half of the notice to confirm, and is asked at least 30 minutes before the start', () => {
  const due = (invitedAt: string, starts: string) => confirmationDue(at(invitedAt), at(starts)).toString()
  assert.equal(due('2021-11-22T10:00:00Z', '2021-11-22T16:00:00Z'), '2021-11-22T13:00:00Z')
  assert.equal(due('2021-11-22T10:00:00Z', '2021-11-22T10:50:00Z'), '2021-11-22T10:20:00Z')
  // Invited 20 minutes before: at once.
  assert.equal(due('2021-11-22T10:00:00Z', '2021-11-22T10:20:00Z'), '2021-11-22T10:00:00Z')
})

test('half of the notice is elapsed time, also across the nights when the clocks change', () => {
  // Sat 30 Oct 2021 18:00 BST to Sun 31 Oct 10:00 GMT: 17 hours, of which half is 8 h 30 min.
  assert.equal(
    confirmationDue(at('2021-10-30T17:00:00Z'), at('2021-10-31T10:00:00Z')).toString(),
    '2021-10-31T01:30:00Z',
  )
  // Sat 26 Mar 2022 18:00 GMT to Sun 27 Mar 10:00 BST: 15 hours.
  assert.equal(
    confirmationDue(at('2022-03-26T18:00:00Z'), at('2022-03-27T09:00:00Z')).toString(),
    '2022-03-27T01:30:00Z',
  )
})

const arrangedTuesday = {
  arrangements: [arranged('2021-11-22T10:00:00Z', '2021-11-22T16:00:00Z')],
  invitations: allThree.map((partner) => invited('2021-11-22T10:00:00Z', partner)),
}

test('each partner who has not confirmed is late on their own, and one who has is not', () => {
  const facts = madeFacts('2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z', {
    ...arrangedTuesday,
    replies: [
      replied('2021-11-22T11:00:00Z', 'nhs', 'yes'),
      replied('2021-11-22T11:00:00Z', 'local-authority', 'someone-else'),
    ],
  })
  assert.deepEqual(late(facts), ['partner-not-confirmed police 2021-11-22T13:00:00Z', 'not-held 2021-11-23T09:00:01Z'])
})

test('a refusal is late at once, from when it was known; before that, nobody knew of it', () => {
  const facts = madeFacts('2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z', {
    ...arrangedTuesday,
    replies: [
      replied('2021-11-22T11:00:00Z', 'nhs', 'no'),
      replied('2021-11-22T11:00:00Z', 'police', 'yes'),
      replied('2021-11-22T11:00:00Z', 'local-authority', 'yes'),
    ],
  })
  assert.deepEqual(late(facts), ['partner-declined nhs 2021-11-22T11:00:00Z', 'not-held 2021-11-23T09:00:01Z'])
  assert.ok(late(facts, '2021-11-22T10:59:59Z').includes('partner-not-confirmed nhs 2021-11-22T13:00:00Z'))
})

test('information instead of coming is a refusal where nobody else of that partner was asked', () => {
  const replies = [replied('2021-11-22T11:00:00Z', 'nhs', 'information-only')]
  const alone = madeFacts('2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z', { ...arrangedTuesday, replies })
  assert.ok(late(alone).includes('partner-declined nhs 2021-11-22T11:00:00Z'))
  const invitations = [...arrangedTuesday.invitations, invited('2021-11-22T10:00:00Z', 'nhs', 'nurse')]
  const two = madeFacts('2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z', { ...arrangedTuesday, invitations, replies })
  assert.ok(late(two).includes('partner-not-confirmed nhs 2021-11-22T13:00:00Z'))
})

test('an answer to the time before is no answer to the time it was moved to', () => {
  const first = arranged('2021-11-22T10:00:00Z', '2021-11-22T16:00:00Z')
  const moved = arranged('2021-11-22T12:00:00Z', '2021-11-23T08:00:00Z', { replaces: first.id })
  const otherChair = arranged('2021-11-22T13:00:00Z', '2021-11-23T08:00:00Z', { replaces: moved.id, chairId: 'other' })
  const facts = madeFacts('2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z', {
    arrangements: [first, moved, otherChair],
    invitations: arrangedTuesday.invitations,
    replies: allThree.map((partner) => replied('2021-11-22T11:00:00Z', partner, 'yes')),
  })
  assert.deepEqual(late(facts, '2021-11-22T11:30:00Z'), ['not-held 2021-11-23T09:00:01Z'])
  // Moved at 12:00 to 08:00 the day after: 20 hours' notice, so late from 22:00. Another chair changes nothing.
  assert.deepEqual(late(facts), [
    ...allThree.map((partner) => `partner-not-confirmed ${partner} 2021-11-22T22:00:00Z`),
    'not-held 2021-11-23T09:00:01Z',
  ])
})

test('where the chair goes ahead without a partner nobody is asked about that partner any more', () => {
  const facts = madeFacts('2021-11-22T09:00:00Z', '2021-11-23T09:00:00Z', {
    ...arrangedTuesday,
    replies: [replied('2021-11-22T11:00:00Z', 'nhs', 'no')],
    goingAhead: [{ id: 'going', partner: 'nhs', knownAt: at('2021-11-22T12:00:00Z') }],
  })
  assert.ok(late(facts, '2021-11-22T11:59:59Z').some((each) => each.includes('nhs')))
  assert.ok(!late(facts).some((each) => each.includes('nhs')))
})

test('a discussion held with all three, its record with everybody: nothing can be late any more', () => {
  const facts = madeFacts(
    '2021-11-22T09:00:00Z',
    '2021-11-23T09:00:00Z',
    heldWell('2021-11-22T14:00:00Z', '2021-11-22T15:00:00Z'),
  )
  assert.deepEqual(late(facts), [])
})

test('who sent information was not there; and the record goes to those who were not there too', () => {
  const facts = madeFacts('2021-12-23T09:00:00Z', '2021-12-24T09:00:00Z', {
    ...heldWell('2021-12-23T14:00:00Z', '2021-12-23T15:00:00Z'),
    attendances: [
      there('2021-12-23T15:00:00Z', 'local-authority'),
      there('2021-12-23T15:00:00Z', 'nhs'),
      there('2021-12-23T15:00:00Z', 'police', { came: 'sent-information' }),
    ],
    recipients: [sentTo('2021-12-23T16:00:00Z', 'local-authority'), sentTo('2021-12-23T16:00:00Z', 'nhs')],
  })
  // Thursday 23 December: the next working day is Friday the 24th.
  assert.deepEqual(late(facts), [
    'partner-absent police 2021-12-23T15:00:00Z',
    'record-not-circulated 2021-12-24T17:00:01Z',
  ])
})

test('the record’s working day leaps Christmas, the substitute days and the Jubilee', () => {
  const recordLate = (ended: string) => {
    const facts = madeFacts('2021-01-04T09:00:00Z', '2022-12-30T09:00:00Z', {
      ...heldWell(ended, ended),
      recipients: [],
    })
    return late(facts)[0]
  }
  // Fri 24 Dec 2021, 15:00: Mon 27 and Tue 28 are substitute days, so Wed 29 17:00.
  assert.equal(recordLate('2021-12-24T15:00:00Z'), 'record-not-circulated 2021-12-29T17:00:01Z')
  // Fri 31 Dec 2021, 16:00: Mon 3 Jan is a bank holiday, so Tue 4 17:00.
  assert.equal(recordLate('2021-12-31T16:00:00Z'), 'record-not-circulated 2022-01-04T17:00:01Z')
  // Wed 1 June 2022, 15:00 BST: Thu 2 and Fri 3 are bank holidays, so Mon 6 17:00 BST.
  assert.equal(recordLate('2022-06-01T14:00:00Z'), 'record-not-circulated 2022-06-06T16:00:01Z')
  // Thu 2 June 2022 itself counts from Mon 6 09:00, so Tue 7.
  assert.equal(recordLate('2022-06-02T14:00:00Z'), 'record-not-circulated 2022-06-07T16:00:01Z')
  // Fri 25 Mar 2022 15:00 GMT: Monday is in British Summer Time. Fri 29 Oct 2021: Monday is not.
  assert.equal(recordLate('2022-03-25T15:00:00Z'), 'record-not-circulated 2022-03-28T16:00:01Z')
  assert.equal(recordLate('2021-10-29T14:00:00Z'), 'record-not-circulated 2021-11-01T17:00:01Z')
})

test('an emergency call without its full meeting is late after its limit, and so is one without all three', () => {
  const meeting = madeFacts('2021-12-20T10:00:00Z', '2021-12-29T17:00:00Z', { origin: 'full-meeting' })
  assert.deepEqual(late(meeting), ['full-meeting-not-held 2021-12-29T17:00:01Z'])
  const without = { ...meeting, ...heldWell('2021-12-22T10:00:00Z', '2021-12-22T11:00:00Z') }
  assert.deepEqual(late({ ...without, attendances: without.attendances.slice(0, 2) }), [
    'full-meeting-not-held 2021-12-29T17:00:01Z',
    'partner-absent police 2021-12-22T11:00:00Z',
  ])
  assert.deepEqual(late(without), [])
})

test('promised information is late after its time, until it comes', () => {
  const base = { partner: 'nhs', agencyId: null, fulfils: null, promisedBy: null }
  const promise = {
    ...base,
    id: 'promise',
    knownAt: at('2022-06-01T14:00:00Z'),
    promisedBy: at('2022-06-06T11:00:00Z'),
  }
  const facts = madeFacts('2022-06-01T09:00:00Z', '2022-06-02T09:00:00Z', {
    ...heldWell('2022-06-01T13:00:00Z', '2022-06-01T14:00:00Z'),
    information: [promise, { ...base, id: 'came', knownAt: at('2022-06-07T09:00:00Z'), fulfils: 'promise' }],
  })
  assert.deepEqual(late(facts, '2022-06-06T12:00:00Z'), ['information-not-sent nhs 2022-06-06T11:00:01Z'])
  assert.deepEqual(late(facts), [])
})

test('a conference without a slot is at risk from five working days before its last day', () => {
  const risk = (due: string) => riskDay(clock.calendar, Temporal.PlainDate.from(due)).toString()
  assert.equal(risk('2021-11-26'), '2021-11-19')
  // Tue 4 Jan 2022: 4 Jan, 31, 30, 29 and 24 December are the five, so from Thu 23 December.
  assert.equal(risk('2022-01-04'), '2021-12-23')
  // Wed 8 June 2022: 8, 7, 6, 1 June and 31 May are the five.
  assert.equal(risk('2022-06-08'), '2022-05-30')
})

test('a booking in time ends the risk, a slot taken away brings it back, a conference not held is late', () => {
  const slot = {
    id: 'slot',
    replaces: null,
    isWithdrawn: false,
    startsAt: at('2022-06-07T09:00:00Z'),
    knownAt: at('2022-05-20T09:00:00Z'),
  }
  const facts = madeFacts('2022-05-16T09:00:00Z', '2022-05-17T09:00:00Z', {
    ...heldWell('2022-05-16T13:00:00Z', '2022-05-16T14:00:00Z'),
    section47s: [
      { id: 's47', knownAt: at('2022-05-16T14:00:00Z'), conferenceDueOn: Temporal.PlainDate.from('2022-06-08') },
    ],
    steps: [
      {
        id: 'booked',
        section47Id: 's47',
        kind: 'booked',
        replaces: null,
        slotId: 'slot',
        heldOn: null,
        knownAt: at('2022-05-31T09:00:00Z'),
      },
    ],
    slots: [slot, { ...slot, id: 'gone', replaces: 'slot', isWithdrawn: true, knownAt: at('2022-06-01T12:00:00Z') }],
  })
  const atRisk = (known: string) => late(facts, known)[0]
  assert.equal(atRisk('2022-05-30T09:00:00Z'), 'conference-at-risk 2022-05-29T23:00:00Z')
  assert.equal(atRisk('2022-05-31T09:00:00Z'), 'conference-at-risk 2022-06-08T23:00:00Z')
  assert.equal(atRisk('2022-06-01T12:00:00Z'), 'conference-at-risk 2022-06-01T12:00:00Z')
})

test('the last day for a conference moves when the discussion turns out to have been held on another day', () => {
  const facts = madeFacts('2022-05-09T09:00:00Z', '2022-05-10T09:00:00Z', {
    ...heldWell('2022-05-16T13:00:00Z', '2022-05-16T14:00:00Z'),
    section47s: [
      { id: 's47', knownAt: at('2022-05-16T14:00:00Z'), conferenceDueOn: Temporal.PlainDate.from('2022-06-08') },
    ],
    section47Redatings: [
      {
        ...{ id: 'redated', section47Id: 's47', replaces: null, knownAt: at('2022-05-26T12:00:00Z') },
        conferenceDueOn: Temporal.PlainDate.from('2022-05-31'),
      },
    ],
  })
  assert.equal(late(facts, '2022-05-26T11:00:00Z')[0], 'conference-at-risk 2022-05-29T23:00:00Z')
  // Tue 31 May: 31, 30, 27, 26 and 25 May are the five, so from the 24th.
  assert.equal(late(facts, '2022-05-26T12:00:00Z')[0], 'conference-at-risk 2022-05-23T23:00:00Z')
})

test('while a child waits for a late conference the interim plan is checked every seven days by the London clock', () => {
  const facts = madeFacts('2022-03-01T09:00:00Z', '2022-03-02T09:00:00Z', {
    ...heldWell('2022-03-01T13:00:00Z', '2022-03-01T14:00:00Z'),
    section47s: [
      { id: 's47', knownAt: at('2022-03-01T14:00:00Z'), conferenceDueOn: Temporal.PlainDate.from('2022-03-22') },
    ],
    checks: [
      { id: 'check', section47Id: 's47', checkedAt: at('2022-03-25T10:00:00Z'), knownAt: at('2022-03-25T10:00:00Z') },
    ],
  })
  // Late from Wed 23 March 00:00 GMT; seven days on the clocks have changed.
  assert.equal(late(facts, '2022-03-24T09:00:00Z')[1], 'interim-plan-not-checked 2022-03-29T23:00:00Z')
  assert.equal(late(facts)[1], 'interim-plan-not-checked 2022-04-01T09:00:00Z')
})

test('somebody who should not have chaired is confirmed by noon of the next working morning', () => {
  const by = (ended: string) => chairConfirmedBy(clock.calendar, at(ended)).toString()
  assert.equal(by('2021-11-22T21:00:00Z'), '2021-11-23T12:00:00Z')
  // In the small hours of a working day: that same morning.
  assert.equal(by('2021-11-23T02:00:00Z'), '2021-11-23T12:00:00Z')
  // Christmas Eve at night: Wed 29 December. Wed 1 June 2022 at night: Mon 6 June, in summer time.
  assert.equal(by('2021-12-24T22:00:00Z'), '2021-12-29T12:00:00Z')
  assert.equal(by('2022-06-01T20:00:00Z'), '2022-06-06T11:00:00Z')
})

test('a decision to hold none is reviewed within one working day, and a challenge to it answered at once', () => {
  const facts = madeFacts('2022-06-01T09:00:00Z', '2022-06-02T09:00:00Z', {
    settlements: [
      { ...held('2022-06-01T13:00:00Z', '2022-06-01T13:00:00Z'), kind: 'decided-not-to-hold', endedAt: null },
    ],
    challenges: [{ id: 'challenge', about: 'not-holding', knownAt: at('2022-06-01T15:00:00Z') }],
  })
  assert.deepEqual(late(facts), [
    'not-holding-not-reviewed 2022-06-06T16:00:01Z',
    'challenge-not-answered 2022-06-01T15:00:00Z',
  ])
})

test('what was brought in from the past is asked of nobody', () => {
  assert.deepEqual(late(madeFacts('2015-01-05T09:00:00Z', '2015-01-06T09:00:00Z', { origin: 'history' })), [])
})
