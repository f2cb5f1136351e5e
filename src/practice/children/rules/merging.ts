import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Child } from '../store/children.ts'

/**
 * Whether one record can be merged into another. An identity under protection (adoption) is never linked to another: not
 * even the refusal may say so, hence the plain words.
 */
export function mayMerge(survivor: Child, merged: Child): Outcome<null> {
  if (survivor.id === merged.id) {
    return invalid({ field: 'other', message: 'This is the same record. Give the reference of the other one.' })
  }
  if (survivor.isProtectedIdentity || merged.isProtectedIdentity) {
    return invalid({ field: 'other', message: 'There is no other record with this reference' })
  }
  if (merged.mergedInto !== null || survivor.mergedInto !== null) {
    return conflict('One of the two was merged already.', 'Open the record that goes on, or undo that merge first.')
  }
  return ok(null)
}
