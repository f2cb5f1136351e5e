import { newId } from '#kernel/ids'
import { askFor } from '#platform/jobs'
import type { Tx } from '#platform/transaction'
import { on } from './tables.ts'

/** What the sending job is called in the queue. */
export const sendJobName = 'mail.send'

/** A message to one person. It leaves the house: no child's name, nobody's words, only a reference and a link. */
export interface Mail {
  readonly to: string
  /** One line. */
  readonly subject: string
  /** Plain text, in paragraphs. */
  readonly text: string
}

/**
 * Puts a message down with the fact that it tells of, and asks for it to be sent once both are committed. Answers the
 * message's id. Sending is tried again until it works, or is given up where the administrator sees it.
 */
export async function queueMail(tx: Tx, { to, subject, text }: Mail): Promise<string> {
  const [authorityId, id] = [tx.who.authorityId, newId()]
  await on(tx).insertInto('mail.message').values({ authorityId, id, toAddress: to, subject, text }).execute()
  await on(tx).insertInto('mail.waiting').values({ authorityId, messageId: id }).execute()
  await askFor(tx, sendJobName)
  return id
}
