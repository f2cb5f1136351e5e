import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import { copyIn } from '#platform/db'
import type { Tx } from '#platform/transaction'
import { type Cell, type TableName, tables } from '../past/tables.ts'

/** Writes rows of one table, given as they are and as COPY's text. */
export type WriteRows = (
  table: TableName,
  rows: readonly Readonly<Record<string, Cell>>[],
  text: string,
) => Promise<void>

/** By COPY, for the tables' owner: row-level security lets nobody else. */
export const copyRows =
  (client: ClientBase): WriteRows =>
  (table, _rows, text) =>
    copyIn(client, `copy ${table} (authority_id, ${tables[table].join(', ')}) from stdin`, text)

/** By INSERT, for the application under row-level security: right for the few thousand contacts of a first start. */
export const insertRows =
  (tx: Tx): WriteRows =>
  async (table, rows) => {
    const columns = sql.raw(tables[table].join(', '))
    await sql`
      insert into ${sql.raw(table)} (authority_id, ${columns})
      select ${tx.who.authorityId}, ${columns}
        from json_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(rows)}::json)`.execute(tx.sql)
  }
