import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { clearFrom, type Dated } from '../rules/dated.ts'

/** The three kinds of record that say, day by day, where a person stands; `column` holds what `about` holds here. */
const kinds = {
  membership: { table: 'organisation.membership', view: 'organisation.standingMembership', column: 'teamId' },
  line: { table: 'organisation.lineManagement', view: 'organisation.standingLineManagement', column: 'managerId' },
  role: { table: 'organisation.personRole', view: 'organisation.standingPersonRole', column: 'role' },
} as const

export type DatedKind = keyof typeof kinds

export interface DatedRecord extends Dated {
  readonly personId: string
  /** The team's id, the manager's id, or the role. */
  readonly about: string
  readonly why: string
  readonly recordedAt: Temporal.Instant
}

/** What stands about a person, oldest first: past, present and planned. */
export async function listDated(tx: Tx, kind: DatedKind, personId: string): Promise<readonly DatedRecord[]> {
  const { view, column } = kinds[kind]
  const { rows } = await sql<DatedRecord>`
    select id, person_id, ${sql.ref(column)} as about, starts_on, ends_on, why, recorded_at from ${sql.table(view)}
     where authority_id = ${tx.who.authorityId} and person_id = ${personId} order by starts_on, id`.execute(tx.sql)
  return rows
}

/** What held on one day, for everybody. */
export async function listDatedOn(tx: Tx, kind: DatedKind, day: Temporal.PlainDate): Promise<readonly DatedRecord[]> {
  const { view, column } = kinds[kind]
  const { rows } = await sql<DatedRecord>`
    select id, person_id, ${sql.ref(column)} as about, starts_on, ends_on, why, recorded_at from ${sql.table(view)}
     where authority_id = ${tx.who.authorityId} and starts_on <= ${day} and (ends_on is null or ends_on > ${day})
     order by starts_on, id`.execute(tx.sql)
  return rows
}

export interface Beginning {
  readonly personId: string
  readonly about: string
  readonly startsOn: Temporal.PlainDate
  readonly why: string
}

/** Begins a record until further notice. What stands already is not touched: {@link endDated} does that first. */
export async function beginDated(tx: Tx, kind: DatedKind, beginning: Beginning): Promise<string> {
  const id = newId()
  await append(tx, kind, { ...beginning, id, endsOn: null, replaces: null, isCancelled: false })
  return id
}

/** Ends what stands from `day` on, and takes back what would only have begun then. */
export async function endDated(
  tx: Tx,
  kind: DatedKind,
  standing: readonly DatedRecord[],
  { day, why }: { readonly day: Temporal.PlainDate; readonly why: string },
): Promise<void> {
  const { ends, cancels } = clearFrom(standing, day)
  for (const record of ends) {
    await append(tx, kind, { ...record, id: newId(), replaces: record.id, endsOn: day, isCancelled: false, why })
  }
  for (const record of cancels) {
    await append(tx, kind, { ...record, id: newId(), replaces: record.id, isCancelled: true, why })
  }
}

interface Appended extends Beginning {
  readonly id: string
  readonly endsOn: Temporal.PlainDate | null
  readonly replaces: string | null
  readonly isCancelled: boolean
}

async function append(tx: Tx, kind: DatedKind, row: Appended): Promise<void> {
  const { table, column } = kinds[kind]
  await sql`
    insert into ${sql.table(table)}
      (authority_id, id, person_id, ${sql.ref(column)}, starts_on, ends_on, replaces, is_cancelled, why)
    values (${tx.who.authorityId}, ${row.id}, ${row.personId}, ${row.about}, ${row.startsOn}, ${row.endsOn},
            ${row.replaces}, ${row.isCancelled}, ${row.why})`.execute(tx.sql)
}
