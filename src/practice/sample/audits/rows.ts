import { sql } from 'kysely'
import type { Tx } from '#platform/transaction'

/** What one cell holds, as JSON. */
export type Told = string | number | boolean | null | readonly string[] | Readonly<Record<string, unknown>>

/** The tables that audits are told in, in an order in which each row finds what it refers to. */
const columns = {
  'audits.tool': 'id key name subject recorded_at',
  'audits.tool_version': 'id tool_id number content what_changed sha256 published_at',
  'audits.tool_training': 'id tool_id person_id completed_on recorded_at',
  'audits.theme': 'id name about recorded_at',
  'audits.cycle':
    'id number kind name tool_version_id from_day to_day due_on min_teams moderated_percent follows known_at recorded_at recorded_by',
  'audits.draw':
    'id cycle_id frame_of method strata seed asked_size frame_size frame_sha256 margin known_at recorded_at recorded_by',
  'audits.frame_item': 'draw_id subject_id stratum is_drawn',
  'audits.audit_case':
    'id number cycle_id subject discussion_id child_id happened_on state team_id area_id due_on follows opened_at known_at recorded_at recorded_by',
  'audits.case_child': 'case_id child_id recorded_at',
  'audits.case_person': 'case_id person_id part recorded_at',
  'audits.assignment': 'id case_id purpose marker auditor_id due_on assigned_at known_at recorded_at',
  'audits.excuse': 'case_id reason excused_at known_at recorded_at recorded_by',
  'audits.submission':
    'id case_id assignment_id purpose auditor_id tool_version_id answers grade grade_reason went_well learning sha256 submitted_at known_at recorded_at recorded_by',
  'audits.section_grade': 'submission_id case_id section grade reason',
  'audits.finding': 'id case_id submission_id kind theme_id words recorded_at recorded_by',
  'audits.voice':
    'id case_id who person_id moment was_asked why_not said agreed_with happened_at recorded_at recorded_by',
  'audits.safety_worry': 'id number case_id words raised_at known_at recorded_at recorded_by',
  'audits.safety_rung': 'worry_id case_id rung to_person_id opened_at due_at recorded_at',
  'audits.safety_acknowledgement': 'worry_id case_id words acknowledged_at known_at recorded_at recorded_by',
  'audits.inadequate': 'case_id submission_id to_person_id opened_at due_at known_at recorded_at',
  'audits.inadequate_plan': 'id case_id plan re_audit_by planned_at recorded_at recorded_by',
  'audits.moderation_pick': 'case_id is_moderated is_random_share reasons picked_at known_at recorded_at',
  'audits.final_grade': 'id case_id how grade reasons section_grades decided_at known_at recorded_at recorded_by',
  'audits.final_consent': 'final_id case_id agrees words recorded_at recorded_by',
  'audits.follow_up': 'id case_id words followed_at known_at recorded_at recorded_by',
  'actions.action':
    'id number what why from_kind from_id from_reference owner_person_id due_on is_about_children recorded_at recorded_by',
  'actions.action_child': 'action_id child_id recorded_at',
  'actions.action_step': 'id action_id number kind words happened_on recorded_at recorded_by',
} as const

export type AuditTable = keyof typeof columns
export const auditTables = Object.keys(columns) as readonly AuditTable[]

type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Text

export type AuditRow<Table extends AuditTable> = Readonly<Record<Words<(typeof columns)[Table]>, Told>>

/** Rows by table, to be written together. */
export type AuditRows = { readonly [Table in AuditTable]: AuditRow<Table>[] }

export const noAudits = (): AuditRows =>
  Object.fromEntries(auditTables.map((name) => [name, []])) as unknown as AuditRows

/** Writes them all, in the order of the tables. */
export async function writeAudits(tx: Tx, rows: AuditRows): Promise<void> {
  for (const table of auditTables) {
    if (rows[table].length === 0) continue
    const [name, names] = [sql.raw(table), sql.raw(columns[table].replaceAll(' ', ', '))]
    await sql`
      insert into ${name} (authority_id, ${names})
      select ${tx.who.authorityId}, ${names}
        from json_populate_recordset(null::${name}, ${JSON.stringify(rows[table])}::json)`.execute(tx.sql)
  }
}

/**
 * Writes years of them as the tables' owner: without the triggers, which look at each row by itself and hold a lock for each
 * until the end. How each action and each audit stands is then worked out by the product's own functions.
 */
export async function writeUnwatched(tx: Tx, all: Iterable<AuditRows>): Promise<void> {
  const each = async (what: string) => {
    for (const table of auditTables)
      await sql`alter table ${sql.raw(table)} ${sql.raw(what)} trigger user`.execute(tx.sql)
  }
  await each('disable')
  for (const rows of all) await writeAudits(tx, rows)
  await sql`
    insert into actions.action_now
    select stands.* from actions.action set_in_audit, lateral actions.stand(set_in_audit.id) stands
     where set_in_audit.authority_id = ${tx.who.authorityId} and set_in_audit.from_kind = 'audit'`.execute(tx.sql)
  await sql`
    insert into audits.case_now
    select stands.* from audits.audit_case audited, lateral audits.stand(audited.authority_id, audited.id) stands
     where audited.authority_id = ${tx.who.authorityId}`.execute(tx.sql)
  await each('enable')
  // Whoever asks next is helped by PostgreSQL knowing how much there is.
  for (const table of [...auditTables, 'audits.case_now', 'actions.action_now'])
    await sql`analyze ${sql.raw(table)}`.execute(tx.sql)
}
