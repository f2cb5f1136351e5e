import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator'
import type { Temporal } from 'temporal-polyfill'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import { type Attendee, type CalendarEvent, checkedAddress, checkedEvent, problemsWithAddress } from './event.ts'

/** What goes into a mail so that a calendar takes it: see `queueMail`. */
export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL'
  /** iCalendar text (RFC 5545), with CRLF and lines of at most 75 octets. */
  readonly text: string
}

export interface Invited extends CalendarEvent {
  readonly attendees: readonly Attendee[]
}

/**
 * Asks the attendees to a meeting (RFC 5546 REQUEST); with the same uid and a higher sequence it changes what was sent
 * before. `at` is when this was decided. Invalid when an address, a time or a text cannot be written.
 */
export const invitation = (event: Invited, at: Temporal.Instant): Outcome<CalendarPart> => part(event, at, 'REQUEST')

/** Takes the meeting out of the calendars again (RFC 5546 CANCEL): the same uid, and a sequence above the last one sent. */
export const cancellation = (event: Invited, at: Temporal.Instant): Outcome<CalendarPart> => part(event, at, 'CANCEL')

function part(event: Invited, at: Temporal.Instant, method: CalendarPart['method']): Outcome<CalendarPart> {
  const checked = checkedEvent(event)
  if (!checked.ok) return checked
  const problems = event.attendees.flatMap((attendee, place) => [
    ...problemsWithAddress(`attendees.${place}`, attendee),
  ])
  if (event.attendees.length === 0) problems.push({ field: 'attendees', message: 'Nobody is asked to the meeting' })
  if (problems.length > 0) return invalid(...problems)
  const calendar = ical({ prodId: product, method: ICalCalendarMethod[method] })
  const status = method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
  calendar.createEvent({ ...eventData(checked.value, at), status, attendees: event.attendees.map(attendeeData) })
  return ok({ method, text: `${calendar.toString()}\r\n` })
}

export const product = { company: 'Line of Sight', product: 'Line of Sight', language: 'EN' }

/**
 * The parts that every event has. Times are in UTC: each meeting stands alone, so its instant says everything. A local time
 * with a VTIMEZONE is read as the reader's own zone by Outlook when it does not know the zone by its Windows name, and cannot
 * tell the two half past ones apart on the night the clocks go back. Every calendar shows UTC in its reader's own time.
 */
export const eventData = (event: CalendarEvent, at: Temporal.Instant): ICalEventData => ({
  id: event.uid,
  sequence: event.sequence,
  stamp: at,
  start: event.startsAt,
  end: event.endsAt,
  summary: event.title,
  description: event.description === '' ? null : event.description,
  location: event.location === '' ? null : event.location,
  url: event.url,
  organizer: event.organiser,
  class: ICalEventClass.PRIVATE,
  busystatus: ICalEventBusyStatus.BUSY,
})

const attendeeData = (attendee: Attendee) => ({
  email: attendee.email,
  name: checkedAddress(attendee).name,
  rsvp: attendee.isAskedToReply,
  role: roles[attendee.role],
  type: kinds[attendee.kind],
  status: answers[attendee.answer],
})

const roles = {
  chair: ICalAttendeeRole.CHAIR,
  required: ICalAttendeeRole.REQ,
  optional: ICalAttendeeRole.OPT,
} as const

const kinds = {
  person: ICalAttendeeType.INDIVIDUAL,
  desk: ICalAttendeeType.GROUP,
  room: ICalAttendeeType.ROOM,
} as const

const answers = {
  'none-yet': ICalAttendeeStatus.NEEDSACTION,
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
} as const
