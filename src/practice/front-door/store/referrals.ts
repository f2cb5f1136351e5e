import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ContactOutcome, SourceCode } from '../words.ts'

/** A contact that became a referral: for at least one of its children the outcome is assessment or a strategy discussion. */
export interface Referral {
  readonly contactId: string
  readonly reference: string
  readonly receivedAt: Temporal.Instant
  readonly sourceCode: SourceCode
  /** The outcomes that made it a referral, each once. */
  readonly outcomes: readonly ContactOutcome[]
  /** The first of those decisions. */
  readonly decidedAt: Temporal.Instant
  /** How many children it became a referral for. */
  readonly children: number
  readonly childIds: readonly string[]
  /** Whether abuse or neglect (N1) is the primary need of one of them. */
  readonly isAbuseOrNeglect: boolean
  readonly wasHistoryConsidered: boolean
  readonly conversations: number
  readonly checks: number
  readonly checksBack: number
}

/**
 * Contacts that became referrals by decisions of [from, to), by reference. Without those about a restricted record, whoever
 * asks: the list is for others as well. Whoever shows some of them trails those as read.
 */
export async function listReferrals(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<readonly Referral[]> {
  const { rows } = await sql<Referral>`
    select contact.id as contact_id, contact.reference, contact.received_at, contact.source_code, came.outcomes,
           came.decided_at, came.children, came.child_ids, came.was_history_considered,
           exists (select from children.child child
                    where child.authority_id = contact.authority_id and child.id = any (came.child_ids)
                      and child.primary_need = 'N1') as is_abuse_or_neglect,
           (select count(*)::integer from front_door.conversation said
             where said.authority_id = contact.authority_id and said.contact_id = contact.id
               and not exists (select from front_door.conversation later
                                where later.authority_id = said.authority_id and later.corrects = said.id)) as conversations,
           checks.asked as checks, checks.back as checks_back
      from (select decision.authority_id, decision.contact_id, array_agg(distinct decision.outcome) as outcomes,
                   min(decision.decided_at) as decided_at, count(distinct decision.child_id)::integer as children,
                   array_agg(distinct decision.child_id) as child_ids,
                   bool_and(decision.history <> '') as was_history_considered
              from front_door.standing_decision decision
             where decision.authority_id = ${tx.who.authorityId}
               and decision.outcome in ('assessment', 'strategy-discussion')
               and decision.decided_at >= ${from} and decision.decided_at < ${to}
             group by decision.authority_id, decision.contact_id) came
      join front_door.contact contact on contact.authority_id = came.authority_id and contact.id = came.contact_id
      cross join lateral (
        select count(*)::integer as asked, count(*) filter (where back.check_id is not null)::integer as back
          from front_door.agency_check asked
          left join lateral (select event.check_id from front_door.agency_check_event event
                              where event.authority_id = asked.authority_id and event.check_id = asked.id
                                and event.kind = 'returned' limit 1) back on true
         where asked.authority_id = contact.authority_id and asked.contact_id = contact.id) checks
     where contact.received_at is not null
       and contact.id <> all ((select front_door.restricted_contacts())::uuid[])
     order by contact.reference`.execute(tx.sql)
  return rows
}

/** Of these contacts, those that an agency was asked about: how often, and how often it answered. */
export async function listChecksOf(
  tx: Tx,
  agencyId: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly asked: number; readonly back: number }>> {
  const { rows } = await sql<{ contactId: string; asked: number; back: number }>`
    select asked.contact_id, count(*)::integer as asked,
           count(*) filter (where exists (
             select from front_door.agency_check_event event
              where event.authority_id = asked.authority_id and event.check_id = asked.id
                and event.kind = 'returned'))::integer as back
      from front_door.agency_check asked
     where asked.authority_id = ${tx.who.authorityId} and asked.agency_id = ${agencyId}
       and asked.contact_id = any (${contactIds}::uuid[])
     group by asked.contact_id`.execute(tx.sql)
  return new Map(rows.map(({ contactId, asked, back }) => [contactId, { asked, back }]))
}
