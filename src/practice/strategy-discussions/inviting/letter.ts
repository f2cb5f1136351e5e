import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { dayInWords, timeInWords } from '#kernel/words'
import { type CalendarPart, cancellation, type Invited, invitation, uidOf } from '#platform/calendar'
import type { Mail } from '#platform/mail'
import { forms } from '../words.ts'
import type { Arrangement } from './store/arrangements.ts'

/** What every mail about one discussion has in common. Nothing in it names a child, or says what it is about. */
export interface Meeting {
  readonly discussionId: string
  readonly reference: string
  readonly arrangement: Arrangement
  readonly authorityName: string
  readonly publicUrl: string
  /** Whose meeting it is in calendars; null when nobody with an address arranged it: then mail goes without a calendar part. */
  readonly organiserEmail: string | null
}

/** One reader of it. */
export interface Reader {
  readonly name: string
  readonly email: string
  readonly role: 'chair' | 'required' | 'optional'
  readonly kind: 'person' | 'desk'
  /** Where they see it, and answer. */
  readonly address: string
  /** "Please answer, whether you come or not:" */
  readonly addressIsFor: string
  readonly isAskedToReply: boolean
}

export interface Letter {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly sequence: number
  /** Of a cancellation: whether the meeting is off, or goes on without them. */
  readonly isOff: boolean
}

/** The mail: its words, and the calendar part that puts the meeting into a calendar, moves it there or takes it out. */
export function letterTo(
  meeting: Meeting,
  reader: Reader,
  letter: Letter,
  now: Temporal.Instant,
): Pick<Mail, 'to' | 'subject' | 'text'> & Partial<Pick<Mail, 'calendar'>> {
  const text = letter.method === 'REQUEST' ? asking(meeting, reader) : calledOff(meeting, letter)
  const calendar = calendarOf(meeting, reader, letter, text, now)
  return { to: reader.email, subject: subjectOf(meeting, letter), text, ...(calendar === null ? {} : { calendar }) }
}

const titleOf = ({ reference }: Meeting): string => `Strategy discussion ${reference}`

function subjectOf(meeting: Meeting, { method, isOff, sequence }: Letter): string {
  if (method === 'CANCEL') return `${isOff ? 'Called off' : 'No longer needed'}: ${titleOf(meeting)}`
  return sequence > 0 ? `${titleOf(meeting)}: as it stands now` : titleOf(meeting)
}

export const timeWords = ({ startsAt, endsAt }: Pick<Arrangement, 'startsAt' | 'endsAt'>): string => {
  const { year, month, day } = londonDate(startsAt)
  return `${dayInWords({ year, month, day })}, ${timeInWords(startsAt)} to ${timeInWords(endsAt)}`
}

const asking = ({ reference, arrangement, authorityName }: Meeting, reader: Reader): string =>
  [
    `${authorityName} asks ${reader.name} to strategy discussion ${reference}.`,
    [
      `When: ${timeWords(arrangement)}`,
      `How: ${forms[arrangement.form]}`,
      ...(arrangement.place === '' ? [] : [`Where: ${arrangement.place}`]),
      ...(arrangement.chairName === '' ? [] : [`Chair: ${arrangement.chairName}`]),
    ].join('\n'),
    `${reader.addressIsFor}\n${reader.address}`,
    'An answer that only your calendar sends does not reach us. Whom the discussion is about is not sent by mail.',
  ].join('\n\n')

const calledOff = ({ reference, arrangement, authorityName }: Meeting, { isOff }: Letter): string =>
  isOff
    ? `Strategy discussion ${reference} on ${timeWords(arrangement)} does not take place then. ${authorityName} writes again if it is arranged anew.`
    : `${authorityName} no longer asks you to strategy discussion ${reference} on ${timeWords(arrangement)}.`

function calendarOf(
  meeting: Meeting,
  reader: Reader,
  { method, sequence }: Letter,
  description: string,
  now: Temporal.Instant,
): CalendarPart | null {
  if (meeting.organiserEmail === null) return null
  const { startsAt, endsAt, place } = meeting.arrangement
  const event: Invited = {
    uid: uidOf(meeting.discussionId, meeting.publicUrl),
    sequence,
    startsAt,
    endsAt,
    title: titleOf(meeting),
    description,
    location: place.slice(0, 500),
    url: reader.address,
    organiser: { name: meeting.authorityName, email: meeting.organiserEmail },
    attendees: [{ ...reader, answer: 'none-yet' }],
  }
  const part = method === 'REQUEST' ? invitation(event, now) : cancellation(event, now)
  // An address that no calendar can hold still gets the words.
  return part.ok ? part.value : null
}
