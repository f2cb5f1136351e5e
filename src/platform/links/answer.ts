import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Conflict, type Failure, invalid, type Problem } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import {
  documentFor,
  forgedPage,
  formState,
  isFailure,
  newFormToken,
  readAnswers,
  readFormToken,
  readSent,
  redirect,
  type Sendable,
  type Sent,
  type ServerDeps,
  sameOrigin,
} from '#platform/http'
import { type Entered, enterByLink, type Knock } from './enter.ts'
import type { LinkAsked, LinkRoute } from './route.ts'
import { noLongerGood, nothingThere } from './views.ts'

export type LinkPageRoute = Extract<LinkRoute, { kind: 'page' }>

/** Rolls the transaction back and carries the failure out of it. */
export class Undone extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super('undone')
    this.failure = failure
  }
}

export const knockAt = (route: LinkRoute, request: FastifyRequest, isToAnswer = false): Knock => ({
  token: (request.params as Record<string, string>)['token'] ?? '',
  purpose: route.definition.purpose,
  from: request.ip,
  page: route.pattern,
  isToAnswer,
})

/** What an area's `view` is given of a link that is good. */
export const askedBy = (deps: ServerDeps, entered: Entered, purpose: string): LinkAsked => ({
  tx: entered.tx,
  link: {
    id: entered.linkId,
    purpose,
    subjectId: entered.subjectId,
    expiresAt: entered.expiresAt,
    usedAt: entered.usedAt,
  },
  now: entered.tx.now,
  calendar: deps.calendar,
  authorityName: entered.authorityName,
})

interface Returned {
  readonly problems: readonly Problem[]
  readonly typed: Sent['typed'] | null
  readonly conflict?: Conflict | undefined
}

/** GET: one transaction, `view`, trail, commit, and then the page. Nothing is used up. */
export async function answerLinkGet(
  deps: ServerDeps,
  route: LinkPageRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  returned: Returned = { problems: [], typed: null },
): Promise<Sendable> {
  const { definition } = route
  const knock = knockAt(route, request)
  try {
    const sendable = await enterByLink(deps.database, knock, async (entered) => {
      if (!isGood(entered)) return noLongerGood(deps, reply, entered, definition.instead)
      const { problems, typed, conflict } = returned
      const token = newFormToken(knock.token)
      const form = formState({ action: definition.path(knock), token, problems, typed, draftSavedAt: null })
      const shown = await definition.view({ ...askedBy(deps, entered, definition.purpose), form })
      if (isFailure(shown)) throw new Undone(shown)
      const { authorityName, isSample } = entered
      const page = { ...shown, user: null, path: '', authorityName, isSample, problems, conflict }
      const status = conflict ? 409 : problems.length > 0 ? 400 : 200
      return { status, body: documentFor(deps, reply, page) }
    })
    return sendable === 'nobody' ? nothingThere(deps, reply) : sendable
  } catch (error) {
    if (error instanceof Undone) return nothingThere(deps, reply)
    throw error
  }
}

export const isGood = ({ state }: Entered): boolean => state === 'open' || state === 'used'

/** POST: records the one answer in one transaction, then shows the page as used; a failure brings the form back as typed. */
export async function answerLinkPost(
  deps: ServerDeps,
  route: LinkPageRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Sendable> {
  if (!sameOrigin(request, deps.config.publicUrl)) return forgedPage(deps, reply)
  const knock = knockAt(route, request, true)
  // No form of ours that a link opens takes files.
  if (request.isMultipart()) return forgedPage(deps, reply)
  const sent = await readSent(request, undefined)
  const formToken = readFormToken(knock.token, sent.token)
  const bringBack = (returned: Returned) => answerLinkGet(deps, route, request, reply, returned)
  if (formToken === null)
    return bringBack({
      typed: sent.typed,
      problems: [{ field: '', message: 'Check what you typed, and send it again.' }],
    })
  try {
    const sendable = await enterByLink(deps.database, knock, async (entered) => {
      if (!isGood(entered)) return noLongerGood(deps, reply, entered, route.definition.instead)
      if (entered.usedForm !== formToken) {
        if (entered.usedAt !== null) throw new Undone(alreadyAnswered(entered))
        await submitted(deps, route, entered, sent)
        await recordUse(entered, formToken)
      }
      return redirect(route.definition.path(knock))
    })
    return sendable === 'nobody' ? nothingThere(deps, reply) : sendable
  } catch (error) {
    if (!(error instanceof Undone)) throw error
    const { failure } = error
    if (failure.kind === 'invalid') return bringBack({ typed: sent.typed, problems: failure.problems })
    if (failure.kind === 'conflict') return bringBack({ typed: sent.typed, problems: [], conflict: failure })
    return nothingThere(deps, reply)
  }
}

/** Somebody who answers a second time must not think that it was taken. */
const alreadyAnswered = ({ usedAt, tx }: Entered): Failure => ({
  ok: false,
  kind: 'conflict',
  message: `An answer was given by this link before${usedAt === null ? '' : `: ${whenInWords(usedAt, tx.now)}`}.`,
  possible: 'What you sent just now was not recorded. This page says what was answered and how to change it.',
})

async function submitted(deps: ServerDeps, { definition }: LinkPageRoute, entered: Entered, sent: Sent): Promise<void> {
  if (!definition.submit) throw new Error('a link page without submit was registered for POST')
  if (sent.problem) throw new Undone(invalid(sent.problem))
  const answers = definition.form ? readAnswers(definition.form, sent.typed) : { ok: true as const, value: undefined }
  if (!answers.ok) throw new Undone(answers)
  const asked = askedBy(deps, entered, definition.purpose)
  const done = await definition.submit({ ...asked, answers: answers.value })
  if (!done.ok) throw new Undone(done)
}

async function recordUse({ tx, authorityId, linkId, subjectId }: Entered, formToken: string): Promise<void> {
  await sql`
    insert into links.use (authority_id, link_id, form_token)
    values (${authorityId}, ${linkId}, ${formToken})`.execute(tx.sql)
  tx.trail.changed({ action: 'link.used', subjects: [subjectId, linkId], content: { linkId } })
}
