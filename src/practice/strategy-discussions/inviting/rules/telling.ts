import { Temporal } from 'temporal-polyfill'

/** An invitation as far as mail about it needs it. */
export interface ToTell {
  readonly id: string
  readonly email: string
  readonly sequence: number
  readonly withdrawal: { readonly sequence: number } | null
  /** Whether they were ever asked by mail. */
  readonly wasAsked: boolean
}

interface Standing {
  readonly id: string
  readonly sequence: number
  readonly isCancelled: boolean
  readonly endsAt: Temporal.Instant
}

/** Mail that says how things stand. The key makes the same thing be said once, however often it is looked at. */
export interface Telling<T extends ToTell> {
  readonly invitation: T
  readonly method: 'REQUEST' | 'CANCEL'
  readonly sequence: number
  readonly key: string
}

/**
 * What everybody invited has to be told about what stands: a time to come to, that it is called off, or that they need not
 * come. Nobody is told to stay away who was never asked, nobody is asked to a time that is over, and a desk that two
 * invitations go to keeps the meeting while one of them stands.
 */
export function tellingsOf<T extends ToTell>(
  arrangement: Standing,
  invitations: readonly T[],
  now: Temporal.Instant,
): readonly Telling<T>[] {
  const isOver = Temporal.Instant.compare(arrangement.endsAt, now) <= 0
  const standing = new Set(invitations.filter(({ withdrawal }) => withdrawal === null).map(mailbox))
  return invitations.flatMap((invitation): readonly Telling<T>[] => {
    if (invitation.email === '') return []
    const { id, withdrawal, wasAsked } = invitation
    if (withdrawal !== null) {
      if (!wasAsked || standing.has(mailbox(invitation))) return []
      return [{ invitation, method: 'CANCEL', sequence: withdrawal.sequence, key: `strategy.withdrawn:${id}` }]
    }
    const sequence = Math.max(arrangement.sequence, invitation.sequence)
    if (arrangement.isCancelled)
      return wasAsked ? [{ invitation, method: 'CANCEL', sequence, key: `strategy.off:${id}:${arrangement.id}` }] : []
    return isOver ? [] : [{ invitation, method: 'REQUEST', sequence, key: `strategy.asked:${id}:${arrangement.id}` }]
  })
}

const mailbox = ({ email }: ToTell): string => email.toLowerCase()
