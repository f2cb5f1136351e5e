import type { Role } from './roles.ts'

/** Who is asking, for row-level security and for the trail. */
export type Identity = PersonIdentity | SystemIdentity | LinkIdentity

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

/** Whoever holds a link that opens one thing, with nobody signed in. It sees that thing; the trail names the link. */
export interface LinkIdentity {
  readonly kind: 'link'
  readonly authorityId: number
  readonly linkId: string
  /** Which page it opens, and of what: `strategy-discussions.reply` and that invitation's id. */
  readonly purpose: string
  /** Null when the link is no longer good: then it opens nothing at all. */
  readonly subjectId: string | null
  /** Where from: the network address. */
  readonly from: string
}

export const asSystem = (authorityId: number, job: string): SystemIdentity => ({ kind: 'system', authorityId, job })
