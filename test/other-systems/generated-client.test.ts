import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { asSystem } from '#platform/access'
import { createToken } from '#platform/api'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { hoursAgo } from '../../src/practice/front-door/api/made-bodies.ts'

const { app, database, authorityId } = await testApp()
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const token = await transact(database, asSystem(authorityId, 'test'), (tx) =>
  createToken(tx, 'Case system', ['contacts:read', 'contacts:write']),
)

const client = fileURLToPath(new URL('./client/', import.meta.url))
/** A folder beside the client's own packages, which its modules find from there. */
const made = mkdtempSync(join(client, 'made-'))
after(() => rmSync(made, { recursive: true, force: true }))

/** Runs a tool of the client while this process goes on serving: the tool asks it for the description. */
const runTool = (path: string, ...parameters: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const program = [join(client, 'node_modules', path), ...parameters]
    execFile(process.execPath, program, { cwd: made, timeout: 120_000 }, (error, out, complaint) =>
      error === null ? resolve() : reject(new Error(`${path}: ${out}${complaint}`)),
    )
  })

test('a client made from the description alone compiles strictly and goes the whole way', async () => {
  await runTool('openapi-typescript/bin/cli.js', `${address}/api/v1/openapi.json`, '--output', 'interface.d.ts')
  for (const file of ['journey.ts', 'tsconfig.json']) copyFileSync(join(client, file), join(made, file))
  await runTool('typescript/bin/tsc', '--project', made)
  // Its own types are checked by its own compiler, just above.
  const { walk } = (await import(pathToFileURL(join(made, 'journey.ts')).href)) as {
    walk: (address: string, token: string, ago: typeof hoursAgo) => Promise<Record<string, unknown>>
  }
  const { refused, ...met } = await walk(address, token, hoursAgo)
  assert.deepEqual(met, {
    told: { status: 201, state: 'awaiting-outcome' },
    waiting: ['G-1'],
    decided: { status: 201, state: 'outcome-recorded' },
    waitingAfterwards: ['G-2'],
    toldAgain: { status: 200, state: 'outcome-recorded' },
    batch: ['awaiting-outcome', '/contacts/1/receivedAt'],
  })
  const problems = refused as readonly {
    readonly contentType: string
    readonly problem: { readonly status: number; readonly errors?: readonly { readonly pointer: string }[] }
  }[]
  assert.deepEqual(
    problems.map(({ problem: { status, errors } }) => [status, errors?.map(({ pointer }) => pointer)]),
    [
      [422, ['/source']],
      [422, ['/receivedAt']],
      [404, undefined],
      [409, undefined],
      [422, ['/state']],
      [401, undefined],
    ],
  )
  for (const { contentType } of problems) assert.match(contentType, /^application\/problem\+json/)
})
