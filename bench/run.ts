import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#platform/db'
import { startEmbedded } from '#platform/launch'
import { benchImports } from './imports.ts'
import { benchPages } from './pages.ts'
import { endReport } from './report.ts'
import { benchStarts } from './starts.ts'

/** `npm run bench`: what a person waits for every day. Ends with 1 when a ratio misses its bar. */
const folder = mkdtempSync(join(tmpdir(), 'los-bench-'))
const cluster = await startEmbedded({ folder, firstPort: 58_400, isThrownAway: true })
const database = openDatabase(cluster.appUrl)
try {
  await benchPages(cluster, database, folder)
  await benchImports(cluster, folder, 100_000, 0.15)
  await benchStarts()
} finally {
  await database.close()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
endReport()
