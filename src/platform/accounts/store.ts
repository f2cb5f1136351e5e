import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import type { Database } from '#platform/db'
import { transact } from '#platform/transaction'

/** Queries made before anybody is signed in; each goes through a function of the database that does just this. */

export interface Credential {
  readonly authorityId: number
  readonly personId: string
  readonly personName: string
  readonly passwordHash: string | null
}

export async function findCredential(database: Database, signInName: string): Promise<Credential | null> {
  const { rows } = await sql<Credential>`select * from platform.find_credential(${signInName})`.execute(database.kysely)
  return rows[0] ?? null
}

export async function recentFailures(
  database: Database,
  signInName: string,
  withinMinutes: number,
): Promise<{ readonly failures: number; readonly latest: Temporal.Instant | null }> {
  const { rows } = await sql<{ failures: number; latest: Temporal.Instant | null }>`
    select * from platform.recent_failures(${nameHash(signInName)}, ${withinMinutes})`.execute(database.kysely)
  return rows[0] ?? { failures: 0, latest: null }
}

export async function recordFailure(database: Database, signInName: string): Promise<void> {
  await sql`select platform.record_failure(${nameHash(signInName)})`.execute(database.kysely)
}

export async function forgetFailures(database: Database, signInName: string): Promise<void> {
  await sql`select platform.forget_failures(${nameHash(signInName)})`.execute(database.kysely)
}

export async function startSession(
  database: Database,
  tokenHash: Buffer,
  whose: { readonly authorityId: number; readonly personId: string },
  minutes: { readonly idle: number; readonly absolute: number },
): Promise<void> {
  const { authorityId, personId } = whose
  await sql`select platform.start_session(${tokenHash}, ${authorityId}, ${personId}, ${minutes.idle}, ${minutes.absolute})`.execute(
    database.kysely,
  )
}

export async function endSession(database: Database, tokenHash: Buffer): Promise<void> {
  await sql`select platform.end_session(${tokenHash})`.execute(database.kysely)
}

/** The name with which somebody signs in; null when they cannot. */
export async function findSignInName(
  database: Database,
  { authorityId, personId }: { readonly authorityId: number; readonly personId: string },
): Promise<string | null> {
  const row = await transact(database, asSystem(authorityId, 'sign-in'), (tx) =>
    tx.sql
      .selectFrom('platform.account')
      .select('signInName')
      .where('authorityId', '=', authorityId)
      .where('id', '=', personId)
      .where('isActive', '=', true)
      .executeTakeFirst(),
  )
  return row?.signInName ?? null
}

/** What everybody in a sample authority types where a password is asked for again. It is no secret: nobody there is real. */
export const samplePassword = 'sample authority'

export interface SamplePerson {
  readonly authorityId: number
  readonly personId: string
  readonly name: string
  readonly roles: readonly string[]
}

export async function listSamplePeople(database: Database): Promise<readonly SamplePerson[]> {
  const { rows } = await sql<SamplePerson>`select * from platform.list_sample_people()`.execute(database.kysely)
  return rows
}

export interface Invitation {
  readonly authorityId: number
  readonly personId: string
  readonly personName: string
  readonly signInName: string
}

export async function findInvitation(database: Database, tokenHash: Buffer): Promise<Invitation | null> {
  const { rows } = await sql<Invitation>`select * from platform.find_invitation(${tokenHash})`.execute(database.kysely)
  return rows[0] ?? null
}

/** Sets the password by a one-time link. False when the link was already used or is too old. */
export async function useInvitation(database: Database, tokenHash: Buffer, passwordHash: string): Promise<boolean> {
  const { rows } = await sql`select * from platform.use_invitation(${tokenHash}, ${passwordHash})`.execute(
    database.kysely,
  )
  return rows.length > 0
}

const nameHash = (signInName: string): Buffer => createHash('sha256').update(signInName.trim().toLowerCase()).digest()
