import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { newId } from '#kernel/ids'
import { registerAssets } from '#platform/assets'
import { describeError } from '#platform/log'
import { answerGet, answerPost } from './answer.ts'
import type { ServerDeps } from './deps.ts'
import { registerDrafts } from './drafts.ts'
import { errorPage, notFoundPage } from './error-pages.ts'
import { asksToFollow, following } from './live.ts'
import { nonceOf } from './nonce.ts'
import type { Route } from './page.ts'
import { send } from './send.ts'

/**
 * Builds the web application, listening to nothing yet: tests drive it without a port. `registerMore` adds what is not a
 * page of a signed-in person, such as signing in.
 */
export async function buildServer(
  deps: ServerDeps,
  routes: readonly Route[],
  registerMore: (app: FastifyInstance) => void | Promise<void>,
): Promise<FastifyInstance> {
  const app = fastify({
    // Our own log lines below say what may be said; fastify's default ones carry addresses and errors whole.
    logger: false,
    genReqId: () => newId(),
    bodyLimit: 1024 * 1024,
    trustProxy: deps.config.trustProxy,
    routerOptions: { ignoreTrailingSlash: true },
  })
  await registerPlugins(app, deps)
  logRequests(app, deps)
  registerHealth(app, deps)
  await registerAssets(app)
  registerDrafts(app, deps)
  await registerMore(app)
  for (const route of routes) registerRoute(app, deps, route)
  app.setNotFoundHandler((_request, reply) => send(reply, notFoundPage(deps, reply)))
  app.setErrorHandler((error, request, reply) => answerError(deps, error, request, reply))
  return app
}

async function registerPlugins(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    hsts: deps.config.publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 1024 * 1024 })
  await app.register(multipart, { limits: { files: 10, fields: 500, fieldSize: 1024 * 1024 } })
}

function logRequests(app: FastifyInstance, deps: ServerDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    deps.log.info(
      {
        reference: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
}

function registerHealth(app: FastifyInstance, deps: ServerDeps): void {
  app.get('/health', async () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply) => {
    try {
      await deps.database.pool.query('select 1')
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'database unavailable' })
    }
  })
}

function registerRoute(app: FastifyInstance, deps: ServerDeps, route: Route): void {
  const follow = route.definition.live && following(app, deps, route, route.definition.live)
  app.get(route.pattern, async (request, reply) => {
    if (follow && asksToFollow(request)) return follow(request, reply)
    return send(reply, await answerGet(deps, route, request, reply))
  })
  if (route.maySubmit === null) return
  app.post(route.pattern, async (request, reply) => send(reply, await answerPost(deps, route, request, reply)))
}

function answerError(deps: ServerDeps, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statusOf(error)
  if (status >= 500)
    deps.log.error({ reference: request.id, route: request.routeOptions.url, ...describeError(error) }, 'failed')
  return send(reply, errorPage(deps, reply, status, request.id))
}

/** Fastify marks what the client got wrong (too large, malformed) with a 4xx; everything else is ours. */
function statusOf(error: unknown): number {
  const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return given >= 400 && given < 500 ? given : 500
}
