import type { FastifyRequest } from 'fastify'
import { isId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Route } from './page.ts'
import { redirect, type Sendable } from './send.ts'

export interface Address {
  readonly params: Record<string, string>
  readonly query: unknown
}

/** Checks what stands in the address before anything reaches SQL: what is called …Id must be one, the query must fit its schema. */
export function readAddress(route: Route, request: FastifyRequest): Outcome<Address> {
  const params = { ...(request.params as Record<string, string>) }
  const broken = Object.entries(params).some(([name, value]) => !(name.endsWith('Id') ? isId(value) : isCode(value)))
  if (broken) return invalid({ field: '', message: 'This address is not complete. Go back and follow the link again.' })
  const { query: schema } = route.definition
  if (!schema) return ok({ params, query: {} })
  const read = schema.safeParse(request.query)
  if (!read.success) {
    const asked = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    return invalid({ field: '', message: `This list cannot be shown as asked (${asked}).` })
  }
  return ok({ params, query: read.data })
}

/** A word from one of our own lists, such as the key of a measure. */
const isCode = (value: string): boolean => /^[a-z0-9-]{1,80}$/.test(value)

/** To the sign-in page, and back here afterwards. Addresses hold only ids and codes, so this one may be repeated. */
export function toSignIn(request: FastifyRequest): Sendable {
  const next = request.url === '/' ? '' : `?next=${encodeURIComponent(request.url)}`
  return redirect(`/sign-in${next}`)
}

/** An address of ours to go on to after signing in; anything that could lead elsewhere is dropped. */
export const readNext = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : '/'
