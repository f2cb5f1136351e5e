import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ContactOutcome } from '../words.ts'

/** A contact as audits need to know it, with who had a part in it. */
export interface ContactToAudit {
  readonly id: string
  readonly reference: string
  readonly receivedOn: Temporal.PlainDate
  readonly teamId: string | null
  readonly recordedBy: string | null
  readonly children: readonly DecidedChildToAudit[]
  /** Who reviewed that it had no outcome after 24 hours. */
  readonly reviewedBy: readonly string[]
}

export interface DecidedChildToAudit {
  readonly childId: string
  readonly outcome: ContactOutcome
  readonly decidedBy: string | null
}

/**
 * Contacts with a decision for each child, by id or received on the days [from, to). History, of which only the day is known, is
 * left out.
 */
export async function listContactsToAudit(
  tx: Tx,
  asked: { readonly ids: readonly string[] } | { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<readonly ContactToAudit[]> {
  const matching =
    'ids' in asked
      ? sql`contact.id = any (${[...asked.ids]}::uuid[])`
      : sql`contact.received_on >= ${asked.from} and contact.received_on < ${asked.to}`
  const { rows } = await sql<ContactToAudit>`
    select contact.id, contact.reference, contact.received_on, contact.team_id, contact.recorded_by,
           (select jsonb_agg(jsonb_build_object('childId', decided.child_id, 'outcome', decided.outcome,
                                                'decidedBy', decided.decided_by) order by decided.child_id)
              from front_door.standing_decision decided
             where decided.authority_id = contact.authority_id and decided.contact_id = contact.id) as children,
           array(select distinct reviewed.reviewed_by from front_door.review_record reviewed
                  where reviewed.authority_id = contact.authority_id and reviewed.contact_id = contact.id
                    and reviewed.reviewed_by is not null) as reviewed_by
      from front_door.contact contact
     where contact.authority_id = ${tx.who.authorityId} and not contact.is_history and ${matching}
       and exists (select from front_door.decision decided
                    where decided.authority_id = contact.authority_id and decided.contact_id = contact.id)
       and not exists (select from front_door.awaiting_outcome waiting
                        where waiting.authority_id = contact.authority_id and waiting.contact_id = contact.id)
     order by contact.received_on, contact.id`.execute(tx.sql)
  tx.trail.saw(
    'contact',
    rows.map(({ id }) => id),
  )
  return rows
}
