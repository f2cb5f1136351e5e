import type { Temporal } from 'temporal-polyfill'
import type { AttemptResult } from './tables.ts'

/** About two days of trying: a mail server that is mended after a weekend's morning still gets what waited. */
const mostAttempts = 40
const longestPauseMinutes = 90

export interface Answer {
  readonly isAccepted: boolean
  /** The server's three-digit code, or the kind of failure to reach it. Never its words: they can hold an address. */
  readonly code: string
}

export interface AfterAttempt {
  readonly result: AttemptResult
  /** When it is tried next; null when it is not. */
  readonly nextAttemptAt: Temporal.Instant | null
}

/**
 * What becomes of a message after a try. A server that says 5xx will say so again, so that is given up at once; anything
 * else is tried again after 1, 2, 4 … minutes, at most 90 apart.
 */
export function afterAttempt(earlierAttempts: number, answer: Answer, now: Temporal.Instant): AfterAttempt {
  if (answer.isAccepted) return { result: 'sent', nextAttemptAt: null }
  const isRefusedForGood = /^5\d\d$/.test(answer.code)
  if (isRefusedForGood || earlierAttempts + 1 >= mostAttempts) return { result: 'given-up', nextAttemptAt: null }
  const minutes = Math.min(2 ** Math.min(earlierAttempts, 10), longestPauseMinutes)
  return { result: 'failed', nextAttemptAt: now.add({ minutes }) }
}
