import type { FormState } from '#platform/http'
import { groupsTyped, retyped } from '../parts/retyped.ts'

const parts = ['outcome', 'why', 'passedTo.early-help', 'passedTo.already-open', 'passedTo.transfer'] as const

/**
 * The form with each child's answers at that child's place. Children may have been decided, added or taken off while it
 * was typed: what was typed about one child must never stand under another.
 */
export function placed(form: FormState, childIds: readonly string[]): FormState {
  if (!form.wasTyped) return form
  const typedAt = new Map(groupsTyped(form, 'child.').map((place) => [form.value(`child.${place}.childId`), place]))
  const isSame = childIds.every((childId, place) => typedAt.get(childId) === place)
  if (isSame) return form
  const changes: Record<string, string> = {}
  for (const [place, childId] of childIds.entries()) {
    const before = typedAt.get(childId)
    for (const part of parts)
      changes[`child.${place}.${part}`] = before === undefined ? '' : form.value(`child.${before}.${part}`)
  }
  return retyped(form, changes)
}
