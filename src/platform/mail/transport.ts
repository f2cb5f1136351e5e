import { openNotify } from './notify.ts'
import { openSmtp } from './smtp.ts'
import type { MailWay, Transport } from './way.ts'

/** Opens the way out that is set. */
export const openTransport = (way: MailWay): Transport => (way.by === 'smtp' ? openSmtp(way) : openNotify(way))
