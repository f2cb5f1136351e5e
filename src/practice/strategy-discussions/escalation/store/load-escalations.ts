import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { EscalationFact, RungFact } from '../rules/facts.ts'
import type { EndOutcome } from '../words.ts'

type EscalationRow = Omit<EscalationFact, 'rungs' | 'repliedAt' | 'end'> & {
  readonly aboutId: string
  readonly outcome: EndOutcome | null
  readonly endedAt: Temporal.Instant | null
}

/** Every escalation about these discussions, or about these concerns, with its rungs, its replies and its end. */
export async function escalationsOf(
  tx: Tx,
  column: 'discussion_id' | 'concern_id',
  ids: readonly string[],
): Promise<readonly (EscalationFact & { readonly aboutId: string })[]> {
  const authority = tx.who.authorityId
  const about = sql.ref(column)
  const { rows } = await sql<EscalationRow>`
    select raised.${about} as about_id, raised.id, raised.reference, raised.condition, raised.subject, raised.partner,
           raised.agency_id, raised.since, raised.opened_at, raised.known_at, ended.outcome, ended.ended_at
      from strategy.escalation raised
      left join strategy.escalation_end ended
        on ended.authority_id = raised.authority_id and ended.escalation_id = raised.id
     where raised.authority_id = ${authority} and raised.${about} = any (${[...ids]}::uuid[])
     order by raised.opened_at, raised.id`.execute(tx.sql)
  if (rows.length === 0) return []
  const { rows: rungs } = await sql<RungFact & { escalationId: string }>`
    select escalation_id, rung, to_name, opened_at, due_at, is_last from strategy.escalation_rung
     where authority_id = ${authority} and ${about} = any (${[...ids]}::uuid[]) order by rung`.execute(tx.sql)
  const { rows: replies } = await sql<{ escalationId: string; knownAt: Temporal.Instant }>`
    select escalation_id, known_at from strategy.escalation_reply
     where authority_id = ${authority} and escalation_id = any (${rows.map(({ id }) => id)}::uuid[])
     order by known_at`.execute(tx.sql)
  return rows.map(({ outcome, endedAt, ...row }) => ({
    ...row,
    rungs: rungs.filter(({ escalationId }) => escalationId === row.id),
    repliedAt: replies.filter(({ escalationId }) => escalationId === row.id).map(({ knownAt }) => knownAt),
    end: outcome === null || endedAt === null ? null : { outcome, endedAt },
  }))
}
