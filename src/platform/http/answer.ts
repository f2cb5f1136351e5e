import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Failure, invalid, type Problem } from '#kernel/outcome'
import { allows } from '#platform/access'
import { readAddress, toSignIn } from './address.ts'
import { readAnswers, type Typed } from './answers.ts'
import type { ServerDeps } from './deps.ts'
import { failurePage, forgedPage, refusalIsRecorded } from './failures.ts'
import { type FormState, formState } from './form-state.ts'
import { findDraft, findSubmission, forgetDraft, recordSubmission, saveDraft } from './forms-store.ts'
import { isFailure, type Reply, type Route } from './page.ts'
import { render } from './render.ts'
import { redirect, type Sendable } from './send.ts'
import { readSent, removeUploads, type Sent, sameOrigin } from './sent.ts'
import { type Entered, enter, newFormToken, readFormToken, sessionCookie } from './session.ts'
import { problemSigningInAgain } from './signed-again.ts'
import type { User } from './user.ts'

type Definition = Route['definition']

/** Rolls the transaction back and carries the failure out of it. */
class Undone extends Error {
  readonly user: User
  readonly failure: Failure
  constructor(user: User, failure: Failure) {
    super('undone')
    this.user = user
    this.failure = failure
  }
}

/** GET: one transaction, `view`, trail, commit, and then the page. */
export async function answerGet(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Sendable> {
  const token = request.cookies[sessionCookie]
  if (token === undefined) return toSignIn(request)
  try {
    return await viewInTransaction(deps, route, request, reply, token, { problems: [], typed: null })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
    return failed(deps, route, request, reply, error)
  }
}

interface Returned {
  readonly problems: readonly Problem[]
  readonly typed: Typed | null
  readonly conflict?: Extract<Failure, { kind: 'conflict' }>
}

async function viewInTransaction(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  returned: Returned,
): Promise<Sendable> {
  const { definition } = route
  const sendable = await enter(
    deps.database,
    token,
    request.ip,
    async (entered) => {
      if (!entered.isOpen) return toSignIn(request)
      mustBeAllowed(entered, route.may)
      const form = await openForm(entered, definition, request, token, returned)
      const shown = await definition.view(asked(deps, route, request, entered, form))
      if (isFailure(shown)) throw new Undone(entered.user, shown)
      const status = returned.conflict ? 409 : returned.problems.length > 0 ? 400 : 200
      return render(deps, request, reply, {
        user: entered.user,
        tx: entered.tx,
        reply: shown,
        form,
        status,
        conflict: returned.conflict,
      })
    },
    route.pattern,
  )
  return sendable === 'nobody' ? toSignIn(request) : sendable
}

function mustBeAllowed({ user }: Entered, permission: Route['may']): void {
  if (allows(permission, user.roles)) return
  throw new Undone(user, { ok: false, kind: 'refused', why: `not allowed to ${permission.words}` })
}

async function openForm(
  entered: Entered,
  definition: Definition,
  request: FastifyRequest,
  token: string,
  returned: Returned,
): Promise<FormState> {
  const { tx, user } = entered
  const keepsDraft = definition.draft === true && returned.typed === null
  const draft = keepsDraft ? await findDraft(tx, user.personId, request.url) : null
  return formState({
    action: request.url,
    token: newFormToken(token),
    problems: returned.problems,
    draftSavedAt: draft?.savedAt ?? null,
    typed: returned.typed ?? draft?.typed ?? null,
  })
}

function asked(deps: ServerDeps, route: Route, request: FastifyRequest, { tx, user }: Entered, form: FormState) {
  const address = readAddress(route, request)
  // Checked before the transaction was opened; here it only has to be read again.
  if (!address.ok) throw new Undone(user, address)
  const { params, query } = address.value
  return { tx, params, query, now: tx.now, user, calendar: deps.calendar, form }
}

/** POST: forged and repeated presses first, then `submit` in one transaction; a failure brings the form back as typed. */
export async function answerPost(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Sendable> {
  const token = request.cookies[sessionCookie]
  if (token === undefined) return toSignIn(request)
  const sent = await readSent(request, route.definition.uploads)
  try {
    const formToken = readFormToken(token, sent.token)
    if (formToken === null || !sameOrigin(request, deps.config.publicUrl))
      return await keepAndAskAgain(deps, route, request, reply, token, sent)
    return await submitInTransaction(deps, route, request, reply, token, formToken, sent)
  } finally {
    await removeUploads(sent)
  }
}

async function submitInTransaction(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  formToken: string,
  sent: Sent,
): Promise<Sendable> {
  try {
    const problem = await problemSigningInAgain(deps, route, request, token, sent)
    if (problem !== null) throw new Undone(problem.user, problem.failure)
    const sendable = await enter(
      deps.database,
      token,
      request.ip,
      async (entered) => {
        if (!entered.isOpen) return keepDraft(entered, route, request, sent)
        mustBeAllowed(entered, route.may)
        mustBeAllowed(entered, route.maySubmit ?? route.may)
        const earlier = await findSubmission(entered.tx, formToken)
        if (earlier !== null) return redirect(earlier)
        const shown = await submitted(deps, route, request, entered, sent, token)
        if (shown.kind === 'go-to') await pressedOnce(entered, route, request, formToken, shown.location)
        return render(deps, request, reply, {
          user: entered.user,
          tx: entered.tx,
          reply: shown,
          form: null,
          status: 200,
        })
      },
      route.pattern,
    )
    return sendable === 'nobody' ? toSignIn(request) : sendable
  } catch (error) {
    if (error instanceof PressedTwice) return submitInTransaction(deps, route, request, reply, token, formToken, sent)
    if (!(error instanceof Undone)) throw error
    return bringBack(deps, route, request, reply, token, formToken, sent, error)
  }
}

async function submitted(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  entered: Entered,
  sent: Sent,
  token: string,
): Promise<Reply> {
  const { definition } = route
  if (!definition.submit) throw new Error('a route without submit was registered for POST')
  if (sent.problem) throw new Undone(entered.user, invalid(sent.problem))
  const answers = definition.form ? readAnswers(definition.form, sent.typed) : { ok: true as const, value: undefined }
  const form = await openForm(entered, definition, request, token, { problems: [], typed: sent.typed })
  const given = asked(deps, route, request, entered, form)
  if (!answers.ok) throw new Undone(entered.user, await withOthers(definition, given, answers, sent.typed))
  const shown = await definition.submit({ ...given, answers: answers.value, files: sent.files })
  if (isFailure(shown)) throw new Undone(entered.user, shown)
  return shown
}

/** The form's own problems, and after them what the page finds wrong besides with other fields. */
async function withOthers(
  { alsoWrong }: Definition,
  given: ReturnType<typeof asked>,
  failure: Failure,
  typed: Typed,
): Promise<Failure> {
  if (alsoWrong === undefined || failure.kind !== 'invalid') return failure
  const others = await alsoWrong(given, (schema) => {
    const part = readAnswers(schema, typed)
    return part.ok ? part.value : null
  })
  const said = new Set(failure.problems.map(({ field }) => field))
  return invalid(...failure.problems, ...others.filter(({ field }) => !said.has(field)))
}

class PressedTwice extends Error {}

async function pressedOnce(
  { tx, user }: Entered,
  route: Route,
  request: FastifyRequest,
  formToken: string,
  location: string,
): Promise<void> {
  const isFirst = await recordSubmission(tx, formToken, user.personId, location)
  if (!isFirst) throw new PressedTwice()
  if (route.definition.draft) await forgetDraft(tx, user.personId, request.url)
}

/** The session ran out while somebody was typing: keep it for them, ask them to sign in, and come back here. */
async function keepDraft({ tx, user }: Entered, route: Route, request: FastifyRequest, sent: Sent): Promise<Sendable> {
  if (route.definition.draft) await saveDraft(tx, user.personId, request.url, sent.typed)
  return toSignIn(request)
}

async function bringBack(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  formToken: string,
  sent: Sent,
  undone: Undone,
): Promise<Sendable> {
  const { failure } = undone
  if (failure.kind !== 'invalid' && failure.kind !== 'conflict') return failed(deps, route, request, reply, undone)
  // A second press can meet the first one's fact as a conflict: it is answered like the first.
  const earlier = await enter(deps.database, token, request.ip, ({ tx }) => findSubmission(tx, formToken))
  if (earlier !== null && earlier !== 'nobody') return redirect(earlier)
  try {
    return await viewInTransaction(deps, route, request, reply, token, {
      typed: sent.typed,
      problems: failure.kind === 'invalid' ? failure.problems : [],
      ...(failure.kind === 'conflict' ? { conflict: failure } : {}),
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
    return failed(deps, route, request, reply, error)
  }
}

/** A press that this session's form did not make: nothing is recorded, what was typed is shown again to be sent again. */
async function keepAndAskAgain(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  sent: Sent,
): Promise<Sendable> {
  if (!sameOrigin(request, deps.config.publicUrl)) return forgedPage(deps, reply)
  try {
    const problem = {
      field: '',
      message: 'This page had been open too long. Nothing is lost: check it and send it again.',
    }
    return await viewInTransaction(deps, route, request, reply, token, { typed: sent.typed, problems: [problem] })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
    return failed(deps, route, request, reply, error)
  }
}

async function failed(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { user, failure }: Undone,
): Promise<Sendable> {
  if (failure.kind === 'refused' || failure.kind === 'missing') {
    await refusalIsRecorded(deps, user, request, route.pattern, failure)
  }
  return failurePage(deps, request, reply, user, failure)
}
