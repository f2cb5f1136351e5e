import type { FormState } from '#platform/http'

/** The form with some fields changed by a step; null clears a field. Everything else stays as it was typed. */
export function retyped(form: FormState, changes: Readonly<Record<string, string | null>>): FormState {
  const changed = (name: string): boolean => Object.hasOwn(changes, name)
  return {
    ...form,
    wasTyped: true,
    value: (name, fallback) => (changed(name) ? (changes[name] ?? '') : form.value(name, fallback)),
    values: (name, fallback) => (changed(name) ? [changes[name] ?? ''] : form.values(name, fallback)),
    names: (prefix) => [
      ...form.names(prefix).filter((name) => !changed(name)),
      ...Object.keys(changes).filter((name) => name.startsWith(prefix) && changes[name] !== null),
    ],
  }
}

/** The numbers of the groups that were typed under a prefix: `child.` with `child.0.id` and `child.2.id` gives 0 and 2. */
export function groupsTyped(form: FormState, prefix: string): readonly number[] {
  const numbers = form.names(prefix).map((name) => Number(name.slice(prefix.length).split('.')[0]))
  return [...new Set(numbers.filter((number) => Number.isInteger(number) && number >= 0))].sort((a, b) => a - b)
}
