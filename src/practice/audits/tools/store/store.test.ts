import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { recordTraining } from '#practice/organisation'
import { testApp } from '#test/app'
import { answerOf } from '#test/outcome'
import { bringTools, bringToolsJob } from '../bring.ts'
import { firstTools } from '../first-tools/index.ts'
import { madeContent } from '../made-tools.ts'
import { beginToolDraft, findToolDraft, listUsedKeys, saveToolDraft } from './drafts.ts'
import { findTool, listTools } from './tools.ts'
import { listToolTraining, listTrained, recordToolTraining, withdrawToolTraining } from './training.ts'
import { getToolVersion, listToolVersions, publishVersion, standingVersionOf } from './versions.ts'

const { database, authorityId, migrationUrl, signIn } = await testApp()
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const lead = await signIn('qa-lead')

before(() => bringToolsJob.run(database, Temporal.Now.instant()))

const idOf = async (key: string): Promise<string> =>
  within(async (tx) => (await listTools(tx)).find((tool) => tool.key === key)?.id ?? assert.fail(key))

test('an authority without tools is given the four, once, however often it is looked after', async () => {
  await Promise.all([
    bringToolsJob.run(database, Temporal.Now.instant()),
    bringToolsJob.run(database, Temporal.Now.instant()),
  ])
  const tools = await within(listTools)
  assert.deepEqual(
    tools.map(({ name, standing }) => `${name} ${standing?.number}`),
    ['Case file 1', 'Contact and decision 1', 'Strategy discussion 1', 'Supervision record 1'],
  )
  const standing = await within((tx) => standingVersionOf(tx, 'strategy-discussion'))
  assert.deepEqual(standing?.content, firstTools.find(({ key }) => key === 'strategy-discussion')?.content)
  assert.equal(standing?.publishedByName, null)
  assert.equal(await within((tx) => standingVersionOf(tx, 'not-there')), null)
  const { rows } = await within((tx) =>
    sql<{ action: string; times: number }>`
      select action, count(*)::integer as times from trail.entry where action like 'audit-tool%' group by 1 order by 1`.execute(
      tx.sql,
    ),
  )
  assert.deepEqual(rows, [
    { action: 'audit-tool.added', times: 4 },
    { action: 'audit-tool.published', times: 4 },
    { action: 'audit-tools.brought', times: 1 },
  ])
})

test('a published version is frozen: neither the application nor the owner of the tables changes it', async () => {
  const { id, sha256 } = (await within((tx) => standingVersionOf(tx, 'case-file'))) ?? assert.fail()
  const change = sql`update audits.tool_version set content = '{}' where id = ${id}`
  await assert.rejects(
    within((tx) => change.execute(tx.sql)),
    /permission denied|fact/,
  )
  const owner = new pg.Client({ connectionString: migrationUrl })
  await owner.connect()
  try {
    for (const statement of [
      `update audits.tool_version set content = '{}'`,
      `update audits.tool_version set what_changed = 'nothing'`,
      'delete from audits.tool_version',
      'truncate audits.tool_version cascade',
    ])
      await assert.rejects(owner.query(statement), statement)
  } finally {
    await owner.end()
  }
  assert.equal((await within((tx) => getToolVersion(tx, id))).sha256, sha256)
})

test('the next version has the next number, and audits begun with the one before still read that', async () => {
  const toolId = await idOf('supervision-record')
  const first = (await within((tx) => standingVersionOf(tx, 'supervision-record'))) ?? assert.fail()
  const next = await within((tx) => publishVersion(tx, { toolId, content: madeContent, whatChanged: 'Shorter' }))
  assert.equal(next.number, 2)
  assert.equal((await within((tx) => standingVersionOf(tx, 'supervision-record')))?.id, next.id)
  assert.deepEqual((await within((tx) => getToolVersion(tx, first.id))).content, first.content)
  const versions = await within((tx) => listToolVersions(tx, toolId))
  assert.deepEqual(
    versions.map(({ number }) => number),
    [2, 1],
  )
  const used = await within((tx) => listUsedKeys(tx, toolId))
  assert.ok(used.has('hypothesis') && used.has('chronology') && used.has('history'))
})

