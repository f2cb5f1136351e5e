import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { listMailFor } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'
import type { RecordVersionSent, SendingWay } from '../words.ts'

/** What the mail about one recipient's copy is about, for whoever asks what became of it. */
export const circulationMail = 'strategy-discussions.circulation'

/** One copy of the record that went to somebody. */
export interface SentCopy {
  readonly id: string
  readonly recordId: string
  /** The invitation's id, or the first row's about somebody who came uninvited; null for somebody who only needs to know. */
  readonly key: string | null
  readonly name: string
  readonly version: RecordVersionSent
  readonly how: SendingWay
  readonly howWords: string
  readonly at: Temporal.Instant
  readonly openedAt: Temporal.Instant | null
  /** True when the mail about it was given up or came back, and nobody has opened it. */
  readonly isUndelivered: boolean
}

/** Every copy that was sent, in order, with whether it was opened and whether it arrived. */
export async function listSentCopies(tx: Tx, discussionId: string): Promise<readonly SentCopy[]> {
  const { rows } = await sql<Omit<SentCopy, 'isUndelivered'>>`
    select sent.id, circulation.record_id, coalesce(sent.invitation_id, sent.attendance_id) as key, sent.name, sent.version,
           sent.how, sent.how_words, circulation.circulated_at as at, opened.opened_at
      from strategy.circulation_recipient sent
      join strategy.circulation circulation
        on circulation.authority_id = sent.authority_id and circulation.id = sent.circulation_id
      left join strategy.circulation_opened opened
        on opened.authority_id = sent.authority_id and opened.recipient_id = sent.id
     where sent.authority_id = ${tx.who.authorityId} and sent.discussion_id = ${discussionId}
     order by circulation.circulated_at, sent.id`.execute(tx.sql)
  const mail = await listMailFor(
    tx,
    circulationMail,
    rows.map(({ id }) => id),
  )
  const failed = new Set(
    mail.filter(({ state }) => state === 'given-up' || state === 'bounced').map(({ aboutId }) => aboutId),
  )
  return rows.map((row) => ({ ...row, isUndelivered: row.openedAt === null && failed.has(row.id) }))
}

export interface NewCopy {
  readonly invitationId: string | null
  readonly attendanceId: string | null
  readonly agencyId: string | null
  readonly personId: string | null
  readonly name: string
  readonly version: RecordVersionSent
  readonly how: SendingWay
  readonly howWords: string
  /** What somebody who only needs to know is told; '' for the whole record. */
  readonly toldDecision: string
  readonly toldToDo: string
}

export interface NewCirculation {
  readonly recordId: string
  readonly circulatedAt: Temporal.Instant
  readonly copies: readonly NewCopy[]
  readonly knownAt?: Temporal.Instant
}

/** Records that the record went round, copy by copy. Answers the copies' ids in the order given. */
export async function recordCirculation(
  tx: Tx,
  discussionId: string,
  { recordId, circulatedAt, copies, knownAt = tx.now }: NewCirculation,
): Promise<readonly string[]> {
  const circulation = { authorityId: tx.who.authorityId, id: newId(), discussionId, recordId, circulatedAt, knownAt }
  await on(tx).insertInto('strategy.circulation').values(circulation).execute()
  const rows = copies.map((copy) => ({
    ...copy,
    ...{ authorityId: tx.who.authorityId, id: newId(), circulationId: circulation.id, discussionId, knownAt },
  }))
  if (rows.length > 0) await on(tx).insertInto('strategy.circulationRecipient').values(rows).execute()
  await watchAgain(tx, discussionId, knownAt)
  const content = { ...circulation, recipients: rows }
  tx.trail.changed({ action: 'record.circulated', subjects: [discussionId, circulation.id], content })
  return rows.map(({ id }) => id)
}

/** What was sent to the partner who asks, or to their agency's desk. */
export interface SentToMe {
  readonly recipientId: string
  readonly discussionId: string
  readonly reference: string
  readonly recordId: string
  readonly version: RecordVersionSent
  readonly toldDecision: string
  readonly toldToDo: string
  readonly circulatedAt: Temporal.Instant
}

