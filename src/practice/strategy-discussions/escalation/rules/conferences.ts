import type { Temporal } from 'temporal-polyfill'
import {
  fromLondon,
  londonDate,
  londonDateTime,
  startOfLondonDay,
  type WorkingCalendar,
  workingDaysBetween,
} from '#kernel/clock'
import { standing } from './as-known.ts'
import type { Section47Fact, Snapshot, StepFact } from './facts.ts'
import { aboutTheAuthority, type Finding, type Rule } from './finding.ts'
import { latest } from './instants.ts'

const workingDaysBefore = 5
const daysBetweenChecks = 7

/** Where the conference of one enquiry stands. */
export interface ConferenceState {
  readonly isHeld: boolean
  readonly heldOn: Temporal.PlainDate | null
  /** Recorded as not required, or the enquiry ended with something else. */
  readonly isNotRequired: boolean
  readonly bookedOn: Temporal.PlainDate | null
  /** When a booking was last given up or its slot taken away. */
  readonly changedAt: Temporal.Instant | null
}

export function conferenceOf(snapshot: Snapshot, section47Id: string): ConferenceState {
  const steps = snapshot.steps.filter((step) => step.section47Id === section47Id)
  const stands = standing(steps, ({ replaces }) => replaces)
  const held = stands.find(({ kind }) => kind === 'held')
  const booked = stands.filter(({ kind }) => kind === 'booked').at(-1)
  const end = snapshot.section47Ends.filter((each) => each.section47Id === section47Id).at(-1)
  const slot = booked === undefined ? null : slotOf(snapshot, booked)
  return {
    isHeld: held !== undefined,
    heldOn: held?.heldOn ?? null,
    isNotRequired:
      stands.some(({ kind }) => kind === 'not-required') || (end !== undefined && end.outcome !== 'conference'),
    bookedOn: slot?.bookedOn ?? null,
    changedAt: latestOf([
      ...steps.filter(({ kind }) => kind === 'unbooked').map(({ knownAt }) => knownAt),
      ...(slot === null ? [] : [slot.changedAt]),
    ]),
  }
}

/** The slot as it stands, through every change of it; null for the day where it was withdrawn. */
function slotOf(
  { slots }: Snapshot,
  { slotId }: StepFact,
): { readonly bookedOn: Temporal.PlainDate | null; readonly changedAt: Temporal.Instant | null } {
  let row = slots.find(({ id }) => id === slotId)
  let changedAt: Temporal.Instant | null = null
  for (let next = row; next !== undefined; next = replacing(slots, next.id)) {
    if (next !== row) changedAt = next.knownAt
    row = next
  }
  return { bookedOn: row === undefined || row.isWithdrawn ? null : londonDate(row.startsAt), changedAt }
}

const replacing = (slots: Snapshot['slots'], id: string) => slots.find(({ replaces }) => replaces === id)

const latestOf = (instants: readonly (Temporal.Instant | null)[]): Temporal.Instant | null => {
  const [first, ...more] = instants.filter((instant) => instant !== null)
  return first === undefined ? null : latest(first, ...more)
}

/** A section 47 enquiry whose conference is at risk or late, and the interim plan of a child who waits for a late one. */
export const conferencesAndPlans: Rule = (snapshot, { calendar }) =>
  snapshot.section47s.flatMap((enquiry) => {
    const state = conferenceOf(snapshot, enquiry.id)
    if (state.isHeld || state.isNotRequired) return []
    return [atRisk(enquiry, state, calendar), unchecked(snapshot, enquiry)]
  })

function atRisk(enquiry: Section47Fact, state: ConferenceState, calendar: WorkingCalendar): Finding {
  const isBookedInTime = state.bookedOn !== null && isNoLaterThan(state.bookedOn, enquiry.conferenceDueOn)
  const since = isBookedInTime
    ? lateFrom(enquiry)
    : latest(startOfLondonDay(riskDay(calendar, enquiry.conferenceDueOn)), enquiry.knownAt, state.changedAt)
  return aboutTheAuthority('conference-at-risk', enquiry.id, latest(since, enquiry.knownAt))
}

const isNoLaterThan = (day: Temporal.PlainDate, other: Temporal.PlainDate): boolean => day.until(other).sign >= 0

const lateFrom = ({ conferenceDueOn }: Section47Fact): Temporal.Instant =>
  startOfLondonDay(conferenceDueOn.add({ days: 1 }))

/** The day from which five working days are left to the last day: with the last day a Friday, the Friday before. */
export function riskDay(calendar: WorkingCalendar, dueOn: Temporal.PlainDate): Temporal.PlainDate {
  let day = dueOn
  // Christmas and Easter make a fortnight of it at the most.
  for (let back = 0; back < 21; back += 1) {
    const dayBefore = day.subtract({ days: 1 })
    const withThisDay = workingDaysBetween(calendar, dayBefore, dueOn)
    if (!withThisDay.ok) return dueOn.subtract({ days: 7 })
    if (withThisDay.value > workingDaysBefore) return day
    day = dayBefore
  }
  return day
}

/** Seven days by the London clock after the last check, or after the conference became late. */
function unchecked({ checks }: Snapshot, enquiry: Section47Fact): Finding {
  const own = checks.filter(({ section47Id }) => section47Id === enquiry.id)
  const from = latest(lateFrom(enquiry), enquiry.knownAt, ...own.map(({ checkedAt }) => checkedAt))
  const due = fromLondon(londonDateTime(from).add({ days: daysBetweenChecks }))
  const since = due.ok ? due.value : from.add({ hours: 24 * daysBetweenChecks })
  return aboutTheAuthority('interim-plan-not-checked', enquiry.id, since)
}
