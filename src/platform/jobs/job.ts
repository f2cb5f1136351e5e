import type { Temporal } from 'temporal-polyfill'
import type { Database } from '#platform/db'

/** Work that runs with nobody signed in. Idempotent: run twice, crashed half-way, two workers at once: the same rows once. */
export interface Job {
  /** `front-door.sweep`: the area first. */
  readonly name: string
  /** When, in Europe/London; without it the job runs only when something enqueues it. */
  readonly cron?: string
  /** Visits every authority with `listAuthorities`. `now` is the moment to act for, so that any moment can be replayed. */
  readonly run: (database: Database, now: Temporal.Instant) => Promise<void>
}
