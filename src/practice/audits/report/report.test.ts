import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { pastAuditsFor } from '#test/audit-quarters'
import { runCommand } from '#test/commands'
import { reportCommand } from './command.ts'
import { gatherQuarter } from './gather.ts'
import { readQuarter } from './rules/quarter.ts'

const app = await testApp('Testshire', true)
const { audits, action, within } = await pastAuditsFor(app)
const lead = await app.signIn('qa-lead')
const head = await app.signIn('head-of-service')
const key = '2021-22-Q3'
const address = '/audits/reports/2021-22-q3'
const quarter = (() => {
  const read = readQuarter(key)
  assert.ok(read.ok)
  return read.value
})()
const gather = () => within((tx) => gatherQuarter(tx, quarter))

// Ten audits due in the quarter, counted by hand below.
const inTime = { dueOn: '2021-11-30', doneOn: '2021-11-29' } as const
const [moderatedUp = ''] = await audits(
  { ...inTime, team: 'East', grade: 'good', second: { how: 'random', grade: 'outstanding', final: 'outstanding' } },
  { ...inTime, team: 'East', grade: 'good', second: { how: 'random', grade: 'good', final: 'good' }, finds: true },
  {
    ...inTime,
    ...{ team: 'East', grade: 'inadequate', finds: true, asked: true },
    second: { how: 'targeted', grade: 'requires-improvement', final: 'requires-improvement' },
  },
  {
    ...inTime,
    ...{ team: 'West', grade: 'outstanding', asked: false },
    second: { how: 'targeted', grade: 'good', final: 'good' },
  },
  { dueOn: '2021-11-30', doneOn: '2021-12-02', team: 'West', grade: 'requires-improvement' },
  // Waits for its second grade: nothing of it is told.
  { ...inTime, team: 'West', grade: 'inadequate', second: { how: 'random' }, finds: true },
  { dueOn: '2021-10-01', team: 'East' },
  { dueOn: '2021-12-31', team: 'East', excused: true },
  // The days before and after the quarter.
  { dueOn: '2021-09-30', doneOn: '2021-09-30', team: 'East', grade: 'good' },
  { dueOn: '2022-01-01', doneOn: '2022-01-01', team: 'East', grade: 'good' },
)
await action(moderatedUp)

test('a small quarter comes to what is counted by hand', async () => {
  const data = await gather()
  assert.deepEqual(data.progress, [
    { kind: 'case-file', due: 8, done: 6, doneInTime: 5, overdue: 1, excused: 1, toCome: 0 },
  ])
  const { tools, teams: byTeam, notFinal, sections } = data.grades
  const mix = ({ outstanding, good, inadequate, ...rest }: (typeof byTeam)[number] | (typeof tools)[number]) => [
    ...[rest.name, outstanding, good, rest['requires-improvement'], inadequate],
  ]
  assert.deepEqual(tools.map(mix), [['Case file', 1, 2, 2, 0]])
  assert.deepEqual(byTeam.map(mix), [
    ['East', 1, 1, 1, 0],
    ['West', 0, 1, 1, 0],
  ])
  assert.equal(notFinal, 1)
  // Sections have no final grade of their own here: they are the first auditor's.
  assert.deepEqual(
    sections.map(({ title, good, inadequate }) => [title, good, inadequate]),
    [['History', 2, 1]],
  )
  const { randomPairs: _random, targetedPairs: _targeted, ...moderation } = data.moderation
  assert.deepEqual(moderation, {
    ...{ random: 2, targeted: 2, notModerated: 1, changedUp: 2, changedDown: 1, unchanged: 1 },
  })
  assert.deepEqual(data.moderation.randomPairs[1], [1, 1, 0, 0])
  assert.deepEqual(
    data.themes.map(({ name, toImprove, audits: many }) => [name, toImprove, many]),
    [['The child’s voice', 2, 2]],
  )
  assert.deepEqual(data.actions, { open: 0, overdue: 1, done: 0, verified: 0, cancelled: 0 })
  assert.deepEqual(
    data.voices.map(({ who, asked, notAsked, nothingSaid }) => [who, asked, notAsked, nothingSaid]),
    [
      ['worker', 1, 1, 3],
      ['child', 0, 0, 5],
      ['parent', 0, 0, 5],
    ],
  )
  assert.equal(data.trend.length, 8)
  assert.deepEqual(
    data.trend
      .slice(-2)
      .map(({ quarter: name, due, done, inTime: early, graded, good }) => [...[name, due, done, early, graded, good]]),
    [
      ['2021-22-Q2', 1, 1, 1, 1, 1],
      ['2021-22-Q3', 8, 6, 5, 5, 3],
    ],
  )
  assert.equal(data.rounds.find(({ name }) => name === 'Files due 2021-11-30')?.draws[0]?.frameSize, 200)
})

