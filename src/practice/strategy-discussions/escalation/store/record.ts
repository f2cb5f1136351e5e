import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { nextReference } from '../../store/references.ts'
import { watchAgain, watchConcernAgain } from '../../store/watch.ts'
import type { Partner } from '../../words.ts'
import type { ConditionKey } from '../conditions.ts'
import type { Addressee } from '../ladder.ts'
import type { About } from '../rules/facts.ts'
import { on } from '../tables.ts'
import type { EndOutcome } from '../words.ts'

export type NewEscalation = About & {
  readonly condition: ConditionKey
  readonly subject: string
  readonly partner: Partner | null
  readonly agencyId: string | null
  readonly raisedBy: string | null
  readonly words: string
  readonly since: Temporal.Instant
  readonly openedAt: Temporal.Instant
}

/**
 * Opens an escalation. Answers its id and reference, or null when the same was opened before, whoever did and for whatever
 * moment: then nothing is recorded.
 */
export async function openEscalation(
  tx: Tx,
  escalation: NewEscalation,
): Promise<{ readonly id: string; readonly reference: string } | null> {
  const column = escalation.discussionId === null ? 'concernId' : 'discussionId'
  const { rows } = await sql`
    select from strategy.escalation
     where authority_id = ${tx.who.authorityId} and ${sql.ref(column)} = ${idOf(escalation)}
       and condition = ${escalation.condition} and subject = ${escalation.subject}`.execute(tx.sql)
  // Looked for first, so that moments which are looked at again use up no references.
  if (rows.length > 0) return null
  const row = {
    ...withBoth(escalation),
    authorityId: tx.who.authorityId,
    id: newId(),
    reference: await nextReference(tx, 'escalation'),
    knownAt: escalation.openedAt,
  }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('strategy.escalation')
    .values(row)
    .onConflict((same) => same.columns(['authorityId', column, 'condition', 'subject']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return null
  tx.trail.changed({ action: 'escalation.opened', subjects: [idOf(escalation), row.id], content: row })
  return { id: row.id, reference: row.reference }
}

/** What it is about, by its id: the discussion's, or the concern's. */
export const idOf = ({ discussionId, concernId }: About): string => discussionId ?? concernId

/** As the tables have it: both columns, of which one is null. */
const withBoth = <Row extends About>(row: Row) => ({ ...row, concernId: row.concernId ?? null })

export type NewRung = About & {
  readonly escalationId: string
  readonly rung: number
  readonly to: Addressee
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly isLast: boolean
  readonly unnamed: readonly number[]
  readonly missed: readonly number[]
}

/** Asks whoever is on a rung. False when that rung was asked before. */
export async function openRung(tx: Tx, { to, unnamed, missed, ...rung }: NewRung): Promise<boolean> {
  const row = {
    ...withBoth(rung),
    authorityId: tx.who.authorityId,
    toPersonId: to.personId,
    toContactId: to.contactId,
    toName: to.name,
    toTelephone: to.telephone,
    insteadOfName: to.insteadOf,
    agencyId: to.agencyId,
    hasMail: to.email !== '',
    unnamed: [...unnamed],
    missed: [...missed],
  }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('strategy.escalationRung')
    .values(row)
    .onConflict((same) => same.columns(['authorityId', 'escalationId', 'rung']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'escalation.asked', subjects: [idOf(rung), row.escalationId], content: row })
  return true
}

export type NewEnd = About & {
  readonly escalationId: string
  readonly outcome: EndOutcome
  readonly words: string
  /** Null where it ended of itself. */
  readonly endedBy: string | null
  readonly endedAt: Temporal.Instant
}

/** Ends an escalation. False when it had ended before. */
export async function endEscalation(tx: Tx, end: NewEnd): Promise<boolean> {
  const row = { ...withBoth(end), authorityId: tx.who.authorityId, knownAt: end.endedAt }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('strategy.escalationEnd')
    .values(row)
    .onConflict((same) => same.columns(['authorityId', 'escalationId']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'escalation.ended', subjects: [idOf(end), row.escalationId], content: row })
  return true
}

export type NewReply = About & {
  readonly escalationId: string
  /** The rung that was asked. */
  readonly rung: number
  readonly said: string
  /** What was done about it, where something was. */
  readonly done: string
  /** Who answered, where somebody else recorded it. */
  readonly repliedByName: string
  readonly repliedAt?: Temporal.Instant
}

/** Records what was answered and done: the rung is held once more, and the escalation stays open until it ends. */
export async function replyToEscalation(tx: Tx, reply: NewReply): Promise<void> {
  const repliedAt = reply.repliedAt ?? tx.now
  const row = { ...withBoth(reply), authorityId: tx.who.authorityId, id: newId(), repliedAt, knownAt: repliedAt }
  await on(tx).insertInto('strategy.escalationReply').values(row).execute()
  await (reply.discussionId === null ? watchConcernAgain(tx, reply.concernId) : watchAgain(tx, reply.discussionId))
  tx.trail.changed({ action: 'escalation.replied', subjects: [idOf(reply), row.escalationId], content: row })
}

/** What a partner escalates about the authority. */
export interface RaisedByPartner {
  readonly discussionId: string
  readonly partner: Partner | null
  readonly agencyId: string
  readonly raisedBy: string
  readonly words: string
}

/**
 * A partner escalates something about the authority, at once. Who is asked, the job finds out in the same minute: a partner
 * does not see the authority's register. Answers the escalation's id and reference.
 */
export async function raiseByPartner(
  tx: Tx,
  raised: RaisedByPartner,
): Promise<{ readonly id: string; readonly reference: string }> {
  const opened = await openEscalation(tx, {
    ...raised,
    condition: 'raised-by-partner',
    subject: newId(),
    since: tx.now,
    openedAt: tx.now,
  })
  if (opened === null) throw new Error('an escalation with a new subject was there before')
  await watchAgain(tx, raised.discussionId)
  return opened
}
