import type { Database } from '#platform/db'
import { isPassword } from './password.ts'
import { findCredential, forgetFailures, recentFailures, recordFailure } from './store.ts'

const failuresAllowed = 5
const withinMinutes = 15

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
    return {
      ok: false,
      message: `Too many attempts. Wait ${withinMinutes} minutes and try again, or ask your administrator.`,
    }
  }
  if (credential === null || !matches) {
    await recordFailure(database, name)
    return { ok: false, message: 'The name or the password is not right' }
  }
  await forgetFailures(database, name)
  return { ok: true, authorityId: credential.authorityId, personId: credential.personId }
}
