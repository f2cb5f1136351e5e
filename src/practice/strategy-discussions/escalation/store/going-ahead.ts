import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import type { KeyPartner } from '../../words.ts'
import { on } from '../tables.ts'
import { endEscalation } from './record.ts'

export interface GoingAhead {
  readonly discussionId: string
  readonly partner: KeyPartner
  readonly reason: string
  readonly decidedBy: string | null
  readonly knownAt?: Temporal.Instant
}

/**
 * The chair goes ahead without a partner, and says why: escalation never delays protection. What was asked of that partner
 * before the discussion ends with it; that they were not there is raised afterwards.
 */
export async function recordGoingAhead(tx: Tx, going: GoingAhead): Promise<void> {
  const knownAt = going.knownAt ?? tx.now
  const row = { ...going, authorityId: tx.who.authorityId, id: newId(), decidedAt: knownAt, knownAt }
  await on(tx).insertInto('strategy.goingAhead').values(row).execute()
  await watchAgain(tx, row.discussionId, knownAt)
  tx.trail.changed({ action: 'discussion.going-ahead', subjects: [row.discussionId, row.id], content: row })
  for (const escalationId of await listOpenBefore(tx, going))
    await endEscalation(tx, {
      escalationId,
      discussionId: going.discussionId,
      outcome: 'went-ahead-without',
      words: going.reason,
      endedBy: going.decidedBy,
      endedAt: knownAt,
    })
}

async function listOpenBefore(tx: Tx, { discussionId, partner }: GoingAhead): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select raised.id from strategy.escalation raised
     where raised.authority_id = ${tx.who.authorityId} and raised.discussion_id = ${discussionId}
       and raised.partner = ${partner} and raised.condition in ('partner-not-confirmed', 'partner-declined')
       and not exists (select from strategy.escalation_end ended
                        where ended.authority_id = raised.authority_id and ended.escalation_id = raised.id)`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}

export interface WentAhead {
  readonly partner: KeyPartner
  readonly reason: string
  readonly decidedAt: Temporal.Instant
}

/** Without whom it goes or went ahead, and why. */
export async function listGoingAhead(tx: Tx, discussionId: string): Promise<readonly WentAhead[]> {
  const { rows } = await sql<WentAhead>`
    select partner, reason, decided_at from strategy.going_ahead
     where authority_id = ${tx.who.authorityId} and discussion_id = ${discussionId} order by known_at`.execute(tx.sql)
  return rows
}
