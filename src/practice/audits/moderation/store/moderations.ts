import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ModerationState } from '../words.ts'

/** A case that is graded twice, as a line of a list: how far it is, and neither a grade nor why it was chosen. */
export interface Moderation {
  readonly caseId: string
  readonly reference: string
  readonly cycleReference: string
  readonly cycleName: string
  readonly toolName: string
  readonly teamName: string | null
  readonly state: ModerationState
  readonly firstAuditorId: string | null
  readonly firstAuditorName: string | null
  readonly moderatorId: string | null
  readonly moderatorName: string | null
  readonly dueOn: Temporal.PlainDate | null
  readonly chosenAt: Temporal.Instant
  /** Who proposed the final grade that stands; null where none does. */
  readonly proposedBy: string | null
  /** For a week one of the two has not answered: a panel may decide. */
  readonly isStuck: boolean
}

export interface ModerationsAsked {
  readonly state?: ModerationState | undefined
  /** Only those that are open: everything but settled. */
  readonly onlyOpen?: boolean
  readonly caseId?: string | undefined
  /** Only those that one of these people graded or is to grade. */
  readonly people?: readonly string[] | undefined
  readonly limit: number
  readonly skip: number
}

/**
 * Cases graded twice, as far as whoever asks may know of them: those that are open first, of these the longest chosen; then what
 * is settled, the latest first. One that they are to grade themselves is not among them, since that it was chosen is hidden from
 * them.
 */
export async function listModerations(
  tx: Tx,
  asked: ModerationsAsked,
): Promise<{ readonly moderations: readonly Moderation[]; readonly total: number }> {
  const { rows } = await sql<Moderation & { total: number }>`
    with chosen as (
      select authority_id, case_id, min(at) as chosen_at
        from (select authority_id, case_id, picked_at as at from audits.moderation_pick where is_moderated
              union all
              select authority_id, case_id, added_at from audits.moderation_added
               where exists (select from audits.moderation_pick decided
                              where decided.authority_id = moderation_added.authority_id
                                and decided.case_id = moderation_added.case_id)) known
       where authority_id = ${tx.who.authorityId} and (${asked.caseId ?? null}::uuid is null or case_id = ${asked.caseId ?? null})
       group by authority_id, case_id),
    stood as (
      select audited.id as case_id, audited.reference, audited.number, round.reference as cycle_reference,
             round.name as cycle_name, tool.name as tool_name, team.name as team_name,
             first.auditor_id as first_auditor_id, marker.name as first_auditor_name, second.auditor_id as moderator_id,
             moderator.name as moderator_name, second.due_on, chosen.chosen_at, proposed.recorded_by as proposed_by,
             case when exists (select from audits.settled_final_grade settled
                                where settled.authority_id = audited.authority_id and settled.case_id = audited.id
                                  and settled.id = proposed.id) then 'settled'
                  when refused.final_id is not null then 'to-panel'
                  when proposed.id is not null then 'to-consent'
                  when second.id is null and round.markers = 1 then 'no-moderator'
                  when audits.is_sent_in(second.id) and audits.is_sent_in(first.id) then 'to-agree'
                  else 'being-graded' end as state
        from chosen
        join audits.audit_case audited on audited.authority_id = chosen.authority_id and audited.id = chosen.case_id
        join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
        join audits.tool_version version on version.authority_id = round.authority_id and version.id = round.tool_version_id
        join audits.tool tool on tool.authority_id = version.authority_id and tool.id = version.tool_id
        left join organisation.team team on team.authority_id = audited.authority_id and team.id = audited.team_id
        left join audits.standing_assignment first
          on first.authority_id = audited.authority_id and first.case_id = audited.id and first.purpose = 'mark'
         and first.marker = 1
        left join lateral (
          select given.* from audits.standing_assignment given
           where given.authority_id = audited.authority_id and given.case_id = audited.id
             and (given.purpose = 'moderate' or given.marker = 2)
           order by given.purpose desc limit 1) second on true
        left join organisation.person marker on marker.authority_id = audited.authority_id and marker.id = first.auditor_id
        left join organisation.person moderator
          on moderator.authority_id = audited.authority_id and moderator.id = second.auditor_id
        left join audits.standing_final_grade proposed
          on proposed.authority_id = audited.authority_id and proposed.case_id = audited.id
        left join audits.final_consent refused
          on refused.authority_id = audited.authority_id and refused.final_id = proposed.id and not refused.agrees)
    select stood.*, state in ('to-agree', 'to-consent') and audits.is_stuck(case_id) as is_stuck,
           count(*) over ()::integer as total
      from stood
     where (${asked.state ?? null}::text is null or state = ${asked.state ?? null})
       and (not ${asked.onlyOpen ?? false} or state <> 'settled')
       and (${asked.people ?? null}::uuid[] is null
            or first_auditor_id = any (${asked.people ?? null}) or moderator_id = any (${asked.people ?? null}))
     order by state = 'settled', case when state <> 'settled' then chosen_at end, chosen_at desc, number limit ${asked.limit} offset ${asked.skip}`.execute(
    tx.sql,
  )
  return { moderations: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** How one case's moderation stands; null where it is not graded twice, or whoever asks may not know that it is. */
export const findModeration = async (tx: Tx, caseId: string): Promise<Moderation | null> =>
  (await listModerations(tx, { caseId, limit: 1, skip: 0 })).moderations[0] ?? null
