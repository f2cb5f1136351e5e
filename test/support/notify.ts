import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { newId } from '#kernel/ids'

/** An email as GOV.UK Notify takes it. */
export interface Notification {
  readonly id: string
  readonly to: string
  readonly reference: string
  readonly personalisation: Readonly<Record<string, string>>
  status: string
}

export interface TestNotify {
  readonly url: string
  readonly apiKey: string
  readonly templateId: string
  readonly taken: readonly Notification[]
  /** From now on sending is answered with this status and error; null to take mail again. */
  refuse(refusal: { readonly status: number; readonly error: string } | null): void
  /** Takes the next email and never says so. */
  loseNextAnswer(): void
}

/** A real server that speaks the documented part of Notify's API: its tokens, its errors, its statuses. Closed after the tests. */
export async function testNotify(): Promise<TestNotify> {
  const [serviceId, secret, templateId] = [newId(), newId(), newId()]
  const taken: Notification[] = []
  let refusal: { readonly status: number; readonly error: string } | null = null
  let isLost = false
  const server = createServer((request, response) => void answer(request, response))
  const say = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const fail = (response: ServerResponse, status: number, error: string, message: string): void =>
    say(response, status, { status_code: status, errors: [{ error, message }] })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isSigned(request.headers.authorization ?? '', serviceId, secret))
      return fail(response, 403, 'AuthError', 'Invalid token: signature, api token not found')
    const url = new URL(request.url ?? '', 'http://notify')
    if (request.method === 'GET' && url.pathname === '/v2/notifications')
      return say(response, 200, { notifications: listed(taken, url.searchParams.get('reference')), links: {} })
    if (request.method === 'GET') {
      const found = taken.find(({ id }) => url.pathname === `/v2/notifications/${id}`)
      if (!found) return fail(response, 404, 'NoResultFound', 'No result found')
      return say(response, 200, shown(found))
    }
    const sent = JSON.parse(await bodyOf(request)) as Sent
    if (refusal !== null) return fail(response, refusal.status, refusal.error, `refused for ${sent.email_address}`)
    if (sent.template_id !== templateId) return fail(response, 400, 'BadRequestError', 'Template not found')
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(sent.email_address))
      return fail(response, 400, 'ValidationError', 'email_address Not a valid email address')
    for (const name of ['subject', 'body'])
      if (typeof sent.personalisation[name] !== 'string')
        return fail(response, 400, 'BadRequestError', `Missing personalisation: ${name}`)
    const { reference, personalisation, email_address: to } = sent
    const notification = { id: newId(), to, reference, personalisation, status: 'created' }
    taken.push(notification)
    if (isLost) {
      isLost = false
      request.socket.destroy()
    } else say(response, 201, { id: notification.id, reference, uri: '', template: {}, content: {} })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: `line-of-sight-${serviceId}-${secret}`,
    templateId,
    taken,
    refuse(next) {
      refusal = next
    },
    loseNextAnswer() {
      isLost = true
    },
  }
}

interface Sent {
  readonly template_id: string
  readonly email_address: string
  readonly reference: string
  readonly personalisation: Readonly<Record<string, string>>
}

const shown = ({ id, reference, status, to }: Notification) => ({
  id,
  reference,
  status,
  type: 'email',
  email_address: to,
})

const listed = (taken: readonly Notification[], reference: string | null) =>
  taken.filter((each) => reference === null || each.reference === reference).map(shown)

/** A JSON Web Token by HMAC-SHA256 under the key's secret, from this service, not older than Notify allows. */
function isSigned(authorization: string, serviceId: string, secret: string): boolean {
  const [head = '', claims = '', signature = ''] = authorization.replace(/^Bearer /, '').split('.')
  const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')
  if (signature !== expected) return false
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  const age = Math.abs(Date.now() / 1000 - Number(read(claims)['iat']))
  return read(head)['alg'] === 'HS256' && read(claims)['iss'] === serviceId && age < 30
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}
