import type { Problem } from '#kernel/outcome'
import type { Role } from '#platform/access'

interface Beginner {
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly teamId?: string | null
  readonly lineManagerId?: string | null
  readonly agencyId?: string | null
}

/**
 * What is wrong with a person about to be added. A partner belongs to their agency and has no other role here; the
 * authority's own people belong to none.
 */
export function beginnerProblems({
  name,
  email,
  roles,
  teamId,
  lineManagerId,
  agencyId,
}: Beginner): readonly Problem[] {
  const isPartner = roles.includes('partner')
  return [
    ...problem('name', name.trim() === '', 'Enter their name'),
    ...problem('email', !looksLikeEmail(email), 'Enter an e-mail address, such as name@example.gov.uk'),
    ...problem('roles', roles.length === 0, 'Choose at least one role'),
    ...problem(
      'roles',
      isPartner && roles.length > 1,
      'A partner has no other role here. Choose either partner or the other roles',
    ),
    ...problem('agencyId', isPartner && !agencyId, 'Choose the agency this partner belongs to'),
    ...problem(
      'agencyId',
      !isPartner && Boolean(agencyId),
      'Only partners belong to an agency. Leave it empty, or choose the role partner',
    ),
    ...problem('teamId', isPartner && Boolean(teamId), 'A partner belongs to their agency and not to one of our teams'),
    ...problem(
      'lineManagerId',
      isPartner && Boolean(lineManagerId),
      'A partner’s line management is their own agency’s',
    ),
  ]
}

const problem = (field: string, isWrong: boolean, message: string): readonly Problem[] =>
  isWrong ? [{ field, message }] : []

export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
