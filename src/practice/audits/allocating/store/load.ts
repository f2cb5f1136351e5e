import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import type { Tx } from '#platform/transaction'
import type { AllocationProblem, Assignment, AuditCase, Auditor } from '../../allocation/rules/problem.ts'
import type { Cycle } from '../../cases/store/cycles.ts'

/** A round as the solver is asked about it, and the cases that are not put to it. */
export interface Loaded {
  readonly problem: AllocationProblem
  /** Nobody is known to be independent of them. */
  readonly unknown: readonly string[]
}

export interface LoadAsked {
  readonly seed: number
  /** What each auditor has for this round; null where the round comes first, whatever it takes. */
  readonly hoursEach: number | null
}

/**
 * What is to be allocated in a round: its cases that are neither excused nor begun to be sent in, everybody who could audit them,
 * and who has them now. The weekly audit is service managers'; any other is everybody's who is trained for the tool.
 */
export async function loadProblem(tx: Tx, cycle: Cycle, { seed, hoursEach }: LoadAsked): Promise<Loaded> {
  const open = await openCases(tx, cycle)
  const cases = open.filter(({ hasUnknownPeople }) => hasUnknownPeople !== true)
  const work = cases.reduce((sum, { markers }) => sum + markers * cycle.hoursEach, 0)
  const auditors = await auditorsFor(tx, cycle, hoursEach ?? Math.max(work, cycle.hoursEach))
  const people = [...new Set([...cases.flatMap((each) => each.people), ...auditors.map(({ id }) => id)])]
  return {
    problem: {
      auditors,
      cases,
      rules: { minTeamsPerAuditor: cycle.minTeams, seed: String(seed), sparesOwnLineManager: true },
      lineManagers: await linesAbove(tx, people),
      previous: await standing(tx, cases),
    },
    unknown: open.flatMap(({ id, hasUnknownPeople }) => (hasUnknownPeople === true ? [id] : [])),
  }
}

async function openCases(tx: Tx, cycle: Cycle): Promise<readonly AuditCase[]> {
  const { rows } = await sql<AuditCase>`
    select audited.id, coalesce(audited.team_id::text, 'no team') as team,
           array(select distinct named.person_id from audits.case_person named
                  where named.authority_id = audited.authority_id and named.case_id = audited.id
                  order by named.person_id) as people,
           audited.independence_unknown <> '' and not exists (
             select from audits.identified found
              where found.authority_id = audited.authority_id and found.case_id = audited.id and found.is_settled)
             as has_unknown_people
      from audits.audit_case audited
     where audited.authority_id = ${tx.who.authorityId} and audited.cycle_id = ${cycle.id}
       and not exists (select from audits.excuse excused
                        where excused.authority_id = audited.authority_id and excused.case_id = audited.id)
       and not exists (select from audits.sent_in(array[audited.id]))
     order by audited.number`.execute(tx.sql)
  return rows.map((row) => ({ ...row, markers: cycle.markers, tool: cycle.toolId, hours: cycle.hoursEach }))
}

interface AuditorRow {
  readonly id: string
  readonly teams: readonly string[]
  readonly lineManager: string | null
  readonly previousTeams: readonly string[]
  readonly isAbsent: boolean
  readonly isTrained: boolean
  readonly conflicts: readonly string[]
  readonly recent: readonly { readonly team: string; readonly audits: number }[]
}

/** Everybody who could be asked, as the registers say today. `capacity` in hours, the same for each. */
async function auditorsFor(tx: Tx, cycle: Cycle, capacity: number): Promise<readonly Auditor[]> {
  const isWeekly = cycle.kind === 'weekly-discussions'
  const roles = isWeekly ? ['service-manager'] : [...access.doAudits.roles]
  const rows = await listAuditors(tx, cycle, roles)
  return rows
    .filter(({ isTrained }) => isWeekly || isTrained)
    .map(({ isTrained, recent, ...row }) => ({
      ...row,
      // Whoever is in no team shares none with anybody.
      teams: row.teams.length === 0 ? [`no team: ${row.id}`] : row.teams,
      capacity,
      trainedFor: isTrained ? [cycle.toolId] : [],
      recentAudits: Object.fromEntries(recent.map(({ team, audits }) => [team, audits])),
    }))
}

