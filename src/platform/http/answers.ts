import type { z } from 'zod'
import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'

/** What a browser sent: dotted names, each with one value or several. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

type Nested = { [name: string]: Nested | string | readonly string[] }

/** Names that would reach into an object's prototype are never ours. */
const isSafeName = (name: string): boolean => !/(^|\.)(__proto__|prototype|constructor)(\.|$)/.test(name)

/** `{ 'child.0.name': 'x' }` to `{ child: [{ name: 'x' }] }`: objects with only whole-number names become arrays. */
export function nest(typed: Typed): unknown {
  const root: Nested = {}
  for (const [name, value] of Object.entries(typed)) {
    if (isSafeName(name)) place(root, name.split('.'), value)
  }
  return withArrays(root)
}

function place(root: Nested, steps: readonly string[], value: string | readonly string[]): void {
  let at = root
  for (const step of steps.slice(0, -1)) {
    const next = at[step]
    const inner: Nested = isNested(next) ? next : {}
    at[step] = inner
    at = inner
  }
  const last = steps.at(-1)
  if (last !== undefined) at[last] = value
}

const isNested = (value: Nested[string] | undefined): value is Nested =>
  typeof value === 'object' && !Array.isArray(value)

function withArrays(value: Nested[string]): unknown {
  if (!isNested(value)) return value
  const names = Object.keys(value)
  const inner = names.map((name) => [name, withArrays(value[name] ?? '')] as const)
  if (names.length > 0 && names.every((name) => /^\d{1,4}$/.test(name))) {
    return inner.sort(([a], [b]) => Number(a) - Number(b)).map(([, member]) => member)
  }
  return Object.fromEntries(inner)
}

/** Reads the answers by the form's schema, or says what is wrong with each, by dotted field name. */
export function readAnswers<T>(schema: z.ZodType<T>, typed: Typed): Outcome<T> {
  const read = schema.safeParse(nest(typed))
  if (read.success) return ok(read.data)
  const problems = read.error.issues.map(
    (issue): Problem => ({ field: issue.path.map(String).join('.'), message: issue.message }),
  )
  // The first problem of a field is the one to mend first; a second about the same field only confuses.
  return invalid(...problems.filter(({ field }, at) => problems.findIndex((other) => other.field === field) === at))
}
