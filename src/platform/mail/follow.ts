import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Database, listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { claimAwaited, recordFate } from './outcomes.ts'
import { openTransport } from './transport.ts'
import type { MailWay, Transport } from './way.ts'

const followJobName = 'mail.follow'

/** A hard end, so that one run is never without one; the next goes on. */
const mostAtOnce = 500

/** Asks a service whether what it took has arrived. A mail server is not asked: it tells by a bounce. */
export const followMailJob = (way: MailWay | null): Job => ({
  name: followJobName,
  cron: '*/5 * * * *',
  async run(database, now) {
    if (way === null) return
    const transport = await openTransport(way)
    try {
      if (transport.ask === null) return
      for (const { authorityId } of await listAuthorities(database))
        for (let asked = 0; asked < mostAtOnce; asked += 1)
          if (!(await followNext(database, authorityId, transport.ask, now))) break
    } finally {
      transport.close()
    }
  },
})

/** Asks after the next message that is due; false when there is none. */
const followNext = (
  database: Database,
  authorityId: number,
  ask: NonNullable<Transport['ask']>,
  now: Temporal.Instant,
): Promise<boolean> =>
  transact(database, asSystem(authorityId, followJobName), async (tx) => {
    const awaited = await claimAwaited(tx, now)
    if (awaited === null) return false
    await recordFate(tx, awaited, await ask(awaited.serviceReference), now)
    return true
  })
