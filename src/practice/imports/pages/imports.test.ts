import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import { transact } from '#platform/transaction'
import { testApp, type Visitor } from '#test/app'
import { listAreas, listFileKinds } from '../../../app.ts'
import { importJob, jobName } from '../runs/job.ts'
import { Cancelled, cancelRun, claimRun, endRun } from '../runs/working.ts'

const { app, database, authorityId, migrationUrl, signIn } = await testApp()
const analyst = await signIn('performance-analyst')
const worker = await signIn('duty-social-worker')

before(() => prepareJobs(migrationUrl, 'los_app', [jobName]))

const header = 'contact_id,received_at,source,child_id,child_family_name'
const sound = `${header}\nC1,21/11/2021 14:05,2A,K1,Ash\nC2,21/11/2021 15:10,6,K2,Birch\n`

interface File {
  readonly field?: string
  readonly name: string
  readonly content: string
}

/** Sends the form with its files, as a browser does. */
async function upload(visitor: Visitor, files: readonly File[], answers: Readonly<Record<string, string>> = {}) {
  const token = /name="_token" value="([^"]+)"/.exec((await visitor.get('/imports')).body)?.[1] ?? ''
  const part = (name: string, value: string, more = '') =>
    `--edge\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
  const fields = Object.entries({ _token: token, ...answers }).map(([name, value]) => part(name, value))
  const sent = files.map(({ field = 'file', name, content }) => part(field, content, `; filename="${name}"`))
  const headers = { cookie: visitor.cookie, 'content-type': 'multipart/form-data; boundary=edge' }
  const payload = `${[...fields, ...sent].join('')}--edge--\r\n`
  return app.inject({ method: 'POST', url: '/imports', headers, payload })
}

const threadEntry = new URL('../../../process/import-thread.ts', import.meta.url)
const runJob = () => importJob(threadEntry).run(database, Temporal.Now.instant())

const bodyOf = async (address: string): Promise<string> => {
  const { statusCode, body } = await analyst.get(address)
  assert.equal(statusCode, 200, body)
  return body
}

const contacts = async (): Promise<number> => {
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ many: number }>`select count(*)::integer as many from front_door.contact`.execute(tx.sql),
  )
  return rows[0]?.many ?? 0
}

test('a file is kept, asked of the job in the same transaction, and read by it; the file itself is not kept', async () => {
  const sent = await upload(analyst, [{ name: 'november.csv', content: sound }])
  assert.equal(sent.statusCode, 303, sent.body)
  const run = String(sent.headers.location)
  const { rows: asked } = await database.pool.query('select name from pgboss.job')
  assert.deepEqual(asked, [{ name: jobName }])
  assert.match(await bodyOf(run), /Waiting to be read/)
  await runJob()
  assert.match(await bodyOf(`${run}/progress`), /It has been read/)
  assert.match(await bodyOf(run), /2 rows read, 2 taken, 0 unchanged, 0 rejected/)
  assert.equal(await contacts(), 2)
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ kept: number }>`select count(content)::integer as kept from imports.run`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ kept: 0 }])
})

test('the same file twice changes nothing', async () => {
  const { headers } = await upload(analyst, [{ name: 'again.csv', content: sound }])
  await runJob()
  assert.match(await bodyOf(String(headers.location)), /2 rows read, 0 taken, 2 unchanged, 0 rejected/)
  assert.equal(await contacts(), 2)
})

const mixed = `${header}\nC3,31/02/2021 14:05,2A,K3,Cedar\n,21/11/2021 16:00,6,K4,Doe\nC5,21/11/2021 16:30,6,K5,Elm\n`

test('a file with rows that cannot be taken goes in not at all, and says which, why and what to do', async () => {
  const { headers } = await upload(analyst, [{ name: 'mixed.csv', content: mixed }])
  await runJob()
  const run = String(headers.location)
  const body = await bodyOf(run)
  assert.match(body, /3 rows read, 0 taken, 0 unchanged, 2 rejected/)
  assert.match(body, /Nothing was taken, because rows were rejected/)
  assert.match(body, /Row 2/)
  assert.match(body, /31\/02\/2021/)
  assert.match(body, /contact_id/)
  const file = await analyst.get(`${run}?format=csv`)
  assert.match(String(file.headers['content-disposition']), /import-rejected/)
  assert.equal(file.body.trim().split('\r\n').length, 3)
  assert.equal(await contacts(), 2)
})

test('the sound rows go in where that was chosen; only looking keeps nothing', async () => {
  const looked = await upload(analyst, [{ name: 'mixed.csv', content: mixed }], { how: 'dry-run' })
  await runJob()
  assert.match(await bodyOf(String(looked.headers.location)), /Only looked/)
  assert.equal(await contacts(), 2)
  const taken = await upload(analyst, [{ name: 'mixed.csv', content: mixed }], { how: 'accept-valid' })
  await runJob()
  assert.match(await bodyOf(String(taken.headers.location)), /3 rows read, 1 taken, 0 unchanged, 2 rejected/)
  assert.equal(await contacts(), 3)
})

test('a map says what columns are called here', async () => {
  const content = 'Nr,Kam an,Woher,Kind\nC6,21/11/2021 17:00,6,K6\n'
  const map = JSON.stringify({ contact_id: 'Nr', received_at: 'Kam an', source: 'Woher', child_id: 'Kind' })
  const { headers } = await upload(analyst, [
    { name: 'other.csv', content: content.replace('Kind', 'child_id').replace('Nr', 'contact_id') },
    { field: 'map', name: 'map.json', content: JSON.stringify({ received_at: 'Kam an', source: 'Woher' }) },
  ])
  await runJob()
  assert.match(await bodyOf(String(headers.location)), /1 row read, 1 taken/)
  const wrong = await upload(analyst, [
    { name: 'other.csv', content },
    { field: 'map', name: 'map.json', content: map.slice(3) },
  ])
  assert.equal(wrong.statusCode, 400)
})

test('no file, an empty file and one that is no table get one sentence', async () => {
  assert.match((await upload(analyst, [{ name: '', content: '' }])).body, /Choose a CSV file or an Excel workbook/)
  assert.match((await upload(analyst, [{ name: 'empty.csv', content: '' }])).body, /that is not empty/)
  const { headers } = await upload(analyst, [{ name: 'letter.pdf', content: '%PDF-1.7 hello' }])
  await runJob()
  const body = await bodyOf(String(headers.location))
  assert.match(body, /Nothing was taken\./)
  assert.match(body, /letter\.pdf/)
})

test('a run whose process was killed is taken up again, and given up after three times', async () => {
  const { headers } = await upload(analyst, [{ name: 'killed.csv', content: sound }])
  const silent = () =>
    transact(database, asSystem(authorityId, 'test'), async (tx) => {
      const run = await claimRun(tx)
      await sql`update imports.run set moved_at = now() - interval '3 minutes' where id = ${run?.id}`.execute(tx.sql)
    })
  await silent()
  await silent()
  await silent()
  await runJob()
  assert.match(await bodyOf(String(headers.location)), /Something went wrong on our side/)
})

test('what was brought in is listed for those who may, and for nobody else', async () => {
  assert.match(await bodyOf('/imports'), /november\.csv/)
  assert.match(await bodyOf('/contacts/extract-columns'), /decision_recorded_at/)
  assert.match((await analyst.get('/contacts/extract-columns?format=csv')).body, /contact_id,received_at,recorded_at/)
  assert.equal((await worker.get('/imports')).statusCode, 403)
})

test('what there is to mend is counted by column and team, without a cell of it, for those who manage too', async () => {
  const manager = await signIn('team-manager')
  const { statusCode, body } = await manager.get('/imports/quality')
  assert.equal(statusCode, 200, body)
  assert.match(body, /received_at/)
  assert.match(body, /No team named/)
  assert.doesNotMatch(body, /31\/02\/2021/)
  assert.equal((await worker.get('/imports/quality')).statusCode, 403)
  const file = await analyst.get('/imports/quality?format=csv')
  assert.match(file.body, /File,Brought in,Column,Team,Kind,Cells/)
})

test('a file that waits can be cancelled, and the job leaves it alone', async () => {
  const before = await contacts()
  const { headers } = await upload(analyst, [{ name: 'wrong.csv', content: sound.replaceAll('C', 'X') }])
  const run = String(headers.location)
  assert.match(await bodyOf(run), />Cancel</)
  const cancelled = await analyst.send(run, {})
  assert.equal(cancelled.statusCode, 303, cancelled.body)
  await runJob()
  assert.match(await bodyOf(run), /Nothing of the file was taken/)
  assert.equal(await contacts(), before)
})

test('a file that is cancelled while it is taken is undone whole, up to the last moment', async () => {
  const before = await contacts()
  const { headers } = await upload(analyst, [{ name: 'late.csv', content: sound.replaceAll('C', 'Y') }])
  const id = String(headers.location).split('/').at(-1) ?? ''
  await transact(database, asSystem(authorityId, 'test'), claimRun)
  const [kind] = listFileKinds(listAreas(''))
  assert.ok(kind)
  const taking = kind.take(
    database,
    { bytes: Buffer.from(sound.replaceAll('C', 'Y')), name: 'late.csv' },
    {
      authorityId,
      map: {},
      isDryRun: false,
      takesValid: false,
      historyBefore: null,
      now: Temporal.Now.instant(),
      async settle(tx, imported) {
        // Everything is taken, and nothing committed yet.
        await transact(database, asSystem(authorityId, 'test'), (other) => cancelRun(other, id))
        await endRun(tx, id, imported)
      },
    },
  )
  await assert.rejects(taking, Cancelled)
  assert.equal(await contacts(), before)
})
