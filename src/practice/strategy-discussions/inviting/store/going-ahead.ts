import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import type { KeyPartner } from '../../words.ts'
import { on } from '../tables.ts'

/** The chair's decision to go ahead without a partner: escalation never delays protection. */
export interface GoingAhead {
  readonly partner: KeyPartner
  readonly reason: string
  readonly decidedBy: string | null
  readonly decidedAt: Temporal.Instant
}

export async function listGoingAhead(tx: Tx, discussionId: string): Promise<readonly GoingAhead[]> {
  const { rows } = await sql<GoingAhead>`
    select partner, reason, decided_by, decided_at from strategy.going_ahead
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId}
     order by decided_at, id`.execute(tx.sql)
  return rows
}

export async function recordGoingAhead(
  tx: Tx,
  discussionId: string,
  going: GoingAhead & { readonly knownAt?: Temporal.Instant },
): Promise<void> {
  const row = { ...going, authorityId: tx.who.authorityId, id: newId(), discussionId, knownAt: going.knownAt ?? tx.now }
  await on(tx).insertInto('strategy.goingAhead').values(row).execute()
  await watchAgain(tx, discussionId, row.knownAt)
  tx.trail.changed({ action: 'discussion.going-ahead', subjects: [discussionId, row.id], content: row })
}
