import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'

export interface Attachment {
  readonly id: string
  readonly contactId: string
  readonly filename: string
  readonly mediaType: string
  readonly bytes: number
  readonly description: string
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
}

/** Keeps a file in the database, beside the record it belongs to: the same back-up, the same access rule. */
export async function recordAttachment(
  tx: Tx,
  contactId: string,
  file: Pick<Attachment, 'filename' | 'mediaType' | 'description'> & { readonly content: Buffer },
): Promise<string> {
  const id = newId()
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  const row = { ...file, bytes: file.content.length, sha256 }
  await on(tx)
    .insertInto('frontDoor.attachment')
    .values({ authorityId: tx.who.authorityId, id, contactId, ...row })
    .execute()
  const { content: _content, ...told } = row
  tx.trail.changed({ action: 'attachment.recorded', subjects: [contactId, id], content: told })
  return id
}

const told = ['id', 'contactId', 'filename', 'mediaType', 'bytes', 'description', 'recordedAt', 'recordedBy'] as const

export const listAttachments = (tx: Tx, contactId: string): Promise<readonly Attachment[]> =>
  on(tx)
    .selectFrom('frontDoor.attachment')
    .select(told)
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .orderBy('id')
    .execute()

/** One file of this contact with its content; that it was opened goes into the trail. */
export async function findAttachment(
  tx: Tx,
  contactId: string,
  id: string,
): Promise<(Attachment & { readonly content: Buffer }) | null> {
  const row = await on(tx)
    .selectFrom('frontDoor.attachment')
    .select([...told, 'content'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('contactId', '=', contactId)
    .where('id', '=', id)
    // As for the contact itself: hidden and missing take the same time.
    .where(sql<boolean>`(select front_door.open_of(${contactId}))`)
    .executeTakeFirst()
  if (!row) return null
  tx.trail.saw('contact', [contactId])
  tx.trail.saw('file', [id])
  return row
}