/** Everything that was sent to the partner who asks, latest first. Nothing for anybody else. */
export async function listSentToMe(tx: Tx): Promise<readonly SentToMe[]> {
  const { rows } = await sql<SentToMe>`
    select recipient_id, discussion_id, reference, record_id, version, told_decision, told_to_do, circulated_at
      from strategy.sent_to_me() order by circulated_at desc, recipient_id desc`.execute(tx.sql)
  return rows
}

/** The same for one of the authority's own people, who is part of a discussion. */
export async function listSentToStaff(tx: Tx, discussionId: string, personId: string): Promise<readonly SentToMe[]> {
  const { rows } = await sql<SentToMe>`
    select sent.id as recipient_id, sent.discussion_id, discussion.reference, circulation.record_id, sent.version,
           sent.told_decision, sent.told_to_do, circulation.circulated_at
      from strategy.circulation_recipient sent
      join strategy.circulation circulation
        on circulation.authority_id = sent.authority_id and circulation.id = sent.circulation_id
      join strategy.discussion discussion
        on discussion.authority_id = sent.authority_id and discussion.id = sent.discussion_id
     where sent.authority_id = ${tx.who.authorityId} and sent.discussion_id = ${discussionId}
       and sent.person_id = ${personId}
     order by circulation.circulated_at desc, sent.id desc`.execute(tx.sql)
  return rows
}

/** Notes that these copies were opened by whoever asks; the first time alone. */
export async function recordOpened(tx: Tx, discussionId: string, recipientIds: readonly string[]): Promise<void> {
  for (const id of recipientIds) {
    const { numAffectedRows } = await sql`
      insert into strategy.circulation_opened (authority_id, recipient_id, discussion_id)
      select ${tx.who.authorityId}, ${id}, ${discussionId}
       where not exists (select from strategy.circulation_opened opened
                          where opened.authority_id = ${tx.who.authorityId} and opened.recipient_id = ${id})
      on conflict do nothing`.execute(tx.sql)
    if (numAffectedRows === 1n)
      tx.trail.changed({ action: 'record.opened', subjects: [discussionId, id], content: { recipientId: id } })
  }
}

/** A discussion that was held here and whose standing record has gone to nobody yet, for My work. */
export interface ToSendRound {
  readonly discussionId: string
  readonly reference: string
  readonly circulateBy: Temporal.Instant
  readonly hasRecord: boolean
  readonly isCorrected: boolean
  readonly ownerId: string | null
}

/** Of those whose chair or minute-taker is among these people: the record to write, or to send round. Soonest first. */
export async function listToSendRound(tx: Tx, people: readonly string[]): Promise<readonly ToSendRound[]> {
  const { rows } = await sql<ToSendRound>`
    select held.discussion_id, discussion.reference, held.circulate_by, written.id is not null as has_record,
           coalesce(written.corrects is not null, false) as is_corrected,
           case when held.minute_taker_id = any (${[...people]}::uuid[]) then held.minute_taker_id
                else held.chair_id end as owner_id
      from strategy.standing_settlement held
      join strategy.discussion discussion
        on discussion.authority_id = held.authority_id and discussion.id = held.discussion_id
      left join strategy.standing_record written
        on written.authority_id = held.authority_id and written.discussion_id = held.discussion_id
     where held.authority_id = ${tx.who.authorityId} and held.kind = 'held' and held.circulate_by is not null
       and held.happened_at > ${tx.now}::timestamptz - interval '90 days'
       and (held.chair_id = any (${[...people]}::uuid[]) or held.minute_taker_id = any (${[...people]}::uuid[]))
       and not exists (select from strategy.circulation sent
                        where sent.authority_id = held.authority_id and sent.record_id = written.id)
     order by held.circulate_by, held.discussion_id`.execute(tx.sql)
  tx.trail.saw(
    'discussion',
    rows.map(({ discussionId }) => discussionId),
  )
  return rows
}
