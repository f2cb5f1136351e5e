import { openSmtp } from './smtp.ts'
import type { MailWay, Transport } from './way.ts'

/** Opens the way out that is set. */
export function openTransport(way: MailWay): Transport {
  if (way.by === 'smtp') return openSmtp(way)
  throw new Error('not yet')
}
