import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { after, test } from 'node:test'
import pg from 'pg'
import { freePort, installedCopy } from '#test/installed-copy'
import { createCluster, quickAndLossy, startServer, stopServer } from '../../src/platform/launch/cluster.ts'

/** Debian 12's PostgreSQL, the oldest that is supported; the embedded one, with which all other tests run, is the newest. */
const oldest = '/usr/lib/postgresql/15'
const home = `/var/tmp/line-of-sight-own-${process.pid}`
mkdirSync(home, { mode: 0o711 })
const place = { programs: oldest, data: `${home}/data`, superuserPassword: 'superuser-of-the-test' }
await createCluster(place)
const cluster = await startServer(place, 57_100, quickAndLossy)
const copy = installedCopy()
after(async () => {
  copy.remove()
  await stopServer(cluster.pid)
  rmSync(home, { recursive: true, force: true })
})

const url = (role: string, password: string, database = 'line_of_sight') =>
  `postgres://${role}:${password}@127.0.0.1:${cluster.port}/${database}`
const superuser = url('postgres', place.superuserPassword)
const urls = { DATABASE_URL: url('los_app', 'app'), MIGRATION_DATABASE_URL: url('los_migrator', 'migrator') }

const asSuperuser = async (...statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url('postgres', place.superuserPassword, 'postgres') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
// As docs/operations.md says.
await asSuperuser(
  "create role los_migrator login password 'migrator'",
  "create role los_app login password 'app'",
  'create database line_of_sight owner los_migrator',
)

test('a superuser is refused as the application’s role', () => {
  const asRoot = copy.run('bin/start.js', [], { ...urls, DATABASE_URL: superuser })
  assert.equal(asRoot.code, 2)
  assert.match(asRoot.complaint, /is a superuser or may bypass row-level security/)
})

test('one address without the other and a wrong password are each told in a sentence without the password', () => {
  const half = copy.run('bin/start.js', [], { DATABASE_URL: urls.DATABASE_URL })
  assert.equal(half.code, 2)
  assert.match(half.complaint, /MIGRATION_DATABASE_URL .* is missing/)
  const wrong = copy.run('bin/start.js', [], { ...urls, DATABASE_URL: url('los_app', 'secret-that-is-wrong') })
  assert.equal(wrong.code, 2)
  assert.match(wrong.complaint, /DATABASE_URL does not open a database/)
  assert.doesNotMatch(wrong.complaint, /secret-that-is-wrong/)
})

test('PostgreSQL 15 of a council’s own is migrated and served, with no sample in it', async () => {
  const port = await freePort()
  const started = await copy.start({ ...urls, PORT: String(port) })
  assert.equal(started.code, null, started.complaint)
  const body = await (await fetch(`http://127.0.0.1:${port}/sign-in`)).text()
  assert.doesNotMatch(body, /los-sample-role/)
  await started.stop()
  const listed = copy.run('bin/los.js', ['people', 'list', '--json'], urls)
  assert.equal(listed.code, 2)
})

test('once the tables stand, their owner is refused as the application’s role', () => {
  const owner = copy.run('bin/start.js', [], { ...urls, DATABASE_URL: urls.MIGRATION_DATABASE_URL })
  assert.equal(owner.code, 2)
  assert.match(owner.complaint, /owns the tables/)
})

test('the first administrator gets a link, and an extract goes in and is swept, on PostgreSQL 15', () => {
  const los = (...parameters: readonly string[]) => copy.run('bin/los.js', parameters, urls)
  assert.equal(los('authority', 'add', '--id', '383', '--name', 'Leeds City Council').code, 0)
  const added = los('people', 'add', '--role', 'administrator', '--email', 'first@example.org')
  assert.match(added.out, /http:\/\/localhost:3000\/\S+/)
  const taken = los('import', 'src/practice/front-door/extract/example.csv', '--accept-valid', '--json')
  assert.ok(taken.code <= 1, taken.complaint)
  const imported = JSON.parse(taken.out) as { read: number; taken: number }
  assert.deepEqual(Object.keys(imported), ['read', 'taken', 'unchanged', 'rejected', 'warnings'])
  assert.ok(imported.taken > 0)
  const swept = los('sweep', '--at', '2021-11-24T12:00:00Z', '--json')
  assert.equal(swept.code, 0, swept.complaint)
  assert.deepEqual(Object.keys(JSON.parse(swept.out) as object), ['at', 'warned', 'opened', 'climbed', 'alreadyOpen'])
})
