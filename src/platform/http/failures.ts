import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '#kernel/ids'
import type { Failure } from '#kernel/outcome'
import { isOutsider } from '#platform/access'
import { html } from '#platform/html'
import { refusalEntry, writeTrail } from '#platform/trail'
import { transact } from '#platform/transaction'
import type { ServerDeps } from './deps.ts'
import { documentFor } from './layout.ts'
import type { Sendable } from './send.ts'
import { identityOf, type User } from './user.ts'

/** Keeps in the trail that this was refused. Its own transaction: the request's was rolled back. */
export async function refusalIsRecorded(
  deps: ServerDeps,
  user: User,
  request: FastifyRequest,
  pattern: string,
  failure: Extract<Failure, { kind: 'refused' | 'missing' }>,
): Promise<void> {
  const who = identityOf(user, request.ip)
  const asked = `${request.method} ${pattern}`
  const ids = Object.values((request.params ?? {}) as Record<string, string>).filter(isId)
  const why = failure.kind === 'refused' ? failure.why : `no such ${failure.what}, or not open to them`
  await transact(deps.database, who, (tx) => writeTrail(tx.sql, who, [refusalEntry(who, tx.now, asked, why, ids)]))
}

/** The page for a failure that is not about a form. Hidden and missing answer alike. */
export function failurePage(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  user: User | null,
  failure: Failure,
): Sendable {
  const { status, title, body } = explain(failure, user)
  return { status, body: documentFor(deps, reply, { title, body, user, path: request.url }) }
}

function explain(failure: Failure, user: User | null) {
  switch (failure.kind) {
    case 'invalid':
      return {
        status: 400,
        title: 'This cannot be done as asked',
        body: html`${failure.problems.map(({ message }) => html`<p class="govuk-body">${message}</p>`)}${home}`,
      }
    case 'conflict':
      return {
        status: 409,
        title: 'This has changed',
        body: html`<p class="govuk-body">${failure.message}</p><p class="govuk-body">${failure.possible}</p>${home}`,
      }
    case 'refused':
      if (user !== null && !isOutsider(user.roles)) {
        return {
          status: 403,
          title: 'You cannot open this',
          body: html`<p class="govuk-body">You are ${failure.why}. If you need to for your work, ask your manager. That you asked has been noted.</p>${home}`,
        }
      }
      return notFound
    case 'missing':
      return notFound
  }
}

const home = html`<p class="govuk-body"><a class="govuk-link" href="/">Go to My work</a></p>`

const notFound = {
  status: 404,
  title: 'Page not found',
  body: html`<p class="govuk-body">There is no such page, or it is not open to you. If you followed a link, ask the person who sent it.</p>${home}`,
}

/** A request that another site made in this person's name. Nothing is done. */
export function forgedPage(deps: ServerDeps, reply: FastifyReply): Sendable {
  const body = html`<p class="govuk-body">This was sent from another site, so nothing has been recorded. Open Line of Sight itself and do it there.</p>${home}`
  return { status: 403, body: documentFor(deps, reply, { title: 'Not sent from here', body, user: null, path: '/' }) }
}
