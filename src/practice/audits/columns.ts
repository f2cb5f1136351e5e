import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'

export type Owned = { authorityId: number; recordedAt: Generated<Temporal.Instant> }
/** When the database recorded a fact, and who pressed the button. */
export type Recorded = Owned & { recordedBy: Generated<string | null> }
/** And when the house knew of it: the same, except where a sample tells of the past. */
export type Known = Recorded & { knownAt: Generated<Temporal.Instant> }
