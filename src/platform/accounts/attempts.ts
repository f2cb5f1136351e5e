import type { Database } from '#platform/db'
import { forgetFailures, recentFailures, recordFailure } from './store.ts'

/** So many wrong ones within so many minutes, and the name waits. */
export const failuresAllowed = 5
export const withinMinutes = 15

export const tooManyAttempts = `Too many attempts. Wait ${withinMinutes} minutes and try again, or ask your administrator.`

/**
 * Counts an attempt under a name before it is looked at, so that a thousand at once are no way round the limit: null when it may
 * be looked at, else what to say. One that was right is taken off again with {@link wasRight}.
 */
export async function attempt(database: Database, name: string): Promise<string | null> {
  const before = await recentFailures(database, name, withinMinutes)
  if (before.failures >= failuresAllowed) return tooManyAttempts
  await recordFailure(database, name)
  const { failures } = await recentFailures(database, name, withinMinutes)
  return failures > failuresAllowed ? tooManyAttempts : null
}

export const wasRight = (database: Database, name: string): Promise<void> => forgetFailures(database, name)
