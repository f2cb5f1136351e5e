import type { FastifyReply } from 'fastify'
import type { Failure, Problem } from '#kernel/outcome'

/** A problem as RFC 9457 tells it. `errors` names each field by a JSON pointer. */
export interface ApiProblem {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

export function sendProblem(reply: FastifyReply, { status, title, detail, errors }: ApiProblem): FastifyReply {
  const body = { type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) }
  return reply.code(status).type('application/problem+json').send(body)
}

/** The problem that a failure of a rule or a store is to whoever asked. */
export function problemOf(failure: Failure): ApiProblem {
  switch (failure.kind) {
    case 'invalid':
      return {
        status: 422,
        title: 'This cannot be taken',
        detail: failure.problems.map(({ message }) => message).join(' '),
        errors: failure.problems.map(pointed),
      }
    case 'conflict':
      return {
        status: 409,
        title: 'This contradicts what is recorded',
        detail: `${failure.message} ${failure.possible}`,
      }
    case 'missing':
      return { status: 404, title: 'Not found', detail: `There is no such ${failure.what}.` }
    case 'refused':
      return { status: 403, title: 'Not allowed', detail: 'This token may not do that.' }
  }
}

const pointed = ({ field, message }: Problem) => ({ pointer: `/${field.replaceAll('.', '/')}`, detail: message })
