import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { ageInMonths } from '#kernel/age'
import { keysOf } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import { needs } from '#practice/children'
import { contactOutcomes, listContactsToAudit } from '#practice/front-door'
import type { Cycle } from './cycles.ts'
import { namesOfTeams } from './teams.ts'

export const strata = { team: 'Team', outcome: 'Outcome', age: 'Age band', need: 'Category of need' } as const
export type Stratum = keyof typeof strata

/** By which of them a subject can be stratified. */
export const strataOf = (subject: Cycle['subject']): readonly Stratum[] =>
  subject === 'contact' ? ['team', 'outcome', 'age', 'need'] : subject === 'child' ? ['team', 'age', 'need'] : ['team']

/** What could be drawn in a round: everything of its days that was not audited with this tool in the last 12 months. */
export interface Frame {
  readonly items: readonly FrameEntry[]
  /** Left out because they were audited with this tool in the last 12 months. */
  readonly auditedLately: number
}

export interface FrameEntry {
  readonly id: string
  readonly team: string
  readonly outcome: string
  readonly age: string
  readonly need: string
}

export async function frameOf(tx: Tx, cycle: Cycle): Promise<Frame> {
  const all = await candidates(tx, cycle)
  const lately = cycle.kind === 're-audit' ? new Set<string>() : await listAuditedLately(tx, cycle)
  const items = all.filter(({ id }) => !lately.has(id))
  return { items, auditedLately: all.length - items.length }
}

/** "Team East, 5 to 9": the stratum of a case by what was asked, '' for nothing. */
export const stratumOf = (entry: FrameEntry, by: readonly Stratum[]): string => by.map((each) => entry[each]).join(', ')

async function candidates(tx: Tx, cycle: Cycle): Promise<readonly FrameEntry[]> {
  if (cycle.subject === 'contact') return contacts(tx, cycle)
  if (cycle.subject === 'child') return files(tx, cycle)
  return cycle.subject === 'supervision' ? supervised(tx, cycle) : []
}

async function contacts(tx: Tx, { fromDay, toDay }: Cycle): Promise<readonly FrameEntry[]> {
  const found = await listContactsToAudit(tx, { from: fromDay, to: toDay })
  const teams = await namesOfTeams(tx)
  const known = await knownOf(
    tx,
    found.flatMap(({ children }) => children.map(({ childId }) => childId)),
  )
  return found.map(({ id, teamId, children, receivedOn }) => ({
    id,
    team: teams(teamId),
    outcome: [...new Set(children.map(({ outcome }) => contactOutcomes[outcome]))].sort().join(' and '),
    age: ageBand(
      children.map(({ childId }) => known.get(childId)?.dateOfBirth ?? null),
      receivedOn,
    ),
    need: needInWords(children.map(({ childId }) => known.get(childId)?.primaryNeed ?? null)),
  }))
}

/** Children with an allocation that touches the days. */
async function files(tx: Tx, { fromDay, toDay }: Cycle): Promise<readonly FrameEntry[]> {
  const { rows } = await sql<Known & { teamId: string | null }>`
    select distinct on (child.id) child.id, held.team_id, child.date_of_birth, child.primary_need
      from children.allocation held
      join children.child child on child.authority_id = held.authority_id and child.id = held.child_id
      left join children.allocation_end ended on ended.authority_id = held.authority_id and ended.allocation_id = held.id
     where held.authority_id = ${tx.who.authorityId} and child.merged_into is null and held.from_day < ${toDay}
       and (ended.to_day is null or ended.to_day > ${fromDay})
     order by child.id, held.from_day desc, held.recorded_at desc`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ id }) => id),
  )
  const teams = await namesOfTeams(tx)
  return rows.map(({ id, teamId, dateOfBirth, primaryNeed }) => ({
    id,
    team: teams(teamId),
    outcome: '',
    age: ageBand([dateOfBirth], toDay),
    need: needInWords([primaryNeed]),
  }))
}

/** People with a line manager, who supervises them, on the last of the days. */
async function supervised(tx: Tx, { toDay }: Cycle): Promise<readonly FrameEntry[]> {
  const { rows } = await sql<{ id: string; teamId: string | null }>`
    select person.id, person.team_id
      from organisation.person person
      join organisation.standing_line_management line
        on line.authority_id = person.authority_id and line.person_id = person.id and line.starts_on < ${toDay}
           and (line.ends_on is null or line.ends_on >= ${toDay})
     where person.authority_id = ${tx.who.authorityId} and person.agency_id is null
     order by person.id`.execute(tx.sql)
  const teams = await namesOfTeams(tx)
  return rows.map(({ id, teamId }) => ({ id, team: teams(teamId), outcome: '', age: '', need: '' }))
}

async function listAuditedLately(tx: Tx, { toolId }: Cycle): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select coalesce(audited.contact_id, audited.discussion_id, audited.child_id, audited.supervised_id) as id
      from audits.audit_case audited
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
      join audits.tool_version version on version.authority_id = round.authority_id and version.id = round.tool_version_id
     where audited.authority_id = ${tx.who.authorityId} and version.tool_id = ${toolId}
       and audited.opened_at > ${tx.now.subtract({ hours: 24 * 365 })}
       and not exists (select from audits.excuse excused
                        where excused.authority_id = audited.authority_id and excused.case_id = audited.id)`.execute(
    tx.sql,
  )
  return new Set(rows.map(({ id }) => id))
}

interface Known {
  readonly id: string
  readonly dateOfBirth: Temporal.PlainDate | null
  readonly primaryNeed: string | null
}

async function knownOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await sql<Known>`
    select id, date_of_birth, primary_need from children.child
     where authority_id = ${tx.who.authorityId} and id = any (${[...ids]}::uuid[])`.execute(tx.sql)
  tx.trail.saw('child', ids)
  return new Map(rows.map((row) => [row.id, row]))
}

/** What the children need, as the Department's categories call it; of sisters and brothers who differ, all of them. */
function needInWords(codes: readonly (string | null)[]): string {
  const found = keysOf(needs).filter((code) => codes.includes(code))
  return found.length === 0 ? 'Need not known' : found.map((code) => needs[code]).join(' and ')
}

/** The band of the youngest, who can least speak for themselves. */
function ageBand(births: readonly (Temporal.PlainDate | null)[], onDay: Temporal.PlainDate): string {
  const ages = births.flatMap((born) => (born === null ? [] : [ageInMonths(born, onDay) / 12]))
  if (ages.length === 0) return 'Age not known'
  const youngest = Math.min(...ages)
  if (youngest < 1) return 'Under 1'
  if (youngest < 5) return '1 to 4'
  if (youngest < 10) return '5 to 9'
  return youngest < 16 ? '10 to 15' : '16 and over'
}
