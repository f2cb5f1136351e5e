import { Temporal } from 'temporal-polyfill'
import { dayNumberOf, fromLondon, londonDate, plainDateOf } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import {
  bookSlot,
  type Enquiry,
  interimCheckDueOn,
  listSlots,
  recordConferenceStep,
  recordEnd,
  recordInterimCheck,
} from '#practice/strategy-discussions'
import type { Days } from '../past/days.ts'
import { lateReasons } from '../past/discussions/words.ts'
import { type Chance, chance, seedOf } from '../random.ts'
import { made, sampleStaff } from '../staff.ts'

export interface Keeping {
  readonly seed: number
  readonly until: Temporal.Instant
  readonly days: Days
}

/** Half of the conferences are in time, as the Department for Education publishes for the last years; the others wait for a slot. */
const inTime = 0.55
const seenAtHome = [
  'Seen at home with the health visitor. What was agreed holds; the grandmother is there every evening.',
  'Seen alone at school: calm, and sleeping well. The partner has not come near, the neighbour says so too.',
  'Seen at home, unannounced. Food in the house, and the child knew whom to ring.',
] as const

const at = (day: Temporal.PlainDate, hour: number): Temporal.Instant => made(fromLondon(day.toPlainDateTime({ hour })))

/**
 * What has become of a family that waits for its conference: held in the slot that was booked; otherwise booked, late with the
 * reason, and looked after each week. Everything is drawn from the discussion's id, and what is there already stays.
 */
export async function carryOn(tx: Tx, family: readonly Enquiry[], keeping: Keeping): Promise<void> {
  const [first] = family
  if (first === undefined) return
  const dice = chance(seedOf(keeping.seed, `conference ${first.discussionId}`, 0))
  const { booking } = first
  const hasCome = (moment: Temporal.Instant): boolean => Temporal.Instant.compare(moment, keeping.until) <= 0
  const isSlow = !dice.happens(inTime)
  const sayLate = dice.pick(lateReasons)
  const endsAt = booking === null ? null : booking.endsAt
  const saidLate = booking === null ? await book(tx, family, { isSlow, sayLate, keeping, dice }) : false
  for (const enquiry of family) {
    const before = endsAt !== null && hasCome(endsAt) ? endsAt : keeping.until
    await wait(tx, enquiry, saidLate ? null : sayLate, before)
    if (endsAt !== null && hasCome(endsAt)) await holdIt(tx, enquiry, endsAt, dice.happens(0.86))
  }
}

const whoseIs = ({ allocatedWorkerId }: Enquiry): string => allocatedWorkerId ?? sampleStaff.serviceManager
const managerOf = ({ allocatedWorkerId }: Enquiry): string =>
  sampleStaff.areaWorkers.find(({ workerId }) => workerId === allocatedWorkerId)?.managerId ??
  sampleStaff.serviceManager

interface Booking {
  /** Nothing is found for them before their last day. */
  readonly isSlow: boolean
  readonly sayLate: string
  readonly keeping: Keeping
  readonly dice: Chance
}

/**
 * Some days after the discussion, or once the conference is late; only a slot with a minute-taker can be relied on. Answers
 * whether it had to be said with the booking why the conference is late.
 */
async function book(tx: Tx, family: readonly Enquiry[], { isSlow, sayLate, keeping, dice }: Booking): Promise<boolean> {
  const [first] = family
  if (first === undefined) return false
  const { until, days } = keeping
  const startedOn = dayNumberOf(londonDate(first.startedAt))
  const bookedOn = isSlow
    ? dayNumberOf(first.conferenceDueOn) + 3 + dice.below(16)
    : days.workingDayAfter(startedOn, 3 + dice.below(3))
  const bookedAt = at(plainDateOf(bookedOn), 10)
  if (Temporal.Instant.compare(bookedAt, until) > 0) return false
  // A plan for the family needs some days: nothing sooner than a week after the booking.
  const earliest = until.add({ hours: isSlow ? 24 : 24 * 5 })
  const { slots } = await listSlots(tx, { from: earliest, isFree: true, hasMinuteTaker: true, limit: 1, skip: 0 })
  const [slot] = slots
  if (slot === undefined) return false
  const as = { ...tx, now: bookedAt }
  made(await bookSlot(as, family, slot.slotId, whoseIs(first)))
  const isLate = Temporal.PlainDate.compare(londonDate(slot.startsAt), first.conferenceDueOn) > 0
  if (isLate) for (const enquiry of family) await giveReason(as, enquiry, sayLate)
  return isLate
}

/** Once: what was said before stands. */
async function giveReason(tx: Tx, enquiry: Enquiry, reason: string): Promise<void> {
  if (enquiry.lateBecause !== null) return
  await recordConferenceStep(tx, enquiry, {
    ...{ kind: 'late-because', reason, happenedAt: tx.now },
    ...{ personId: sampleStaff.serviceManager, recordedBy: sampleStaff.serviceManager },
  })
}

/** Late from the day after: the reason on that morning, and a look at the interim plan each week, now and then a day late. */
async function wait(tx: Tx, enquiry: Enquiry, reason: string | null, before: Temporal.Instant): Promise<void> {
  const hasCome = (moment: Temporal.Instant): boolean => Temporal.Instant.compare(moment, before) <= 0
  const lateAt = at(enquiry.conferenceDueOn.add({ days: 1 }), 9)
  if (!hasCome(lateAt)) return
  if (reason !== null) await giveReason({ ...tx, now: lateAt }, enquiry, reason)
  let last = enquiry.lastCheck?.at ?? null
  for (;;) {
    const dueOn = interimCheckDueOn(enquiry.conferenceDueOn, last)
    const dice = chance(seedOf(dayNumberOf(dueOn), `look ${enquiry.id}`, 0))
    const looksAt = at(dueOn.add({ days: dice.happens(0.2) ? 1 : 0 }), 11)
    if (!hasCome(looksAt)) return
    const by = whoseIs(enquiry)
    await recordInterimCheck({ ...tx, now: looksAt }, enquiry, {
      ...{ checkedAt: looksAt, checkedBy: by, isSafe: true, what: dice.pick(seenAtHome), done: '' },
      ...{ toldId: null, nextBy: null, recordedBy: by },
    })
    last = looksAt
  }
}

async function holdIt(tx: Tx, enquiry: Enquiry, endedAt: Temporal.Instant, ledToPlan: boolean): Promise<void> {
  const as = { ...tx, now: endedAt }
  const heldOn = londonDate(endedAt)
  const [by, authorisedBy] = [whoseIs(enquiry), managerOf(enquiry)]
  await recordConferenceStep(as, enquiry, { kind: 'held', heldOn, ledToPlan, happenedAt: endedAt, recordedBy: by })
  if (enquiry.end !== null) return
  const reasons = 'Borne out: a conference was held.'
  await recordEnd(as, enquiry, { outcome: 'conference', reasons, endedAt, authorisedBy })
}
