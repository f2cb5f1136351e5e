import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { firstTools } from './first-tools/index.ts'
import { addTool, listToolKeys } from './store/tools.ts'
import { publishVersion } from './store/versions.ts'

/** At the start and nightly: an authority that has no tool is given the four that come with Line of Sight. */
export const bringToolsJob: Job = {
  name: 'audits.bring-tools',
  cron: '20 3 * * *',
  async run(database) {
    for (const { authorityId } of await listAuthorities(database))
      await transact(database, asSystem(authorityId, bringToolsJob.name), bringTools)
  },
}

/**
 * Publishes the four as version 1 where there is no tool at all: an authority that has its own is left alone, and so is one
 * that has changed these. Twice, or by two workers at once, brings them once. Answers how many were brought.
 */
export async function bringTools(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('audits.bring-tools', ${tx.who.authorityId}))`.execute(tx.sql)
  if ((await listToolKeys(tx)).size > 0) return 0
  for (const { content, ...tool } of firstTools) {
    const toolId = await addTool(tx, tool)
    if (toolId !== null) await publishVersion(tx, { toolId, content, whatChanged: 'The first version, as it came' })
  }
  tx.trail.ran('audit-tools.brought', { tools: firstTools.map(({ key }) => key) })
  return firstTools.length
}
