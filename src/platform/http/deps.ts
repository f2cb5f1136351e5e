import type { WorkingCalendar } from '#kernel/clock'
import type { NavigationItem } from '#platform/area'
import type { Database } from '#platform/db'
import type { Log } from '#platform/log'

/** What the web server needs; app.ts puts it together. */
export interface ServerDeps {
  readonly database: Database
  readonly calendar: WorkingCalendar
  readonly log: Log
  readonly navigation: readonly NavigationItem[]
  readonly config: HttpConfig
  /** Checks a password typed again by somebody signed in: null when it is right, else what to say. Slowed like signing in. */
  readonly checkPassword?: (
    who: { readonly authorityId: number; readonly personId: string },
    password: string,
  ) => Promise<string | null>
}

export interface HttpConfig {
  /** Where people reach it, such as https://line-of-sight.example; decides whether cookies are marked secure. */
  readonly publicUrl: string
  readonly trustProxy: boolean
  readonly sessionIdleMinutes: number
  readonly sessionAbsoluteMinutes: number
  /** Seals the secrets of second factors: 32 bytes in base64. */
  readonly secondFactorKey?: string | null
}
