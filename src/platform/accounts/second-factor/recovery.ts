import { randomInt } from 'node:crypto'
import { newId } from '#kernel/ids'
import { hashPassword, isPassword } from '../password.ts'

/** Without those that are taken for one another: 0 and O, 1, I and L. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

export interface MadeCodes {
  /** Shown once: "K7QM-4XWD-9HRT". */
  readonly shown: readonly string[]
  readonly kept: readonly { readonly id: string; readonly hash: string }[]
}

const howMany = 8

/** New recovery codes: 59 bits of chance each, kept by the same hash as passwords. */
export async function makeRecoveryCodes(): Promise<MadeCodes> {
  const shown = Array.from({ length: howMany }, newCode)
  const kept: { id: string; hash: string }[] = []
  for (const code of shown) kept.push({ id: newId(), hash: await hashPassword(plain(code)) })
  return { shown, kept }
}

const newCode = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  )

/** However it was typed: in small letters, without its dashes. */
const plain = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

/** Whether something typed can be a recovery code at all, and not a code from the app. */
export const looksLikeRecovery = (typed: string): boolean => plain(typed).length === 12

/** The recovery code that was typed, of those not used; null when it is none of them. */
export async function findRecoveryCode(
  typed: string,
  unused: readonly { readonly id: string; readonly codeHash: string }[],
): Promise<string | null> {
  for (const { id, codeHash } of unused) if (await isPassword(plain(typed), codeHash)) return id
  return null
}
