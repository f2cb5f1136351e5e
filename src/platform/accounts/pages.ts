import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerDeps } from '#platform/http'
import {
  documentFor,
  hashToken,
  newSessionToken,
  redirect,
  type Sendable,
  sameOrigin,
  send,
  sessionCookie,
} from '#platform/http'
import { hashPassword, passwordProblem } from './password.ts'
import { registerSecondFactor, secondFactorAddress } from './second-factor/pages.ts'
import { nextOf, wordOf } from './sent.ts'
import { signIn } from './sign-in.ts'
import { endSession, findInvitation, listSamplePeople, startSession, useInvitation } from './store.ts'
import { invitationView, signInView, spentView } from './views.ts'

/** Signing in and out, and the one-time link of a new person: the only pages that nobody is signed in for. */
export function registerAccounts(app: FastifyInstance, deps: ServerDeps): void {
  app.get('/sign-in', async (request, reply) => send(reply, await showSignIn(deps, request, reply, null)))
  app.post('/sign-in', async (request, reply) => send(reply, await takeSignIn(deps, request, reply)))
  app.post('/sign-in/sample', async (request, reply) => send(reply, await takeSample(deps, request, reply)))
  registerSecondFactor(app, deps)
  app.post('/sign-out', async (request, reply) => send(reply, await takeSignOut(deps, request, reply)))
  app.get('/invitation/:token', async (request, reply) => send(reply, await showInvitation(deps, request, reply, null)))
  app.post('/invitation/:token', async (request, reply) => send(reply, await takeInvitation(deps, request, reply)))
}

async function showSignIn(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: string | null,
): Promise<Sendable> {
  const next = nextOf(request)
  // A session that has given its password and not its code goes on from here, not round again.
  const asks = problem === null ? await secondFactorAddress(deps, request, next) : null
  if (asks !== null) return redirect(asks)
  const people = await listSamplePeople(deps.database)
  const view = signInView({ people, next, problem, name: wordOf(request, 'name') })
  const problems = problem === null ? [] : [{ field: 'name', message: problem }]
  const body = documentFor(deps, reply, { ...view, user: null, path: request.url, problems })
  return { status: problem === null ? 200 : 400, body }
}

async function takeSignIn(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Sendable> {
  if (!sameOrigin(request, deps.config.publicUrl)) return redirect('/sign-in')
  const checked = await signIn(deps.database, wordOf(request, 'name'), wordOf(request, 'password'))
  if (!checked.ok) return showSignIn(deps, request, reply, checked.message)
  return enterAs(deps, reply, checked, nextOf(request))
}

/** One press in the sample authority. Looks the person up among sample people, so a real account can never be opened. */
async function takeSample(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Sendable> {
  if (!sameOrigin(request, deps.config.publicUrl)) return redirect('/sign-in')
  const people = await listSamplePeople(deps.database)
  const chosen = people.find(({ personId }) => personId === wordOf(request, 'person'))
  if (!chosen) return showSignIn(deps, request, reply, 'Choose one of the people listed')
  return enterAs(deps, reply, chosen, nextOf(request))
}

async function enterAs(
  deps: ServerDeps,
  reply: FastifyReply,
  whose: { readonly authorityId: number; readonly personId: string },
  next: string,
): Promise<Sendable> {
  const { config } = deps
  const token = newSessionToken()
  const minutes = { idle: config.sessionIdleMinutes, absolute: config.sessionAbsoluteMinutes }
  await startSession(deps.database, hashToken(token), whose, minutes)
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.startsWith('https:'),
    // Longer than the session: an expired one still tells whose half-typed form is to be kept.
    maxAge: (config.sessionAbsoluteMinutes + 24 * 60) * 60,
  })
  return redirect(next)
}

async function takeSignOut(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Sendable> {
  const token = request.cookies[sessionCookie]
  if (token !== undefined && sameOrigin(request, deps.config.publicUrl)) {
    await endSession(deps.database, hashToken(token))
    reply.clearCookie(sessionCookie, { path: '/' })
  }
  return redirect('/sign-in')
}

const invitationToken = (request: FastifyRequest): Buffer =>
  hashToken((request.params as Record<string, string>)['token'] ?? '')

async function showInvitation(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: string | null,
): Promise<Sendable> {
  const invitation = await findInvitation(deps.database, invitationToken(request))
  const page = { user: null, path: '/invitation' }
  if (!invitation) return { status: 404, body: documentFor(deps, reply, { ...spentView, ...page }) }
  const problems = problem === null ? [] : [{ field: 'password', message: problem }]
  const view = invitationView({ invitation, action: request.url, problem })
  return { status: problem === null ? 200 : 400, body: documentFor(deps, reply, { ...view, ...page, problems }) }
}

async function takeInvitation(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Sendable> {
  if (!sameOrigin(request, deps.config.publicUrl)) return redirect('/sign-in')
  const tokenHash = invitationToken(request)
  const invitation = await findInvitation(deps.database, tokenHash)
  if (!invitation) return showInvitation(deps, request, reply, null)
  const password = wordOf(request, 'password')
  const problem = passwordProblem(password, invitation.signInName)
  if (problem !== null) return showInvitation(deps, request, reply, problem)
  const isMine = await useInvitation(deps.database, tokenHash, await hashPassword(password))
  return isMine ? enterAs(deps, reply, invitation, '/') : showInvitation(deps, request, reply, null)
}
