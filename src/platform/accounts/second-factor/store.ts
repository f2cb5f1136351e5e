import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Database } from '#platform/db'
import type { Tx } from '#platform/transaction'
import type { MadeCodes } from './recovery.ts'

/** What the pages before the second factor know of a session that is open. */
export interface SessionFactor {
  readonly authorityId: number
  readonly authorityName: string
  readonly isSample: boolean
  readonly personId: string
  readonly personName: string
  readonly signInName: string
  /** They cannot do without. */
  readonly isRequired: boolean
  readonly isSetUp: boolean
  readonly isPassed: boolean
  readonly sealedSecret: Buffer | null
  /** The database's clock. */
  readonly at: Temporal.Instant
}

export async function findSessionFactor(database: Database, tokenHash: Buffer): Promise<SessionFactor | null> {
  const { rows } = await sql<SessionFactor>`select * from platform.session_factor(${tokenHash})`.execute(
    database.kysely,
  )
  return rows[0] ?? null
}

const idsAndHashes = ({ kept }: MadeCodes) =>
  sql`${kept.map(({ id }) => id)}::uuid[], ${kept.map(({ hash }) => hash)}::text[]`

const answer = async (tx: Tx, call: ReturnType<typeof sql>): Promise<boolean> => {
  const { rows } = await sql<{ isDone: boolean }>`select ${call} as is_done`.execute(tx.sql)
  return rows[0]?.isDone === true
}

/** Sets up the second factor of whoever asks and marks their session as passed. False when they have one already. */
export async function setUpFactor(
  tx: Tx,
  personId: string,
  given: { readonly tokenHash: Buffer; readonly sealed: Buffer; readonly step: number; readonly codes: MadeCodes },
): Promise<boolean> {
  const { tokenHash, sealed, step, codes } = given
  const isMine = await answer(
    tx,
    sql`platform.set_up_second_factor(${tokenHash}, ${sealed}, ${step}, ${idsAndHashes(codes)})`,
  )
  if (isMine) tx.trail.changed({ action: 'second-factor.set-up', subjects: [personId], content: { personId } })
  return isMine
}

/** Takes a code's time step for this session; false when it, or a later one, was taken before. */
export async function passFactor(tx: Tx, personId: string, tokenHash: Buffer, step: number): Promise<boolean> {
  const isPassed = await answer(tx, sql`platform.pass_second_factor(${tokenHash}, ${step})`)
  if (isPassed) tx.trail.changed({ action: 'second-factor.passed', subjects: [personId], content: { by: 'code' } })
  return isPassed
}

export async function listUnusedCodes(tx: Tx): Promise<readonly { readonly id: string; readonly codeHash: string }[]> {
  const { rows } = await sql<{ id: string; codeHash: string }>`select * from platform.unused_recovery_codes()`.execute(
    tx.sql,
  )
  return rows
}

/** Uses a recovery code for this session; false when somebody was quicker. */
export async function useRecoveryCode(tx: Tx, personId: string, tokenHash: Buffer, codeId: string): Promise<boolean> {
  const isPassed = await answer(tx, sql`platform.use_recovery_code(${tokenHash}, ${codeId})`)
  const content = { by: 'recovery code', codeId }
  if (isPassed) tx.trail.changed({ action: 'second-factor.passed', subjects: [personId], content })
  return isPassed
}

/** Since when somebody has a second factor, and how many recovery codes are left. Null when they have none. */
export async function findFactorOf(
  tx: Tx,
  personId: string,
): Promise<{ readonly setUpAt: Temporal.Instant; readonly codesLeft: number } | null> {
  const { rows } = await sql<{ setUpAt: Temporal.Instant; codesLeft: number }>`
    select f.set_up_at,
           (select count(*)::integer from platform.recovery_code c
             where c.authority_id = f.authority_id and c.person_id = f.person_id and c.used_at is null) as codes_left
      from platform.second_factor f
     where f.authority_id = ${tx.who.authorityId} and f.person_id = ${personId}`.execute(tx.sql)
  return rows[0] ?? null
}

/** New recovery codes in place of those that were. */
export async function replaceRecoveryCodes(tx: Tx, personId: string, codes: MadeCodes): Promise<void> {
  await sql`select platform.keep_recovery_codes(${idsAndHashes(codes)})`.execute(tx.sql)
  tx.trail.changed({ action: 'second-factor.codes-replaced', subjects: [personId], content: { personId } })
}

/** Somebody who need not have one turns it off. False when they have none, or need it. */
export async function dropFactor(tx: Tx, personId: string): Promise<boolean> {
  const isDropped = await answer(tx, sql`platform.drop_second_factor()`)
  if (isDropped) tx.trail.changed({ action: 'second-factor.turned-off', subjects: [personId], content: { personId } })
  return isDropped
}

/** An administrator takes somebody's second factor away; their sessions end. False when they have none. */
export async function resetFactor(tx: Tx, personId: string, reason: string): Promise<boolean> {
  const id = newId()
  const isReset = await answer(tx, sql`platform.reset_second_factor(${id}, ${personId}, ${reason})`)
  const content = { id, personId, reason }
  if (isReset) tx.trail.changed({ action: 'second-factor.reset', subjects: [personId], content })
  return isReset
}

export interface Reset {
  readonly id: string
  readonly reason: string
  readonly resetAt: Temporal.Instant
  readonly resetByName: string | null
}

/** When somebody's second factor was reset, by whom and why; the latest first. */
export async function listResets(tx: Tx, personId: string): Promise<readonly Reset[]> {
  const { rows } = await sql<Reset>`
    select reset.id, reset.reason, reset.reset_at, account.name as reset_by_name
      from platform.second_factor_reset reset
      left join platform.account account
        on account.authority_id = reset.authority_id and account.id = reset.reset_by
     where reset.authority_id = ${tx.who.authorityId} and reset.person_id = ${personId}
     order by reset.reset_at desc`.execute(tx.sql)
  return rows
}
