import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Embedded } from '#platform/launch'
import { runImport } from './command.ts'
import { copyIn, copyOut, listFilled } from './copied.ts'
import { databaseOf, freshDatabase, makeTemplates } from './databases.ts'
import { writeExtractFile } from './extract-file.ts'

export interface Compared {
  /** How long COPY takes over how long the import takes, of each run. */
  readonly ratios: readonly number[]
  readonly importSeconds: readonly number[]
  readonly copySeconds: readonly number[]
  readonly megabytes: number
}

/**
 * Brings an extract of so many rows in, and copies the very rows that this made into the same tables of another database:
 * in turn, so many times, each into a database of its own.
 */
export async function compareImport(cluster: Embedded, folder: string, rows: number, runs: number): Promise<Compared> {
  const file = join(folder, `extract-${rows}.csv`)
  await writeExtractFile(file, rows)
  await makeTemplates(cluster)
  const ratios: number[] = []
  const importSeconds: number[] = []
  const copySeconds: number[] = []
  let megabytes = 0
  for (let run = 0; run < runs; run += 1) {
    await freshDatabase(cluster, 'imported', 'bench_council')
    const ran = await runImport(
      file,
      databaseOf(cluster.appUrl, 'imported'),
      databaseOf(cluster.migrationUrl, 'imported'),
    )
    if (ran.taken !== rows) throw new Error(`${ran.taken} of ${rows} rows were taken`)
    await freshDatabase(cluster, 'copied', 'bench_empty')
    const seconds = await copied(cluster, folder)
    importSeconds.push(ran.seconds)
    copySeconds.push(seconds)
    ratios.push(seconds / ran.seconds)
    megabytes = Math.max(megabytes, ran.megabytes)
  }
  return { ratios, importSeconds, copySeconds, megabytes }
}

async function copied(cluster: Embedded, folder: string): Promise<number> {
  const [from, to] = ['imported', 'copied'].map((name) => databaseOf(cluster.migrationUrl, name)) as [string, string]
  const already = new Set((await listFilled(to)).map(({ name }) => name))
  const tables = (await listFilled(from)).filter(({ name }) => !already.has(name))
  const files = join(folder, 'copied')
  mkdirSync(files, { recursive: true })
  copyOut(from, files, tables)
  const began = performance.now()
  copyIn(to, files, tables)
  return (performance.now() - began) / 1000
}
