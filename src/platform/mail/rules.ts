import type { Temporal } from 'temporal-polyfill'
import type { AttemptResult } from './tables.ts'
import type { Answer } from './way.ts'

/** About two days of trying: a mail server that is mended after a weekend's morning still gets what waited. */
const mostAttempts = 40
const longestPauseMinutes = 90

export interface AfterAttempt {
  readonly result: AttemptResult
  /** When it is tried next; null when it is not. */
  readonly nextAttemptAt: Temporal.Instant | null
}

/**
 * What becomes of a message after a try. What is refused for good is given up at once; anything else is tried again after
 * 1, 2, 4 … minutes, at most 90 apart.
 */
export function afterAttempt(earlierAttempts: number, answer: Answer, now: Temporal.Instant): AfterAttempt {
  if (answer.outcome === 'accepted') return { result: 'sent', nextAttemptAt: null }
  if (answer.outcome === 'refused' || earlierAttempts + 1 >= mostAttempts)
    return { result: 'given-up', nextAttemptAt: null }
  const minutes = Math.min(2 ** Math.min(earlierAttempts, 10), longestPauseMinutes)
  return { result: 'failed', nextAttemptAt: now.add({ minutes }) }
}

/**
 * When a service is asked again whether a message has arrived: every five minutes in the first hour, then hourly; null after
 * eight days, since Notify tries for three and forgets after seven.
 */
export function nextAsk(takenAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | null {
  const hours = takenAt.until(now).total('hours')
  if (hours >= 8 * 24) return null
  return now.add({ minutes: hours < 1 ? 5 : 60 })
}
