import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { importJob, jobName } from './job.ts'
import type { ImportRun } from './run.ts'
import { findImportRun, recordImportRun } from './store.ts'

const { database, authorityId, migrationUrl } = await testApp()

before(() => prepareJobs(migrationUrl, 'los_app', [jobName]))

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const now = Temporal.Instant.from('2026-11-25T09:00Z')

const header = 'contact_id,received_at,source,child_id,child_family_name\n'
const rowOf = (at: number): string => `C${at},21/11/2021 14:05,2A,K${at},Ash\n`

const ask = (filename: string, rows: number): Promise<string> =>
  within((tx) =>
    recordImportRun(tx, {
      filename,
      content: Buffer.from(header + Array.from({ length: rows }, (_value, at) => rowOf(at)).join('')),
      isDryRun: false,
      takesValid: false,
      historyBefore: null,
      map: {},
    }),
  )

const runOf = async (id: string): Promise<ImportRun> => {
  const run = await within((tx) => findImportRun(tx, id))
  assert.ok(run)
  return run
}

const product = new URL('../../../process/import-thread.ts', import.meta.url)
const greedy = new URL('../../../../test/threads/greedy-import-thread.ts', import.meta.url)

test('a file that would fill the memory fails in a sentence, and the files behind it are still brought in', async () => {
  const tooMuch = await ask('greedy.csv', 1)
  const sound = await ask('sound.csv', 2)
  await importJob(greedy).run(database, now)
  const failed = await runOf(tooMuch)
  assert.equal(failed.state, 'failed')
  assert.match(failed.sentence, /takes more memory than a file may have, and nothing was taken\. Split it/)
  const taken = await runOf(sound)
  assert.deepEqual([taken.state, taken.rowsTaken], ['done', 2])
})

test('the thread that answers pages is left alone while a file is read', async () => {
  const id = await ask('many.csv', 4_000)
  const before = performance.eventLoopUtilization()
  await importJob(product).run(database, now)
  const { utilization } = performance.eventLoopUtilization(before)
  const { state, rowsRead } = await runOf(id)
  assert.deepEqual([state, rowsRead], ['done', 4_000])
  assert.ok(utilization < 0.3, `busy for ${(utilization * 100).toFixed()}% of the time`)
})

test('with nothing to bring in no thread is started', async () => {
  await importJob(new URL('file:///no-such-thread.ts')).run(database, now)
})

test('a thread that cannot start is told to whoever runs the job, and the file waits', async () => {
  const id = await ask('waits.csv', 1)
  await assert.rejects(importJob(new URL('file:///no-such-thread.ts')).run(database, now))
  assert.equal((await runOf(id)).state, 'waiting')
})
