import type { FastifyRequest } from 'fastify'
import { readNext } from '#platform/http'

const answers = (request: FastifyRequest): Readonly<Record<string, unknown>> =>
  (request.body ?? {}) as Record<string, unknown>

/** One answer of a form that nobody is signed in for yet; '' when it is not there. */
export const wordOf = (request: FastifyRequest, name: string): string => {
  const value = answers(request)[name]
  return typeof value === 'string' ? value : ''
}

/** Where to go on to, from the form or from the address. */
export const nextOf = (request: FastifyRequest): string => {
  const query = request.query as Record<string, unknown>
  return readNext(wordOf(request, 'next') || query['next'])
}
