import { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { count, dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { conferencePaths } from './paths.ts'
import { interimCheckDueOn, isLate } from './rules/limits.ts'
import { type Enquiry, listEnquiries } from './store/enquiries.ts'
import { listSlots } from './store/slots.ts'

const most = 500
/** A look at an interim plan is on the list this long before its last day. */
const daysBefore = 3
const slotDaysAhead = 14

/**
 * What waits of conferences: to book one, to say why it is late, to look at an interim plan. It is the allocated worker's, or
 * whoever was named for the next look; nobody's by name is every manager's. Booked slots without minutes are the conference service's.
 */
export const conferenceWork: WorkSource = async (tx, { user, people }) => {
  const today = londonDate(tx.now)
  const takesUnowned = may(user, access.decideContacts)
  const waits = may(user, access.workDiscussions)
    ? (await listEnquiries(tx, { isWaiting: true, today, limit: most, skip: 0 })).enquiries
    : []
  const families = [...Map.groupBy(waits, ({ discussionId }) => discussionId).values()]
  const items = families.flatMap((family) => familyItems(family, today))
  return [
    ...items.filter(({ ownerId }) => (ownerId === null ? takesUnowned : people.includes(ownerId))),
    ...(may(user, access.manageConferences) ? await slotItems(tx) : []),
  ]
}

/** The day's last minute, after which what is due on it is late: midnight would be told as the day after. */
const endOf = (day: Temporal.PlainDate): Temporal.Instant =>
  startOfLondonDay(day.add({ days: 1 })).subtract({ minutes: 1 })

function familyItems(family: readonly Enquiry[], today: Temporal.PlainDate): readonly WorkItem[] {
  const [first] = family
  if (first === undefined) return []
  const { discussionId, reference, conferenceDueOn: dueOn, allocatedWorkerId } = first
  const unbooked = family.filter(({ booking }) => booking === null)
  const unsaid = family.filter((each) => isLate(each.conferenceDueOn, today) && each.lateBecause === null)
  const checks = family.filter((each) => isLate(each.conferenceDueOn, today) && isNear(nextCheck(each), today))
  const title = `Conference for ${reference}`
  const by = `${isLate(dueOn, today) ? 'was' : 'is'} to be held by ${dateInWords(dueOn)}`
  const whose = { due: endOf(dueOn), ownerId: allocatedWorkerId }
  return [
    ...(unbooked.length === 0
      ? []
      : [
          {
            id: `conference-book:${discussionId}`,
            title,
            detail: `${count(unbooked.length, 'child', 'children')} without a slot, ${by}`,
            verb: 'Book',
            href: conferencePaths.book({ discussionId }),
            ...whose,
          },
        ]),
    ...(unsaid.length === 0
      ? []
      : [
          {
            id: `conference-late:${discussionId}`,
            title,
            detail: `Late, and nobody said why: it ${by}`,
            verb: 'Say why',
            href: conferencePaths.late({ discussionId }),
            ...whose,
          },
        ]),
    ...checkItems(checks),
  ]
}

/** One for each person who is to look: brothers and sisters may have different ones. */
function checkItems(checks: readonly Enquiry[]): readonly WorkItem[] {
  const looker = ({ lastCheck, allocatedWorkerId }: Enquiry) => lastCheck?.nextBy ?? allocatedWorkerId
  return [...Map.groupBy(checks, looker)].flatMap(([ownerId, own]) => {
    const [first] = own.toSorted((one, other) => Temporal.PlainDate.compare(nextCheck(one), nextCheck(other)))
    if (first === undefined) return []
    return [
      {
        id: `interim-check:${first.discussionId}:${ownerId ?? ''}`,
        due: endOf(nextCheck(first)),
        title: `Interim plan of ${first.reference}`,
        detail: `${count(own.length, 'child waits', 'children wait')} for a late conference. Does the plan keep them safe?`,
        verb: 'Look',
        href: conferencePaths.interimCheck({ discussionId: first.discussionId }),
        ownerId,
      },
    ]
  })
}

const nextCheck = ({ conferenceDueOn, lastCheck }: Enquiry): Temporal.PlainDate =>
  interimCheckDueOn(conferenceDueOn, lastCheck?.at ?? null)

const isNear = (day: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day.subtract({ days: daysBefore }), today) <= 0

async function slotItems(tx: Tx): Promise<readonly WorkItem[]> {
  const to = tx.now.add({ hours: 24 * slotDaysAhead })
  const asked = { from: tx.now, to, isFree: false, hasMinuteTaker: false, limit: most, skip: 0 }
  return (await listSlots(tx, asked)).slots.map(({ slotId, startsAt, place }) => ({
    id: `slot-minutes:${slotId}`,
    due: startsAt,
    title: `Conference on ${whenInWords(startsAt, tx.now)}`,
    detail: `${place}: it is booked, and nobody takes the minutes`,
    verb: 'Name somebody',
    href: conferencePaths.changeSlot({ slotId }),
    ownerId: null,
  }))
}
