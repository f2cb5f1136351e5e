import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import { transact } from '#platform/transaction'
import { madeEnquiry } from '../../src/practice/strategy-discussions/conferences/made-enquiry.ts'
import { bookSlot } from '../../src/practice/strategy-discussions/conferences/store/book.ts'
import { listEnquiriesOf } from '../../src/practice/strategy-discussions/conferences/store/enquiries.ts'
import { recordConferenceStep } from '../../src/practice/strategy-discussions/conferences/store/record.ts'
import { recordSlots } from '../../src/practice/strategy-discussions/conferences/store/slots.ts'

/**
 * A family of which one child waits for a late conference with a slot, and another had it, beside a slot that is free: so that
 * every page of conferences has something to belong to. Answers the address of the discussion.
 */
export async function conferenceLaidDown(database: Database): Promise<string> {
  const [only] = await listAuthorities(database)
  if (only === undefined) throw new Error('the sample has no authority')
  const now = Temporal.Now.instant()
  const today = londonDate(now)
  return transact(database, asSystem(only.authorityId, 'test'), async (tx) => {
    const heldAt = now.subtract({ hours: 24 * 40 })
    const { discussionId } = await madeEnquiry(tx, {
      heldAt,
      conferenceDueOn: today.subtract({ days: 19 }),
      children: 2,
    })
    const [waits, had] = await listEnquiriesOf(tx, discussionId, today)
    if (waits === undefined || had === undefined) throw new Error('the enquiries that were made are not there')
    const [booked = ''] = await recordSlots(
      tx,
      [48, 72].map((hours) => ({
        startsAt: now.add({ hours }),
        endsAt: now.add({ hours: hours + 2 }),
        place: 'Room 1',
        chairName: '',
        minuteTakerId: null,
      })),
    )
    await bookSlot(tx, [waits], booked)
    await recordConferenceStep(tx, had, { kind: 'held', heldOn: today, ledToPlan: true })
    return `/strategy-discussions/${discussionId}`
  })
}
