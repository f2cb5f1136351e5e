import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'

/** Records of one child as the case system brings them, for tests: the area itself only reads what others publish. */
export async function caseRecordsArrived(
  tx: Tx,
  contactId: string,
  days: {
    readonly referral?: Temporal.PlainDate
    readonly assessment?: readonly [started: Temporal.PlainDate, authorised: Temporal.PlainDate]
    readonly section47?: readonly [started: Temporal.PlainDate, conference: Temporal.PlainDate]
  },
): Promise<string> {
  const authorityId = tx.who.authorityId
  const { rows } = await sql<{ childId: string }>`
    select child_id from front_door.contact_child
     where authority_id = ${authorityId} and contact_id = ${contactId} limit 1`.execute(tx.sql)
  const childId = rows[0]?.childId ?? ''
  const common = (day: Temporal.PlainDate) => sql`${authorityId}, ${newId()}, ${childId}, ${day}, 1, 'annex-a'`
  const columns = sql`authority_id, id, child_id, on_day, occurrence, came_from`
  if (days.referral)
    await sql`insert into case_records.referral (${columns}) values (${common(days.referral)})`.execute(tx.sql)
  if (days.assessment)
    await sql`insert into case_records.assessment (${columns}, authorised_on)
              values (${common(days.assessment[0])}, ${days.assessment[1]})`.execute(tx.sql)
  if (days.section47)
    await sql`insert into case_records.section_47 (${columns}, conference_on)
              values (${common(days.section47[0])}, ${days.section47[1]})`.execute(tx.sql)
  return childId
}
