import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** A finished answer: made before, and apart from, the first byte. */
export interface Sendable {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Buffer | Readable
  /** See Fragment. */
  readonly isLast?: boolean
}

export const htmlType = 'text/html; charset=utf-8'

export function send(reply: FastifyReply, answer: Sendable): FastifyReply {
  // Pages hold children's data: no browser or proxy may keep them.
  return reply
    .code(answer.status)
    .headers({ 'cache-control': 'no-store', 'content-type': htmlType, ...answer.headers })
    .send(answer.body)
}

export const redirect = (location: string): Sendable => ({ status: 303, headers: { location }, body: '' })
