import { fromKysely, PgBoss } from 'pg-boss'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Database } from '#platform/db'
import type { Log } from '#platform/log'
import type { Tx } from '#platform/transaction'
import type { Job } from './job.ts'

const schema = 'pgboss'

/**
 * Makes pg-boss's own tables and one queue per job. Run by the migrator role, after our migrations: the application's
 * role may use the queues but not make tables.
 */
export async function prepareJobs(migrationUrl: string, appRole: string, jobNames: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: migrationUrl, schema, schedule: false, supervise: false })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const name of jobNames) await boss.createQueue(name, { policy: 'stately', retryLimit: 3, retryBackoff: true })
    const role = `"${appRole.replaceAll('"', '""')}"`
    const grants = `grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select on all sequences in schema ${schema} to ${role};
      grant execute on all functions in schema ${schema} to ${role};`
    await boss.getDb().executeSql(grants)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/**
 * Asks for a job to run once this transaction has been committed; rolled back, it was never asked for. One that was asked for
 * and has not begun is enough for everybody, and whoever asks at the same moment waits for the other to commit. `isApart`: nobody
 * waits, and it runs once for each who asked; for transactions that hold what others need.
 */
export async function askFor(tx: Tx, jobName: string, options: { readonly isApart?: boolean } = {}): Promise<void> {
  const boss = new PgBoss({ db: fromKysely(tx.sql), schema, migrate: false, supervise: false, schedule: false })
  await boss.send(jobName, {}, options.isApart ? { singletonKey: newId() } : {})
}

export interface RunningJobs {
  stop(): Promise<void>
}

/** Starts working the queues and the schedule. A failure is logged by name and retried; it never ends the process. */
export async function startJobs(url: string, database: Database, jobs: readonly Job[], log: Log): Promise<RunningJobs> {
  const boss = new PgBoss({ connectionString: url, schema, migrate: false, max: 3 })
  boss.on('error', (error) => log.error({ error: error.name }, 'job queue'))
  await boss.start()
  for (const job of jobs) {
    await boss.work(job.name, async () => {
      const now = Temporal.Now.instant()
      await job.run(database, now)
      log.info({ job: job.name }, 'job done')
    })
    if (job.cron) await boss.schedule(job.name, job.cron, null, { tz: 'Europe/London' })
    // Catch up at once after downtime: whatever fell due while nobody ran must not wait for the next tick.
    if (job.cron) await boss.send(job.name, {}, { singletonKey: 'start' })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}
