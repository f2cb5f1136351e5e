import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { keysOf } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import { cycleKinds, type Grade, gradeNames, type Subject } from '../../words.ts'
import type { Counted, Span } from './figures.ts'

const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.enum(values, { error: 'This is not a figure of the report' }).optional()
const id = z.uuid({ error: 'This is not a figure of the report' }).optional()

/** What a figure counts: its address names it, and this reads it. Left out does not narrow. */
export const figureQuery = z.object({
  kind: oneOf(keysOf(cycleKinds)).or(z.literal('').transform(() => undefined)),
  state: oneOf(['done', 'excused', 'overdue', 'to-come']),
  late: oneOf(['yes']),
  cycle: id,
  tool: id,
  team: id.or(z.literal('none')),
  graded: oneOf(['yes']),
  grade: oneOf([...gradeNames, 'good-or-better', 'below-good']),
  section: z.string().max(80).optional(),
  moderated: oneOf(['random', 'targeted', 'none']),
  changed: oneOf(['up', 'down', 'no']),
  theme: id.or(z.literal('none')),
  finding: oneOf(['to-improve', 'went-well']),
  who: oneOf(['worker', 'child', 'parent']),
  answer: oneOf(['asked', 'not-asked', 'nothing-said']),
  actions: oneOf(['all', 'open', 'overdue', 'done', 'verified', 'cancelled']),
})
export type Figure = z.infer<typeof figureQuery>

/** An audit behind a figure. */
export interface Behind extends Pick<Counted, 'kind' | 'state' | 'isLate' | 'firstGrade' | 'secondGrade' | 'grade'> {
  readonly id: string
  readonly reference: string
  readonly cycleReference: string
  readonly subject: Subject
  readonly teamName: string | null
  readonly dueOn: Temporal.PlainDate
}

