import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Subject } from '../../words.ts'

/** An Inadequate whose plan says by when it is looked at again, and that no case follows yet. */
export interface Ordered {
  readonly caseId: string
  readonly reference: string
  readonly cycleId: string
  readonly toolId: string
  readonly subject: Subject
  readonly supervisedId: string | null
  readonly contactId: string | null
  /** The children it is about, in a fixed order. */
  readonly childIds: readonly string[]
  readonly plannedAt: Temporal.Instant
  readonly reAuditBy: Temporal.PlainDate
}

/** Those that are to be looked at again by `by`, the most urgent first. */
export async function listOrdered(tx: Tx, by: Temporal.PlainDate): Promise<readonly Ordered[]> {
  const { rows } = await sql<Ordered>`
    select audited.id as case_id, audited.reference, audited.cycle_id, version.tool_id, audited.subject, audited.supervised_id,
           audited.contact_id, planned.planned_at, planned.re_audit_by,
           array(select about.child_id from audits.case_child about
                  where about.authority_id = audited.authority_id and about.case_id = audited.id
                  order by about.child_id = audited.child_id desc nulls last, about.child_id) as child_ids
      from audits.inadequate_plan planned
      join audits.audit_case audited on audited.authority_id = planned.authority_id and audited.id = planned.case_id
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
      join audits.tool_version version on version.authority_id = round.authority_id and version.id = round.tool_version_id
     where planned.authority_id = ${tx.who.authorityId} and planned.re_audit_by <= ${by}
       and not exists (select from audits.inadequate_plan later
                        where later.authority_id = planned.authority_id and later.replaces = planned.id)
       and not exists (select from audits.audit_case again
                        where again.authority_id = audited.authority_id and again.follows = audited.id)
     order by planned.re_audit_by, audited.number`.execute(tx.sql)
  return rows
}
