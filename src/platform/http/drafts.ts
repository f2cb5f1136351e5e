import type { FastifyInstance } from 'fastify'
import type { ServerDeps } from './deps.ts'
import { saveDraft } from './forms-store.ts'
import { readSent, sameOrigin } from './sent.ts'
import { enter, sessionCookie } from './session.ts'

/** Where a form's script keeps what is being typed. The form names itself by its address in `_form`. */
export function registerDrafts(app: FastifyInstance, deps: ServerDeps): void {
  app.post('/drafts', async (request, reply) => {
    const token = request.cookies[sessionCookie]
    const form = (request.body as Record<string, unknown> | undefined)?.['_form']
    if (token === undefined || typeof form !== 'string' || !/^\/[\w\-/?=&]{0,300}$/.test(form)) {
      return reply.code(token === undefined ? 401 : 400).send({ saved: false })
    }
    if (!sameOrigin(request, deps.config.publicUrl)) return reply.code(403).send({ saved: false })
    const { typed } = await readSent(request, undefined)
    const savedAt = await enter(deps.database, token, request.ip, ({ tx, user }) =>
      saveDraft(tx, user.personId, form, typed),
    )
    if (savedAt === 'nobody') return reply.code(401).send({ saved: false })
    return reply.send({ saved: true, at: savedAt.toString() })
  })
}
