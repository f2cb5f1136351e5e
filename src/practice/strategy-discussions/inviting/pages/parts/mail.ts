import type { MailState } from '#platform/mail'
import { isUndelivered } from '../../rules/chasing.ts'

const words: Readonly<Record<MailState['state'], string>> = {
  waiting: 'waiting to be sent',
  failing: 'not sent yet, and tried again',
  'given-up': 'not delivered',
  sent: 'sent',
  delivered: 'delivered',
  bounced: 'not delivered: it came back',
  overtaken: 'not delivered, and a later one was',
}

/** "not delivered: it came back (5.1.1)". */
export const mailWords = ({ state, code }: Pick<MailState, 'state' | 'code'>): string =>
  isUndelivered(state) && code !== '' ? `${words[state]} (${code})` : words[state]
