import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { LinkRoute } from '#platform/links'
import { post } from './app.ts'

const withoutNonce = ({ body }: LightMyRequestResponse): string => body.replaceAll(/nonce="[^"]+"/g, 'nonce')

/**
 * Knocks at a page or file of a link with tokens that open nothing, as a stranger and as somebody signed in: every answer
 * must be the same, and tell nobody to keep or to follow it.
 */
export async function staysShut(app: FastifyInstance, route: LinkRoute, cookies: readonly string[]): Promise<void> {
  const never = randomBytes(32).toString('base64url')
  const bodies = new Set<string>()
  for (const token of [never, 'short', `${never}x`, 'x%20y', "'or'1'='1"]) {
    const url = route.pattern.replace(':token', token)
    for (const cookie of ['', ...cookies]) {
      const answers = [await app.inject({ method: 'GET', url, headers: { cookie } })]
      if (route.kind === 'page' && route.definition.submit)
        answers.push(await post(app, url, cookie, { answer: 'yes' }))
      for (const answer of answers) {
        assert.equal(answer.statusCode, 404, url)
        assert.equal(answer.headers['cache-control'], 'no-store')
        assert.match(String(answer.headers['x-robots-tag']), /noindex/)
        assert.equal(answer.headers['referrer-policy'], 'no-referrer')
        bodies.add(withoutNonce(answer))
      }
    }
  }
  assert.equal(bodies.size, 1)
}
