import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Outcome } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { ApiExample } from './documentation/example.ts'

/** `contacts:restricted` opens, beside reading or writing, the contacts and discussions of restricted children. */
export const scopes = [
  'contacts:read',
  'contacts:write',
  'discussions:read',
  'discussions:write',
  'contacts:restricted',
] as const
export type Scope = (typeof scopes)[number]
export const scopeWords: Readonly<Record<Scope, string>> = {
  'contacts:read': 'asks what is open',
  'contacts:write': 'tells of contacts and decisions',
  'discussions:read': 'asks which strategy discussions are due',
  'discussions:write': 'tells of strategy discussions and who attended',
  'contacts:restricted': 'beside one of these: the contacts and discussions of restricted children too',
}

/** One operation of the interface for other systems. An area publishes its own; the document is made from the same schemas. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST'
  /** Under `/api/v1`, with `{name}` for parameters: `/contacts/{contactId}/decisions`. */
  readonly path: string
  readonly scope: Exclude<Scope, 'contacts:restricted'>
  readonly summary: string
  readonly description: string
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** What is answered when it went well. */
  readonly answer: z.ZodType
  /** As of `now`, in the order in which they can be sent after those of the routes before; a test sends them all. */
  readonly examples: (now: Temporal.Instant) => readonly ApiExample[]
  readonly handle: (asked: ApiAsked) => Promise<Outcome<ApiAnswer>>
}

export interface ApiAsked {
  readonly tx: Tx
  /** What the token may: at least the route's own scope. */
  readonly scopes: readonly Scope[]
  readonly params: Readonly<Record<string, string>>
  /** As the schemas gave them. */
  readonly query: unknown
  readonly body: unknown
}

export interface ApiAnswer {
  readonly status: 200 | 201
  readonly body: unknown
}

/** An operation with its types kept: the handler is given what its schemas say. */
export const apiRoute = <Query extends z.ZodType, Body extends z.ZodType>(
  route: Omit<ApiRoute, 'query' | 'body' | 'handle'> & {
    readonly query?: Query
    readonly body?: Body
    readonly handle: (
      asked: Omit<ApiAsked, 'query' | 'body'> & { readonly query: z.infer<Query>; readonly body: z.infer<Body> },
    ) => Promise<Outcome<ApiAnswer>>
  },
): ApiRoute => route as unknown as ApiRoute
