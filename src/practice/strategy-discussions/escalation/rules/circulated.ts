import type { Temporal } from 'temporal-polyfill'
import type { AttendanceFact, InvitationFact, RecipientFact, Snapshot } from './facts.ts'
import { latest } from './instants.ts'

interface Circulated {
  readonly isDone: boolean
  /** Since when somebody is owed the record who was not known before; null where it has not gone out at all. */
  readonly changedAt: Temporal.Instant | null
}

/**
 * Whether the record went to everybody it is owed: those who were there, and those who were invited and were not. The
 * authority's own people read it here and need no copy; the record has to have gone out all the same.
 */
export function isCirculated({ invitations, attendances, recipients }: Snapshot): Circulated {
  if (recipients.length === 0) return { isDone: false, changedAt: null }
  const outside = ({ partner }: InvitationFact | AttendanceFact): boolean => partner !== 'local-authority'
  const owed = [
    ...invitations.filter((each) => outside(each) && !isSentTo(each, recipients, attendances)),
    ...attendances.filter((each) => outside(each) && !hasRecord(each, recipients, invitations)),
  ].map(({ knownAt }) => knownAt)
  const [first, ...more] = owed
  return first === undefined ? { isDone: true, changedAt: null } : { isDone: false, changedAt: latest(first, ...more) }
}

const isSentTo = (
  invitation: InvitationFact,
  recipients: readonly RecipientFact[],
  attendances: readonly AttendanceFact[],
): boolean => {
  const came = new Set(attendances.filter(({ invitationId }) => invitationId === invitation.id).map(({ id }) => id))
  return recipients.some(
    (recipient) =>
      recipient.invitationId === invitation.id ||
      (recipient.attendanceId !== null && came.has(recipient.attendanceId)) ||
      isSame(recipient, invitation),
  )
}

const hasRecord = (
  attendance: AttendanceFact,
  recipients: readonly RecipientFact[],
  invitations: readonly InvitationFact[],
): boolean =>
  recipients.some(
    (recipient) =>
      recipient.attendanceId === attendance.id ||
      (recipient.attendanceId === attendance.corrects && attendance.corrects !== null) ||
      (attendance.invitationId !== null && recipient.invitationId === attendance.invitationId) ||
      isSame(recipient, attendance),
  ) ||
  invitations.some(
    (invitation) => invitation.id === attendance.invitationId && recipients.some((each) => isSame(each, invitation)),
  )

/** The same person; or, for somebody who does not sign in here, their agency's desk. */
const isSame = (
  recipient: RecipientFact,
  owed: { readonly personId: string | null; readonly agencyId: string | null },
): boolean =>
  owed.personId !== null
    ? recipient.personId === owed.personId
    : recipient.personId === null && recipient.agencyId !== null && recipient.agencyId === owed.agencyId
