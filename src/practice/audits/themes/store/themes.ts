import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'

/** What findings of many audits have in common. */
export interface Theme {
  readonly id: string
  readonly name: string
  readonly about: string
}

/** Every theme by name. */
export async function listThemes(tx: Tx): Promise<readonly Theme[]> {
  const { rows } = await sql<Theme>`
    select id, name, about from audits.theme where authority_id = ${tx.who.authorityId} order by lower(name)`.execute(
    tx.sql,
  )
  return rows
}

export async function findTheme(tx: Tx, id: string): Promise<Theme | null> {
  return (await listThemes(tx)).find((theme) => theme.id === id) ?? null
}

/** Adds a theme. Null when there is one of that name. */
export async function addTheme(tx: Tx, { name, about }: Omit<Theme, 'id'>): Promise<string | null> {
  const row = { authorityId: tx.who.authorityId, id: newId(), name, about }
  const added = await on(tx)
    .insertInto('audits.theme')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return null
  tx.trail.changed({ action: 'audit-theme.added', subjects: [row.id], content: row })
  return row.id
}
