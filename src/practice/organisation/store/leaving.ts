import { sql } from 'kysely'
import { londonDate } from '#kernel/clock'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import { endDated, listDated } from './dated.ts'
import { waitForTurn } from './entries.ts'
import { signInNameOf } from './joining.ts'
import { refreshStanding } from './standing.ts'

export interface PersonDetails {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly jobTitle: string
  readonly telephone: string
  readonly registration: string
}

/** Changes what a person is called and how they are reached. A new e-mail address is what they sign in with from now on. */
export async function changePerson(tx: Tx, details: PersonDetails): Promise<Outcome<null>> {
  const { personId, ...rest } = details
  const row = { ...rest, email: signInNameOf(details.email) }
  if (!(await renameAccount(tx, personId, row.name, row.email))) {
    return invalid({ field: 'email', message: 'Somebody else already signs in with this e-mail address' })
  }
  await on(tx)
    .updateTable('organisation.person')
    .set(row)
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', personId)
    .execute()
  tx.trail.changed({ action: 'person.details-changed', subjects: [personId], content: { personId, ...row } })
  return ok(null)
}

/** False when the name is taken, here or in an authority whose rows nobody here can see: only the index knows. */
async function renameAccount(tx: Tx, personId: string, name: string, signInName: string): Promise<boolean> {
  await sql`savepoint renaming`.execute(tx.sql)
  try {
    await tx.sql
      .updateTable('platform.account')
      .set({ name, signInName })
      .where('authorityId', '=', tx.who.authorityId)
      .where('id', '=', personId)
      .execute()
    return true
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    await sql`rollback to savepoint renaming`.execute(tx.sql)
    return false
  }
}

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505'

/**
 * Records that somebody has left, from today: they can no longer sign in, and their roles, team and line end. What they
 * did stays under their name; shifts they were still on become gaps in the rota.
 */
export async function recordLeaver(
  tx: Tx,
  { personId, why }: { readonly personId: string; readonly why: string },
): Promise<Outcome<null>> {
  if (tx.who.kind === 'person' && tx.who.personId === personId) {
    return invalid({
      field: 'why',
      message: 'Nobody records their own leaving. Ask another administrator or the head of service',
    })
  }
  await waitForTurn(tx, personId)
  const ending = { day: londonDate(tx.now), why }
  for (const kind of ['role', 'membership', 'line'] as const) {
    await endDated(tx, kind, await listDated(tx, kind, personId), ending)
  }
  await setActive(tx, personId, false)
  await refreshStanding(tx, personId)
  tx.trail.changed({ action: 'person.left', subjects: [personId], content: { personId, ...ending } })
  return ok(null)
}

/** Opens the account of somebody who left and came back. Roles, team and line are then given anew. */
export async function recordReturn(
  tx: Tx,
  { personId, why }: { readonly personId: string; readonly why: string },
): Promise<void> {
  await setActive(tx, personId, true)
  tx.trail.changed({ action: 'person.returned', subjects: [personId], content: { personId, why } })
}

async function setActive(tx: Tx, personId: string, isActive: boolean): Promise<void> {
  for (const table of ['platform.account', 'organisation.person'] as const) {
    await on(tx)
      .updateTable(table)
      .set({ isActive })
      .where('authorityId', '=', tx.who.authorityId)
      .where('id', '=', personId)
      .execute()
  }
}
