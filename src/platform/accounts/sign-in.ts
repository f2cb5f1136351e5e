import type { Database } from '#platform/db'
import { failuresAllowed, tooManyAttempts, withinMinutes } from './attempts.ts'
import { isPassword } from './password.ts'
import { findCredential, findSignInName, forgetFailures, recentFailures, recordFailure } from './store.ts'

export type SignIn =
  | { readonly ok: true; readonly authorityId: number; readonly personId: string }
  | { readonly ok: false; readonly message: string }

/**
 * Checks a name and password. An unknown name, a wrong password and a person without a password get the same words after
 * the same work. After five failures in 15 minutes a name waits, known or not, so that waiting tells nothing either.
 */
export async function signIn(database: Database, name: string, password: string): Promise<SignIn> {
  const { failures } = await recentFailures(database, name, withinMinutes)
  const credential = await findCredential(database, name.trim())
  const matches = await isPassword(password.slice(0, 200), credential?.passwordHash ?? null)
  if (failures >= failuresAllowed) {
    return { ok: false, message: tooManyAttempts }
  }
  if (credential === null || !matches) {
    await recordFailure(database, name)
    return { ok: false, message: 'The name or the password is not right' }
  }
  await forgetFailures(database, name)
  return { ok: true, authorityId: credential.authorityId, personId: credential.personId }
}

/**
 * For pages that ask somebody signed in for their password again: null when it is right, else the sentence to show. It
 * counts with their failures to sign in, so that a screen left open is no way round the waiting.
 */
export const passwordCheck =
  (database: Database) =>
  async (
    who: { readonly authorityId: number; readonly personId: string },
    password: string,
  ): Promise<string | null> => {
    const name = await findSignInName(database, who)
    const checked = await signIn(database, name ?? '', password)
    if (!checked.ok) return checked.message.replace('The name or the password', 'The password')
    return checked.personId === who.personId ? null : 'The password is not right'
  }
