import { randomBytes } from 'node:crypto'

const nonces = new WeakMap<object, string>()

/** The nonce of one raw response, made on first use: the header and the page must name the same. */
export function nonceOf(response: object): string {
  const known = nonces.get(response)
  if (known !== undefined) return known
  const nonce = randomBytes(16).toString('base64')
  nonces.set(response, nonce)
  return nonce
}
