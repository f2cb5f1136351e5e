import type { WorkingClock } from '../clock/working-clock.ts'
import { type Activity, type ProcessRoute, placeOf } from '../process-activities.ts'

/** One event of one child, as the records have it. */
export interface LoggedEvent {
  readonly activity: Activity
  /** Milliseconds since 1970; the first instant of the London day where only the day is known. */
  readonly at: number
  readonly isDay: boolean
  /** Which of the child's contacts, from 1; 0 where the records name none. */
  readonly contact: number
  readonly route: ProcessRoute | null
  /** The caller's own number for the area; 0 for none. */
  readonly area: number
}

/** One child and one contact, from the contact to whatever came of it. */
export interface ProcessCase<Event extends LoggedEvent = LoggedEvent> {
  /** In the order in which they happened. */
  readonly events: readonly Event[]
  /** When the first of them happened. */
  readonly beganAt: number
  readonly route: ProcessRoute
  readonly area: number
}

/** How long after a contact something can still come of it. */
export const followedDays = 183

const window = followedDays * 86_400_000

/**
 * Takes the events of one child apart into cases: one for each contact. What names no contact (the case system's records)
 * belongs to the latest contact by that day, not more than half a year before, that led on to an assessment or a strategy
 * discussion, else to the latest of any kind. Without a contact, each referral begins a case, and so does what comes before one.
 */
export function casesOf<Event extends LoggedEvent>(
  events: readonly Event[],
  clock: Pick<WorkingClock, 'dayOf'>,
): readonly ProcessCase<Event>[] {
  const byContact = new Map<number, Event[]>()
  let unnamed: Event[] | null = null
  for (const event of events) {
    if (event.contact === 0) {
      unnamed ??= []
      unnamed.push(event)
      continue
    }
    const known = byContact.get(event.contact)
    if (known === undefined) byContact.set(event.contact, [event])
    else known.push(event)
  }
  const groups = [...byContact.values()]
  if (unnamed !== null) groups.push(...placeUnnamed(unnamed, groups, clock))
  return groups.map((group) => caseOf(group, clock))
}

/** Puts each unnamed event to its contact's group; answers the groups of those that have none. */
function placeUnnamed<Event extends LoggedEvent>(
  unnamed: readonly Event[],
  contacts: readonly Event[][],
  clock: Pick<WorkingClock, 'dayOf'>,
): readonly Event[][] {
  const begun = contacts.map((group) => ({
    group,
    at: Math.min(...group.map(({ at }) => at)),
    ledOn: group.some(({ activity }) => leadsOn.has(activity)),
  }))
  const own: Event[][] = []
  let latest: Event[] = []
  let latestAt = Number.NEGATIVE_INFINITY
  const inOrder = unnamed.toSorted((one, other) => one.at - other.at || placeOf(one.activity) - placeOf(other.activity))
  for (const event of inOrder) {
    const before = begun.filter(({ at }) => clock.dayOf(at) <= clock.dayOf(event.at) && event.at - at < window)
    const fitting = before.some(({ ledOn }) => ledOn) ? before.filter(({ ledOn }) => ledOn) : before
    const nearest = fitting.reduce<(typeof begun)[number] | null>(
      (best, each) => (best === null || each.at > best.at ? each : best),
      null,
    )
    if (nearest !== null) nearest.group.push(event)
    else if (latest.length > 0 && event.activity !== 'referral' && event.at - latestAt < window) latest.push(event)
    else {
      latest = [event]
      latestAt = event.at
      own.push(latest)
    }
  }
  return own
}

const leadsOn: ReadonlySet<Activity> = new Set([
  'decided-assessment',
  'decided-strategy-discussion',
  'decided-already-open',
])

function caseOf<Event extends LoggedEvent>(
  group: readonly Event[],
  clock: Pick<WorkingClock, 'dayOf'>,
): ProcessCase<Event> {
  const events = withoutRepeats(inOrder(group, clock), clock)
  const first = events[0]
  if (first === undefined) throw new RangeError('a case has at least one event')
  const isOpen = events.some(({ route }) => route === 'open-case')
  const cameThroughTheDoor = first.contact !== 0 || first.activity === 'referral'
  return {
    events,
    beganAt: first.at,
    route: isOpen || !cameThroughTheDoor ? 'open-case' : 'front-door',
    area: events.find(({ area }) => area !== 0)?.area ?? 0,
  }
}

/**
 * By time. What is known by its day alone comes after everything of that day that the process puts before it, and otherwise at the
 * day's beginning: a referral stands after the decision at 14:00 that it follows from.
 */
function inOrder<Event extends LoggedEvent>(
  group: readonly Event[],
  clock: Pick<WorkingClock, 'dayOf'>,
): readonly Event[] {
  if (group.length === 1) return group
  const placed = group.map((event) => ({ event, at: event.isDay ? placedAt(event, group, clock) : event.at }))
  placed.sort((one, other) => one.at - other.at || placeOf(one.event.activity) - placeOf(other.event.activity))
  return placed.map(({ event }) => event)
}

function placedAt(day: LoggedEvent, group: readonly LoggedEvent[], clock: Pick<WorkingClock, 'dayOf'>): number {
  let at = day.at
  for (const timed of group) {
    if (timed.isDay || timed.at <= at || placeOf(timed.activity) >= placeOf(day.activity)) continue
    if (clock.dayOf(timed.at) === clock.dayOf(day.at)) at = timed.at
  }
  return at
}

/** The same thing twice on the same day is one thing that was entered twice (practice.md §5, trap 11). */
function withoutRepeats<Event extends LoggedEvent>(
  events: readonly Event[],
  clock: Pick<WorkingClock, 'dayOf'>,
): readonly Event[] {
  if (hasNoRepeat(events)) return events
  const seen = new Set<string>()
  return events.filter(({ activity, at }) => {
    const key = `${activity} ${clock.dayOf(at)}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Most cases have each activity once: one bit for each of the few there are. */
function hasNoRepeat(events: readonly LoggedEvent[]): boolean {
  let seen = 0
  for (const { activity } of events) {
    const bit = 1 << placeOf(activity)
    if ((seen & bit) !== 0) return false
    seen |= bit
  }
  return true
}
