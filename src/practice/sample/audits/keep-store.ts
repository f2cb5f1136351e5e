import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { type Grade, type Graded, type Purpose, type ToolContent, toolContent } from '#practice/audits'
import { themes } from './words.ts'

/** An audit that somebody has and has not sent in. Given by allocation: what people of the sample give, they do themselves. */
export interface Given {
  readonly assignmentId: string
  readonly caseId: string
  readonly number: number
  readonly purpose: Purpose
  readonly auditorId: string
  readonly assignedAt: Temporal.Instant
  readonly dueOn: Temporal.PlainDate
  readonly subject: string
  readonly teamId: string | null
  readonly toolVersionId: string
  readonly childIds: readonly string[]
  readonly workerId: string | null
  /** A record that was restricted meanwhile, or somebody has been heard already. */
  readonly isLeftAlone: boolean
}

/** All of them, the longest given first. */
export async function listGiven(tx: Tx): Promise<readonly Given[]> {
  const { rows } = await sql<Given>`
    select given.id as assignment_id, given.case_id, audited.number::integer as number, given.purpose, given.auditor_id,
           given.assigned_at, given.due_on, audited.subject, audited.team_id, round.tool_version_id,
           array(select about.child_id from audits.case_child about
                  where about.authority_id = given.authority_id and about.case_id = given.case_id
                  order by about.child_id) as child_ids,
           (select min(named.person_id::text) from audits.case_person named
             where named.authority_id = given.authority_id and named.case_id = given.case_id and named.part = 'worker')
             as worker_id,
           exists (select from audits.voice heard
                    where heard.authority_id = given.authority_id and heard.case_id = given.case_id)
             or exists (select from audits.case_child about
                          join children.child child on child.authority_id = about.authority_id and child.id = about.child_id
                         where about.authority_id = given.authority_id and about.case_id = given.case_id
                           and child.is_restricted) as is_left_alone
      from audits.standing_assignment given
      join audits.audit_case audited on audited.authority_id = given.authority_id and audited.id = given.case_id
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
     where given.authority_id = ${tx.who.authorityId} and given.recorded_by is null and round.kind <> 'standardisation'
       -- What nobody sent in before the reform stays so.
       and given.assigned_at > ${tx.now.subtract({ hours: 24 * 180 })}
       and not audits.is_sent_in(given.id)
       and not exists (select from audits.excuse excused
                        where excused.authority_id = given.authority_id and excused.case_id = given.case_id)
     order by given.assigned_at, given.id`.execute(tx.sql)
  return rows
}

export async function contentOf(tx: Tx, toolVersionId: string): Promise<ToolContent> {
  const { rows } = await sql<{ content: unknown }>`
    select content from audits.tool_version
     where authority_id = ${tx.who.authorityId} and id = ${toolVersionId}`.execute(tx.sql)
  return toolContent.parse(rows[0]?.content)
}

/** Chosen to be graded twice, with nobody to do it yet. */
export interface Wanting {
  readonly caseId: string
  readonly pickedAt: Temporal.Instant
}

export async function listWanting(tx: Tx): Promise<readonly Wanting[]> {
  const { rows } = await sql<Wanting>`
    select chosen.case_id, chosen.picked_at
      from audits.moderation_pick chosen
      join audits.audit_case audited on audited.authority_id = chosen.authority_id and audited.id = chosen.case_id
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
     where chosen.authority_id = ${tx.who.authorityId} and chosen.is_moderated and round.markers = 1
       and not exists (select from audits.assignment given
                        where given.authority_id = chosen.authority_id and given.case_id = chosen.case_id
                          and given.purpose = 'moderate')
     order by chosen.picked_at, chosen.case_id`.execute(tx.sql)
  return rows
}

/** Of these people, those whom the database lets grade a case a second time. */
export async function listFreeFor(tx: Tx, caseId: string, people: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${[...people]}::uuid[]) with ordinality asked (id, place)
     where audits.why_not_independent(${caseId}, id, 'moderate', 1) = '{}' order by place`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** Graded by both, and nothing proposed yet. */
export interface Graders {
  readonly caseId: string
  readonly openedAt: Temporal.Instant
  readonly firstBy: string
  readonly firstGrade: Grade
  readonly firstSections: Readonly<Record<string, Graded>>
  readonly secondBy: string
  readonly secondGrade: Grade
  readonly secondSections: Readonly<Record<string, Graded>>
  readonly after: Temporal.Instant
}

export async function listGraded(tx: Tx): Promise<readonly Graders[]> {
  const sections = (which: string) => sql`
    coalesce((select jsonb_object_agg(graded.section, jsonb_build_object('grade', graded.grade, 'reason', graded.reason))
                from audits.section_grade graded
               where graded.authority_id = ${sql.ref(`${which}.authority_id`)}
                 and graded.submission_id = ${sql.ref(`${which}.id`)}), '{}')`
  const { rows } = await sql<Graders>`
    select one.case_id, audited.opened_at, one.auditor_id as first_by, one.grade as first_grade,
           ${sections('one')} as first_sections, other.auditor_id as second_by, other.grade as second_grade,
           ${sections('other')} as second_sections, greatest(one.submitted_at, other.submitted_at) as after
      from audits.standing_submission one
      join audits.standing_submission other
        on other.authority_id = one.authority_id and other.case_id = one.case_id and other.purpose = 'moderate'
      join audits.assignment given on given.authority_id = other.authority_id and given.id = other.assignment_id
      join audits.audit_case audited on audited.authority_id = one.authority_id and audited.id = one.case_id
     where one.authority_id = ${tx.who.authorityId} and one.purpose = 'mark' and given.recorded_by is null
       and not exists (select from audits.final_grade final
                        where final.authority_id = one.authority_id and final.case_id = one.case_id)
     order by one.case_id`.execute(tx.sql)
  return rows
}

/** An action of ours that is not settled. */
export interface Unsettled {
  readonly id: string
  readonly what: string
  readonly ownerId: string
  readonly dueOn: Temporal.PlainDate
  readonly doneAt: Temporal.Instant | null
}

/** As they were left: what somebody else did with one is theirs. Older ones wait for whoever looks. */
export async function listUnsettled(tx: Tx): Promise<readonly Unsettled[]> {
  const { rows } = await sql<Unsettled>`
    select action.id, action.what, stands.owner_person_id as owner_id, stands.due_on, stands.done_at
      from actions.action action
      join actions.action_now stands on stands.authority_id = action.authority_id and stands.action_id = action.id
     where action.authority_id = ${tx.who.authorityId} and action.from_kind = 'audit' and stands.state in ('open', 'done')
       and stands.round = 0 and stands.owner_person_id = action.owner_person_id
       and action.what = any (${themes.map((theme) => theme.action)}::text[])
       and action.recorded_at > ${tx.now.subtract({ hours: 24 * 150 })}
     order by action.number`.execute(tx.sql)
  return rows
}
