import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { lookBack } from '../rules/many-records.ts'
import type { RecordRead } from '../rules/reading.ts'

/** Pages that open a record; lists and searches show many children to everybody who uses them. */
const opensRecord = sql`(told.body ->> 'page' is null or told.body ->> 'page' ~ ':(childId|contactId)')`

const told = sql`lateral (select convert_from(e.body, 'UTF8')::jsonb as body) told`

/** Two workers at once: the second waits, and then finds what the first has flagged. */
export async function waitForTurn(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${tx.who.authorityId}::integer, hashtext('unusual reading'))`.execute(tx.sql)
}

/** Records opened since what was looked at for good, up to `now`. */
export async function listNewReads(tx: Tx, now: Temporal.Instant): Promise<readonly RecordRead[]> {
  const mark = await findMark(tx, now)
  const { rows } = await sql<RecordRead>`
    select e.person_id, e.recorded_at as at, told.body -> 'shown' -> 'child' as child_ids
      from trail.entry e, ${told}
     where e.authority_id = ${tx.who.authorityId} and e.id > ${mark} and e.recorded_at <= ${now}
       and e.kind = 'read' and e.person_id is not null and told.body -> 'shown' ? 'child' and ${opensRecord}
     order by e.id`.execute(tx.sql)
  return rows
}

async function findMark(tx: Tx, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ entryId: number }>`
    select coalesce((select entry_id from unusual_reading.mark where authority_id = ${tx.who.authorityId}),
                    (select max(id) from trail.entry where authority_id = ${tx.who.authorityId} and recorded_at < ${now.subtract(lookBack)}),
                    0) as entry_id`.execute(tx.sql)
  return Number(rows[0]?.entryId ?? 0)
}

/** What is older than the time looked back over needs to be looked at no more. */
export async function moveMark(tx: Tx, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into unusual_reading.mark (authority_id, entry_id, looked_at)
    select ${tx.who.authorityId}, coalesce(max(id), 0), ${now} from trail.entry
     where authority_id = ${tx.who.authorityId} and recorded_at < ${now.subtract(lookBack)}
       and id >= coalesce((select entry_id from unusual_reading.mark where authority_id = ${tx.who.authorityId}), 0)
    on conflict (authority_id) do update
      set entry_id = greatest(mark.entry_id, excluded.entry_id), looked_at = excluded.looked_at`.execute(tx.sql)
}

/** Which of these people share a surname with which of these children, by any name the child has had: "person child". */
export async function listSharedSurnames(tx: Tx, reads: readonly RecordRead[]): Promise<ReadonlySet<string>> {
  const people = [...new Set(reads.map(({ personId }) => personId))]
  const children = [...new Set(reads.flatMap(({ childIds }) => childIds))]
  const { rows } = await sql<{ pair: string }>`
    with surnames as (
      select id as child_id, family_name from children.child
       where authority_id = ${tx.who.authorityId} and id = any (${children}::uuid[])
      union
      select child_id, family_name from children.child_name
       where authority_id = ${tx.who.authorityId} and child_id = any (${children}::uuid[]))
    select person.id || ' ' || surnames.child_id as pair
      from organisation.person person
      join surnames on children.plain(surnames.family_name) <> ''
       and children.plain(surnames.family_name) = children.plain(regexp_replace(trim(person.name), '^.*\\s', ''))
     where person.authority_id = ${tx.who.authorityId} and person.id = any (${people}::uuid[])`.execute(tx.sql)
  return new Set(rows.map(({ pair }) => pair))
}

/** What somebody opened in a time, latest first. */
export async function listReadsOf(
  tx: Tx,
  asked: {
    readonly personId: string
    readonly from: Temporal.Instant
    readonly to: Temporal.Instant
    readonly most: number
  },
): Promise<readonly (RecordRead & { readonly page: string | null })[]> {
  const { rows } = await sql<RecordRead & { page: string | null }>`
    select e.person_id, e.recorded_at as at, told.body -> 'shown' -> 'child' as child_ids, told.body ->> 'page' as page
      from trail.entry e, ${told}
     where e.authority_id = ${tx.who.authorityId} and e.person_id = ${asked.personId} and e.kind = 'read'
       and e.recorded_at between ${asked.from} and ${asked.to} and told.body -> 'shown' ? 'child' and ${opensRecord}
     order by e.id desc limit ${asked.most}`.execute(tx.sql)
  return rows
}
