import { parentPort, Worker, workerData } from 'node:worker_threads'
import { Temporal } from 'temporal-polyfill'
import type { FileKind } from '#platform/area'
import { openDatabase } from '#platform/db'
import { takeRuns } from './take-runs.ts'

/**
 * What one thread may hold, in megabytes: ten times what a large extract needs. A file that asks for more ends the thread and
 * nothing else.
 */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 }

interface Given {
  readonly databaseUrl: string
  /** ISO 8601, UTC. */
  readonly now: string
}

export interface Claimed {
  readonly authorityId: number
  readonly runId: string
}

/** How a thread ended: it did what there was, or it ran out of memory while it read this run. */
export type ThreadEnd =
  | { readonly isOutOfMemory: false }
  | { readonly isOutOfMemory: true; readonly claimed: Claimed | null }

/** Reads the files that wait in a thread of its own, so that the pages answer meanwhile. Throws what the thread threw. */
export function readInThread(entry: URL, databaseUrl: string, now: Temporal.Instant): Promise<ThreadEnd> {
  const given: Given = { databaseUrl, now: now.toString() }
  const worker = new Worker(entry, { workerData: given, resourceLimits })
  let claimed: Claimed | null = null
  worker.on('message', (told: Claimed) => {
    claimed = told
  })
  return new Promise((resolve, reject) => {
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ isOutOfMemory: true, claimed })
      else reject(error)
    })
    worker.on('exit', (code) => {
      if (code === 0) resolve({ isOutOfMemory: false })
      else reject(new Error(`the import thread ended with ${code}`))
    })
  })
}

/** What the thread itself does, with a connection of its own: called by its entry, which knows the kinds of files. */
export async function threadOfImports(kinds: readonly FileKind[]): Promise<void> {
  const { databaseUrl, now } = workerData as Given
  // One for the file, one to say how far it is.
  const database = openDatabase(databaseUrl, { connections: 2 })
  try {
    await takeRuns(database, kinds, Temporal.Instant.from(now), (authorityId, runId) =>
      parentPort?.postMessage({ authorityId, runId } satisfies Claimed),
    )
  } finally {
    await database.close()
  }
}
