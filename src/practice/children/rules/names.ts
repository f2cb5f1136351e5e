import type { Child } from '../store/children.ts'

/** A child's name as people say it; an unborn or unnamed child is called by their reference. */
export function nameOf(
  child: Pick<Child, 'givenName' | 'familyName' | 'reference' | 'expectedDate' | 'dateOfBirth'>,
): string {
  const name = [child.givenName, child.familyName].filter((part) => part !== null && part !== '').join(' ')
  if (child.givenName) return name
  const kind = child.dateOfBirth === null && child.expectedDate !== null ? 'Unborn child' : 'Unnamed child'
  return name === '' ? `${kind} ${child.reference}` : `${kind} ${name}`
}
