import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { newId } from '#kernel/ids'
import { testApp } from '#test/app'
import { moderationFor, written } from '#test/moderation'

const app = await testApp()
const { within, lines, round, auditCase, auditor, give, decide, grade, graded } = await moderationFor(app)
const qa = await app.signIn('qa-lead')
const head = await app.signIn('head-of-service')
const first = await auditor('service-manager')
const second = await auditor('moderator')
const secondWords = { ...written, reason: 'Bittern: she was asked', overall: 'Avocet: it was read' }

interface PickRow {
  readonly isModerated: boolean
  readonly isRandomShare: boolean
  readonly reasons: readonly string[]
}
const pickOf = async (caseId: string): Promise<PickRow | undefined> => {
  const { rows } = await within((tx) =>
    sql<PickRow>`
    select is_moderated, is_random_share, reasons from audits.moderation_pick where case_id = ${caseId}`.execute(
      tx.sql,
    ),
  )
  return rows[0]
}
const address = (caseId: string) => `/audits/cases/${caseId}`

/** A case graded by both, and not alike. */
async function gradedTwice() {
  const caseId = await auditCase(await round({ moderatedPercent: 100 }))
  await give(caseId, first.personId)
  assert.equal((await grade(first, caseId, 'good')).statusCode, 303)
  await decide()
  await give(caseId, second.personId, 'moderate')
  assert.equal((await grade(second, caseId, 'inadequate', secondWords)).statusCode, 303)
  return caseId
}
const finalAnswers = {
  grade: 'requires-improvement',
  reasons: 'She was asked, but late',
  'sections.all': 'good',
  correctionReason: '',
}
const standing = async (caseId: string) => {
  const { rows } = await within((tx) =>
    sql<{ id: string }>`select id from audits.standing_final_grade where case_id = ${caseId}`.execute(tx.sql),
  )
  return rows[0]?.id ?? ''
}

test('of an audit that was sent in it is decided once whether it is graded again, and why stays with it', async () => {
  const cycleId = await round({ moderatedPercent: 0 })
  const caseId = await auditCase(cycleId)
  await give(caseId, first.personId)
  await decide()
  assert.equal(await pickOf(caseId), undefined, 'nothing is decided before it is sent in')
  await graded(caseId, first.personId, 'inadequate')
  await decide()
  const decided = await pickOf(caseId)
  assert.deepEqual(decided, { isModerated: true, isRandomShare: false, reasons: ['inadequate', 'few-pairs'] })
  await decide()
  assert.deepEqual(await pickOf(caseId), decided)
})

test('the random share is drawn once over the round with a seed that repeats it, and late cases get their own frame', async () => {
  const cycleId = await round({ moderatedPercent: 30 })
  const cases: string[] = []
  for (let at = 0; at < 10; at += 1) cases.push(await auditCase(cycleId))
  const [one = '', two = ''] = cases
  for (const each of [one, two]) {
    await give(each, first.personId)
    await graded(each, first.personId, 'good')
  }
  await decide()
  const draws = () =>
    within((tx) =>
      sql<{ seed: string; askedSize: number; frameSize: number; drawn: readonly string[] }>`
        select draw.seed, draw.asked_size, draw.frame_size,
               array(select item.subject_id::text from audits.frame_item item where item.draw_id = draw.id and item.is_drawn) as drawn
          from audits.draw draw where draw.cycle_id = ${cycleId} and draw.frame_of = 'moderation' order by draw.recorded_at`.execute(
        tx.sql,
      ),
    ).then(({ rows }) => rows)
  const [draw] = await draws()
  assert.ok(draw)
  assert.deepEqual([draw.askedSize, draw.frameSize, draw.drawn.length], [3, 10, 3])
  assert.match(draw.seed, /^[0-9a-f]{32}$/)
  const { createHash } = await import('node:crypto')
  const ticket = (id: string) => createHash('sha256').update(`${draw.seed}:${id}`).digest('hex')
  const again = cases.toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1)).slice(0, 3)
  assert.deepEqual([...draw.drawn].sort(), again.sort())
  assert.equal((await pickOf(one))?.isRandomShare, draw.drawn.includes(one))
  const late = await auditCase(cycleId)
  await give(late, first.personId)
  await graded(late, first.personId, 'good')
  await decide()
  assert.deepEqual(
    (await draws()).map(({ frameSize }) => frameSize),
    [10, 1],
  )
})

