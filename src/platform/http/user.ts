import { allows, type Permission, type PersonIdentity, type Role } from '#platform/access'

/** The person signed in, as pages see them. */
export interface User {
  readonly personId: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly authorityId: number
  readonly authorityName: string
  readonly isSample: boolean
  /** The partner agency they belong to; null for the authority's own staff. */
  readonly agencyId: string | null
}

export const may = (user: User, permission: Permission): boolean => allows(permission, user.roles)

export const identityOf = (user: User, from: string): PersonIdentity => ({
  kind: 'person',
  authorityId: user.authorityId,
  personId: user.personId,
  roles: user.roles,
  from,
})
