import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, fromLondon, londonDate, startOfLondonDay, type WorkingCalendar } from '#kernel/clock'
import { circulatedBy, notHoldingReviewBy } from '../../rules/limits.ts'
import { keyPartners } from '../../words.ts'
import { isCirculated } from './circulated.ts'
import type { SettlementFact, Snapshot } from './facts.ts'
import { aboutTheAuthority, type Finding, type Rule } from './finding.ts'
import { isBy, lateAfter, latest } from './instants.ts'
import { agencyOf, attended } from './partners.ts'

/** What became of the discussion itself, and whether it did in time. */
export const becameOfIt: Rule = (snapshot, { calendar }) => {
  const { state, settlement, dueAt, origin } = snapshot
  const since = latest(lateAfter(dueAt), snapshot.knownAt, settlement?.knownAt ?? null)
  if (origin === 'full-meeting' && state !== 'decided-not-to-hold') {
    const isWhole =
      state === 'held' && !settlement?.isEmergencyCall && keyPartners.every((partner) => attended(snapshot, partner))
    return isWhole ? [] : [fullMeeting(snapshot, since)]
  }
  if (state === 'due') return [{ ...aboutTheAuthority('not-held', '', since), pace: { kind: 'round-the-clock' } }]
  if (state !== 'decided-not-to-hold' || settlement === null) return []
  if (snapshot.notHoldingReviews.some(({ id }) => id === settlement.id)) return []
  const limit = lateAfter(settlement.reviewDueAt ?? notHoldingReviewBy(calendar, settlement.happenedAt))
  return [aboutTheAuthority('not-holding-not-reviewed', settlement.id, latest(limit, settlement.knownAt))]
}

/** Nobody has met after the emergency call: a child waits, round the clock. Met without all three: in working time. */
const fullMeeting = ({ state }: Snapshot, since: Temporal.Instant): Finding => ({
  ...aboutTheAuthority('full-meeting-not-held', '', since),
  pace: { kind: state === 'due' ? 'round-the-clock' : 'working-days' },
})

/** After a discussion that was held: who was missing, the record on its way, who chaired. */
export const afterItWasHeld: Rule = (snapshot, { calendar }) => {
  const { settlement } = snapshot
  if (snapshot.state !== 'held' || settlement === null) return []
  return [
    ...absentPartners(snapshot, settlement, calendar),
    ...notCirculated(snapshot, settlement, calendar),
    ...chairToConfirm(snapshot, settlement, calendar),
  ]
}

function absentPartners(snapshot: Snapshot, settlement: SettlementFact, calendar: WorkingCalendar): readonly Finding[] {
  const [first, ...more] = snapshot.attendances.map(({ knownAt }) => knownAt)
  // With nobody's attendance taken yet, nobody is called absent before the record itself is late.
  const taken =
    first === undefined
      ? lateAfter(circulatedBy(calendar, endOf(settlement)))
      : more.reduce((one, other) => (isBy(one, other) ? one : other), first)
  return keyPartners
    .filter((partner) => !attended(snapshot, partner))
    .map((partner) => ({
      ...aboutTheAuthority(
        'partner-absent',
        partner,
        latest(taken, settlement.knownAt, correctedAt(snapshot, partner)),
      ),
      partner,
      agencyId: agencyOf(snapshot, partner),
    }))
}

/** When it was last put right who of this partner was there. */
const correctedAt = ({ attendances }: Snapshot, partner: string): Temporal.Instant | null =>
  attendances
    .filter((attendance) => attendance.partner === partner && attendance.corrects !== null)
    .map(({ knownAt }) => knownAt)
    .toSorted(Temporal.Instant.compare)
    .at(-1) ?? null

function notCirculated(snapshot: Snapshot, settlement: SettlementFact, calendar: WorkingCalendar): readonly Finding[] {
  const circulated = isCirculated(snapshot)
  if (circulated.isDone) return []
  const limit = lateAfter(circulatedBy(calendar, endOf(settlement)))
  return [aboutTheAuthority('record-not-circulated', '', latest(limit, settlement.knownAt, circulated.changedAt))]
}

function chairToConfirm(snapshot: Snapshot, settlement: SettlementFact, calendar: WorkingCalendar): readonly Finding[] {
  if (settlement.chairDepartures.length === 0) return []
  if (snapshot.chairConfirmations.some(({ id }) => id === settlement.id)) return []
  const limit = lateAfter(chairConfirmedBy(calendar, endOf(settlement)))
  return [aboutTheAuthority('chair-not-confirmed', settlement.id, latest(limit, settlement.knownAt))]
}

const endOf = ({ endedAt, happenedAt }: SettlementFact): Temporal.Instant => endedAt ?? happenedAt

const noon = new Temporal.PlainTime(12)

/**
 * "The next morning": noon of the next working day. What ended before work began on a working day has that day's morning:
 * a discussion in the night is looked at when people come in.
 */
export function chairConfirmedBy(calendar: WorkingCalendar, endedAt: Temporal.Instant): Temporal.Instant {
  const day = londonDate(endedAt)
  const dayBefore = day.subtract({ days: 1 })
  const morning = fromLondon(day.toPlainDateTime(calendar.hours.startsAt))
  const isBeforeWork = morning.ok && Temporal.Instant.compare(endedAt, morning.value) < 0
  const next = addWorkingDays(calendar, isBeforeWork ? dayBefore : day, 1)
  const on = next.ok ? next.value : day.add({ days: 1 })
  const at = fromLondon(on.toPlainDateTime(noon))
  return at.ok ? at.value : startOfLondonDay(on)
}
