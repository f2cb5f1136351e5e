import type { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import { queueMail } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import { paths } from './paths.ts'

interface Alert {
  readonly actionId: string
  readonly reference: string
  readonly dueOn: Temporal.PlainDate
}

/** Tells those whom an overdue action came to: its reference, its day and a link, not a word of what it is. */
export async function mailClimb(
  tx: Tx,
  publicUrl: string,
  to: readonly string[],
  { actionId, reference, dueOn }: Alert,
): Promise<void> {
  const text = `Action ${reference} was due on ${dateInWords(dueOn)} and has not been done.

Look at it: ${publicUrl}${paths.action({ actionId })}

Please see that it is done. You need to sign in to see it.`
  for (const email of to) await queueMail(tx, { to: email, subject: `Action ${reference} is overdue`, text })
}
