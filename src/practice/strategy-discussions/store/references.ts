import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

const prefixes = { discussion: 'SD', concern: 'SC', challenge: 'CH', escalation: 'E' } as const

/** The next short reference, to be said on the telephone: "SD-412". Numbers may have gaps. */
export async function nextReference(tx: Tx, kind: keyof typeof prefixes): Promise<string> {
  const { rows } = await sql<{ number: number }>`
    select nextval(${`strategy.${kind}_number`}::text::regclass)::integer as number`.execute(tx.sql)
  return `${prefixes[kind]}-${rows[0]?.number ?? 0}`
}
