import type { PublishedYear } from '../../published/leeds.ts'
import type { Chance } from '../../random.ts'
import type { Theme } from '../../words/worries.ts'
import { type Day, type Days, dayNumberAt } from '../days.ts'
import type { StoryChild } from '../story.ts'
import type { Workforce } from '../workforce.ts'
import { atNight, sharesOf } from './shares.ts'

/** A discussion that is due, as the rows are made from. Moments in milliseconds since 1970. */
export interface DiscussionStory {
  readonly route: 'front-door' | 'open-case'
  readonly contactId: string | null
  /** The emergency call whose full meeting it is; then it is due some working days after the call. */
  readonly follows: string | null
  readonly children: readonly (StoryChild & { readonly decisionId: string | null })[]
  readonly theme: Theme
  readonly causeAt: number
  readonly causeBy: string
  /** The area that works the case; null at the front door. */
  readonly area: number | null
  readonly isSection47: boolean
  /** As the case system names them. */
  readonly teamName: string
  readonly workerName: string
  readonly published: PublishedYear
}

export interface DiscussionFacts {
  readonly days: Days
  readonly staff: Workforce
  /** The moment from which it is told: what is later is not known yet. */
  readonly asOf: number
  readonly nextReference: () => string
  readonly nextEscalation: () => string
  /** How many enquiries of a child began on a day, this one included: the case system tells them apart by that. */
  readonly occurrenceOf: (childId: string, onDay: number) => number
}

/** How it went. */
export interface Going {
  readonly kind: 'held' | 'decided-not-to-hold' | 'cancelled'
  readonly startsAt: number
  readonly endsAt: number
  readonly isNight: boolean
  readonly form: 'in-person' | 'video' | 'phone'
  readonly isEmergencyCall: boolean
  readonly chairId: string
  readonly isChairDeparture: boolean
  readonly came: Readonly<Record<'nhs' | 'police', boolean>>
  readonly isCirculatedInTime: boolean
  readonly isEscalated: boolean
}

const minute = 60_000
const hour = 60 * minute

/** Whether and when a discussion was held, by whom and with whom. */
export function goingOf(dice: Chance, story: DiscussionStory, { days, staff }: DiscussionFacts): Going {
  const day = days.of(dayNumberAt(days, story.causeAt))
  const shares = sharesOf(day)
  const isInTime = dice.happens(shares.inTime)
  const isFullMeeting = story.follows !== null
  const isEmergencyCall = !isFullMeeting && dice.happens(0.09)
  const wait = isFullMeeting
    ? (isInTime ? 20 : 170) + dice.next() * 70
    : isEmergencyCall
      ? 1 + dice.next() * 3
      : isInTime
        ? 2 + dice.next() * 16
        : 25 + dice.next() * 60
  const startsAt = startOf(dice, days, story.causeAt + wait * hour, isEmergencyCall)
  const isNight = isOutOfHours(days.of(dayNumberAt(days, startsAt)), startsAt)
  const night = isNight ? atNight : { nhs: 1, police: 1 }
  // An open case has its health visitor and its officer already.
  const known = story.route === 'open-case' ? 1.04 : 1
  const drawn = dice.next()
  const decided =
    story.isSection47 || isFullMeeting
      ? 'held'
      : drawn < 0.16
        ? 'decided-not-to-hold'
        : drawn < 0.2
          ? 'cancelled'
          : 'held'
  return {
    kind: decided,
    startsAt,
    endsAt: startsAt + (isEmergencyCall ? 20 : 35 + dice.below(30)) * minute,
    isNight,
    form: isEmergencyCall || dice.happens(0.12) ? 'phone' : dice.happens(0.8) ? 'video' : 'in-person',
    isEmergencyCall,
    ...chairOf(dice, story, staff),
    came: {
      nhs: dice.happens(Math.min(0.98, shares.nhs * night.nhs * known)),
      police: dice.happens(Math.min(0.98, shares.police * night.police * known)),
    },
    isCirculatedInTime: dice.happens(shares.circulated),
    isEscalated: dice.happens(shares.escalated),
  }
}

/** On a quarter of an hour; what can wait for the morning mostly does. */
function startOf(dice: Chance, days: Days, wanted: number, isEmergencyCall: boolean): number {
  const day = days.of(dayNumberAt(days, wanted))
  const isLate = wanted > day.startsAt + 18 * hour
  const isAtNight = isLate || wanted < day.startsAt + 8 * hour
  const morning = days.of(isLate ? day.number + 1 : day.number).startsAt + (8.5 + dice.below(4)) * hour
  const at = isAtNight && !isEmergencyCall && dice.happens(0.85) ? morning : wanted
  return Math.round(at / (15 * minute)) * 15 * minute
}

function chairOf(
  dice: Chance,
  { area }: DiscussionStory,
  staff: Workforce,
): Pick<Going, 'chairId' | 'isChairDeparture'> {
  const team = area === null ? undefined : staff.areas[area]
  if (team === undefined) return { chairId: dice.pick(staff.deciders), isChairDeparture: false }
  const isChairDeparture = dice.happens(0.05)
  return { chairId: isChairDeparture ? team.workerId : team.managerId, isChairDeparture }
}

const isOutOfHours = (day: Day, at: number): boolean =>
  !day.isWorking || at < day.startsAt + 8 * hour || at > day.startsAt + 18 * hour

/** The day after, at five in the afternoon, as near as a made-up past needs it. */
export const workingDayAfter = ({ days }: DiscussionFacts, at: number, workingDays: number): number => {
  const number = days.workingDayAfter(dayNumberAt(days, at), workingDays)
  return days.of(number).startsAt + 17 * hour
}