test('an audit that nobody need grade again is the team’s to read; one corrected into Inadequate is graded again after all', async () => {
  const cycleId = await round({ moderatedPercent: 0 })
  const caseId = await auditCase(cycleId)
  const known = await auditor('service-manager')
  // Ten audits of theirs were graded alike by somebody else: their agreement is known, and high.
  for (let at = 0; at < 10; at += 1) {
    const each = await auditCase(await round())
    await give(each, known.personId)
    await graded(each, known.personId, 'good')
    await give(each, second.personId, 'moderate')
    await graded(each, second.personId, 'good', 'moderate')
  }
  await give(caseId, known.personId)
  assert.equal((await grade(known, caseId, 'good')).statusCode, 303)
  await decide()
  assert.deepEqual(await pickOf(caseId), { isModerated: false, isRandomShare: false, reasons: [] })
  assert.match((await qa.get(address(caseId))).body, /It is not graded a second time/)
  const { rows } = await within((tx) =>
    sql<{ id: string }>`select id from audits.submission where case_id = ${caseId}`.execute(tx.sql),
  )
  const corrected = { corrects: rows[0]?.id ?? '', correctionReason: 'I had missed a page' }
  assert.equal((await grade(known, caseId, 'inadequate', written, corrected)).statusCode, 303)
  await decide()
  assert.match((await qa.get(address(caseId))).body, /It was graded Inadequate/)
  assert.match((await qa.get('/audits/moderation?state=no-moderator')).body, new RegExp(caseId))
})

test('the lead gives audits to proposed moderators at one press; only independent people are offered, and nothing is shown of the audit', async () => {
  const caseId = await auditCase(await round({ moderatedPercent: 100 }))
  await give(caseId, first.personId)
  assert.equal((await grade(first, caseId, 'outstanding')).statusCode, 303)
  await decide()
  const { body } = await qa.get('/audits/moderation/give')
  const field = `to.${caseId}`
  const select = new RegExp(`<select[^>]*name="${field}".*?</select>`, 's').exec(body)?.[0] ?? ''
  assert.match(select, new RegExp(second.personId))
  for (const not of [first.personId, lines.east.serviceManager, lines.east.teamManager, lines.east.worker])
    assert.doesNotMatch(select, new RegExp(not))
  for (const secret of ['Outstanding', ...Object.values(written)]) assert.ok(!body.includes(secret), secret)
  assert.match((await qa.get('/')).body, /to be graded a second time/)
  assert.equal((await qa.send('/audits/moderation/give', { [field]: first.personId })).statusCode, 400)
  assert.equal((await qa.send('/audits/moderation/give', { [field]: second.personId })).statusCode, 303)
  assert.match((await second.get(address(caseId))).body, /Go to the audit/)
})

