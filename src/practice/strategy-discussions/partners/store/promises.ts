import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** What one's own agency promised to send about a discussion, and has not sent yet. */
export interface OwedPromise {
  readonly informationId: string
  readonly discussionId: string
  readonly reference: string
  readonly promisedBy: Temporal.Instant
}

/** Of the agency of whoever asks, about discussions that they are part of and that are to be held or were; the first due first. */
export async function listOwedPromises(tx: Tx): Promise<readonly OwedPromise[]> {
  const { rows } = await sql<OwedPromise>`
    select promised.id as information_id, promised.discussion_id, discussion.reference, promised.promised_by
      from strategy.information promised
      join strategy.discussion discussion
        on discussion.authority_id = promised.authority_id and discussion.id = promised.discussion_id
      left join strategy.standing_settlement settled
        on settled.authority_id = promised.authority_id and settled.discussion_id = promised.discussion_id
     where promised.authority_id = ${tx.who.authorityId} and promised.is_promised
       and promised.agency_id = (select organisation.current_agency())
       and promised.discussion_id = any ((select strategy.partner_discussions())::uuid[])
       and coalesce(settled.kind, 'reopened') in ('reopened', 'held')
       and not exists (select from strategy.information came
                        where came.authority_id = promised.authority_id and came.fulfils = promised.id)
     order by promised.promised_by, promised.id`.execute(tx.sql)
  return rows
}
