import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fileHeaders, isFailure, type Sendable, type ServerDeps, send } from '#platform/http'
import { answerLinkGet, answerLinkPost, askedBy, isGood, knockAt, Undone } from './answer.ts'
import { enterByLink } from './enter.ts'
import type { LinkRoute } from './route.ts'
import { noLongerGood, nothingThere, tooMany } from './views.ts'

/** For one network address in a minute. Whole councils stand behind one; their calendars ask by themselves. */
const perMinute = { page: 120, download: 600 }

/** Pages and files that a link opens without signing in: limited, never indexed, never kept, and no address handed on. */
export async function registerLinks(
  app: FastifyInstance,
  deps: ServerDeps,
  routes: readonly LinkRoute[],
): Promise<void> {
  await app.register(async (links) => {
    await links.register(rateLimit, { global: false, keyGenerator: (request) => request.ip })
    links.addHook('onRequest', async (_request, reply) => {
      reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
    })
    links.setErrorHandler((error, _request, reply) => {
      if (isTooMany(error)) return send(reply, tooMany(deps, reply))
      throw error
    })
    for (const route of routes) register(links, deps, route)
  })
}

function register(app: FastifyInstance, deps: ServerDeps, route: LinkRoute): void {
  const options = { config: { rateLimit: { max: perMinute[route.kind], timeWindow: '1 minute' } } }
  if (route.kind === 'download') {
    app.get(route.pattern, options, async (request, reply) =>
      send(reply, await answerFile(deps, route, request, reply)),
    )
    return
  }
  app.get(route.pattern, options, async (request, reply) =>
    send(reply, await answerLinkGet(deps, route, request, reply)),
  )
  if (route.definition.submit)
    app.post(route.pattern, options, async (request, reply) =>
      send(reply, await answerLinkPost(deps, route, request, reply)),
    )
}

async function answerFile(
  deps: ServerDeps,
  route: Extract<LinkRoute, { kind: 'download' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Sendable> {
  const { definition } = route
  try {
    const sendable = await enterByLink(deps.database, knockAt(route, request), async (entered): Promise<Sendable> => {
      if (!isGood(entered)) return noLongerGood(deps, reply, entered, 'Ask for a new one where you got it from.')
      const file = await definition.view(askedBy(deps, entered, definition.purpose))
      if (isFailure(file)) throw new Undone(file)
      return { status: 200, headers: fileHeaders(file.filename, file.type), body: file.body }
    })
    return sendable === 'nobody' ? nothingThere(deps, reply) : sendable
  } catch (error) {
    if (error instanceof Undone) return nothingThere(deps, reply)
    throw error
  }
}

const isTooMany = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 429
