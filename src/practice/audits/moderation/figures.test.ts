import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { moderationFor, written } from '#test/moderation'
import type { Grade } from '../words.ts'

const app = await testApp()
const { within, round, auditCase, auditor, give, decide, grade, graded, today, lines } = await moderationFor(app)
const qa = await app.signIn('qa-lead')
const kind = await auditor('service-manager')
const strict = await auditor('moderator')

/** A case graded by both, drawn at random or chosen for a reason. */
async function pair(percent: number, first: Grade, second: Grade) {
  const caseId = await auditCase(await round({ moderatedPercent: percent }))
  await give(caseId, kind.personId)
  await graded(caseId, kind.personId, first)
  await decide()
  await give(caseId, strict.personId, 'moderate')
  await graded(caseId, strict.personId, second, 'moderate')
  return caseId
}

test('until something was graded twice the page of agreement says that nothing is known', async () => {
  const { body } = await qa.get('/audits/agreement')
  assert.match(body, /how far auditors agree is not known/)
  assert.match(body, /not estimable: nothing was rated/)
})

test('the headline is of the random share alone, few pairs are said to be few, and the file holds every coefficient', async () => {
  await pair(100, 'good', 'requires-improvement')
  await pair(100, 'good', 'good')
  await pair(0, 'inadequate', 'good')
  await pair(100, 'outstanding', 'good')
  const { body } = await qa.get('/audits/agreement?by=tool')
  assert.match(body, /Of 3 audits drawn at random and graded twice, both gave the same grade in 33 % \(0 to 100\)/)
  assert.match(body, /Fewer than 10 pairs \(3\)/)
  assert.match(body, /The supervision tool/)
  for (const by of ['quarter', 'tool', 'section', 'area', 'cycle']) {
    const { statusCode, body: csv } = await qa.get(`/audits/agreement?by=${by}&format=csv`)
    assert.equal(statusCode, 200)
    for (const name of [
      'alpha, nominal',
      'alpha, ordinal',
      'alpha, interval',
      'AC1',
      'AC2, linear',
      'AC2, quadratic',
      'AC2, ordinal',
      'kappa, quadratic',
    ])
      assert.ok(csv.includes(name), `${by}: ${name}`)
  }
  assert.match((await qa.get('/audits/agreement?by=section')).body, /All of it/)
  assert.equal((await kind.get('/audits/agreement')).statusCode, 200, 'service managers oversee audits')
  assert.equal((await strict.get('/audits/agreement')).statusCode, 403)
})

test('a case that somebody is yet to grade counts in no figure that they are shown', async () => {
  const pairs = (personId: string) =>
    transact(
      app.database,
      { kind: 'person', authorityId: app.authorityId, personId, roles: ['qa-lead'] },
      async (tx) => {
        const found = await sql<{
          many: number
        }>`select count(*)::integer as many from audits.graded_pairs() where section = ''`.execute(tx.sql)
        const grades = await sql<{ many: number }>`select count(*)::integer as many from audits.gradings()`.execute(
          tx.sql,
        )
        return [found.rows[0]?.many, grades.rows[0]?.many]
      },
    )
  const blind = await auditor('qa-lead')
  const before = await pairs(blind.personId)
  const caseId = await auditCase(await round())
  await give(caseId, kind.personId)
  await graded(caseId, kind.personId, 'inadequate')
  await give(caseId, blind.personId, 'moderate')
  assert.deepEqual(await pairs(blind.personId), before)
  assert.deepEqual(await pairs(qa.personId), [before[0], (before[1] ?? 0) + 1])
})

