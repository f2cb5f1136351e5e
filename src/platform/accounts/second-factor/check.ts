import type { Database } from '#platform/db'
import { seal, unseal } from '#platform/sealing'
import { type Tx, transact } from '#platform/transaction'
import { attempt, wasRight } from '../attempts.ts'
import { findRecoveryCode, looksLikeRecovery, type MadeCodes, makeRecoveryCodes } from './recovery.ts'
import { listUnusedCodes, passFactor, type SessionFactor, setUpFactor, useRecoveryCode } from './store.ts'
import { secretBytes, stepOf } from './totp.ts'

/** What the people of a sample authority have on their telephones. It is no secret: nobody there is real. */
export const sampleSecret = Buffer.alloc(secretBytes, 'sample authority')

/** Whom a secret is sealed for: it opens for nobody else. */
const whoseOf = ({ authorityId, personId }: SessionFactor): string => `second factor ${authorityId} ${personId}`

export const sealFor = (key: Buffer, factor: SessionFactor, secret: Buffer): Buffer =>
  seal(key, secret, whoseOf(factor))

export const unsealFor = (key: Buffer, factor: SessionFactor, sealed: Buffer): Buffer | null =>
  unseal(key, sealed, whoseOf(factor))

/** The secret by which codes are checked; null when it cannot be opened with this key, or there is none. */
export function secretOf(key: Buffer, factor: SessionFactor): Buffer | null {
  if (factor.sealedSecret !== null) return unsealFor(key, factor, factor.sealedSecret)
  return factor.isSample ? sampleSecret : null
}

export interface Asked {
  readonly database: Database
  readonly key: Buffer
  readonly factor: SessionFactor
  readonly tokenHash: Buffer
  /** The network address. */
  readonly from: string
}

/** As the person themselves, who has no roles before this is passed. */
const within = <T>({ database, factor, from }: Asked, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const { authorityId, personId } = factor
  return transact(database, { kind: 'person', authorityId, personId, roles: [], from }, work)
}

const used = 'This code has been used. Wait for the next one'
const wrong = 'The code is not right'

/**
 * Checks what was typed for this session: a code from the app, or a recovery code. Null when it was right, and then the session
 * is passed; else what to say. Five wrong ones in 15 minutes wait, as for signing in, and every one is in the trail.
 */
export async function passWith(asked: Asked, typed: string): Promise<string | null> {
  const name = whoseOf(asked.factor)
  const tooMany = await attempt(asked.database, name)
  if (tooMany !== null) return tooMany
  const problem = looksLikeRecovery(typed) ? await withRecovery(asked, typed) : await withCode(asked, typed)
  if (problem === null) await wasRight(asked.database, name)
  else await within(asked, async (tx) => failed(tx, asked.factor.personId))
  return problem
}

const failed = (tx: Tx, personId: string): void =>
  tx.trail.changed({ action: 'second-factor.failed', subjects: [personId], content: { personId } })

async function withCode(asked: Asked, typed: string): Promise<string | null> {
  const { key, factor, tokenHash } = asked
  const secret = secretOf(key, factor)
  const step = secret === null ? null : stepOf(secret, typed, factor.at)
  if (secret === null || step === null) return wrong
  if (factor.isSetUp)
    return within(asked, async (tx) => ((await passFactor(tx, factor.personId, tokenHash, step)) ? null : used))
  // Only a sample's people come here: they have the known secret, and it is kept with their first code.
  const sealed = sealFor(key, factor, secret)
  const given = { tokenHash, sealed, step, codes: { shown: [], kept: [] } }
  return within(asked, async (tx) => ((await setUpFactor(tx, factor.personId, given)) ? null : used))
}

async function withRecovery(asked: Asked, typed: string): Promise<string | null> {
  const { factor, tokenHash } = asked
  return within(asked, async (tx) => {
    const code = await findRecoveryCode(typed, await listUnusedCodes(tx))
    return code !== null && (await useRecoveryCode(tx, factor.personId, tokenHash, code)) ? null : wrong
  })
}

/** Sets a new second factor up with its first code. The recovery codes to show once, or what to say. */
export async function setUpWith(
  asked: Asked,
  sealed: Buffer,
  typed: string,
): Promise<{ readonly codes: MadeCodes } | { readonly problem: string }> {
  const { key, factor, tokenHash } = asked
  const secret = unsealFor(key, factor, sealed)
  if (secret === null) return { problem: 'This page had been open too long. Read the new square with your app' }
  const step = stepOf(secret, typed, factor.at)
  if (step === null) return { problem: `${wrong}. Check that the clock of your telephone is set by itself` }
  const codes = await makeRecoveryCodes()
  const isMine = await within(asked, (tx) => setUpFactor(tx, factor.personId, { tokenHash, sealed, step, codes }))
  return isMine ? { codes } : { problem: 'It was set up a moment ago, on another screen. Sign in again' }
}
