import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { CycleKind, Subject } from '../../words.ts'

/** A round of audits with one version of one tool. */
export interface Cycle {
  readonly id: string
  /** "AC-12". */
  readonly reference: string
  readonly kind: CycleKind
  readonly name: string
  readonly toolId: string
  readonly toolName: string
  readonly toolVersionId: string
  readonly toolVersion: number
  readonly subject: Subject
  /** The work of [fromDay, toDay). */
  readonly fromDay: Temporal.PlainDate
  readonly toDay: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly markers: number
  readonly previousTeamMonths: number
  readonly minTeams: number
  readonly moderatedPercent: number
  readonly hoursEach: number
  readonly follows: string | null
  readonly recordedAt: Temporal.Instant
}

const columns = sql`
  round.id, round.reference, round.kind, round.name, tool.id as tool_id, tool.name as tool_name, round.tool_version_id,
  version.number as tool_version, tool.subject, round.from_day, round.to_day, round.due_on, round.markers,
  round.previous_team_months, round.min_teams, round.moderated_percent, round.hours_each::float as hours_each, round.follows,
  round.recorded_at`
const source = sql`audits.cycle round
  join audits.tool_version version on version.authority_id = round.authority_id and version.id = round.tool_version_id
  join audits.tool tool on tool.authority_id = version.authority_id and tool.id = version.tool_id`

export async function findCycle(tx: Tx, id: string): Promise<Cycle | null> {
  const { rows } = await sql<Cycle>`
    select ${columns} from ${source} where round.authority_id = ${tx.who.authorityId} and round.id = ${id}`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

/** The same, locked against another draw or allocation of it. */
export async function lockCycle(tx: Tx, id: string): Promise<Cycle | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audits.cycle ${id}`}, 0))`.execute(tx.sql)
  return findCycle(tx, id)
}

export interface CyclesAsked {
  readonly kind?: CycleKind | undefined
  readonly limit: number
  readonly skip: number
}

/** Rounds, the latest work first, and how many there are in all. */
export async function listCycles(
  tx: Tx,
  { kind, limit, skip }: CyclesAsked,
): Promise<{ readonly cycles: readonly Cycle[]; readonly total: number }> {
  const { rows } = await sql<Cycle & { total: number }>`
    select ${columns}, count(*) over ()::integer as total from ${source}
     where round.authority_id = ${tx.who.authorityId} and (${kind ?? null}::text is null or round.kind = ${kind ?? null})
     order by round.from_day desc, round.number desc limit ${limit} offset ${skip}`.execute(tx.sql)
  return { cycles: rows.map(({ total: _total, ...cycle }) => cycle), total: rows[0]?.total ?? 0 }
}

export interface NewCycle {
  readonly kind: CycleKind
  readonly name: string
  readonly toolVersionId: string
  readonly fromDay: Temporal.PlainDate
  readonly toDay: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly markers?: number
  readonly previousTeamMonths?: number
  readonly minTeams?: number
  readonly moderatedPercent?: number
  readonly hoursEach?: number
  readonly themeId?: string | null
  readonly follows?: string | null
  readonly knownAt?: Temporal.Instant
}

/** Plans a round. Answers its id; of a week that has its round already, null. */
export async function recordCycle(tx: Tx, cycle: NewCycle): Promise<string | null> {
  const { rows } = await sql<{ number: number }>`select nextval('audits.cycle_number')::integer as number`.execute(
    tx.sql,
  )
  const row = {
    ...cycle,
    themeId: cycle.themeId ?? null,
    follows: cycle.follows ?? null,
    authorityId: tx.who.authorityId,
    id: newId(),
    number: rows[0]?.number ?? 0,
  }
  const added = await on(tx)
    .insertInto('audits.cycle')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return null
  tx.trail.changed({ action: 'audit-round.planned', subjects: [row.id], content: row })
  return row.id
}

/** The round of the week that begins on this Monday. */
export async function findCycleOfWeek(tx: Tx, monday: Temporal.PlainDate): Promise<Cycle | null> {
  const { rows } = await sql<Cycle>`
    select ${columns} from ${source}
     where round.authority_id = ${tx.who.authorityId} and round.kind = 'weekly-discussions' and round.from_day = ${monday}`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

/** Whether a round of this kind looks at work of these days, [from, to). */
export async function hasCycle(
  tx: Tx,
  kind: CycleKind,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<boolean> {
  const { rows } = await sql`
    select from audits.cycle
     where authority_id = ${tx.who.authorityId} and kind = ${kind} and from_day < ${to} and to_day > ${from} limit 1`.execute(
    tx.sql,
  )
  return rows.length > 0
}

/** The version of a tool that stands: the last one published. Null where there is none. */
export async function findStandingVersion(
  tx: Tx,
  tool: { readonly key: string } | { readonly id: string },
): Promise<{ readonly id: string; readonly toolId: string; readonly subject: Subject } | null> {
  const which = 'key' in tool ? sql`tool.key = ${tool.key}` : sql`tool.id = ${tool.id}`
  const { rows } = await sql<{ id: string; toolId: string; subject: Subject }>`
    select version.id, tool.id as tool_id, tool.subject
      from audits.tool tool
      join audits.tool_version version on version.authority_id = tool.authority_id and version.tool_id = tool.id
     where tool.authority_id = ${tx.who.authorityId} and ${which}
     order by version.number desc limit 1`.execute(tx.sql)
  return rows[0] ?? null
}
