import type { NotIndependent } from '../words.ts'

/** What of an action its verification depends on. */
export interface Owned {
  readonly ownerPersonId: string | null
  readonly ownerAgencyId: string | null
  /** Who recorded it as done. */
  readonly doneBy: string | null
}

export interface Verifier {
  readonly personId: string
  /** The partner agency they belong to; null for the authority's own staff. */
  readonly agencyId: string | null
  /** Everyone above them in their line, by id. */
  readonly managers: readonly string[]
}

/**
 * Why somebody is not independent of an action, or null when they are. Done by the owner and verified by somebody independent
 * are two states (practice.md, learned from elsewhere, 13): never the owner, never whoever recorded it as done, never somebody
 * below the owner in their line; for an action of a partner agency, somebody of another agency. PostgreSQL checks the same in
 * actions.why_not_independent().
 */
export function whyNotIndependent(action: Owned, verifier: Verifier): NotIndependent | null {
  if (verifier.personId === action.ownerPersonId) return 'owner'
  if (verifier.personId === action.doneBy) return 'reported'
  if (action.ownerAgencyId !== null && verifier.agencyId === action.ownerAgencyId) return 'same-agency'
  if (action.ownerPersonId !== null && verifier.managers.includes(action.ownerPersonId)) return 'below-owner'
  return null
}
