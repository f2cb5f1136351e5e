import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import type { AuditedState, CaseState, CycleKind, Subject } from '../../words.ts'

/** A case as a line of a list. */
export interface ListedCase {
  readonly id: string
  readonly reference: string
  readonly cycleId: string
  readonly cycleReference: string
  readonly cycleKind: CycleKind
  readonly subject: Subject
  readonly happenedOn: Temporal.PlainDate
  readonly auditedState: AuditedState | null
  readonly teamName: string | null
  readonly dueOn: Temporal.PlainDate
  readonly state: Exclude<CaseState, 'being-moderated'>
  readonly isUnknown: boolean
  /** Who audits it, by marker. */
  readonly auditors: readonly string[]
  readonly auditorIds: readonly string[]
  readonly sentOn: Temporal.PlainDate | null
  readonly excuse: string | null
  readonly excusedByName: string | null
}

export interface CasesAsked {
  readonly cycleId?: string | undefined
  /** Of the weekly audit: held in the week that begins on this Monday. */
  readonly week?: Temporal.PlainDate | undefined
  readonly state?: ListedCase['state'] | undefined
  /** Due on this day or later. */
  readonly dueFrom?: Temporal.PlainDate | undefined
  readonly limit: number
  readonly skip: number
}

/** Cases that whoever asks may know of, soonest due first, and how many there are in all. Trailed as read. */
export async function listCases(
  tx: Tx,
  asked: CasesAsked,
): Promise<{ readonly cases: readonly ListedCase[]; readonly total: number }> {
  const { rows } = await sql<ListedCase & { total: number }>`
    with chosen as (
      select audited.*, round.reference as cycle_reference, round.kind as cycle_kind, round.markers
        from audits.audit_case audited
        join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
       where ${matching(tx, asked)}),
    stood as (
      select chosen.*, case when sent.marks >= chosen.markers then sent.last_sent_at end as sent_at, given.auditors,
             given.auditor_ids, excused.case_id is not null as is_excused, excused.reason as excuse,
             excused.recorded_by as excused_by
        from chosen
        left join audits.sent_in(array(select id from chosen)) sent on sent.case_id = chosen.id
        left join audits.excuse excused on excused.authority_id = chosen.authority_id and excused.case_id = chosen.id
        left join lateral (
          select coalesce(array_agg(auditor.name order by standing.marker), '{}') as auditors,
                 coalesce(array_agg(auditor.id order by standing.marker), '{}') as auditor_ids
            from audits.standing_assignment standing
            join organisation.person auditor
              on auditor.authority_id = standing.authority_id and auditor.id = standing.auditor_id
           where standing.authority_id = chosen.authority_id and standing.case_id = chosen.id
             and standing.purpose = 'mark') given on true),
    stated as (
      select stood.*,
             case when sent_at is not null then 'done' when is_excused then 'excused'
                  when due_on < ${londonDate(tx.now)} then 'late'
                  when cardinality(auditors) < markers then 'not-allocated' else 'to-do' end as stands
        from stood)
    select stated.id, stated.reference, stated.cycle_id, stated.cycle_reference, stated.cycle_kind, stated.subject,
           stated.happened_on, stated.state as audited_state, team.name as team_name, stated.due_on, stated.stands as state,
           stated.independence_unknown <> '' and not exists (
             select from audits.identified found
              where found.authority_id = stated.authority_id and found.case_id = stated.id and found.is_settled) as is_unknown,
           stated.auditors, stated.auditor_ids, (stated.sent_at at time zone 'Europe/London')::date as sent_on, stated.excuse,
           excuser.name as excused_by_name, count(*) over ()::integer as total
      from stated
      left join organisation.team team on team.authority_id = stated.authority_id and team.id = stated.team_id
      left join organisation.person excuser on excuser.authority_id = stated.authority_id and excuser.id = stated.excused_by
     where ${asked.state ?? null}::text is null or stated.stands = ${asked.state ?? null}
     order by stated.due_on, stated.number limit ${asked.limit} offset ${asked.skip}`.execute(tx.sql)
  tx.trail.saw(
    'audit',
    rows.map(({ id }) => id),
  )
  return { cases: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

const matching = (tx: Tx, { cycleId, week, dueFrom }: CasesAsked) =>
  sql.join(
    [
      sql`audited.authority_id = ${tx.who.authorityId}`,
      ...(cycleId === undefined ? [] : [sql`audited.cycle_id = ${cycleId}`]),
      ...(week === undefined ? [] : [sql`round.kind = 'weekly-discussions' and round.from_day = ${week}`]),
      ...(dueFrom === undefined ? [] : [sql`audited.due_on >= ${dueFrom}`]),
    ],
    sql` and `,
  )

/** How many days a finished audit was late; 0 for one in time. */
export const daysLate = ({ sentOn, dueOn }: Pick<ListedCase, 'sentOn' | 'dueOn'>): number =>
  sentOn === null || Temporal.PlainDate.compare(sentOn, dueOn) <= 0 ? 0 : dueOn.until(sentOn).days
