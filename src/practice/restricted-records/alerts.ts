import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { queueMail } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import type { Person } from '#practice/organisation'
import { paths } from './paths.ts'

interface Alert {
  readonly breakingId: string
  readonly childReference: string
  readonly reviewDueAt: Temporal.Instant
}

/** Tells the guardian by mail that the glass was broken: the record's reference and a link, nobody's name. */
export async function mailGuardians(
  tx: Tx,
  publicUrl: string,
  to: readonly Person[],
  { breakingId, childReference, reviewDueAt }: Alert,
): Promise<void> {
  const text = `The glass was broken on restricted record ${childReference}, which you answer for.

Who, why and until when: ${publicUrl}${paths.breaking({ breakingId })}

Please review it by ${whenInWords(reviewDueAt, tx.now)}. You need to sign in to see it.`
  for (const { email } of to) await queueMail(tx, { to: email, subject: `Glass broken: ${childReference}`, text })
}

/** Tells whoever a late review climbs to. */
export async function mailClimb(tx: Tx, publicUrl: string, to: readonly Person[], alert: Alert): Promise<void> {
  const text = `A breaking of the glass on restricted record ${alert.childReference} was not reviewed in time.

Look at it: ${publicUrl}${paths.breaking({ breakingId: alert.breakingId })}

Please see that it is reviewed. You need to sign in to see it.`
  for (const { email } of to)
    await queueMail(tx, { to: email, subject: `Review of a broken glass is late: ${alert.childReference}`, text })
}
