import type { Permission } from '#platform/access'
import type { Area, WorkSource } from '#platform/area'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'

export interface Named {
  readonly id: string
  readonly name: string
}

/** My work gathers from every area and imports none: app.ts hands in what each publishes. */
export interface MyWorkDeps {
  readonly sources: readonly WorkSource[]
  readonly finished: NonNullable<Area['finished']>
  /** The people a manager answers for, themselves left out; nobody for those who manage nobody. */
  readonly teamOf: (tx: Tx, user: User) => Promise<readonly Named[]>
  /** Those in whose place this person stands now. */
  readonly coveredBy: (tx: Tx, user: User) => Promise<readonly Named[]>
  /** What a person can start from here, shown to those who may. */
  readonly starts: readonly { readonly text: string; readonly href: string; readonly may: Permission }[]
}
