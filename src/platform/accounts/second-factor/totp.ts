import { Secret, TOTP } from 'otpauth'
import type { Temporal } from 'temporal-polyfill'

/** Seconds for which a code stands: what every app on a telephone expects. */
const period = 30

const usual = { algorithm: 'SHA1', digits: 6, period } as const

/** 20 bytes, as RFC 4226 asks for SHA-1. */
export const secretBytes = 20

const asSecret = (secret: Buffer): Secret => new Secret({ buffer: Uint8Array.from(secret).buffer })

/** What an app on a telephone reads from the square: whose it is, for which system, and the secret. */
export const uriOf = (secret: Buffer, { issuer, label }: { readonly issuer: string; readonly label: string }): string =>
  new TOTP({ ...usual, issuer, label, secret: asSecret(secret) }).toString()

/** The secret for somebody who types it: base32 in fours. */
export const secretInWords = (secret: Buffer): string => (asSecret(secret).base32.match(/.{1,4}/g) ?? []).join(' ')

/** The code that stands at that moment. */
export const codeAt = (secret: Buffer, at: Temporal.Instant): string =>
  TOTP.generate({ ...usual, secret: asSecret(secret), timestamp: at.epochMilliseconds })

/**
 * The time step whose code was typed, or null when it is not one of those that stand: the present one, the one before and the one
 * after, because clocks of telephones drift (RFC 6238, 5.2). Whoever takes a code takes no step twice.
 */
export function stepOf(secret: Buffer, typed: string, at: Temporal.Instant): number | null {
  const token = typed.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = at.epochMilliseconds
  const away = TOTP.validate({ ...usual, secret: asSecret(secret), token, timestamp, window: 1 })
  return away === null ? null : TOTP.counter({ period, timestamp }) + away
}
