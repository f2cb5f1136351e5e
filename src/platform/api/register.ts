import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Failure, Problem } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import type { Database } from '#platform/db'
import { describeError, type Log } from '#platform/log'
import { transact } from '#platform/transaction'
import { findAnswer, keepAnswer, requestHash } from './idempotency.ts'
import { openApiDocument } from './open-api.ts'
import { problemOf, sendProblem } from './problem.ts'
import type { ApiAnswer, ApiRoute } from './route.ts'
import { type ApiClient, findClient } from './tokens.ts'

export interface ApiDeps {
  readonly database: Database
  readonly log: Log
  /** What a token may ask in a minute. */
  readonly perMinute?: number
}

const usualPerMinute = 600
const longestKey = 200

/** The interface for other systems, under `/api/v1`: tokens, limits, problems as RFC 9457, and its own description. */
export async function registerApi(app: FastifyInstance, deps: ApiDeps, routes: readonly ApiRoute[]): Promise<void> {
  await app.register(
    async (api) => {
      await api.register(rateLimit, {
        max: deps.perMinute ?? usualPerMinute,
        timeWindow: '1 minute',
        keyGenerator: (request) => request.headers.authorization ?? request.ip,
      })
      api.setErrorHandler((error, request, reply) => answerError(deps, error, request, reply))
      api.setNotFoundHandler((_request, reply) =>
        sendProblem(reply, { status: 404, title: 'Not found', detail: 'There is nothing at this address.' }),
      )
      api.get('/openapi.json', async () => openApiDocument(routes))
      for (const route of routes)
        api.route({
          method: route.method,
          url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
          handler: (request, reply) => answer(deps, route, request, reply),
        })
    },
    { prefix: '/api/v1' },
  )
}

async function answer(
  deps: ApiDeps,
  route: ApiRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const client = await clientOf(deps.database, request)
  if (client === null) {
    reply.header('www-authenticate', 'Bearer')
    return sendProblem(reply, {
      status: 401,
      title: 'Not signed in',
      detail: 'Send a token: Authorization: Bearer los_…',
    })
  }
  if (!client.scopes.includes(route.scope))
    return sendProblem(reply, {
      status: 403,
      title: 'Not allowed',
      detail: `This token has not the scope ${route.scope}.`,
    })
  const read = readRequest(route, request)
  if (!read.ok) return sendProblem(reply, problemOf(read))
  const key = keyOf(request)
  if (key !== null && key.length > longestKey)
    return sendProblem(reply, { status: 400, title: 'Key too long', detail: `Use at most ${longestKey} characters.` })
  const outcome = await handle(deps, route, client, { ...read.value, key, request })
  if (!outcome.ok) return sendProblem(reply, outcome.kind === 'reused' ? keyReused : problemOf(outcome))
  return reply.code(outcome.value.status).send(outcome.value.body)
}

const keyReused = {
  status: 409,
  title: 'Key used before',
  detail: 'This Idempotency-Key was sent with another request. Use a new key for each request.',
}

const keyOf = ({ method, headers }: FastifyRequest): string | null =>
  method === 'POST' && typeof headers['idempotency-key'] === 'string' ? headers['idempotency-key'] : null

async function clientOf(database: Database, { headers }: FastifyRequest): Promise<ApiClient | null> {
  const token = /^Bearer (los_[\w-]{20,100})$/.exec(headers.authorization ?? '')?.[1]
  return token === undefined ? null : findClient(database, token)
}

interface ReadRequest {
  readonly query: unknown
  readonly body: unknown
}

type Read = { readonly ok: true; readonly value: ReadRequest } | Extract<Failure, { kind: 'invalid' }>

function readRequest({ query, body }: ApiRoute, request: FastifyRequest): Read {
  const problems: Problem[] = []
  const take = (schema: z.ZodType | undefined, given: unknown): unknown => {
    const read = (schema ?? z.unknown()).safeParse(given)
    if (read.success) return read.data
    for (const { path, message } of read.error.issues) problems.push({ field: path.join('.'), message })
    return undefined
  }
  const value = { query: take(query, request.query), body: take(body, request.body ?? {}) }
  return problems.length > 0 ? { ok: false, kind: 'invalid', problems } : { ok: true, value }
}

type Handled =
  | { readonly ok: true; readonly value: ApiAnswer }
  | Failure
  | { readonly ok: false; readonly kind: 'reused' }

/** A failure undoes what was done before it. */
class Undone extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super('undone')
    this.failure = failure
  }
}

/** One transaction: the answer kept under the key stands or falls with what was done. */
async function handle(
  { database }: ApiDeps,
  route: ApiRoute,
  client: ApiClient,
  { query, body, key, request }: ReadRequest & { readonly key: string | null; readonly request: FastifyRequest },
): Promise<Handled> {
  const requestSha256 = requestHash(request.method, request.url, request.body)
  try {
    return await transact(
      database,
      asSystem(client.authorityId, `api: ${client.name}`),
      async (tx): Promise<Handled> => {
        const earlier = key === null ? null : await findAnswer(tx, client.id, key)
        if (earlier !== null) {
          if (earlier.requestSha256 !== requestSha256) return { ok: false, kind: 'reused' }
          return { ok: true, value: { status: 200, body: earlier.body } }
        }
        const params = request.params as Record<string, string>
        const done = await route.handle({ tx, scopes: client.scopes, params, query, body })
        if (!done.ok) throw new Undone(done)
        if (key !== null) await keepAnswer(tx, client.id, key, { requestSha256, ...done.value })
        return done
      },
    )
  } catch (error) {
    if (error instanceof Undone) return error.failure
    throw error
  }
}

function answerError(deps: ApiDeps, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statusOf(error)
  if (status >= 500)
    deps.log.error({ reference: request.id, route: request.routeOptions.url, ...describeError(error) }, 'failed')
  if (status === 429)
    return sendProblem(reply, { status, title: 'Too many requests', detail: 'Wait for as long as Retry-After says.' })
  if (status < 500)
    return sendProblem(reply, { status, title: 'This cannot be read', detail: 'Send JSON of at most 1 MB.' })
  return sendProblem(reply, {
    status,
    title: 'Something went wrong on our side',
    detail: `Nothing was recorded. Quote reference ${request.id}.`,
  })
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 600 ? status : 500
}
