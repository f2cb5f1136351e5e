import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { HeaderMap } from '#platform/tables'
import type { Tx } from '#platform/transaction'
import type { ImportRemark, ImportRun } from './run.ts'

export interface AskedImport {
  readonly filename: string
  readonly content: Buffer
  readonly isDryRun: boolean
  readonly takesValid: boolean
  readonly historyBefore: Temporal.PlainDate | null
  readonly map: HeaderMap
}

/** Keeps a file with what is to be done with it, for a job to read. Answers the run's id. */
export async function recordImportRun(tx: Tx, asked: AskedImport): Promise<string> {
  const { filename, content, isDryRun, takesValid, historyBefore, map } = asked
  const id = newId()
  const sha256 = createHash('sha256').update(content).digest('hex')
  await sql`
    insert into imports.run (authority_id, id, filename, sha256, content, is_dry_run, takes_valid,
                                       history_before, map)
    values (${tx.who.authorityId}, ${id}, ${filename}, ${sha256}, ${content}, ${isDryRun}, ${takesValid},
            ${historyBefore}, ${JSON.stringify(map)}::jsonb)`.execute(tx.sql)
  const told = { filename, sha256, isDryRun, takesValid, historyBefore: historyBefore?.toString() ?? null, map }
  tx.trail.changed({ action: 'import.asked', subjects: [id], content: told })
  return id
}

/** Notes a file that a command brings in, without keeping it, so that it is listed and counted like any other. */
export async function recordCommandRun(
  tx: Tx,
  asked: Omit<AskedImport, 'content'> & { readonly kind: string; readonly sha256: string },
): Promise<string> {
  const { filename, kind, sha256, isDryRun, takesValid, historyBefore, map } = asked
  const id = newId()
  await sql`
    insert into imports.run (authority_id, id, kind, filename, sha256, is_dry_run, takes_valid, history_before, map, state,
                             moved_at)
    values (${tx.who.authorityId}, ${id}, ${kind}, ${filename}, ${sha256}, ${isDryRun}, ${takesValid}, ${historyBefore},
            ${JSON.stringify(map)}::jsonb, 'running', clock_timestamp())`.execute(tx.sql)
  return id
}

const runColumns = sql`
  id, kind, filename, sha256, is_dry_run, takes_valid, history_before, map, state, share, asked_at, asked_by, ended_at, rows_read,
  rows_taken, rows_unchanged, rows_rejected, sentence`

/** The latest first. */
export async function listImportRuns(tx: Tx, page: number, perPage: number): Promise<readonly ImportRun[]> {
  const { rows } = await sql<ImportRun>`
    select ${runColumns} from imports.run where authority_id = ${tx.who.authorityId}
     order by asked_at desc, id limit ${perPage} offset ${(page - 1) * perPage}`.execute(tx.sql)
  return rows
}

export async function countImportRuns(tx: Tx): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    select count(*)::integer as many from imports.run where authority_id = ${tx.who.authorityId}`.execute(tx.sql)
  return rows[0]?.many ?? 0
}

export async function findImportRun(tx: Tx, id: string): Promise<ImportRun | null> {
  const { rows } = await sql<ImportRun>`
    select ${runColumns} from imports.run
     where authority_id = ${tx.who.authorityId} and id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}

/** What a run says, in the order of the file. Cells can hold what a row said of a child: trailed as a file that was read. */
export async function listRemarks(
  tx: Tx,
  importId: string,
  kind: ImportRemark['kind'],
  { from, most }: { readonly from: number; readonly most: number },
): Promise<readonly ImportRemark[]> {
  const { rows } = await sql<ImportRemark>`
    select kind, sheet, row, column_name as column, value, taken, reason, todo from imports.remark
     where authority_id = ${tx.who.authorityId} and import_id = ${importId} and kind = ${kind} and place >= ${from}
     order by place limit ${most}`.execute(tx.sql)
  if (rows.length > 0) tx.trail.saw('file', [importId])
  return rows
}

export async function countRemarks(tx: Tx, importId: string): Promise<Readonly<Record<ImportRemark['kind'], number>>> {
  const { rows } = await sql<{ kind: ImportRemark['kind']; many: number }>`
    select kind, count(*)::integer as many from imports.remark
     where authority_id = ${tx.who.authorityId} and import_id = ${importId} group by kind`.execute(tx.sql)
  const of = (kind: ImportRemark['kind']): number => rows.find((row) => row.kind === kind)?.many ?? 0
  return { rejected: of('rejected'), noted: of('noted') }
}
