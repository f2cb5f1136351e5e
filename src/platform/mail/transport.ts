import type { MailWay, Transport } from './way.ts'

/** Opens the way out that is set. Its library is loaded by whoever sends, so that no other command holds it in memory. */
export async function openTransport(way: MailWay): Promise<Transport> {
  if (way.by === 'smtp') return (await import('./smtp.ts')).openSmtp(way)
  return (await import('./notify.ts')).openNotify(way)
}
