import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Conflict } from '#kernel/outcome'
import type { Html } from '#platform/html'
import type { Tx } from '#platform/transaction'
import type { ServerDeps } from './deps.ts'
import type { FormState } from './form-state.ts'
import { documentFor } from './layout.ts'
import type { Fragment, Reply } from './page.ts'
import type { Sendable } from './send.ts'
import type { User } from './user.ts'

export const noticeCookie = 'los_notice'

interface ToRender {
  readonly user: User
  readonly tx: Tx
  readonly reply: Reply
  readonly form: FormState | null
  readonly status: number
  readonly conflict?: Conflict | undefined
}

/** Turns what a page answered into the bytes to send, still inside the transaction so that nothing can fail after commit. */
export function render(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply, given: ToRender): Sendable {
  const { user, tx, reply: shown, status } = given
  switch (shown.kind) {
    case 'screen': {
      const notice = request.cookies[noticeCookie]
      if (notice !== undefined) reply.clearCookie(noticeCookie, { path: '/' })
      const problems = given.form?.problems ?? []
      const page = { ...shown, user, path: request.url, problems, conflict: given.conflict, notice }
      return { status, body: documentFor(deps, reply, page) }
    }
    case 'go-to':
      if (shown.notice !== undefined) {
        reply.setCookie(noticeCookie, shown.notice, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 })
      }
      return { status: 303, headers: { location: shown.location }, body: '' }
    case 'download':
      return { status, headers: fileHeaders(shown.filename, shown.type), body: shown.body }
    case 'fragment':
      return refresh(tx, request, shown)
    case 'json':
      return {
        status,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(shown.body),
      }
  }
}

export const fileHeaders = (filename: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${filename.replaceAll(/[^\w.\- ]/g, '_')}"`,
})

/** A refresh that shows nothing new of any record leaves no read in the trail; when nothing at all is new it is answered 304. */
function refresh(tx: Tx, request: FastifyRequest, { body, facts, isLast }: Fragment): Sendable {
  const etag = fragmentTag(body, facts)
  const known = request.headers['if-none-match'] ?? ''
  if (factsOf(known) === factsOf(etag)) tx.trail.forgetReads()
  if (known === etag) return { status: 304, headers: { etag }, body: '', isLast }
  return { status: 200, headers: { etag }, body: body.toString(), isLast }
}

/** The ETag of a fragment: what it tells of records, then all of it. A page gives it to the browser with its first view. */
export function fragmentTag(body: Html, facts: string | null): string {
  const whole = body.toString()
  return `"${shortHash(facts ?? whole)}.${shortHash(whole)}"`
}

const factsOf = (etag: string): string => etag.split('.')[0] ?? ''

const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url')
