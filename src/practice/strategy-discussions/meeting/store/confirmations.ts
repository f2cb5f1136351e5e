import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'

/** A team manager's look at a chair who departed from the standard. */
export interface ChairConfirmation {
  readonly isConfirmed: boolean
  readonly words: string
  readonly confirmedAt: Temporal.Instant
  readonly confirmedByName: string
}

export async function findChairConfirmation(tx: Tx, settlementId: string): Promise<ChairConfirmation | null> {
  const { rows } = await sql<ChairConfirmation>`
    select confirmed.is_confirmed, confirmed.words, confirmed.confirmed_at, coalesce(person.name, 'somebody') as confirmed_by_name
      from strategy.chair_confirmation confirmed
      left join organisation.person person
        on person.authority_id = confirmed.authority_id and person.id = confirmed.confirmed_by
     where confirmed.authority_id = ${tx.who.authorityId} and confirmed.settlement_id = ${settlementId}`.execute(tx.sql)
  return rows[0] ?? null
}

export interface NewChairConfirmation {
  readonly settlementId: string
  readonly discussionId: string
  readonly isConfirmed: boolean
  readonly words: string
  readonly confirmedAt: Temporal.Instant
  readonly confirmedBy: string
  readonly knownAt?: Temporal.Instant
}

export async function recordChairConfirmation(tx: Tx, confirmation: NewChairConfirmation): Promise<void> {
  const row = { ...confirmation, knownAt: confirmation.knownAt ?? tx.now, authorityId: tx.who.authorityId }
  await on(tx).insertInto('strategy.chairConfirmation').values(row).execute()
  await watchAgain(tx, row.discussionId, row.knownAt)
  const { discussionId, settlementId } = row
  tx.trail.changed({ action: 'discussion.chair-confirmed', subjects: [discussionId, settlementId], content: row })
}

/** A discussion whose chair departed from the standard and whom nobody has confirmed yet. */
export interface ChairToConfirm {
  readonly discussionId: string
  readonly reference: string
  readonly settlementId: string
  readonly endedAt: Temporal.Instant
  readonly chairId: string | null
  readonly chairDepartures: readonly string[]
}

/** Those that wait, oldest first. */
export async function listChairsToConfirm(tx: Tx): Promise<readonly ChairToConfirm[]> {
  const { rows } = await sql<ChairToConfirm>`
    select held.discussion_id, discussion.reference, held.id as settlement_id, held.ended_at, held.chair_id,
           held.chair_departures
      from strategy.standing_settlement held
      join strategy.discussion discussion
        on discussion.authority_id = held.authority_id and discussion.id = held.discussion_id
     where held.authority_id = ${tx.who.authorityId} and held.kind = 'held' and held.chair_departures <> '{}'
       and not exists (select from strategy.chair_confirmation confirmed
                        where confirmed.authority_id = held.authority_id and confirmed.settlement_id = held.id)
     order by held.ended_at, held.id`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map(({ discussionId }) => discussionId),
  )
  return rows
}
