import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Temporal } from 'temporal-polyfill'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import { type CalendarEvent, checkedEvent, oneLine } from './event.ts'
import { eventData, product } from './invitation.ts'

export interface Feed {
  /** What the calendar is called beside others: one line. Commas and semicolons become spaces, since readers differ on them. */
  readonly name: string
  /** How often it should be asked for again. Outlook and Google ask when they please: at times only daily. */
  readonly refreshMinutes: number
  readonly events: readonly (CalendarEvent & { readonly isCancelled: boolean })[]
}

/** The Content-Type of a feed. */
export const feedType = 'text/calendar; charset=utf-8'

/**
 * A calendar to subscribe to (RFC 5546 PUBLISH): many events, nobody asked to reply, and no attendees, which a published
 * event must not have. Invalid when one of the events cannot be written, with its place in front of the field.
 */
export function feed({ name, refreshMinutes, events }: Feed, at: Temporal.Instant): Outcome<string> {
  // The library writes the name as it is given.
  const title = oneLine(name.replaceAll(/[\\;,]+/g, ' '))
  const calendar = ical({ prodId: product, method: ICalCalendarMethod.PUBLISH, name: title })
  calendar.ttl(refreshMinutes * 60)
  for (const [place, event] of events.entries()) {
    const checked = checkedEvent(event)
    if (!checked.ok) {
      if (checked.kind !== 'invalid') return checked
      return invalid(...checked.problems.map((each) => ({ ...each, field: `events.${place}.${each.field}` })))
    }
    const status = event.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
    calendar.createEvent({ ...eventData(checked.value, at), status })
  }
  return ok(`${calendar.toString()}\r\n`)
}
