import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describeError } from '#platform/log'
import { answerGet } from './answer.ts'
import type { ServerDeps } from './deps.ts'
import type { Route } from './page.ts'
import { type Sendable, send } from './send.ts'

/** More at once than this are asked to look for themselves instead: each holds a connection of the browser's open. */
const mostAtOnce = 100

/** After so long the browser asks again by itself. */
const longestMinutes = 10

/** Whether the browser wants to be told of changes rather than shown how things stand. */
export const asksToFollow = ({ headers }: FastifyRequest): boolean =>
  (headers.accept ?? '').split(',').some((type) => type.trim().startsWith('text/event-stream'))

/**
 * Answers with server-sent events (HTML Living Standard, 9.2): `piece` with the fragment whenever it has changed, `end` when it
 * will not change any more. Each look is a request like any other, in a transaction of its own: who is signed out, or may no
 * longer look, is told nothing more.
 */
export function following(
  app: FastifyInstance,
  deps: ServerDeps,
  route: Route,
  { everySeconds }: { readonly everySeconds: number },
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const open = new Set<AbortController>()
  app.addHook('preClose', async () => {
    for (const stream of open) stream.abort()
  })
  return async (request, reply) => {
    const first = await answerGet(deps, route, request, reply)
    if (first.status !== 200) return send(reply, first)
    if (open.size >= mostAtOnce) return send(reply, { status: 503, body: '' })
    const stream = new AbortController()
    open.add(stream)
    reply.hijack()
    reply.raw.on('close', () => stream.abort())
    const ended = wait(longestMinutes * 60_000, undefined, { signal: stream.signal, ref: false })
    ended.then(
      () => stream.abort(),
      () => undefined,
    )
    begin(reply)
    try {
      await tellChanges(first, reply, everySeconds, stream.signal, (etag) => {
        request.headers['if-none-match'] = etag
        return answerGet(deps, route, request, reply)
      })
    } catch (error) {
      if (!stream.signal.aborted)
        deps.log.error({ reference: request.id, route: route.pattern, ...describeError(error) }, 'failed')
    } finally {
      stream.abort()
      open.delete(stream)
      reply.raw.end()
    }
    return reply
  }
}

/** What stands in the headers of every answer stands in these too; a proxy must pass each event on at once. */
function begin(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
}

async function tellChanges(
  first: Sendable,
  { raw }: FastifyReply,
  everySeconds: number,
  signal: AbortSignal,
  look: (etag: string) => Promise<Sendable>,
): Promise<void> {
  let known = first.headers?.['etag'] ?? ''
  for (let answer = first; ; answer = await look(known)) {
    if (answer.status !== 200 && answer.status !== 304) return
    known = answer.headers?.['etag'] ?? known
    // A line that is no event keeps proxies from closing a quiet connection.
    raw.write(answer.status === 200 ? event('piece', String(answer.body)) : ':\n\n')
    if (answer.isLast) return void raw.write(event('end', ''))
    await wait(everySeconds * 1000, undefined, { signal })
  }
}

const event = (name: string, text: string): string =>
  `event: ${name}\n${text
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`
