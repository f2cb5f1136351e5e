import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { count, dateInWords, whenInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { isLate, workingDaysLeft } from '../../rules/limits.ts'
import type { Booking, Enquiry } from '../../store/enquiries.ts'

/** "24 Jun 2022, 3 working days left", "Late: 2 working days over": in words and in colour. */
export function dueInWords(dueOn: Temporal.PlainDate, today: Temporal.PlainDate, calendar: WorkingCalendar): Html {
  const left = workingDaysLeft(calendar, dueOn, today)
  const late = isLate(dueOn, today)
  const days = left === null ? '' : `${count(Math.abs(left), 'working day', 'working days')} ${late ? 'over' : 'left'}`
  return html`${dateInWords(dueOn)}<br>${late ? html`${tag('Late', 'red')} ${days}` : days}`
}

export const slotInWords = (
  { startsAt, place, chairName, minuteTakerName }: Omit<Booking, 'stepId' | 'slotId' | 'endsAt'>,
  now: Temporal.Instant,
): string =>
  [
    whenInWords(startsAt, now),
    place,
    chairName === '' ? 'no chair named' : `chair ${chairName}`,
    minuteTakerName === null ? 'nobody takes the minutes' : `minutes ${minuteTakerName}`,
  ].join(', ')

/** What became of the conference, or how far it is. */
export function conferenceInWords(enquiry: Enquiry, now: Temporal.Instant): string {
  const { held, notRequired, booking, isWaiting } = enquiry
  if (held !== null) {
    const plan = held.ledToPlan === null ? '' : held.ledToPlan ? ', led to a plan' : ', led to no plan'
    return `Held ${dateInWords(held.on)}${plan}`
  }
  if (notRequired !== null) return `Not required, authorised by ${notRequired.byName}: ${notRequired.reason}`
  if (!isWaiting) return 'None: the enquiry ended otherwise'
  return booking === null ? 'Waiting, no slot booked' : `Booked: ${slotInWords(booking, now)}`
}

/** The last look at the interim plan: by whom, when, and whether it keeps the child safe. */
export function lastCheckInWords({ lastCheck }: Pick<Enquiry, 'lastCheck'>, now: Temporal.Instant): Html | string {
  if (lastCheck === null) return 'Not yet'
  const { at, byName, isSafe } = lastCheck
  return html`${whenInWords(at, now)}, ${byName} ${isSafe ? '' : tag('Not safe', 'red')}`
}
