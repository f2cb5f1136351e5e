import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** What a receiver is given to check signatures with, the bytes written as Standard Webhooks writes them. */
export const writeSecret = (secret: Buffer): string => `${prefix}${secret.toString('base64')}`

export const newSecret = (): Buffer => randomBytes(32)

/** The headers of one attempt (Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, the timestamp in seconds). */
export function signedHeaders(
  secret: Buffer,
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}
