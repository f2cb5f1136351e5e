import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { OpenedRung } from '../rules/rungs.ts'

/** A worry for a child's safety that left an audit. */
export interface Worry {
  readonly id: string
  /** "SW-12". */
  readonly reference: string
  readonly caseId: string
  readonly words: string
  readonly raisedAt: Temporal.Instant
  readonly raisedBy: string | null
  readonly raisedByName: string
  readonly rungs: readonly PutTo[]
  /** Null while nobody has acknowledged it. */
  readonly acknowledged: Acknowledged | null
}

export interface PutTo extends OpenedRung {
  readonly personName: string
  readonly openedAt: Temporal.Instant
}

export interface Acknowledged {
  /** What was done. */
  readonly words: string
  readonly at: Temporal.Instant
  readonly byName: string
}

type Row = Omit<Worry, 'rungs' | 'acknowledged'> & {
  readonly acknowledgedWords: string | null
  readonly acknowledgedAt: Temporal.Instant | null
  readonly acknowledgedByName: string | null
}

/** Worries that whoever asks may know of, the oldest first. Trailed as read. */
export async function listWorries(
  tx: Tx,
  asked: { readonly caseId?: string; readonly id?: string; readonly onlyOpen?: boolean } = {},
): Promise<readonly Worry[]> {
  const { rows } = await sql<Row>`
    select worry.id, worry.reference, worry.case_id, worry.words, worry.raised_at, worry.recorded_by as raised_by,
           coalesce(raiser.name, '') as raised_by_name, done.words as acknowledged_words, done.acknowledged_at,
           coalesce(doer.name, '') as acknowledged_by_name
      from audits.safety_worry worry
      left join audits.safety_acknowledgement done
        on done.authority_id = worry.authority_id and done.worry_id = worry.id
      left join organisation.person raiser
        on raiser.authority_id = worry.authority_id and raiser.id = worry.recorded_by
      left join organisation.person doer on doer.authority_id = done.authority_id and doer.id = done.recorded_by
     where worry.authority_id = ${tx.who.authorityId}
       and worry.case_id = coalesce(${asked.caseId ?? null}, worry.case_id)
       and worry.id = coalesce(${asked.id ?? null}, worry.id)
       and (done.worry_id is null or not ${asked.onlyOpen === true})
     order by worry.raised_at, worry.number`.execute(tx.sql)
  tx.trail.saw(
    'audit',
    rows.map(({ caseId }) => caseId),
  )
  const rungs = await rungsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ acknowledgedWords, acknowledgedAt, acknowledgedByName, ...worry }) => ({
    ...worry,
    rungs: rungs.get(worry.id) ?? [],
    acknowledged:
      acknowledgedAt === null
        ? null
        : { words: acknowledgedWords ?? '', at: acknowledgedAt, byName: acknowledgedByName ?? '' },
  }))
}

export const findWorry = async (tx: Tx, id: string): Promise<Worry | null> => (await listWorries(tx, { id }))[0] ?? null

/** The same, locked against whoever else would acknowledge it or let it climb. */
export async function lockWorry(tx: Tx, id: string): Promise<Worry | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audits.safety_worry ${id}`}, 0))`.execute(tx.sql)
  return findWorry(tx, id)
}

async function rungsOf(tx: Tx, worryIds: readonly string[]): Promise<ReadonlyMap<string, readonly PutTo[]>> {
  if (worryIds.length === 0) return new Map()
  const { rows } = await sql<PutTo & { worryId: string }>`
    select rung.worry_id, rung.rung, rung.to_person_id as person_id, coalesce(person.name, '') as person_name,
           rung.opened_at, rung.due_at
      from audits.safety_rung rung
      left join organisation.person person
        on person.authority_id = rung.authority_id and person.id = rung.to_person_id
     where rung.authority_id = ${tx.who.authorityId} and rung.worry_id = any (${[...worryIds]}::uuid[])
     order by rung.rung`.execute(tx.sql)
  return Map.groupBy(rows, ({ worryId }) => worryId)
}

/** The children of a case, as far as their records are open to whoever asks, also where the case itself is closed to them. */
export async function listChildrenOfCase(tx: Tx, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    select child_id from audits.case_child
     where authority_id = ${tx.who.authorityId} and case_id = ${caseId} order by child_id`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.map(({ childId }) => childId),
  )
  return rows.map(({ childId }) => childId)
}

/** Puts a worry down, and answers its id and reference. */
export async function recordWorry(
  tx: Tx,
  caseId: string,
  words: string,
): Promise<{ readonly id: string; readonly reference: string }> {
  const { rows } = await sql<{ number: string }>`select nextval('audits.worry_number') as number`.execute(tx.sql)
  const row = { id: newId(), number: Number(rows[0]?.number), caseId, words, raisedAt: tx.now }
  await on(tx)
    .insertInto('audits.safetyWorry')
    .values({ authorityId: tx.who.authorityId, ...row })
    .execute()
  tx.trail.changed({ action: 'audit.worry-raised', subjects: [caseId, row.id], content: row })
  return { id: row.id, reference: `SW-${row.number}` }
}

/** Puts a worry to a rung. Answers false when it stood there before. */
export async function openRung(
  tx: Tx,
  worry: { readonly id: string; readonly caseId: string },
  { rung, personId, dueAt }: OpenedRung,
  openedAt: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.safetyRung')
    .values({
      ...{ authorityId: tx.who.authorityId, worryId: worry.id, caseId: worry.caseId },
      ...{ rung, toPersonId: personId, openedAt, dueAt },
    })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows !== 0n
}

/** Somebody has seen to it. Answers false when somebody else did a moment ago. */
export async function recordAcknowledgement(tx: Tx, { id, caseId }: Worry, words: string): Promise<boolean> {
  const row = { worryId: id, caseId, words, acknowledgedAt: tx.now }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.safetyAcknowledgement')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit.worry-acknowledged', subjects: [caseId, id], content: row })
  return true
}