test('both grades stand side by side; one proposes, the other agrees, and only then does the team read it', async () => {
  const caseId = await gradedTwice()
  const released = () =>
    within((tx) => sql<{ isOver: boolean }>`select is_over from audits.progress_of(${caseId})`.execute(tx.sql)).then(
      ({ rows }) => rows[0]?.isOver,
    )
  const { body } = await first.get(address(caseId))
  for (const words of [written.overall, secondWords.overall, 'Differs', 'Propose the final grade'])
    assert.ok(body.includes(words), words)
  assert.match((await first.get('/')).body, /Both of you have graded it/)
  assert.equal((await qa.get(`${address(caseId)}/final`)).statusCode, 403)
  const none = await first.send(`${address(caseId)}/final`, { ...finalAnswers, 'sections.all': '', replaces: '' })
  assert.equal(none.statusCode, 400)
  assert.match(none.body, /Choose the final grade of 1\. All of it/)
  assert.equal((await first.send(`${address(caseId)}/final`, { ...finalAnswers, replaces: '' })).statusCode, 303)
  assert.equal(await released(), false, 'a proposal is no final grade')
  assert.equal((await first.get(`${address(caseId)}/final/consent`)).statusCode, 409)
  assert.match((await second.get('/')).body, /The other has proposed a final grade/)
  const finalId = await standing(caseId)
  assert.equal(
    (await second.send(`${address(caseId)}/final/consent`, { finalId, agrees: 'yes', words: '' })).statusCode,
    303,
  )
  assert.equal(await released(), true)
  const settled = (await qa.get(address(caseId))).body
  for (const words of ['Agreed by both', written.overall, secondWords.overall, finalAnswers.reasons])
    assert.ok(settled.includes(words), words)
})

test('without agreement two or more who did not grade it decide; what was proposed stays, and corrections append', async () => {
  const caseId = await gradedTwice()
  const panel = `${address(caseId)}/final/panel`
  assert.equal((await qa.get(panel)).statusCode, 409, 'they have not disagreed yet')
  await first.send(`${address(caseId)}/final`, { ...finalAnswers, replaces: '' })
  const refusal = { finalId: await standing(caseId), agrees: 'no', words: '' }
  assert.match((await second.send(`${address(caseId)}/final/consent`, refusal)).body, /Say why you do not agree/)
  assert.equal(
    (await second.send(`${address(caseId)}/final/consent`, { ...refusal, words: 'Too kind' })).statusCode,
    303,
  )
  assert.match((await qa.get('/')).body, /a panel decides/)
  const form = (await qa.get(panel)).body
  assert.match(form, new RegExp(`<strong>${first.name}</strong> graded it themselves`))
  assert.match(form, /<strong>Service East<\/strong> would audit their own team/)
  const other = await app.signIn('service-manager')
  const decided = {
    ...{ grade: 'inadequate', reasons: 'Nobody saw her alone', 'sections.all': 'inadequate' },
    ...{ correctionReason: 'They did not agree', replaces: await standing(caseId) },
  }
  assert.match((await qa.send(panel, { ...decided, panel: [qa.personId] })).body, /Choose two or more people/)
  assert.equal((await qa.send(panel, { ...decided, panel: [qa.personId, first.personId] })).statusCode, 400)
  assert.equal((await qa.send(panel, { ...decided, panel: [qa.personId, other.personId] })).statusCode, 303)
  const { body } = await head.get(address(caseId))
  for (const words of ['Decided by a panel', 'Nobody saw her alone', 'Too kind', finalAnswers.reasons, written.overall])
    assert.ok(body.includes(words), words)
  const told = await within((tx) =>
    sql<{ to: string }>`select to_person_id as to from audits.inadequate where case_id = ${caseId}`.execute(tx.sql),
  )
  assert.deepEqual(told.rows, [{ to: lines.east.serviceManager }], 'nobody had told the service manager before')
  assert.equal((await first.get(`${address(caseId)}/final`)).statusCode, 409)
  const corrected = {
    ...decided,
    replaces: await standing(caseId),
    panel: [qa.personId, other.personId],
    grade: 'good',
  }
  assert.equal((await qa.send(panel, { ...corrected, correctionReason: 'A page had been missing' })).statusCode, 303)
})

/** As the tables' owner: as if everything that was sent in or proposed so far had been a week earlier. */
async function aWeekEarlier(caseId: string): Promise<void> {
  const client = new pg.Client({ connectionString: app.migrationUrl })
  await client.connect()
  for (const [table, column] of [
    ['submission', 'submitted_at'],
    ['final_grade', 'recorded_at'],
  ]) {
    await client.query(`alter table audits.${table} disable trigger user`)
    await client.query(
      `update audits.${table} set ${column} = ${column} - interval '7 days 1 hour' where case_id = $1`,
      [caseId],
    )
    await client.query(`alter table audits.${table} enable trigger user`)
  }
  await client.end()
}

