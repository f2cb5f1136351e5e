import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { conflict, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'

/** That somebody was trained for a tool. */
export interface ToolTraining {
  readonly id: string
  readonly toolId: string
  readonly toolName: string
  readonly personId: string
  readonly personName: string
  readonly teamName: string | null
  readonly completedOn: Temporal.PlainDate
  /** The first day on which it no longer counts; null when it does not run out. */
  readonly expiresOn: Temporal.PlainDate | null
  /** Whether, on the day asked, they are trained to audit at all: without that, training for a tool gives nothing. */
  readonly isAuditor: boolean
}

/** Training for tools that stands, by person and tool; of people who still work here. */
export const listToolTraining = (tx: Tx, onDay: Temporal.PlainDate): Promise<readonly ToolTraining[]> =>
  selectTraining(tx, onDay, sql`true`)

/** One of them; null when it does not stand. */
export const findToolTraining = async (tx: Tx, id: string, onDay: Temporal.PlainDate): Promise<ToolTraining | null> =>
  (await selectTraining(tx, onDay, sql`trained.id = ${id}`))[0] ?? null

async function selectTraining(
  tx: Tx,
  onDay: Temporal.PlainDate,
  which: ReturnType<typeof sql>,
): Promise<readonly ToolTraining[]> {
  const { rows } = await sql<ToolTraining>`
    select trained.id, trained.tool_id, tool.name as tool_name, trained.person_id, person.name as person_name,
           team.name as team_name, trained.completed_on, trained.expires_on,
           exists (${auditTraining(onDay)} and held.person_id = trained.person_id) as is_auditor
      from audits.standing_tool_training trained
      join audits.tool tool on tool.authority_id = trained.authority_id and tool.id = trained.tool_id
      join organisation.person person on person.authority_id = trained.authority_id and person.id = trained.person_id
      left join organisation.team team on team.authority_id = person.authority_id and team.id = person.team_id
     where trained.authority_id = ${tx.who.authorityId} and person.is_active and ${which}
     order by person.name, trained.person_id, tool.name, trained.completed_on desc, trained.id`.execute(tx.sql)
  return rows
}

/** The organisation's training to audit that counts on a day. */
const auditTraining = (onDay: Temporal.PlainDate) => sql`
  select from organisation.standing_training held
   where held.authority_id = trained.authority_id and held.kind = 'audit' and held.completed_on <= ${onDay}
     and (held.expires_on is null or held.expires_on > ${onDay})`

/**
 * Who may be given audits with this tool on that day: trained to audit at all and for the tool, both in date, and still
 * here. The database asks the same of every assignment.
 */
export async function listTrained(
  tx: Tx,
  toolId: string,
  onDay: Temporal.PlainDate,
): Promise<readonly { readonly personId: string; readonly name: string }[]> {
  const { rows } = await sql<{ personId: string; name: string }>`
    select distinct person.id as person_id, person.name
      from audits.standing_tool_training trained
      join organisation.person person on person.authority_id = trained.authority_id and person.id = trained.person_id
     where trained.authority_id = ${tx.who.authorityId} and trained.tool_id = ${toolId} and person.is_active
       and person.agency_id is null
       and trained.completed_on <= ${onDay} and (trained.expires_on is null or trained.expires_on > ${onDay})
       and exists (${auditTraining(onDay)} and held.person_id = trained.person_id)
     order by person.name, person.id`.execute(tx.sql)
  return rows
}

export type NewToolTraining = Pick<ToolTraining, 'toolId' | 'personId' | 'completedOn' | 'expiresOn'>

/** Records that somebody was trained for a tool. Answers its id. */
export const recordToolTraining = (tx: Tx, training: NewToolTraining): Promise<Outcome<string>> =>
  append(tx, { ...training, id: newId(), replaces: null, isCancelled: false, why: '' }, 'audit-tool.training-recorded')

/** Takes training back that was entered by mistake or no longer counts. What was recorded stays. */
export const withdrawToolTraining = (tx: Tx, training: ToolTraining, why: string): Promise<Outcome<string>> => {
  const { toolId, personId, completedOn, expiresOn } = training
  const row = { toolId, personId, completedOn, expiresOn, id: newId(), replaces: training.id, isCancelled: true, why }
  return append(tx, row, 'audit-tool.training-withdrawn')
}

interface Row extends NewToolTraining {
  readonly id: string
  readonly replaces: string | null
  readonly isCancelled: boolean
  readonly why: string
}

async function append(tx: Tx, row: Row, action: string): Promise<Outcome<string>> {
  const added = await on(tx)
    .insertInto('audits.toolTraining')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.columns(['authorityId', 'replaces']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined)
    return conflict('Somebody else took this back a moment ago.', 'Look at the list as it stands now.')
  tx.trail.changed({ action, subjects: [row.personId, row.id], content: row })
  return ok(row.id)
}
