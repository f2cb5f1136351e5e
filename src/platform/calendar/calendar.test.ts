import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { answerOf } from '#test/outcome'
import { cancellation, feed, type Invited, invitation, uidOf } from './index.ts'

const at = Temporal.Instant.from('2026-11-25T12:00:00Z')
const london = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()

const meeting: Invited = {
  uid: '0190a1b2-0000-7000-8000-000000000001@los.example.gov.uk',
  sequence: 0,
  startsAt: london('2026-11-26T10:00'),
  endsAt: london('2026-11-26T11:30'),
  title: 'Strategy discussion SD-412',
  description: 'Please reply by 16:00.\n\nhttps://los.example.gov.uk/reply; reference SD-412, two children',
  location: 'Merrion House, room 4; or by video',
  url: 'https://los.example.gov.uk/reply/abc-DEF_123',
  organiser: { name: 'Testshire Front Door', email: 'front-door@example.gov.uk' },
  attendees: [
    {
      name: 'Police desk',
      email: 'desk@police.example.uk',
      role: 'required',
      kind: 'desk',
      answer: 'none-yet',
      isAskedToReply: true,
    },
  ],
}

/** What an independent reader makes of the text. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return {
    calendar,
    method: calendar.getFirstPropertyValue('method'),
    events: calendar.getAllSubcomponents('vevent').map((each) => ({ each, event: new ICAL.Event(each) })),
  }
}

function onlyEvent(text: string) {
  const [only, ...more] = read(text).events
  assert.ok(only)
  assert.equal(more.length, 0)
  return only
}

const written = (given: Partial<Invited>): string => answerOf(invitation({ ...meeting, ...given }, at)).text
const instantOf = (time: ICAL.Time): string => new Date(time.toUnixTime() * 1000).toISOString()

test('an invitation reads as it was meant: who asks whom to what, where, when and under which uid', () => {
  const { method, text } = answerOf(invitation(meeting, at))
  const { each, event } = onlyEvent(text)
  assert.equal(method, 'REQUEST')
  assert.equal(read(text).method, 'REQUEST')
  assert.equal(event.uid, meeting.uid)
  assert.equal(event.sequence, 0)
  assert.equal(event.summary, meeting.title)
  assert.equal(event.description, meeting.description)
  assert.equal(event.location, meeting.location)
  assert.equal(each.getFirstPropertyValue('url'), meeting.url)
  assert.equal(each.getFirstPropertyValue('class'), 'PRIVATE')
  assert.equal(each.getFirstPropertyValue('status'), 'CONFIRMED')
  assert.equal(instantOf(each.getFirstPropertyValue('dtstamp') as ICAL.Time), '2026-11-25T12:00:00.000Z')
  assert.equal(each.getFirstProperty('organizer')?.getParameter('cn'), 'Testshire Front Door')
  assert.equal(String(event.organizer).toLowerCase(), 'mailto:front-door@example.gov.uk')
  assert.equal(each.getAllSubcomponents('valarm').length, 0)
})

test('whoever is asked is asked by role, kind and answer, and told to reply', () => {
  const [asked] = onlyEvent(written({})).event.attendees
  const of = (name: string) => asked?.getParameter(name)
  assert.equal(String(asked?.getFirstValue()).toLowerCase(), 'mailto:desk@police.example.uk')
  assert.deepEqual(
    [of('cn'), of('role'), of('cutype'), of('partstat'), of('rsvp')],
    ['Police desk', 'REQ-PARTICIPANT', 'GROUP', 'NEEDS-ACTION', 'TRUE'],
  )
})

test('an update keeps the uid and raises the sequence, and a cancellation takes it out', () => {
  const update = onlyEvent(written({ sequence: 1, startsAt: london('2026-11-26T10:15') })).event
  assert.deepEqual([update.uid, update.sequence], [meeting.uid, 1])
  const cancelled = answerOf(cancellation({ ...meeting, sequence: 2 }, at))
  const { each, event } = onlyEvent(cancelled.text)
  assert.equal(cancelled.method, 'CANCEL')
  assert.equal(read(cancelled.text).method, 'CANCEL')
  assert.deepEqual([event.uid, event.sequence], [meeting.uid, 2])
  assert.equal(each.getFirstPropertyValue('status'), 'CANCELLED')
})

test('times hold over midnight and over both changes of the clocks', () => {
  const spans: readonly (readonly [from: string, to: string])[] = [
    // Over midnight.
    ['2026-11-26T23:30:00Z', '2026-11-27T00:30:00Z'],
    // The clocks go forward at 01:00 on 29 March 2026: 00:30 GMT to 02:30 BST is one hour.
    ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'],
    // They go back at 02:00 on 25 October 2026: 01:30 comes twice, an hour apart.
    ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    // Ten in the morning is another instant in summer than in winter.
    [london('2026-10-24T10:00').toString(), london('2026-10-24T11:00').toString()],
    [london('2026-10-26T10:00').toString(), london('2026-10-26T11:00').toString()],
  ]
  for (const [from, to] of spans) {
    const { event } = onlyEvent(written({ startsAt: Temporal.Instant.from(from), endsAt: Temporal.Instant.from(to) }))
    const meant = [from, to].map((each) => new Date(each).toISOString())
    assert.deepEqual([instantOf(event.startDate), instantOf(event.endDate)], meant)
  }
  assert.equal(london('2026-10-24T10:00').toString(), '2026-10-24T09:00:00Z')
  assert.equal(london('2026-10-26T10:00').toString(), '2026-10-26T10:00:00Z')
})

test('long text in any script comes back whole, in lines of at most 75 octets', () => {
  const description = 'Café – réunion à huit heures 👩‍👧 '.repeat(200)
  const text = written({ description, title: 'é👍'.repeat(100) })
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  // No letter was cut in two: each line is text by itself.
  for (const line of Buffer.from(text).toString('latin1').split('\r\n'))
    assert.doesNotMatch(Buffer.from(line, 'latin1').toString('utf8'), /\ufffd/)
  const { event } = onlyEvent(text)
  assert.equal(event.description, description)
  assert.equal(event.summary, 'é👍'.repeat(100))
})

test('whatever is typed, it stays in its own field and comes back as one', () => {
  const typed = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('x\r\nATTENDEE:MAILTO:x@y.uk\r\n;:,\\"^n'))
  fc.assert(
    fc.property(typed, typed, typed, (title, location, name) => {
      const attendees = meeting.attendees.map((each) => ({ ...each, name: `A ${name}` }))
      const organiser = { ...meeting.organiser, name: `B ${name}` }
      const text = written({ title: `T ${title}`, location, description: `D ${title}`, attendees, organiser })
      const { each, event } = onlyEvent(text)
      assert.equal(event.attendees.length, 1)
      assert.equal(each.getAllProperties('organizer').length, 1)
      assert.equal(event.uid, meeting.uid)
      assert.equal(event.summary, oneLine(`T ${title}`))
      assert.equal(event.location ?? '', oneLine(location))
      assert.equal(event.attendees[0]?.getParameter('cn'), oneLine(`A ${name}`).replaceAll('"', "'"))
    }),
    { numRuns: 300, seed: 1 },
  )
})

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

test('what cannot be written is refused with the field it stands in', () => {
  const [asked] = meeting.attendees
  assert.ok(asked)
  const wrong: readonly (readonly [Partial<Invited>, string])[] = [
    [{ uid: 'a@b\r\nSEQUENCE:9' }, 'uid'],
    [{ sequence: -1 }, 'sequence'],
    [{ endsAt: meeting.startsAt }, 'endsAt'],
    [{ title: ' \r\n' }, 'title'],
    [{ location: 'x'.repeat(501) }, 'location'],
    [{ description: 'x'.repeat(20_001) }, 'description'],
    [{ url: 'https://x.example/\r\nSUMMARY:y' }, 'url'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ organiser: { name: 'x', email: 'x@y.uk\r\nSUMMARY:y' } }, 'organiser.email'],
    [{ attendees: [] }, 'attendees'],
    [{ attendees: [{ ...asked, email: 'nobody' }] }, 'attendees.0.email'],
    [{ attendees: [asked, { ...asked, name: '' }] }, 'attendees.1.name'],
  ]
  for (const [given, field] of wrong) {
    const outcome = invitation({ ...meeting, ...given }, at)
    assert.ok(!outcome.ok && outcome.kind === 'invalid', field)
    assert.deepEqual(
      outcome.problems.map((problem) => problem.field),
      [field],
    )
  }
})

test('a calendar to subscribe to has a name, says how often to ask again, and asks nobody to reply', () => {
  const { attendees: _nobody, ...event } = meeting
  const second = { ...event, uid: '0190a1b2-0000-7000-8000-000000000002@los.example.gov.uk' }
  const given = {
    name: 'Line of Sight; discus\\sions, é\r\nX-EVIL:1',
    refreshMinutes: 60,
    events: [
      { ...event, isCancelled: false },
      { ...second, isCancelled: true },
    ],
  }
  const { calendar, method, events } = read(answerOf(feed(given, at)))
  assert.equal(method, 'PUBLISH')
  assert.equal(calendar.getFirstPropertyValue('name'), 'Line of Sight  discus sions  é X-EVIL:1')
  assert.equal(String(calendar.getFirstPropertyValue('x-wr-calname')), 'Line of Sight  discus sions  é X-EVIL:1')
  assert.equal(String(calendar.getFirstPropertyValue('refresh-interval')), 'PT1H')
  assert.equal(String(calendar.getFirstPropertyValue('x-published-ttl')), 'PT1H')
  assert.deepEqual(
    events.map(({ each }) => each.getFirstPropertyValue('status')),
    ['CONFIRMED', 'CANCELLED'],
  )
  assert.deepEqual(
    events.map(({ event: { attendees } }) => attendees.length),
    [0, 0],
  )
  const empty = read(answerOf(feed({ ...given, events: [] }, at)))
  assert.equal(empty.events.length, 0)
})

test('an uid is an id and a host, with nothing of the meeting in it', () => {
  assert.equal(uidOf('0190a1b2', 'https://los.example.gov.uk:8443/x'), '0190a1b2@los.example.gov.uk')
})