test('each figure leads to the audits behind it, as many as it says', async () => {
  const { body } = await lead.get(address)
  const links = [...body.matchAll(/<a class="govuk-link" href="(\/audits\/reports\/[^"]*\/records[^"]*)">(\d+)<\/a>/g)]
  assert.ok(links.length > 25, `only ${links.length} figures lead anywhere`)
  for (const [, href = '', figure] of links) {
    const { statusCode, body: list } = await lead.get(href.replaceAll('&amp;', '&'))
    assert.equal(statusCode, 200, href)
    // Several findings or actions of one audit would be one line; here there is one of each.
    assert.match(list, new RegExp(`>${figure} in all<`), `${href} is not ${figure}`)
  }
})

test('learning of the quarter is told, and what was corrected as it stands; teams stand in the order of the alphabet', async () => {
  const send = (path: string, answers: Readonly<Record<string, string>>) => lead.send(path, answers)
  const session = { kind: 'session', what: 'Seeing a child alone', forWhom: 'Team managers', people: '12', themes: '' }
  const wrong = await send('/audits/learning/new', { ...session, happenedOn: '3/11/2021', people: 'many' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /Give a whole number[\s\S]*Seeing a child alone/)
  assert.equal((await send('/audits/learning/new', { ...session, happenedOn: '3/11/2099' })).statusCode, 400)
  for (const happenedOn of ['3/11/2021', '4/11/2021', '1/1/2022'])
    assert.equal((await send('/audits/learning/new', { ...session, happenedOn })).statusCode, 303)
  const list = (await lead.get('/audits/learning')).body
  const [, second = '', first = ''] = [...list.matchAll(/\/audits\/learning\/[0-9a-f-]{36}/g)].map(([path]) => path)
  const changed = { ...session, happenedOn: '3/11/2021', people: '14', why: 'Two came late' }
  assert.equal((await send(first, changed)).statusCode, 303)
  assert.equal((await send(first, changed)).statusCode, 404, 'it was corrected already')
  assert.equal((await send(second, { ...changed, isCancelled: 'yes', why: 'Nobody came' })).statusCode, 303)
  assert.equal((await (await app.signIn('duty-social-worker')).get('/audits/learning/new')).statusCode, 403)
  assert.deepEqual((await gather()).learning, [
    { on: '2021-11-03', kind: 'session', what: session.what, forWhom: 'Team managers', people: 14, themes: [] },
  ])
  const { body } = await lead.get(address)
  assert.match(body, /3 Nov 2021[\s\S]*Seeing a child alone[\s\S]*>14</)
  assert.ok(body.lastIndexOf('>East<') < body.lastIndexOf('>West<'))
})

test('those who do not oversee audits open neither the report nor what it counts', async () => {
  for (const role of ['team-manager', 'performance-analyst', 'scrutiny-support'] as const) {
    const visitor = await app.signIn(role)
    assert.notEqual((await visitor.get(address)).statusCode, 200, role)
    const rows = await transact(
      app.database,
      { kind: 'person', authorityId: app.authorityId, personId: visitor.personId, roles: [role] },
      (tx) => sql`select * from audits.report_counts('2021-10-01', '2022-01-01')`.execute(tx.sql),
    )
    assert.deepEqual(rows.rows, [], role)
  }
  await assert.rejects(
    within((tx) => sql`select * from audits.reckoned('2021-10-01', '2022-01-01')`.execute(tx.sql)),
    /permission denied/,
  )
})

test('two who write what changes at once are told of each other, and nothing that was typed is lost', async () => {
  const page = `${address}/what-changes`
  const early = { revision: '0', whatChanges: 'Every audit is read with the team.' }
  assert.equal((await lead.send(page, early)).statusCode, 303)
  const late = await head.send(page, { revision: '0', whatChanges: 'Mine, typed at the same time.' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, new RegExp(`${lead.name} changed these words`))
  assert.match(late.body, /Mine, typed at the same time\./)
  assert.match((await lead.get(address)).body, /Every audit is read with the team\./)
})

const issue = (edition: string, reason = '') => lead.send(`${address}/issue`, { edition, reason })

test('an issued report stays what it was when new facts arrive, and is made again with the same content', async () => {
  const issued = await issue('1')
  assert.equal(issued.statusCode, 303, issued.body)
  const place = new URL(String(issued.headers.location), 'http://localhost').pathname
  const asIssued = await lead.get(`${place}?format=csv`)
  await audits({ ...inTime, team: 'West', grade: 'inadequate' })
  assert.equal((await gather()).progress[0]?.due, 9)
  const { body } = await lead.get(place)
  assert.match(body, /The same content, the public version too/)
  assert.equal((await lead.get(`${place}?format=csv`)).body, asIssued.body)
  assert.equal((await issue('1')).statusCode, 409, 'somebody issued it meanwhile')
  assert.equal((await issue('2')).statusCode, 400, 'another edition says why')
  assert.equal((await issue('2', 'One audit came late')).statusCode, 303)
})

test('a quarter that is not over, or without what changes, is not issued', async () => {
  const { body, statusCode } = await lead.send('/audits/reports/2098-99-q1/issue', { edition: '1', reason: '' })
  assert.equal(statusCode, 409)
  assert.match(body, /is not over yet/)
  const silent = await lead.send('/audits/reports/2020-21-q1/issue', { edition: '1', reason: '' })
  assert.match(silent.body, /What changes next quarter has not been written/)
})

const issuedId = async () => {
  const { rows } = await within((tx) =>
    sql<{ id: string }>`select id from audits.report where edition = 1`.execute(tx.sql),
  )
  return rows[0]?.id ?? ''
}

test('whoever issued a report does not sign it off, by page or by database; another senior manager does, once', async () => {
  const reportId = await issuedId()
  const author = await app.signIn('head-of-service')
  const own = await author.send(`${address}/issue`, { edition: '3', reason: 'For the test' })
  assert.equal(own.statusCode, 303, own.body)
  const page = `${new URL(String(own.headers.location), 'http://localhost').pathname}/sign-off`
  assert.equal((await author.send(page, { words: '' })).statusCode, 403)
  const ownId = page.split('/')[4] ?? ''
  await assert.rejects(
    transact(
      app.database,
      { kind: 'person', authorityId: app.authorityId, personId: author.personId, roles: ['head-of-service'] },
      (tx) =>
        sql`insert into audits.report_sign_off (authority_id, report_id, signed_at) values (${app.authorityId}, ${ownId}, now())`.execute(
          tx.sql,
        ),
    ),
    /whoever made a report does not sign it off/,
  )
  const signOff = `/audits/reports/issued/${reportId}/sign-off`
  assert.equal((await lead.send(signOff, { words: '' })).statusCode, 403, 'a QA lead is no senior manager')
  assert.equal((await head.send(signOff, { words: 'Read in full' })).statusCode, 303)
  assert.equal((await head.send(signOff, { words: '' })).statusCode, 409)
  assert.match((await lead.get(`/audits/reports/issued/${reportId}`)).body, new RegExp(`signed off by ${head.name}`))
})

test('scrutiny support reads the public version alone: no small number, no name of a team withheld', async () => {
  const scrutiny = await app.signIn('scrutiny-support')
  const reportId = await issuedId()
  assert.notEqual((await scrutiny.get(`/audits/reports/issued/${reportId}`)).statusCode, 200)
  assert.doesNotMatch((await scrutiny.get('/audits/reports')).body, /Quarters</)
  const { statusCode, body } = await scrutiny.get(`/audits/reports/public/${reportId}`)
  assert.equal(statusCode, 200)
  assert.doesNotMatch(body, />(East|West)</)
  assert.doesNotMatch(body, /numeric"[^>]*>[1-4]</)
  assert.match(body, /withheld/)
  assert.doesNotMatch(body, /\/records/)
})

test('what was issued cannot be changed or taken away', async () => {
  for (const statement of [sql`update audits.report set reason = 'x'`, sql`delete from audits.report_sign_off`])
    await assert.rejects(
      within((tx) => statement.execute(tx.sql)),
      /permission denied|cannot|only added|refuse/i,
    )
})

const folder = { path: '' }
before(async () => {
  folder.path = await mkdtemp(join(tmpdir(), 'audit-report-'))
})
after(() => rm(folder.path, { recursive: true }))
const los = (...typed: readonly string[]) => runCommand(app, reportCommand, ['report', 'quarterly-audit', ...typed])

test('the command writes the report as Word and as a page that stands alone', async () => {
  const [word, whole] = [join(folder.path, 'q3.docx'), join(folder.path, 'q3.html')]
  const said = await los('--quarter', key, '--out', word)
  assert.deepEqual([said.code, said.complaints], [0, []])
  assert.equal((await readFile(word)).subarray(0, 2).toString(), 'PK')
  assert.equal((await los('--quarter', key, '--out', whole)).code, 0)
  const text = await readFile(whole, 'utf8')
  assert.match(text, /<h1>Audits of practice: October to December 2021 \(2021-22-Q3\)<\/h1>/)
  assert.match(text, />East</)
  assert.doesNotMatch(text, /href=/)
  assert.equal((await los('--quarter', key, '--out', whole, '--public')).code, 0)
  assert.doesNotMatch(await readFile(whole, 'utf8'), />East</)
})

test('what the command cannot take is one sentence and exit 2', async () => {
  const refused = async (quarterTyped: string, out: string, sentence: RegExp) => {
    const { code, complaints, lines } = await los('--quarter', quarterTyped, '--out', out)
    assert.deepEqual([code, lines, complaints.length], [2, [], 1])
    assert.match(complaints[0] ?? '', sentence)
  }
  await refused('2021-Q3', join(folder.path, 'a.docx'), /^--quarter: A quarter is written as 2021-22-Q3/)
  await refused(key, join(folder.path, 'a.pdf'), /^--out: give a name that ends in \.docx or \.html\.$/)
  await refused(key, join(folder.path, 'none', 'a.docx'), /^--out: there is no folder /)
})
