import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { queueMail } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import { paths } from '../paths.ts'
import { type ConditionKey, conditionOf } from './conditions.ts'
import { whoInWords } from './who.ts'

interface RungMail {
  readonly to: string
  readonly escalationId: string
  readonly reference: string
  /** Of the discussion, or of the concern. */
  readonly aboutReference: string
  readonly isConcern: boolean
  readonly condition: ConditionKey
  readonly partner: string | null
  readonly rung: number
  readonly dueAt: Temporal.Instant
  readonly at: Temporal.Instant
}

/** Tells whoever is on a rung that they are asked: references, a sentence without a child, a limit and a link. */
export async function mailRung(tx: Tx, publicUrl: string, mail: RungMail): Promise<void> {
  const { title, sentence, ask } = conditionOf(mail.condition)
  const text = `${sentence(whoInWords(mail.partner))}

Escalation ${mail.reference} about ${mail.isConcern ? 'a partner’s concern' : 'strategy discussion'} ${mail.aboutReference} is on rung ${mail.rung}, with you.

${ask} Please reply by ${whenInWords(mail.dueAt, mail.at)}: after that it goes to the next person.

${publicUrl}${paths.escalation({ escalationId: mail.escalationId })}

You need to sign in to see it. Without an account, ring the council and give the reference.`
  const subject = `${mail.reference}: ${title}, ${mail.aboutReference}`
  const dedupeKey = `escalation:${mail.escalationId}:${mail.rung}`
  await queueMail(tx, { to: mail.to, subject, text, dedupeKey, about: { kind: 'escalation', id: mail.escalationId } })
}
