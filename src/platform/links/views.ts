import type { FastifyReply } from 'fastify'
import { whenInWords } from '#kernel/words'
import { html } from '#platform/html'
import { documentFor, type Sendable, type ServerDeps } from '#platform/http'
import type { Entered } from './enter.ts'

const nowhere = { user: null, path: '' }

/** The same for a token that never was, one of another purpose, and a subject that is not there or not to be seen. */
export const nothingThere = (deps: ServerDeps, reply: FastifyReply): Sendable => ({
  status: 404,
  body: documentFor(deps, reply, {
    ...nowhere,
    title: 'Page not found',
    body: html`<p class="govuk-body">There is nothing at this address. If you followed a link, check that all of it was copied, or ask whoever sent it to you.</p>`,
  }),
})

/** Told only to whoever holds the real token. */
export function noLongerGood(deps: ServerDeps, reply: FastifyReply, entered: Entered, instead: string): Sendable {
  const { state, expiresAt, tx, authorityName, isSample } = entered
  const why =
    state === 'expired' && expiresAt !== null
      ? `It could be used until ${whenInWords(expiresAt, tx.now)}.`
      : 'It was withdrawn, or a newer one was sent in its place.'
  const body = html`<p class="govuk-body">${why}</p><p class="govuk-body">${instead}</p>`
  return {
    status: 410,
    body: documentFor(deps, reply, { ...nowhere, title: 'This link no longer works', body, authorityName, isSample }),
  }
}

export const tooMany = (deps: ServerDeps, reply: FastifyReply): Sendable => ({
  status: 429,
  body: documentFor(deps, reply, {
    ...nowhere,
    title: 'Too many requests',
    body: html`<p class="govuk-body">Nothing was recorded. Wait a minute, and open the link again.</p>`,
  }),
})
