import type { Temporal } from 'temporal-polyfill'
import type { Section47Kind, Section47Outcome } from '../words.ts'
import type { Enquiry } from './enquiries.ts'

/** An enquiry as one line of SQL. */
export interface EnquiryRow {
  readonly id: string
  readonly discussionId: string
  readonly reference: string
  readonly childId: string
  readonly kind: Section47Kind
  readonly startedAt: Temporal.Instant
  readonly authorisedByName: string
  readonly conferenceDueOn: Temporal.PlainDate
  readonly allocatedWorkerId: string | null
  readonly allocatedWorkerName: string | null
  readonly teamName: string | null
  readonly areaName: string | null
  readonly endId: string | null
  readonly endOutcome: Section47Outcome
  readonly endReasons: string
  readonly endedAt: Temporal.Instant
  readonly endByName: string | null
  readonly bookedId: string | null
  readonly bookedSlot: string
  readonly startsAt: Temporal.Instant | null
  readonly endsAt: Temporal.Instant
  readonly place: string
  readonly chairName: string
  readonly minuteTakerName: string | null
  readonly heldId: string | null
  readonly heldOn: Temporal.PlainDate
  readonly ledToPlan: boolean | null
  readonly notRequiredId: string | null
  readonly notRequiredReason: string
  readonly notRequiredByName: string | null
  readonly notRequiredAt: Temporal.Instant
  readonly lateId: string | null
  readonly lateReason: string
  readonly checkedAt: Temporal.Instant | null
  readonly checkedByName: string | null
  readonly isSafe: boolean
  readonly checkWhat: string
  readonly checkDone: string
  readonly nextBy: string | null
  readonly nextByName: string | null
  readonly isWaiting: boolean
}

export const shaped = (row: EnquiryRow): Enquiry => ({
  id: row.id,
  discussionId: row.discussionId,
  reference: row.reference,
  childId: row.childId,
  kind: row.kind,
  startedAt: row.startedAt,
  authorisedByName: row.authorisedByName,
  conferenceDueOn: row.conferenceDueOn,
  allocatedWorkerId: row.allocatedWorkerId,
  allocatedWorkerName: row.allocatedWorkerName,
  teamName: row.teamName,
  areaName: row.areaName,
  isWaiting: row.isWaiting,
  end: endOf(row),
  booking: bookingOf(row),
  held: row.heldId === null ? null : { stepId: row.heldId, on: row.heldOn, ledToPlan: row.ledToPlan },
  notRequired: notRequiredOf(row),
  lateBecause: row.lateId === null ? null : { stepId: row.lateId, reason: row.lateReason },
  lastCheck: checkOf(row),
})

function endOf({ endId, endOutcome, endReasons, endedAt, endByName }: EnquiryRow): Enquiry['end'] {
  if (endId === null) return null
  return { id: endId, outcome: endOutcome, reasons: endReasons, at: endedAt, authorisedByName: endByName ?? '' }
}

function notRequiredOf(row: EnquiryRow): Enquiry['notRequired'] {
  const { notRequiredId, notRequiredReason, notRequiredByName, notRequiredAt } = row
  if (notRequiredId === null) return null
  return { stepId: notRequiredId, reason: notRequiredReason, byName: notRequiredByName ?? '', at: notRequiredAt }
}

function bookingOf(row: EnquiryRow): Enquiry['booking'] {
  const { bookedId, bookedSlot, startsAt, endsAt, place, chairName, minuteTakerName } = row
  if (bookedId === null || startsAt === null) return null
  return { stepId: bookedId, slotId: bookedSlot, startsAt, endsAt, place, chairName, minuteTakerName }
}

function checkOf(row: EnquiryRow): Enquiry['lastCheck'] {
  if (row.checkedAt === null) return null
  return {
    at: row.checkedAt,
    byName: row.checkedByName ?? '',
    isSafe: row.isSafe,
    what: row.checkWhat,
    done: row.checkDone,
    nextBy: row.nextBy,
    nextByName: row.nextByName,
  }
}
