import type { FastifyReply } from 'fastify'
import { html } from '#platform/html'
import type { ServerDeps } from './deps.ts'
import { documentFor } from './layout.ts'
import type { Sendable } from './send.ts'

export function notFoundPage(deps: ServerDeps, reply: FastifyReply): Sendable {
  const body = html`<p class="govuk-body">Check the address, or <a class="govuk-link" href="/">go to My work</a>.</p>`
  return { status: 404, body: documentFor(deps, reply, { title: 'Page not found', body, user: null, path: '' }) }
}

/** What went wrong on our side, with a reference to quote; the log has the rest under it. */
export function errorPage(deps: ServerDeps, reply: FastifyReply, status: number, reference: string): Sendable {
  if (status === 413)
    return page(
      deps,
      reply,
      status,
      'This is too large',
      html`<p class="govuk-body">Send less at once, or split the file.</p>`,
    )
  if (status < 500)
    return page(
      deps,
      reply,
      status,
      'This cannot be read',
      html`<p class="govuk-body">What was sent is not complete. Go back and try again.</p>`,
    )
  const body = html`<p class="govuk-body">Nothing was recorded. Go back, and what you typed should still be there; then try again.</p>
<p class="govuk-body">If it happens again, tell the people who run Line of Sight and quote reference <strong>${reference}</strong>.</p>
<p class="govuk-body"><a class="govuk-link" href="/">Go to My work</a></p>`
  return page(deps, reply, status, 'Something went wrong', body)
}

const page = (
  deps: ServerDeps,
  reply: FastifyReply,
  status: number,
  title: string,
  body: ReturnType<typeof html>,
): Sendable => ({
  status,
  body: documentFor(deps, reply, { title, body, user: null, path: '' }),
})
