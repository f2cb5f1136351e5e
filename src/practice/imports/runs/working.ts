import { sql } from 'kysely'
import type { Imported } from '#platform/area'
import type { Tx } from '#platform/transaction'
import type { ImportRun } from './run.ts'

export interface ClaimedRun extends ImportRun {
  readonly content: Buffer
  /** This one counted. */
  readonly tries: number
}

/** A run whose reader gave no sign of life for so long lost it: a process that was killed, perhaps. */
const silentMinutes = 2

const isClaimable = sql`(state = 'waiting'
                         or state = 'running' and moved_at < clock_timestamp() - make_interval(mins => ${silentMinutes}))`

/** Whether there is anything to take up. */
export async function isRunWaiting(tx: Tx): Promise<boolean> {
  const { rows } = await sql`
    select 1 from imports.run where authority_id = ${tx.who.authorityId} and ${isClaimable} limit 1`.execute(tx.sql)
  return rows.length > 0
}

/** Takes up the run that waits longest, or one that was left half-way; null when there is none. Two workers never get the same. */
export async function claimRun(tx: Tx): Promise<ClaimedRun | null> {
  const { rows } = await sql<ClaimedRun>`
    update imports.run set state = 'running', moved_at = clock_timestamp(), tries = tries + 1
     where authority_id = ${tx.who.authorityId} and id = (
       select id from imports.run
        where authority_id = ${tx.who.authorityId} and ${isClaimable}
        order by asked_at limit 1 for update skip locked)
    returning id, kind, filename, sha256, is_dry_run, takes_valid, history_before, map, state, share, asked_at, asked_by, ended_at,
              rows_read, rows_taken, rows_unchanged, rows_rejected, sentence, content, tries`.execute(tx.sql)
  return rows[0] ?? null
}

/** Somebody has cancelled the run: whatever was taken of the file is undone. */
export class Cancelled extends Error {}

/** Gives a sign of life and says how far it is. Throws when somebody has cancelled it. */
export async function moveOn(tx: Tx, id: string, share: number): Promise<void> {
  const { numAffectedRows } = await sql`
    update imports.run set share = ${share}, moved_at = clock_timestamp()
     where authority_id = ${tx.who.authorityId} and id = ${id} and state = 'running'`.execute(tx.sql)
  if (numAffectedRows === 0n) throw new Cancelled()
}

/** Notes which kind of file it was taken for. */
export async function noteKind(tx: Tx, id: string, kind: string): Promise<void> {
  await sql`
    update imports.run set kind = ${kind}
     where authority_id = ${tx.who.authorityId} and id = ${id} and state = 'running'`.execute(tx.sql)
}

/** Ends a run in one sentence: the file could not be read. The file itself is not kept. */
export async function failRun(tx: Tx, id: string, sentence: string): Promise<void> {
  await sql`
    update imports.run set state = 'failed', sentence = ${sentence}, ended_at = clock_timestamp(), content = null
     where authority_id = ${tx.who.authorityId} and id = ${id} and state = 'running'`.execute(tx.sql)
  tx.trail.ran('import.failed', { id })
}

/** Ends a run with what became of its rows. The file itself is not kept. Throws when somebody has cancelled it. */
export async function endRun(tx: Tx, id: string, imported: Imported): Promise<void> {
  const { read, taken, unchanged, rejected } = imported
  const rows = new Set(rejected.map(({ sheet, row }) => `${sheet} ${row}`)).size
  const { numAffectedRows } = await sql`
    update imports.run
       set state = 'done', share = 1, ended_at = clock_timestamp(), content = null, rows_read = ${read},
           rows_taken = ${taken}, rows_unchanged = ${unchanged}, rows_rejected = ${rows}
     where authority_id = ${tx.who.authorityId} and id = ${id} and state = 'running'`.execute(tx.sql)
  if (numAffectedRows === 0n) throw new Cancelled()
  await keepRemarks(tx, id, remarksOf(imported))
  tx.trail.ran('import.ended', { id, read, taken, unchanged, rejected: rows })
}

const remarksOf = ({ rejected, warnings }: Imported) => [
  ...rejected.map((one, place) => ({ ...one, kind: 'rejected', place, taken: '' })),
  ...warnings.map((one, place) => ({ ...one, kind: 'noted', place, todo: '' })),
]

const atOnce = 2000

async function keepRemarks(tx: Tx, id: string, remarks: ReturnType<typeof remarksOf>): Promise<void> {
  for (let from = 0; from < remarks.length; from += atOnce) {
    const part = remarks.slice(from, from + atOnce)
    const list = <Value>(pick: (remark: (typeof part)[number]) => Value): Value[] => part.map(pick)
    await sql`
      insert into imports.remark (authority_id, import_id, kind, place, sheet, row, team, column_name, value, taken, reason,
                                  todo)
      select ${tx.who.authorityId}, ${id}, told.*
        from unnest(${list(({ kind }) => kind)}::text[], ${list(({ place }) => place)}::integer[],
                    ${list(({ sheet }) => sheet)}::text[], ${list(({ row }) => row)}::integer[],
                    ${list(({ team }) => team ?? '')}::text[], ${list(({ column }) => column)}::text[], ${list(({ value }) => value)}::text[],
                    ${list(({ taken }) => taken)}::text[], ${list(({ reason }) => reason)}::text[],
                    ${list(({ todo }) => todo)}::text[]) told`.execute(tx.sql)
  }
}

/** Cancels a run that has not ended: its file is dropped, and whoever reads it undoes what was taken. Answers whether it was in time. */
export async function cancelRun(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ isCancelled: boolean }>`select imports.cancel_run(${id}) as is_cancelled`.execute(tx.sql)
  if (rows[0]?.isCancelled !== true) return false
  tx.trail.changed({ action: 'import.cancelled', subjects: [id], content: { id } })
  return true
}