async function listAuditors(tx: Tx, cycle: Cycle, roles: readonly string[]): Promise<readonly AuditorRow[]> {
  const today = londonDate(tx.now)
  const lately = today.subtract({ months: 12 })
  const { rows } = await sql<AuditorRow>`
    select person.id, line.manager_id as line_manager,
           array(select team from unnest(audits.teams_of(person.id, ${today})) team
                  order by team is distinct from person.team_id, team) as teams,
           array(select distinct member.team_id from organisation.standing_membership member
                  where member.authority_id = person.authority_id and member.person_id = person.id
                    and member.ends_on <= ${today}::date
                    and member.ends_on > ${today}::date - make_interval(months => ${cycle.previousTeamMonths})
                  order by member.team_id) as previous_teams,
           exists (select from organisation.standing_absence away
                    where away.authority_id = person.authority_id and away.person_id = person.id and away.starts_at <= now()
                      and (away.ends_at is null or away.ends_at > now())) as is_absent,
           exists (select from organisation.standing_training trained
                    where trained.authority_id = person.authority_id and trained.person_id = person.id
                      and trained.kind = 'audit' and trained.completed_on <= ${today}
                      and (trained.expires_on is null or trained.expires_on > ${today}))
             and exists (select from audits.standing_tool_training trained
                          where trained.authority_id = person.authority_id and trained.person_id = person.id
                            and trained.tool_id = ${cycle.toolId} and trained.completed_on <= ${today}
                            and (trained.expires_on is null or trained.expires_on > ${today})) as is_trained,
           array(select audited.id from audits.audit_case audited
                  where audited.authority_id = person.authority_id and audited.cycle_id = ${cycle.id}
                    and exists (
                      select from audits.standing_conflict said
                       where said.authority_id = person.authority_id and said.person_id = person.id
                         and said.from_day <= ${today} and (said.until_day is null or said.until_day > ${today})
                         and (said.team_id = audited.team_id
                              or said.about_person_id in (select named.person_id from audits.case_person named
                                   where named.authority_id = audited.authority_id and named.case_id = audited.id)
                              or said.child_id in (select about.child_id from audits.case_child about
                                   where about.authority_id = audited.authority_id and about.case_id = audited.id)))
                  order by audited.id) as conflicts,
           (select coalesce(jsonb_agg(jsonb_build_object('team', met.team_id, 'audits', met.audits) order by met.team_id), '[]')
              from (select audited.team_id, count(*) as audits
                      from audits.standing_assignment given
                      join audits.audit_case audited
                        on audited.authority_id = given.authority_id and audited.id = given.case_id
                     where given.authority_id = person.authority_id and given.auditor_id = person.id
                       and given.purpose = 'mark' and audited.due_on >= ${lately} and audited.cycle_id <> ${cycle.id}
                       and audited.team_id is not null
                     group by audited.team_id) met) as recent
      from organisation.person person
      join platform.account account on account.authority_id = person.authority_id and account.id = person.id
      left join organisation.standing_line_management line
        on line.authority_id = person.authority_id and line.person_id = person.id and line.starts_on <= ${today}
           and (line.ends_on is null or line.ends_on > ${today})
     where person.authority_id = ${tx.who.authorityId} and person.is_active and person.agency_id is null
       and account.roles && ${[...roles]}::text[]
     order by person.id`.execute(tx.sql)
  return rows
}

/** Everybody above each of these people in the line, by person. */
async function linesAbove(tx: Tx, people: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const today: Temporal.PlainDate = londonDate(tx.now)
  const { rows } = await sql<{ personId: string; above: readonly string[] }>`
    with recursive line (person_id, manager_id) as (
      select person_id, manager_id from organisation.standing_line_management
       where authority_id = ${tx.who.authorityId} and starts_on <= ${today} and (ends_on is null or ends_on > ${today})),
    above (person_id, manager_id) as (
      select person_id, manager_id from line where person_id = any (${[...people]}::uuid[])
      union
      select above.person_id, line.manager_id from above join line on line.person_id = above.manager_id)
    select person_id, array_agg(manager_id order by manager_id) as above from above group by person_id
     order by person_id`.execute(tx.sql)
  return Object.fromEntries(rows.map(({ personId, above }) => [personId, above]))
}

/** Who has these cases now. */
async function standing(tx: Tx, cases: readonly AuditCase[]): Promise<readonly Assignment[]> {
  const { rows } = await sql<Assignment>`
    select given.case_id as case, given.auditor_id as auditor from audits.standing_assignment given
     where given.authority_id = ${tx.who.authorityId} and given.purpose = 'mark'
       and given.case_id = any (${cases.map(({ id }) => id)}::uuid[])
     order by given.case_id, given.marker`.execute(tx.sql)
  return rows
}
