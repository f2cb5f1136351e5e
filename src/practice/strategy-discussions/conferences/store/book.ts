import { Temporal } from 'temporal-polyfill'
import { type Conflict, conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import type { Enquiry } from './enquiries.ts'
import { recordConferenceStep } from './record.ts'
import { listSlots, lockSlot, type Slot } from './slots.ts'

/**
 * Books a slot for children of one discussion. A child who has another slot gives that one back. Conflict when another family
 * has it, which says who booked it and what is free; locked, so that of two at once the second is told. `recordedBy` is for a job that
 * tells what somebody else booked.
 */
export async function bookSlot(
  tx: Tx,
  enquiries: readonly Enquiry[],
  slotId: string,
  recordedBy?: string,
): Promise<Outcome<Slot>> {
  const [first] = enquiries
  if (first === undefined) return invalid({ field: 'children', message: 'Choose at least one child' })
  const slot = await lockSlot(tx, slotId)
  if (slot === null) return conflict('This slot was withdrawn.', await freeInWords(tx))
  if (slot.taken !== null && slot.taken.discussionId !== first.discussionId) return takenBy(tx, slot, slot.taken)
  if (Temporal.Instant.compare(slot.startsAt, tx.now) < 0)
    return invalid({ field: 'slotId', message: 'This slot is over: choose another' })
  for (const enquiry of enquiries) {
    if (enquiry.booking?.slotId === slotId) continue
    if (enquiry.booking !== null) await unbook(tx, enquiry, 'Another slot was booked')
    await recordConferenceStep(tx, enquiry, {
      ...{ kind: 'booked', slotId },
      ...(recordedBy === undefined ? {} : { recordedBy }),
    })
  }
  return ok(slot)
}

/** Gives the child's slot back. */
export async function unbook(tx: Tx, enquiry: Enquiry, reason: string): Promise<void> {
  if (enquiry.booking !== null)
    await recordConferenceStep(tx, enquiry, { kind: 'unbooked', replaces: enquiry.booking.stepId, reason })
}

async function takenBy(
  tx: Tx,
  slot: Slot,
  { reference, bookedBy, bookedAt }: NonNullable<Slot['taken']>,
): Promise<Conflict> {
  const at = whenInWords(bookedAt, tx.now)
  const who = reference === null ? 'another family' : `${reference}${bookedBy === null ? '' : ` by ${bookedBy}`}`
  return conflict(
    `The slot on ${whenInWords(slot.startsAt, tx.now)} was booked for ${who}: ${at}.`,
    await freeInWords(tx),
  )
}

const mostNamed = 5

/** "Free: Tue 21 Jun, 10:00, Merrion House; …". */
async function freeInWords(tx: Tx): Promise<string> {
  const { slots, total } = await listSlots(tx, { from: tx.now, isFree: true, limit: mostNamed, skip: 0 })
  if (slots.length === 0) return 'No slot is free. Ask the conference service for more.'
  const named = slots.map(({ startsAt, place }) => `${whenInWords(startsAt, tx.now)}, ${place}`).join('; ')
  return `Free: ${named}${total > slots.length ? `, and ${total - slots.length} more` : ''}.`
}
