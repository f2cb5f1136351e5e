import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#platform/db'
import { startEmbedded } from '#platform/launch'
import { benchAgreement } from './agreement.ts'
import { benchAllocation } from './audits/allocation.ts'
import { benchQuarterly } from './audits/quarterly.ts'
import { benchDiscovery } from './discussions/discovery.ts'
import { benchEscalation } from './discussions/escalation.ts'
import { benchPack } from './discussions/pack.ts'
import { makeTemplates } from './import/databases.ts'
import { benchImports } from './imports.ts'
import { benchPages } from './pages.ts'
import { endReport } from './report.ts'
import { benchStarts } from './starts.ts'

/**
 * `npm run bench`: what a person waits for every day. Ends with 1 when a ratio misses its bar. Parts can be named:
 * `npm run bench -- pages imports escalation pack discovery quarterly agreement allocation starts`.
 */
const asked = process.argv.slice(2)
const isWanted = (part: string): boolean => asked.length === 0 || asked.includes(part)
const folder = mkdtempSync(join(tmpdir(), 'los-bench-'))
const cluster = await startEmbedded({ folder, firstPort: 58_400, isThrownAway: true })
const database = openDatabase(cluster.appUrl)
try {
  await makeTemplates(cluster)
  if (isWanted('pages')) await benchPages(cluster, database, folder)
  if (isWanted('imports')) await benchImports(cluster, folder, 100_000, 0.15)
  if (isWanted('escalation')) await benchEscalation(cluster)
  if (isWanted('pack')) await benchPack(cluster)
  if (isWanted('discovery')) await benchDiscovery(cluster)
  if (isWanted('quarterly')) await benchQuarterly(cluster)
  if (isWanted('agreement')) benchAgreement()
  if (isWanted('allocation')) await benchAllocation(cluster)
  if (isWanted('starts')) await benchStarts()
} finally {
  await database.close()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
endReport()
