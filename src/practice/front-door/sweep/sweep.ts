import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { readSettings, type Settings } from '#practice/organisation'
import { tellOfLate } from '../webhooks/tell.ts'
import { type Turns, turnsAt } from './holders.ts'
import { dueOnRung, type Rung } from './ladder.ts'
import { sweepLateRecordings } from './late-recordings.ts'
import { type Due, dueFor } from './rules.ts'
import { type LateRow, listLate, waitForSweep } from './store/late.ts'
import {
  climbKey,
  endAnswered,
  type NewClimb,
  type NewReview,
  openReviews,
  recordClimbs,
  recordWarnings,
} from './store/reviews.ts'

/** What one sweep did, by the contacts' references. */
export interface Swept {
  readonly at: string
  readonly warned: readonly { readonly contact: string }[]
  readonly opened: readonly { readonly contact: string; readonly review: string; readonly period: number }[]
  readonly climbed: readonly { readonly contact: string; readonly review: string; readonly to: Rung }[]
  /** Reviews that were open before, or were opened before by a sweep for a later moment. */
  readonly alreadyOpen: number
}

/** One contact and what the rule says of it at the instant swept. */
interface Judged {
  readonly contact: LateRow
  readonly due: Due
}

/** One sweep under way. */
interface Sweep {
  readonly at: Temporal.Instant
  readonly settings: Settings
  readonly turns: Turns
}

/**
 * Sweeps this authority for the instant `at`, from the facts recorded by then: warns of contacts that will soon be due,
 * opens reviews, lets undone ones climb, and tells managers of decisions recorded late. Run twice, or by two workers at
 * once, it does what it would have done once. The trail says what it did.
 */
export async function sweep(tx: Tx, at: Temporal.Instant): Promise<Swept> {
  await waitForSweep(tx)
  const endedByOutcome = await endAnswered(tx)
  const settings = await readSettings(tx, at)
  const run: Sweep = { at, settings, turns: turnsAt(tx, at) }
  const late = await listLate(tx, at, at.subtract({ hours: settings.warningHours }))
  const judged = late.map((contact): Judged => ({ contact, due: dueFor(contact, at, settings) }))
  const warned = await warn(tx, run, judged)
  const { opened, openedBefore } = await open(tx, run, judged)
  const climbed = await climb(tx, run, judged)
  const lateRecordings = await sweepLateRecordings(tx, run)
  const alreadyOpen = judged.filter(({ due }) => due.isOpenAlready).length + openedBefore
  const swept = { at: at.toString(), warned, opened, climbed, alreadyOpen }
  tx.trail.ran('front-door.swept', { ...swept, endedByOutcome, lateRecordings })
  return swept
}

async function warn(tx: Tx, { at, turns }: Sweep, judged: readonly Judged[]): Promise<Swept['warned']> {
  const due = judged.filter(({ due: { warns } }) => warns).map(({ contact }) => contact)
  if (due.length === 0) return []
  const turn = await turns.atOpening()
  const ids = due.map(({ contactId }) => contactId)
  const fresh = await recordWarnings(tx, ids, at, turn)
  const warned = due.filter(({ contactId }) => fresh.has(contactId))
  const subjects = warned.map(({ contactId }) => contactId)
  if (warned.length > 0) tx.trail.changed({ action: 'contact.warned', subjects, content: { subjects, at, ...turn } })
  return warned.map(({ reference }) => ({ contact: reference }))
}

async function open(
  tx: Tx,
  { at, settings, turns }: Sweep,
  judged: readonly Judged[],
): Promise<{ readonly opened: Swept['opened']; readonly openedBefore: number }> {
  const due = judged.flatMap(({ contact, due: { opens } }) =>
    opens === null
      ? []
      : [{ ...opens, id: newId(), contactId: contact.contactId, isWaiting: contact.isWaiting, contact }],
  )
  if (due.length === 0) return { opened: [], openedBefore: 0 }
  const turn = await turns.atOpening()
  const opening = { ...turn, openedAt: at, dueAt: dueOnRung(turn.rung, turn.rung, at, settings) }
  const fresh = await openReviews(
    tx,
    due.map(({ contact: _contact, ...review }): NewReview => review),
    opening,
  )
  const opened = due.filter(({ id }) => fresh.has(id))
  if (opened.length > 0) {
    const subjects = opened.flatMap(({ contactId, id }) => [contactId, id])
    const reviews = opened.map(({ contact: _contact, ...review }) => review)
    tx.trail.changed({ action: 'review.opened', subjects, content: { ...opening, reviews } })
    // A past moment that is swept again opens reviews of what was decided since: that is no news.
    await tellOfLate(
      tx,
      opened.filter(({ isWaiting }) => isWaiting),
      at,
    )
  }
  return {
    opened: opened.map(({ contact, id, period }) => ({ contact: contact.reference, review: id, period })),
    openedBefore: due.length - opened.length,
  }
}

async function climb(tx: Tx, { at, settings, turns }: Sweep, judged: readonly Judged[]): Promise<Swept['climbed']> {
  const climbs: (NewClimb & { readonly reference: string })[] = []
  for (const { contact, due } of judged) {
    if (contact.review === null || contact.lastReview === null) continue
    const { openedAt, firstRung } = contact.lastReview
    for (const rung of due.climbs) {
      if (rung === 'duty-manager') continue
      const { personId } = await turns.climbing(rung, contact.review.assignedTo)
      const dueAt = dueOnRung(rung, firstRung, openedAt, settings)
      const { contactId, reference } = contact
      climbs.push({ reviewId: contact.review.id, contactId, rung, assignedTo: personId, dueAt, reference })
    }
  }
  const fresh = await recordClimbs(
    tx,
    climbs.map(({ reference: _reference, ...one }) => one),
    at,
  )
  const climbed = climbs.filter((one) => fresh.has(climbKey(one)))
  if (climbed.length > 0) {
    const subjects = [...new Set(climbed.flatMap(({ contactId, reviewId }) => [contactId, reviewId]))]
    tx.trail.changed({ action: 'review.climbed', subjects, content: { at, climbed } })
  }
  return climbed.map(({ reference, reviewId, rung }) => ({ contact: reference, review: reviewId, to: rung }))
}
