import { Temporal } from 'temporal-polyfill'
import type { MailState } from '#platform/mail'

/** Somebody has to ring: no mail will reach them by itself. */
export const isUndelivered = (state: MailState['state']): boolean => state === 'given-up' || state === 'bounced'

/** So long before the start an invitation without an answer is somebody's work: half the notice, and four hours at most. */
const mostHoursBefore = 4

interface Asked {
  readonly isAnswered: boolean
  readonly answeredAt: Temporal.Instant | null
  readonly invitedAt: Temporal.Instant
  readonly startsAt: Temporal.Instant
}

/** Whether somebody who has not answered is to be rung now. */
export function isToChase({ isAnswered, invitedAt, startsAt }: Asked, now: Temporal.Instant): boolean {
  if (isAnswered) return false
  const notice = startsAt.epochMilliseconds - invitedAt.epochMilliseconds
  const before = Math.min(notice / 2, mostHoursBefore * 3_600_000)
  return now.epochMilliseconds >= startsAt.epochMilliseconds - before
}

/**
 * Whether somebody who has answered does not know of a change: mail about it did not arrive, and they have not answered since,
 * which they do where it stands as it is.
 */
export const isChangeUntold = (
  { isAnswered, answeredAt }: Pick<Asked, 'isAnswered' | 'answeredAt'>,
  mail: { readonly queuedAt: Temporal.Instant } | undefined,
): boolean =>
  mail !== undefined && isAnswered && (answeredAt === null || Temporal.Instant.compare(answeredAt, mail.queuedAt) < 0)

/**
 * Whose work it is to ring somebody whom mail did not reach: the chair's; where that is who has to be told, or there is none,
 * whoever brought it about. Null is anybody's; nobody's where they brought it about themselves.
 */
export function whoRings({
  personId,
  chairId,
  arrangedBy,
}: {
  readonly personId: string | null
  readonly chairId: string | null
  readonly arrangedBy: string | null
}): string | null | 'nobody' {
  if (chairId !== null && chairId !== personId) return chairId
  return arrangedBy !== null && arrangedBy === personId ? 'nobody' : arrangedBy
}
