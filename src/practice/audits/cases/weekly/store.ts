import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** Of these discussions, those without an audit of having been held. */
export async function listWithoutCase(tx: Tx, discussionIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${[...discussionIds]}::uuid[]) asked (id)
     where not exists (select from audits.audit_case audited
                        where audited.authority_id = ${tx.who.authorityId} and audited.discussion_id = asked.id
                          and audited.state = 'held')`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** Whether a week has had its draw from those that were not held. */
export async function hasDrawnNotHeld(tx: Tx, monday: Temporal.PlainDate): Promise<boolean> {
  const { rows } = await sql`
    select from audits.draw drawn
      join audits.cycle round on round.authority_id = drawn.authority_id and round.id = drawn.cycle_id
     where drawn.authority_id = ${tx.who.authorityId} and drawn.frame_of = 'not-held'
       and round.kind = 'weekly-discussions' and round.from_day = ${monday}`.execute(tx.sql)
  return rows.length > 0
}

/** One worker at a time opens weeks: the other waits, and then finds them opened. */
export const waitForWeekly = (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtextextended('audits.open-weekly', ${tx.who.authorityId}))`.execute(tx.sql)

/** Weekly rounds with an audit that nobody has and that no allocation has looked at since it was opened. */
export async function listWeeksToAllocate(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct round.id from audits.cycle round
      join audits.audit_case audited on audited.authority_id = round.authority_id and audited.cycle_id = round.id
     where round.authority_id = ${tx.who.authorityId} and round.kind = 'weekly-discussions'
       and not exists (select from audits.assignment given
                        where given.authority_id = audited.authority_id and given.case_id = audited.id)
       and not exists (select from audits.excuse excused
                        where excused.authority_id = audited.authority_id and excused.case_id = audited.id)
       and not exists (select from audits.allocation solved
                        where solved.authority_id = round.authority_id and solved.cycle_id = round.id
                          and solved.recorded_at > audited.recorded_at)
     order by round.id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}
