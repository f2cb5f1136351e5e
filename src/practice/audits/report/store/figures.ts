import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { CycleKind, DrawMethod, Grade } from '../../words.ts'

/** So many audits that stand alike. */
export interface Counted {
  readonly cycleId: string
  readonly kind: CycleKind
  readonly toolId: string
  readonly teamId: string | null
  readonly state: 'done' | 'excused' | 'overdue' | 'to-come'
  readonly isLate: boolean
  /** Done, and no second grade is outstanding: only then are grades told. */
  readonly isSettled: boolean
  readonly firstGrade: Grade | null
  readonly secondGrade: Grade | null
  readonly grade: Grade | null
  readonly moderated: 'random' | 'targeted' | null
  readonly cases: number
}

export interface Span {
  /** Audits due on [from, to). */
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

export interface SectionCount {
  readonly toolId: string
  readonly section: string
  readonly grade: Grade
  readonly cases: number
}
export interface ThemeCount {
  /** The first day of the quarter in which the audits were due. */
  readonly quarter: Temporal.PlainDate
  readonly themeId: string | null
  readonly toImprove: number
  readonly wentWell: number
  readonly cases: number
}
export interface VoiceCount {
  readonly toolId: string
  readonly who: 'worker' | 'child' | 'parent'
  readonly answer: 'asked' | 'not-asked' | 'nothing-said'
  readonly cases: number
}
export interface ActionCount {
  readonly state: 'open' | 'done' | 'verified' | 'cancelled'
  readonly isOverdue: boolean
  readonly actions: number
}
export interface TrendCount {
  readonly quarter: Temporal.PlainDate
  readonly due: number
  readonly done: number
  readonly inTime: number
  readonly excused: number
  readonly graded: number
  readonly good: number
  readonly moderated: number
}

/** One of the counting functions of migration 0029: they answer those who oversee audits, and nobody else. */
const counting =
  <Row>(name: 'counts' | 'trend' | 'sections' | 'themes' | 'voices' | 'actions') =>
  async (tx: Tx, { from, to }: Span): Promise<readonly Row[]> => {
    const { rows } = await sql<Row>`select * from ${sql.id('audits', `report_${name}`)}(${from}, ${to})`.execute(tx.sql)
    return rows
  }

export const countCases = counting<Counted>('counts')
export const countTrend = counting<TrendCount>('trend')
export const countSections = counting<SectionCount>('sections')
export const countThemes = counting<ThemeCount>('themes')
export const countVoices = counting<VoiceCount>('voices')
export const countActions = counting<ActionCount>('actions')

export interface DrawFact {
  readonly cycleId: string
  readonly frameOf: string
  readonly method: DrawMethod
  readonly frameSize: number
  readonly drawn: number
  readonly margin: number | null
  readonly seed: string
}

/** What was drawn for these rounds and from what, the draws of moderation apart. */
export async function listDrawsOf(tx: Tx, cycleIds: readonly string[]): Promise<readonly DrawFact[]> {
  const { rows } = await sql<DrawFact>`
    select drawn.cycle_id, drawn.frame_of, drawn.method, drawn.frame_size,
           least(case when drawn.method = 'all' then drawn.frame_size else drawn.asked_size end, drawn.frame_size) as drawn,
           drawn.margin, drawn.seed
      from audits.draw drawn
     where drawn.authority_id = ${tx.who.authorityId} and drawn.cycle_id = any (${cycleIds}::uuid[])
       and drawn.frame_of <> 'moderation'
     order by drawn.recorded_at, drawn.id`.execute(tx.sql)
  return rows
}

export interface Names {
  readonly rounds: ReadonlyMap<string, { readonly reference: string; readonly name: string }>
  readonly teams: ReadonlyMap<string, string>
  readonly tools: ReadonlyMap<string, string>
  readonly themes: ReadonlyMap<string, string>
  /** By tool and section, as the last version that has it calls it; in the order of that version. */
  readonly sections: ReadonlyMap<string, { readonly title: string; readonly order: number }>
}

/** What the figures are called. */
export async function listNames(tx: Tx, cycleIds: readonly string[]): Promise<Names> {
  const { authorityId } = tx.who
  const rounds = await sql<{ id: string; reference: string; name: string }>`
    select id, reference, name from audits.cycle
     where authority_id = ${authorityId} and id = any (${cycleIds}::uuid[])`.execute(tx.sql)
  const rest = await sql<{ kind: 'team' | 'tool' | 'theme'; id: string; name: string }>`
    select 'team' as kind, id, name from organisation.team where authority_id = ${authorityId}
    union all select 'tool', id, name from audits.tool where authority_id = ${authorityId}
    union all select 'theme', id, name from audits.theme where authority_id = ${authorityId}`.execute(tx.sql)
  const sections = await sql<{ toolId: string; key: string; title: string; place: number }>`
    select distinct on (version.tool_id, part.value ->> 'key') version.tool_id, part.value ->> 'key' as key,
           part.value ->> 'title' as title, part.place::integer as place
      from audits.tool_version version
     cross join lateral jsonb_array_elements(version.content -> 'sections') with ordinality part (value, place)
     where version.authority_id = ${authorityId}
     order by version.tool_id, part.value ->> 'key', version.number desc`.execute(tx.sql)
  const named = (kind: 'team' | 'tool' | 'theme') =>
    new Map(rest.rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name] as const))
  return {
    rounds: new Map(rounds.rows.map(({ id, ...row }) => [id, row])),
    teams: named('team'),
    tools: named('tool'),
    themes: named('theme'),
    sections: new Map(
      sections.rows.map(({ toolId, key, title, place }) => [`${toolId} ${key}`, { title, order: place }]),
    ),
  }
}