/** The audits that a figure counts and that are open to whoever asks, soonest due first; and how many. Trailed as read. */
export async function listBehind(
  tx: Tx,
  span: Span,
  figure: Figure,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<{ readonly audits: readonly Behind[]; readonly total: number }> {
  const { rows } = await sql<Behind & { total: number }>`
    select audited.id, audited.reference, round.reference as cycle_reference, audited.subject, team.name as team_name,
           reckoned.kind, reckoned.due_on, reckoned.state, reckoned.is_late, reckoned.first_grade, reckoned.second_grade,
           reckoned.grade, count(*) over ()::integer as total
      from audits.report_cases(${span.from}, ${span.to}) reckoned
      join audits.audit_case audited on audited.authority_id = ${tx.who.authorityId} and audited.id = reckoned.case_id
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
      left join organisation.team team on team.authority_id = audited.authority_id and team.id = audited.team_id
     where ${sql.join(conditionsOf(figure), sql` and `)}
     order by audited.due_on, audited.number limit ${limit} offset ${skip}`.execute(tx.sql)
  tx.trail.saw(
    'audit',
    rows.map((row) => row.id),
  )
  await noteGradesRead(
    tx,
    rows.filter(({ grade }) => grade !== null).map((row) => row.id),
  )
  return { audits: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Whoever is shown grades of these can grade them blind no more, should they be given to a second grader after all. */
async function noteGradesRead(tx: Tx, caseIds: readonly string[]): Promise<void> {
  const { who } = tx
  if (who.kind !== 'person' || caseIds.length === 0) return
  await on(tx)
    .insertInto('audits.readBy')
    .values(caseIds.map((caseId) => ({ authorityId: who.authorityId, caseId, personId: who.personId })))
    .onConflict((known) => known.doNothing())
    .execute()
}

function conditionsOf(figure: Figure): readonly RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  const add = (value: unknown, condition: () => RawBuilder<unknown>): void => {
    if (value !== undefined) conditions.push(condition())
  }
  add(figure.kind, () => sql`reckoned.kind = ${figure.kind}`)
  add(figure.state, () => sql`reckoned.state = ${figure.state}`)
  add(figure.late, () => sql`reckoned.is_late`)
  add(figure.cycle, () => sql`reckoned.cycle_id = ${figure.cycle}`)
  add(figure.tool, () => sql`reckoned.tool_id = ${figure.tool}`)
  add(figure.team, () =>
    figure.team === 'none' ? sql`reckoned.team_id is null` : sql`reckoned.team_id = ${figure.team}`,
  )
  add(figure.graded, () => sql`reckoned.is_settled`)
  if (figure.section === undefined) add(figure.grade, () => sql`reckoned.grade = any (${gradesOf(figure.grade)})`)
  else conditions.push(ofSection(figure.section, figure.grade))
  add(figure.moderated, () =>
    figure.moderated === 'none'
      ? sql`reckoned.is_settled and reckoned.moderated is null`
      : sql`reckoned.moderated = ${figure.moderated}`,
  )
  add(figure.changed, () => changed(figure.changed))
  add(figure.theme ?? figure.finding, () => withFinding(figure))
  add(figure.who, () => withVoice(figure))
  add(figure.actions, () => withAction(figure.actions))
  return conditions
}

function gradesOf(grade: Figure['grade']): readonly Grade[] {
  if (grade === 'good-or-better') return ['outstanding', 'good']
  if (grade === 'below-good') return ['requires-improvement', 'inadequate']
  return grade === undefined ? gradeNames : [grade]
}

const ofSection = (section: string, grade: Figure['grade']) => sql`exists (
  select from audits.section_grade graded
   where graded.authority_id = audited.authority_id and graded.submission_id = reckoned.submission_id
     and graded.section = ${section}
     and coalesce(reckoned.section_grades ->> graded.section, graded.grade::text) = any (${gradesOf(grade)}))`

/** Ranks are alike in every place: the best grade is 1. */
const rank = (column: RawBuilder<unknown>) => sql`array_position(${gradeNames}::text[], ${column})`
const changed = (way: Figure['changed']) =>
  sql`reckoned.moderated is not null
      and sign(${rank(sql`reckoned.first_grade`)} - ${rank(sql`reckoned.grade`)}) = ${way === 'up' ? 1 : way === 'down' ? -1 : 0}`

const withFinding = ({ theme, finding }: Figure) => sql`exists (
  select from audits.finding found
   where found.authority_id = audited.authority_id and found.submission_id = reckoned.submission_id
     and ${theme === undefined ? sql`true` : theme === 'none' ? sql`found.theme_id is null` : sql`found.theme_id = ${theme}`}
     and ${finding === undefined ? sql`true` : sql`found.kind = ${finding}`})`

function withVoice({ who, answer }: Figure) {
  const said = sql`select from audits.voice said
     where said.authority_id = audited.authority_id and said.case_id = audited.id and said.who = ${who}
       and not exists (select from audits.voice later
                        where later.authority_id = said.authority_id and later.replaces = said.id)`
  const isAsked = sql`exists (${said} and said.was_asked)`
  const isSaid = sql`exists (${said})`
  const stands =
    answer === 'asked' ? isAsked : answer === 'not-asked' ? sql`${isSaid} and not ${isAsked}` : sql`not ${isSaid}`
  return sql`reckoned.is_settled and ${stands} and exists (
    select from audits.tool_version version
     where version.authority_id = round.authority_id and version.id = round.tool_version_id
       and version.content -> 'voices' ? ${who ?? ''})`
}

const withAction = (state: Figure['actions']) => sql`reckoned.is_settled and exists (
  select from actions.action raised
    join actions.action_now stands on stands.authority_id = raised.authority_id and stands.action_id = raised.id
   where raised.authority_id = audited.authority_id and raised.from_kind = 'audit' and raised.from_id = audited.id
     and ${
       state === 'all'
         ? sql`true`
         : state === 'overdue'
           ? sql`stands.state = 'open' and stands.due_on < (now() at time zone 'Europe/London')::date`
           : state === 'open'
             ? sql`stands.state = 'open' and stands.due_on >= (now() at time zone 'Europe/London')::date`
             : sql`stands.state = ${state}`
     })`
