import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { Flagged, Unusual } from '../rules/reading.ts'
import { on } from '../tables.ts'
import type { FindingOutcome, FlagKind } from '../words.ts'

/** What was flagged since that moment. */
export const listFlagged = (tx: Tx, since: Temporal.Instant): Promise<readonly Flagged[]> =>
  on(tx)
    .selectFrom('unusualReading.flag')
    .select(['kind', 'personId', 'fromAt', 'toAt', 'childId'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('toAt', '>=', since)
    .execute()

/** Days in which a flag is to be looked into. */
const daysToLook = 5

/** Puts down what was found unusual; what is there already stays as it is. */
export async function recordFlags(tx: Tx, found: readonly Unusual[], now: Temporal.Instant): Promise<void> {
  if (found.length === 0) return
  const dueAt = now.add({ hours: 24 * daysToLook })
  const rows = found.map((each) => ({ authorityId: tx.who.authorityId, id: newId(), ...each, dueAt }))
  await on(tx)
    .insertInto('unusualReading.flag')
    .values(rows)
    .onConflict((known) => known.doNothing())
    .execute()
}

/** A flag as those who watch reading see it. */
export interface Flag {
  readonly id: string
  readonly kind: FlagKind
  readonly personId: string
  readonly personName: string
  readonly fromAt: Temporal.Instant
  readonly toAt: Temporal.Instant
  readonly children: number
  readonly readings: number
  readonly childId: string | null
  readonly dueAt: Temporal.Instant
  readonly flaggedAt: Temporal.Instant
  readonly finding: {
    readonly outcome: FindingOutcome
    readonly reason: string
    readonly at: Temporal.Instant
    readonly byName: string
  } | null
}

type FlagRow = Omit<Flag, 'finding'> & {
  readonly outcome: FindingOutcome | null
  readonly reason: string
  readonly foundAt: Temporal.Instant
  readonly foundByName: string
}

export interface FlagsAsked {
  readonly id?: string
  readonly kind?: FlagKind | undefined
  readonly isOpen?: boolean
  readonly limit: number
  readonly skip: number
}

/** Flags, latest first, and how many there are in all; never those about whoever asks. */
export async function listFlags(
  tx: Tx,
  { id, kind, isOpen, limit, skip }: FlagsAsked,
): Promise<{ readonly flags: readonly Flag[]; readonly total: number }> {
  const { rows } = await sql<FlagRow & { total: number }>`
    select flag.id, flag.kind, flag.person_id, person.name as person_name, flag.from_at, flag.to_at, flag.children,
           flag.readings, flag.child_id, flag.due_at, flag.flagged_at, finding.outcome, finding.reason, finding.found_at,
           found_by.name as found_by_name, count(*) over ()::integer as total
      from unusual_reading.flag flag
      join organisation.person person on person.authority_id = flag.authority_id and person.id = flag.person_id
      left join unusual_reading.finding finding
        on finding.authority_id = flag.authority_id and finding.flag_id = flag.id
      left join organisation.person found_by
        on found_by.authority_id = finding.authority_id and found_by.id = finding.found_by
     where flag.authority_id = ${tx.who.authorityId}
       and (${id ?? null}::uuid is null or flag.id = ${id ?? null})
       and (${kind ?? null}::text is null or flag.kind = ${kind ?? null})
       and (${isOpen ?? null}::boolean is null or (finding.flag_id is null) = ${isOpen ?? null})
     order by flag.flagged_at desc, flag.id desc
     limit ${limit} offset ${skip}`.execute(tx.sql)
  return { flags: rows.map(asFlag), total: rows[0]?.total ?? 0 }
}

function asFlag({ outcome, reason, foundAt, foundByName, ...row }: FlagRow): Flag {
  return { ...row, finding: outcome === null ? null : { outcome, reason, at: foundAt, byName: foundByName } }
}

/** One flag; null when there is none that whoever asks may know of. */
export async function findFlag(tx: Tx, flagId: string): Promise<Flag | null> {
  const { flags } = await listFlags(tx, { id: flagId, limit: 1, skip: 0 })
  return flags[0] ?? null
}

/** Records what came of looking into it. Answers false when somebody else was quicker. */
export async function recordFinding(
  tx: Tx,
  flag: Flag,
  found: { readonly outcome: FindingOutcome; readonly reason: string; readonly foundBy: string },
): Promise<boolean> {
  const row = { authorityId: tx.who.authorityId, flagId: flag.id, ...found }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('unusualReading.finding')
    .values(row)
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'unusual-reading.looked-into', subjects: [flag.personId], content: row })
  return true
}