test('the lead sees how each auditor grades by name and in no other order; an auditor sees their own alone', async () => {
  const { body } = await qa.get('/audits/leniency')
  assert.ok(body.includes(kind.name) && body.includes(strict.name))
  assert.match(body, /kinder \(/)
  assert.match(body, /fitted by least squares/)
  assert.doesNotMatch(body, /los-sort|sort=/)
  const names = [...body.matchAll(/leniency\/[0-9a-f-]{36}">([^<]+)</g)].map(([, name = '']) => name)
  assert.deepEqual(
    names,
    names.toSorted((one, other) => one.localeCompare(other, 'en-GB')),
  )
  assert.match((await qa.get(`/audits/leniency/${kind.personId}`)).body, /Half-year by half-year/)
  for (const address of [
    '/audits/leniency',
    `/audits/leniency/${kind.personId}`,
    `/audits/leniency/${strict.personId}`,
  ])
    assert.equal((await kind.get(address)).statusCode, 403)
  const own = (await kind.get('/audits/my-grading')).body
  assert.match(own, /kinder/)
  assert.ok(!own.includes(strict.name))
  const { rows } = await transact(
    app.database,
    { kind: 'person', authorityId: app.authorityId, personId: kind.personId, roles: ['service-manager'] },
    (tx) => sql<{ auditor: string }>`select distinct auditor from audits.gradings()`.execute(tx.sql),
  )
  assert.deepEqual(
    rows.filter(({ auditor: name }) => !name.startsWith('other ')),
    [{ auditor: kind.personId }],
  )
  const fresh = await auditor('team-manager')
  assert.match((await fresh.get('/audits/my-grading')).body, /You have sent in no audit yet/)
})

test('in a standardisation session everybody grades the same case blind, and sees the agreed grade when theirs is sealed', async () => {
  const before = await pair(100, 'good', 'good')
  const { rows } = await within((tx) =>
    sql<{ reference: string }>`select reference from audits.audit_case where id = ${before}`.execute(tx.sql),
  )
  const planned = await qa.send('/audits/standardisation/new', {
    ...{ name: 'Autumn', toolId: lines.toolId, dueOn: today.add({ days: 20 }).toString() },
  })
  const session = String(planned.headers.location).split('?')[0] ?? ''
  const agreed = { reference: rows[0]?.reference ?? '', grade: 'requires-improvement', reasons: 'Her voice is missing' }
  assert.match(
    (await qa.send(`${session}/cases/add`, { ...agreed, reference: 'AU-999' })).body,
    /There is no finished audit/,
  )
  assert.equal((await qa.send(`${session}/cases/add`, agreed)).statusCode, 303)
  assert.equal((await qa.send(`${session}/cases/add`, agreed)).statusCode, 409)

  const [one, two] = [await auditor('team-manager'), await auditor('service-manager')]
  const form = (await qa.get(`${session}/invite`)).body
  const offered = [...form.matchAll(/name="people" type="checkbox" value="([^"]+)"/g)].map(([, id]) => id)
  assert.ok(offered.includes(one.personId) && offered.includes(two.personId))
  for (const not of [kind.personId, strict.personId, qa.personId])
    assert.ok(!offered.includes(not), 'they know the case')
  assert.match(form, new RegExp(`<strong>${kind.name}</strong> has read`))
  assert.equal((await qa.send(`${session}/invite`, { people: [kind.personId, one.personId] })).statusCode, 400)
  assert.equal((await qa.send(`${session}/invite`, { people: [one.personId, two.personId] })).statusCode, 303)

  const caseId = /href="\/audits\/cases\/([0-9a-f-]+)"/.exec((await one.get(session)).body)?.[1] ?? ''
  assert.equal((await grade(one, caseId, 'good', { ...written, overall: 'Wren: well done' })).statusCode, 303)
  const blind = (await two.get(session)).body
  assert.match(blind, /1 of 2 have graded it/)
  assert.doesNotMatch(blind, /Her voice is missing|Agreed beforehand/)
  assert.doesNotMatch((await two.get(`/audits/cases/${caseId}`)).body, /Wren/)
  assert.doesNotMatch((await two.get(`/audits/cases/${before}`)).body, /Heron/, 'nor the audit that it repeats')
  const done = (await one.get(session)).body
  for (const words of ['Her voice is missing', 'You graded it', 'not the same']) assert.ok(done.includes(words), words)
  assert.equal((await grade(two, caseId, 'requires-improvement')).statusCode, 303)
  const all = (await two.get(session)).body
  for (const words of ['How far all agree', '2 people, 1 case', one.name, 'the same', 'not estimable'])
    assert.ok(all.includes(words), words)
  await decide()
  const { rows: picked } = await within((tx) =>
    sql`select from audits.moderation_pick where case_id = ${caseId}`.execute(tx.sql),
  )
  assert.equal(picked.length, 0, 'nothing of a session is moderated')
})
