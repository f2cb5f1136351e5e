import { queueMail } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import type { Discussion } from '../store/discussions.ts'
import { afterPaths } from './paths.ts'
import { circulationMail, type NewCopy, recordCirculation } from './store/circulations.ts'

/** A copy with the address that mail about it goes to; '' where it goes otherwise. */
export type CopyToSend = NewCopy & { readonly email: string }

/** Records that copies of this version went out, and queues the mail that tells of them: a reference and a link, no more. */
export async function sendRound(
  tx: Tx,
  discussion: Discussion,
  {
    recordId,
    copies,
    publicUrl,
  }: { readonly recordId: string; readonly copies: readonly CopyToSend[]; readonly publicUrl: string },
): Promise<void> {
  const rows = copies.map(({ email: _email, ...copy }) => copy)
  const ids = await recordCirculation(tx, discussion.id, { recordId, circulatedAt: tx.now, copies: rows })
  for (const [place, id] of ids.entries()) {
    const copy = copies[place]
    if (copy === undefined || copy.how !== 'mail') continue
    const { reference } = discussion
    const isWhole = copy.version === 'whole'
    const address = isWhole
      ? afterPaths.circulated({ discussionId: discussion.id })
      : afterPaths.told({ recipientId: id })
    await queueMail(tx, {
      to: copy.email,
      subject: isWhole
        ? `Record of strategy discussion ${reference}`
        : `Strategy discussion ${reference}: what you need to know`,
      text: `${isWhole ? `The record of strategy discussion ${reference} is ready for you to read.` : `Something was decided at strategy discussion ${reference} that you need to know.`}\n\nSign in to read it: ${publicUrl}${address}\n\nIf you cannot open it, tell whoever asked you to the discussion.`,
      about: { kind: circulationMail, id },
      thread: `${circulationMail}:${discussion.id}`,
      dedupeKey: `${circulationMail}:${id}`,
    })
  }
}