test('of two editors who save the same revision one is told, and the first one’s draft stands', async () => {
  const toolId = await idOf('contact-decision')
  answerOf(await within((tx) => beginToolDraft(tx, toolId, madeContent)))
  const again = await within((tx) => beginToolDraft(tx, toolId, madeContent))
  assert.ok(!again.ok && again.kind === 'conflict')
  const save = (introduction: string) =>
    within((tx) => saveToolDraft(tx, { toolId, revision: 1, content: { ...madeContent, introduction } }))
  const answers = await Promise.all([save('One'), save('Other')])
  assert.equal(answers.filter(({ ok }) => ok).length, 1)
  const draft = (await within((tx) => findToolDraft(tx, toolId))) ?? assert.fail()
  assert.equal(draft.revision, 2)
  assert.equal(draft.content.introduction, answers[0]?.ok ? 'One' : 'Other')
  assert.notEqual((await within((tx) => findTool(tx, toolId)))?.draftChangedAt, null)
})

test('those are trained for a tool who are trained to audit at all and for it, both in date on that day', async () => {
  const [day, ends] = [Temporal.PlainDate.from('2026-03-02'), Temporal.PlainDate.from('2026-06-01')]
  const toolId = await idOf('case-file')
  const [both, toolOnly, auditOnly, left] = [
    await signIn('team-manager'),
    await signIn('team-manager'),
    await signIn('team-manager'),
    await signIn('team-manager'),
  ]
  await within(async (tx) => {
    for (const { personId } of [both, auditOnly, left])
      answerOf(await recordTraining(tx, { personId, kind: 'audit', completedOn: day, expiresOn: ends }))
    for (const { personId } of [both, toolOnly, left])
      answerOf(await recordToolTraining(tx, { toolId, personId, completedOn: day, expiresOn: null }))
    await sql`update organisation.person set is_active = false where id = ${left.personId}`.execute(tx.sql)
  })
  const on = async (words: string) =>
    (await within((tx) => listTrained(tx, toolId, Temporal.PlainDate.from(words)))).map(({ personId }) => personId)
  assert.deepEqual(await on('2026-03-01'), [])
  assert.deepEqual(await on('2026-03-02'), [both.personId])
  assert.deepEqual(await on('2026-05-31'), [both.personId])
  assert.deepEqual(await on('2026-06-01'), [])
  const listed = await within((tx) => listToolTraining(tx, day))
  const mine = listed.find(({ personId }) => personId === both.personId) ?? assert.fail()
  assert.equal(mine.isAuditor, true)
  assert.equal(listed.find(({ personId }) => personId === toolOnly.personId)?.isAuditor, false)
  answerOf(await within((tx) => withdrawToolTraining(tx, mine, 'It was another course')))
  assert.deepEqual(await on('2026-03-02'), [])
  const twice = await within((tx) => withdrawToolTraining(tx, mine, 'Again'))
  assert.ok(!twice.ok && twice.kind === 'conflict')
})

test('row-level security lets those who run audits write tools, and staff only read them', async () => {
  const asked = { kind: 'person', authorityId, personId: lead.personId } as const
  const add = (tx: Tx) =>
    sql`insert into audits.tool (authority_id, id, key, name, subject)
        values (${authorityId}, gen_random_uuid(), 'own', 'Own', 'child')`.execute(tx.sql)
  await assert.rejects(transact(database, { ...asked, roles: ['team-manager'] }, add), /row-level security/)
  const seen = await transact(database, { ...asked, roles: ['team-manager'] }, listTools)
  assert.equal(seen.length, 4)
  assert.equal((await transact(database, { ...asked, roles: ['partner'] }, listTools)).length, 0)
  await transact(database, { ...asked, roles: ['qa-lead'] }, add)
  assert.equal(await within(bringTools), 0)
})
