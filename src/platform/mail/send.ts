import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { withLinks } from './linked.ts'
import { sendJobName } from './queue.ts'
import { claimDue, recordAttempt } from './sending.ts'
import { openTransport } from './transport.ts'
import type { MailWay, Transport } from './way.ts'

/**
 * Sends what waits, at once when something is queued and every minute for what is to be tried again. Each message has a
 * transaction of its own: one that fails holds up no other, but for those of its thread. Without a way out it leaves everything
 * where it is.
 */
export const sendMailJob = (way: MailWay | null, publicUrl: string): Job => ({
  name: sendJobName,
  cron: '* * * * *',
  async run(database, now) {
    if (way === null) return
    const transport = await openTransport(way)
    try {
      for (const { authorityId } of await listAuthorities(database))
        await sendAll({ database, authorityId, publicUrl, transport }, now)
    } finally {
      transport.close()
    }
  },
})

/** A hard end, so that one run is never without one; the next minute goes on. */
const mostAtOnce = 500

interface Sending {
  readonly database: Database
  readonly authorityId: number
  readonly publicUrl: string
  readonly transport: Transport
}

async function sendAll(sending: Sending, now: Temporal.Instant) {
  for (let sent = 0; sent < mostAtOnce; sent += 1) {
    if (!(await sendNext(sending, now))) return
  }
}

/** Sends the next message that is due; false when there is none. */
const sendNext = ({ transport, ...sending }: Sending, now: Temporal.Instant) =>
  transact(sending.database, asSystem(sending.authorityId, sendJobName), async (tx) => {
    // What was queued a moment ago is due by the database's clock; this machine's may be behind it.
    const at = later(now, tx.now)
    const claimed = await claimDue(tx, at)
    if (claimed === null) return false
    const letter = await withLinks({ ...sending, carriesCalendar: transport.carriesCalendar }, claimed, at)
    const result = await recordAttempt(tx, claimed, await transport.send(letter), at)
    tx.trail.ran('mail.attempted', { message: letter.id, result })
    return true
  })

const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) >= 0 ? one : other