test('where one of the two does not answer for a week a panel may decide, and not a day before', async () => {
  const caseId = await gradedTwice()
  const panel = `${address(caseId)}/final/panel`
  await first.send(`${address(caseId)}/final`, { ...finalAnswers, replaces: '' })
  assert.equal((await qa.get(panel)).statusCode, 409)
  const proposed = await standing(caseId)
  await assert.rejects(
    within((tx) =>
      sql`insert into audits.final_grade (authority_id, id, case_id, how, grade, reasons, panel, decided_at, recorded_by,
                                          replaces, correction_reason)
          values (${app.authorityId}, ${newId()}, ${caseId}, 'panel', 'good', 'So', ${[qa.personId, head.personId]}::uuid[],
                  now(), ${qa.personId}, ${proposed}, 'Silence')`.execute(tx.sql),
    ),
    /where the two could not agree/,
  )
  await aWeekEarlier(caseId)
  assert.match((await qa.get('/')).body, /has not answered: a panel may decide/)
  assert.match((await qa.get(address(caseId))).body, /Record what a panel decides/)
  const other = await app.signIn('service-manager')
  const decided = await qa.send(panel, {
    ...{ grade: 'good', reasons: 'Both were read', 'sections.all': 'good', panel: [qa.personId, other.personId] },
    ...{ correctionReason: 'The other left', replaces: proposed },
  })
  assert.equal(decided.statusCode, 303, decided.body)
  assert.match((await head.get(address(caseId))).body, /Decided by a panel/)
})

test('nobody else agrees, proposes or decides, whatever way it is tried', async () => {
  const caseId = await gradedTwice()
  const insert = (how: 'agreed' | 'panel', recordedBy: string, panel: readonly string[] = []) =>
    within((tx) =>
      sql`insert into audits.final_grade (authority_id, id, case_id, how, grade, reasons, panel, decided_at, recorded_by)
          values (${app.authorityId}, ${newId()}, ${caseId}, ${how}, 'good', 'So', ${[...panel]}::uuid[], now(), ${recordedBy})`.execute(
        tx.sql,
      ),
    )
  await assert.rejects(insert('agreed', qa.personId), /the two who graded agree/)
  await assert.rejects(insert('panel', qa.personId, [qa.personId, head.personId]), /where the two could not agree/)
  await insert('agreed', first.personId)
  const consent = (by: string, agrees = false) =>
    within(async (tx) =>
      sql`insert into audits.final_consent (authority_id, final_id, case_id, agrees, words, recorded_by)
          values (${app.authorityId}, ${await standing(caseId)}, ${caseId}, ${agrees}, 'No', ${by})`.execute(tx.sql),
    )
  await assert.rejects(consent(first.personId, true), /the other of the two/)
  await assert.rejects(consent(qa.personId, true), /the other of the two/)
  await consent(second.personId)
  await assert.rejects(
    within((tx) => sql`update audits.final_grade set grade = 'outstanding' where case_id = ${caseId}`.execute(tx.sql)),
  )
})

test('in a round with two auditors the second of them is the second grade, and no moderator is looked for', async () => {
  const caseId = await auditCase(await round({ markers: 2 }))
  await give(caseId, first.personId)
  await give(caseId, second.personId, 'mark', 2)
  assert.equal((await grade(first, caseId, 'good')).statusCode, 303)
  await decide()
  assert.deepEqual(await pickOf(caseId), { isModerated: true, isRandomShare: true, reasons: ['two-markers'] })
  assert.doesNotMatch((await qa.get('/audits/moderation?state=no-moderator')).body, new RegExp(caseId))
  assert.ok(!(await second.get(address(caseId))).body.includes(written.overall), 'blind until theirs is sealed')
  assert.equal((await grade(second, caseId, 'good', secondWords)).statusCode, 303)
  assert.match((await second.get(address(caseId))).body, /Propose the final grade/)
})
