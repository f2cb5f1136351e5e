import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { access, allows, type Role } from '#platform/access'
import { type Cover, covers, type Duty } from '../words.ts'
import { gapsIn, isBefore, overlaps, type Span } from './gaps.ts'
import { type Availability, clip, type PlannedShift, type Staffed, staffedPartsOf } from './stand-in.ts'
import { isTrained, type TrainingRecord } from './training.ts'

/** A shift as it stands on the rota. */
export interface Shift extends PlannedShift {
  readonly duty: Duty
  readonly personName: string
  /** Why somebody works it who by the standard should not; '' when nothing departs from it. */
  readonly departure: string
}

/** A time when something that must be covered is not. */
export interface Gap extends Span {
  readonly cover: Cover
}

/** What has to be covered round the clock in this authority. */
export const coversNeeded = (needsSocialWorker: boolean): readonly Cover[] =>
  needsSocialWorker ? ['decider', 'social-worker'] : ['decider']

/**
 * The times in [from, to) when nobody covers something that must be covered. A shift whose holder is away and has no
 * cover, or has left, fills nothing.
 */
export function rotaGaps(
  shifts: readonly Shift[],
  availability: Availability,
  needed: readonly Cover[],
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): readonly Gap[] {
  return needed
    .flatMap((cover) => {
      const wanted: readonly Duty[] = covers[cover].duties
      const staffed = shifts
        .filter(({ duty }) => wanted.includes(duty))
        .flatMap((shift) => staffedPartsOf(shift, availability))
      return gapsIn(staffed, from, to).map((gap): Gap => ({ ...gap, cover }))
    })
    .sort((one, other) => Number(one.startsAt.epochMilliseconds - other.startsAt.epochMilliseconds))
}

/** Who really works the shifts of a duty within [from, to), in order of their shifts. */
export function staffedBy(
  shifts: readonly Shift[],
  duty: Duty,
  availability: Availability,
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): readonly Staffed[] {
  return shifts
    .filter((shift) => shift.duty === duty)
    .flatMap((shift) => staffedPartsOf(shift, availability))
    .filter((part) => overlaps(part, { startsAt: from, endsAt: to }))
    .map((part) => clip(part, from, to))
}

/** Whether these roles let somebody do what the duty is for. Without them the system would refuse their decisions. */
export const canDo = (duty: Duty, roles: readonly Role[]): boolean =>
  allows(duty === 'duty-social-worker' ? access.recordContacts : access.decideContacts, roles)

export interface Candidate {
  readonly personId: string
  readonly name: string
  /** Their own training. */
  readonly training: readonly TrainingRecord[]
}

type DutyTime = Span & { readonly duty: Duty }

/**
 * What departs from the standard when this person works this shift, in sentences; none when nothing does. It can still
 * be recorded, with the reason: the rota has to say who is really there.
 */
export function departuresOf(shift: DutyTime, person: Candidate, availability: Availability): readonly string[] {
  const { personId, name, training } = person
  const isAwayThen = availability.absences.some(
    (absence) =>
      absence.personId === personId &&
      isBefore(absence.startsAt, shift.endsAt) &&
      (absence.endsAt === null || isBefore(shift.startsAt, absence.endsAt)),
  )
  return [
    ...(isTrainedFor(shift, training)
      ? []
      : [`${name}’s training to decide at night is not recorded or will have run out.`]),
    ...(isAwayThen ? [`${name} is recorded as away for part of this time.`] : []),
  ]
}

/** Whether somebody's training lasts the whole shift; only deciding at night needs any. */
export function isTrainedFor({ duty, startsAt, endsAt }: DutyTime, training: readonly TrainingRecord[]): boolean {
  if (duty !== 'out-of-hours-decider') return true
  const lastDay = londonDate(endsAt.subtract({ nanoseconds: 1 }))
  return [londonDate(startsAt), lastDay].every((day) => isTrained(training, 'decide-at-night', day))
}

/** A shift of the same person on the same duty that shares time with this one: entered twice, or meant to be changed. */
export const clashOf = (
  wanted: Span & { readonly duty: Duty; readonly personId: string },
  shifts: readonly Shift[],
): Shift | undefined =>
  shifts.find((shift) => shift.duty === wanted.duty && shift.personId === wanted.personId && overlaps(shift, wanted))

/** The longest shift the rota takes, in hours: a bank holiday weekend on call. Longer is a slip of the pen. */
export const longestShiftHours = 96

export const isTooLong = ({ startsAt, endsAt }: Span): boolean =>
  isBefore(startsAt.add({ hours: longestShiftHours }), endsAt)

/**
 * Why somebody cannot cover somebody else: what they may not do themselves the system would refuse them in the other's
 * name too, and a gap would look covered.
 */
export function coverProblem(person: Holder, standIn: Holder): string | null {
  if (!allows(access.decideContacts, person.roles) || allows(access.decideContacts, standIn.roles)) return null
  return `${person.name} may decide and ${standIn.name} may not. Choose somebody who may decide`
}

interface Holder {
  readonly name: string
  readonly roles: readonly Role[]
}
