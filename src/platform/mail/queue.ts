import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { CalendarPart } from '#platform/calendar'
import { askFor } from '#platform/jobs'
import type { WantedLink } from '#platform/links'
import type { Tx } from '#platform/transaction'
import { on } from './tables.ts'
import { tokenToCome } from './token.ts'

/** What the sending job is called in the queue. */
export const sendJobName = 'mail.send'

/** A message to one person. It leaves the house: no child's name, nobody's words, only a reference and a link. */
export interface Mail {
  readonly to: string
  /** One line. */
  readonly subject: string
  /** Plain text, in paragraphs. */
  readonly text: string
  /** Puts a meeting into the reader's calendar, changes it there, or takes it out. */
  readonly calendar?: CalendarPart
  /**
   * A link for whoever gets it, made when the message is sent, so that the outbox holds none that opens anything. In its place
   * the text and the calendar part hold the page's address with {@link tokenToCome}. Each try makes a link of its own.
   */
  readonly link?: WantedLink
  /** What it is about, so that whoever queued it can ask what became of it: `listMailFor`. */
  readonly about?: { readonly kind: string; readonly id: string }
  /**
   * Messages of one thread to one address leave in the order in which they were queued, such as those about one meeting: one
   * that waits to be tried again holds back those after it. What was given up holds back nothing.
   */
  readonly thread?: string
  /** The fact that it tells of: queued a second time under the same key, nothing is added. Unique within the authority. */
  readonly dedupeKey?: string
}

/**
 * Puts a message down with the fact that it tells of, and asks for it to be sent once both are committed. Answers the
 * message's id; of one queued before under the same key, the first one's. Sending is tried again until it works, or is given
 * up where the administrator sees it.
 */
export async function queueMail(tx: Tx, mail: Mail): Promise<string> {
  const holdsLink = `${mail.text}${mail.calendar?.text.replaceAll('\r\n ', '') ?? ''}`.includes(tokenToCome)
  if (holdsLink !== (mail.link !== undefined))
    throw new Error('mail with a link names the token to come, and no other does')
  const [authorityId, id] = [tx.who.authorityId, newId()]
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('mail.message')
    .values({
      authorityId,
      id,
      toAddress: mail.to,
      subject: mail.subject,
      text: mail.text,
      calendarMethod: mail.calendar?.method ?? null,
      calendarText: mail.calendar?.text ?? null,
      linkPurpose: mail.link?.purpose ?? null,
      linkSubjectId: mail.link?.subjectId ?? null,
      linkExpiresAt: mail.link?.expiresAt ?? null,
      aboutKind: mail.about?.kind ?? null,
      aboutId: mail.about?.id ?? null,
      thread: mail.thread ?? null,
      dedupeKey: mail.dedupeKey ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return firstUnder(tx, mail.dedupeKey ?? '')
  await on(tx).insertInto('mail.waiting').values({ authorityId, messageId: id }).execute()
  await askFor(tx, sendJobName)
  return id
}

async function firstUnder(tx: Tx, key: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select mail.find_by_key(${key}) as id`.execute(tx.sql)
  const [first] = rows
  if (!first) throw new Error('mail was queued before, and cannot be found')
  return first.id
}
