import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  documentFor,
  hashToken,
  redirect,
  type Sendable,
  type ServerDeps,
  sameOrigin,
  send,
  sessionCookie,
} from '#platform/http'
import { nextOf, wordOf } from '../sent.ts'
import { type Asked, passWith, sealFor, secretOf, setUpWith, unsealFor } from './check.ts'
import { findSessionFactor, type SessionFactor } from './store.ts'
import { codeAt, secretBytes, secretInWords, uriOf } from './totp.ts'
import { codesView, codeView, lostKeyView, noKeyView, setUpView, type View } from './views.ts'

/** The pages between the password and everything else: the code, and setting up what gives it. */
export function registerSecondFactor(app: FastifyInstance, deps: ServerDeps): void {
  app.get('/sign-in/code', async (request, reply) => send(reply, await showCode(deps, request, reply, null)))
  app.post('/sign-in/code', async (request, reply) => send(reply, await takeCode(deps, request, reply)))
  app.get('/sign-in/set-up', async (request, reply) => send(reply, await showSetUp(deps, request, reply, null)))
  app.post('/sign-in/set-up', async (request, reply) => send(reply, await takeSetUp(deps, request, reply)))
}

/** Where a session goes on that has still to pass its second factor; null for every other, and for nobody. */
export async function secondFactorAddress(
  deps: ServerDeps,
  request: FastifyRequest,
  next: string,
): Promise<string | null> {
  const factor = await factorOf(deps, request)
  if (factor === null || factor.isPassed || !(factor.isRequired || factor.isSetUp)) return null
  const asks = factor.isSetUp || factor.isSample ? '/sign-in/code' : '/sign-in/set-up'
  return next === '/' ? asks : `${asks}?next=${encodeURIComponent(next)}`
}

async function factorOf(deps: ServerDeps, request: FastifyRequest): Promise<SessionFactor | null> {
  const token = request.cookies[sessionCookie]
  return token === undefined ? null : findSessionFactor(deps.database, hashToken(token))
}

const keyOf = ({ config }: ServerDeps): Buffer | null =>
  config.secondFactorKey ? Buffer.from(config.secondFactorKey, 'base64') : null

interface Open extends Asked {
  readonly deps: ServerDeps
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly next: string
}

/** The session that this page is for, or where to go instead. */
async function opened(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Open | Sendable> {
  const factor = await factorOf(deps, request)
  if (factor === null) return redirect('/sign-in')
  const key = keyOf(deps)
  if (key === null) return shown(deps, request, reply, factor, noKeyView, 503, null)
  const tokenHash = hashToken(request.cookies[sessionCookie] ?? '')
  return {
    deps,
    request,
    reply,
    factor,
    key,
    tokenHash,
    database: deps.database,
    from: request.ip,
    next: nextOf(request),
  }
}

/** Whoever looks is not in yet: no name in the header, no way to anything else. */
function shown(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { authorityName }: SessionFactor,
  view: View,
  status: number,
  problem: string | null,
): Sendable {
  const problems = problem === null ? [] : [{ field: 'code', message: problem }]
  const body = documentFor(deps, reply, { ...view, authorityName, user: null, path: request.url, problems })
  return { status, body }
}

const show = ({ deps, request, reply, factor }: Open, view: View, problem: string | null, status = 200): Sendable =>
  shown(deps, request, reply, factor, view, problem === null ? status : 400, problem)

async function showCode(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: string | null,
): Promise<Sendable> {
  const open = await opened(deps, request, reply)
  if ('status' in open) return open
  const { factor, key, next } = open
  if (factor.isPassed) return redirect(next)
  if (!factor.isSetUp && !factor.isSample) return redirect(factor.isRequired ? '/sign-in/set-up' : next)
  const secret = secretOf(key, factor)
  if (secret === null) return show(open, lostKeyView, null, 503)
  const sampleCode = factor.isSample ? codeAt(secret, factor.at) : null
  return show(open, codeView({ next, problem, sampleCode }), problem)
}

async function takeCode(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Sendable> {
  if (!sameOrigin(request, deps.config.publicUrl)) return redirect('/sign-in/code')
  const open = await opened(deps, request, reply)
  if ('status' in open) return open
  if (open.factor.isPassed) return redirect(open.next)
  if (!open.factor.isSetUp && !open.factor.isSample) return redirect('/sign-in/set-up')
  const problem = await passWith(open, wordOf(request, 'code').slice(0, 40))
  return problem === null ? redirect(open.next) : showCode(deps, request, reply, problem)
}

async function showSetUp(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: string | null,
): Promise<Sendable> {
  const open = await opened(deps, request, reply)
  if ('status' in open) return open
  const { factor, key, next } = open
  if (factor.isSetUp) return redirect(factor.isPassed ? next : '/sign-in/code')
  // Sent back after a wrong code, it is the same square: the app has read it already.
  const sent = Buffer.from(wordOf(request, 'sealed'), 'base64')
  const secret = (sent.length > 0 ? unsealFor(key, factor, sent) : null) ?? randomBytes(secretBytes)
  const view = setUpView({
    uri: uriOf(secret, { issuer: `Line of Sight, ${factor.authorityName}`, label: factor.signInName }),
    secret: secretInWords(secret),
    sealed: sealFor(key, factor, secret).toString('base64'),
    isRequired: factor.isRequired,
    next,
    problem,
  })
  return show(open, view, problem)
}

async function takeSetUp(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Sendable> {
  if (!sameOrigin(request, deps.config.publicUrl)) return redirect('/sign-in/set-up')
  const open = await opened(deps, request, reply)
  if ('status' in open) return open
  if (open.factor.isSetUp) return redirect('/sign-in/code')
  const sealed = Buffer.from(wordOf(request, 'sealed'), 'base64')
  const done = await setUpWith(open, sealed, wordOf(request, 'code').slice(0, 40))
  if ('problem' in done) return showSetUp(deps, request, reply, done.problem)
  return show(open, codesView(done.codes.shown, open.next), null)
}
