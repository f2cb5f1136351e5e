import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

const id = /(?:no team: )?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * The solver knows everybody by id alone: this puts names to them. A case is called by its reference, which whoever reads may see
 * even where the record is closed.
 */
export async function namesIn(tx: Tx, texts: readonly string[]): Promise<(text: string) => string> {
  const ids = [...new Set(texts.flatMap((text) => text.match(id) ?? []).map((found) => found.replace('no team: ', '')))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation.person where authority_id = ${tx.who.authorityId} and id = any (${ids}::uuid[])
    union all
    select id, name from organisation.team where authority_id = ${tx.who.authorityId} and id = any (${ids}::uuid[])
    union all
    select id, name from audits.tool where authority_id = ${tx.who.authorityId} and id = any (${ids}::uuid[])
    union all
    select id, reference from audits.audit_case where authority_id = ${tx.who.authorityId} and id = any (${ids}::uuid[])`.execute(
    tx.sql,
  )
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return (text) =>
    text
      .replaceAll(id, (found) =>
        found.startsWith('no team: ')
          ? `of nobody but ${names.get(found.slice('no team: '.length)) ?? 'somebody'}`
          : (names.get(found) ?? 'one that is closed to you'),
      )
      // A team that is called Team East already.
      .replaceAll(/\bteam Team /g, 'Team ')
      .replaceAll(/\bteams Team /g, 'Team ')
}
