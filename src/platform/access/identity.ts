import type { Role } from './roles.ts'

/** Who is asking, for row-level security and for the trail. */
export type Identity = PersonIdentity | SystemIdentity

export interface PersonIdentity {
  readonly kind: 'person'
  readonly authorityId: number
  readonly personId: string
  readonly roles: readonly Role[]
  /** Where from: the network address, when there is one. */
  readonly from?: string
}

/** A job or a command with nobody signed in. It sees every record of its authority; the trail names it. */
export interface SystemIdentity {
  readonly kind: 'system'
  readonly authorityId: number
  /** The job's or command's name: `sweep`, `import`. */
  readonly job: string
}

export const asSystem = (authorityId: number, job: string): SystemIdentity => ({ kind: 'system', authorityId, job })
