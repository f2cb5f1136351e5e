import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'

/** The platform's own tables, as Kysely sees them (camelCase). Each area declares its own beside its store. */
export interface PlatformTables {
  'platform.authority': { authorityId: number; name: string; isSample: boolean; createdAt: Generated<Temporal.Instant> }
  'platform.account': {
    authorityId: number
    id: string
    name: string
    signInName: string
    passwordHash: string | null
    roles: string[]
    agencyId: string | null
    isActive: Generated<boolean>
  }
  'platform.invitation': {
    authorityId: number
    tokenHash: Buffer
    personId: string
    madeAt: Generated<Temporal.Instant>
    endsAt: Temporal.Instant
    usedAt: Temporal.Instant | null
  }
  'platform.submission': {
    authorityId: number
    token: string
    personId: string
    recordedAt: Generated<Temporal.Instant>
    location: string
  }
  'platform.draft': {
    authorityId: number
    personId: string
    form: string
    answers: string
    savedAt: Generated<Temporal.Instant>
  }
  'platform.search': {
    authorityId: number
    id: string
    personId: string
    kind: string
    words: string
    searchedAt: Generated<Temporal.Instant>
  }
  'trail.entry': {
    authorityId: number
    id: Generated<number>
    recordedAt: Generated<Temporal.Instant>
    kind: 'change' | 'read' | 'refusal' | 'run'
    action: string
    personId: string | null
    subjects: string[]
    body: Buffer
  }
}
