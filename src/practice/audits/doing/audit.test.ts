import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { prepareJobs } from '#platform/jobs'
import { listActions } from '#practice/actions'
import { post, testApp } from '#test/app'
import { meetingFor } from '../../strategy-discussions/meeting/made-meeting.ts'
import { auditsFor, type MadeAudits, type MadeCase, wholeAudit } from './made-audit.ts'
import { listSubmissions } from './store/submissions.ts'

const app = await testApp()
const meeting = meetingFor(app)
let made: MadeAudits
before(async () => {
  await prepareJobs(app.migrationUrl, 'los_app', ['mail.send'])
  made = await auditsFor(app)
})

const family = {
  'voice.child.asked': 'yes',
  'voice.child.agreedWith': 'Tessa Ward',
  'voice.child.said': 'Nobody told me why',
  'voice.parent.asked': 'no',
  'voice.parent.whyNot': 'The father must not know where they live',
}
const silent = () => ({ [`worker.${made.worker.personId}.whyNot`]: 'Left on Friday' })
const whole = (more: Record<string, string> = {}) => ({ ...wholeAudit, ...family, ...silent(), ...more })

/** A case given to the auditor. */
async function givenCase(): Promise<MadeCase> {
  const audited = await made.makeCase()
  await made.give(audited, made.auditor)
  return audited
}

const sealedRows = (caseId: string) =>
  made.within(async (tx) => {
    const { rows } = await sql<{ id: string; corrects: string | null; sha256: string }>`
      select id, corrects, sha256 from audits.submission where case_id = ${caseId} order by submitted_at`.execute(
      tx.sql,
    )
    return rows
  })

/** As the system puts it down when it has decided that a case is not graded a second time. */
const released = (caseId: string) =>
  made.within((tx) =>
    sql`insert into audits.moderation_pick (authority_id, case_id, is_moderated, is_random_share, picked_at)
        values (${app.authorityId}, ${caseId}, false, false, now())`.execute(tx.sql),
  )

describe('doing an audit', () => {
  test('the record stands beside the questions, what is open is asked, and what was typed is kept on a mistake', async () => {
    const audited = await givenCase()
    const page = await made.auditor.get(audited.audit)
    assert.equal(page.statusCode, 200, page.body)
    assert.match(page.body, /Fairweather/)
    assert.match(page.body, /data-autosave/)
    assert.match(page.body, /Worried about this child now\?/)
    const wrong = await made.auditor.send(
      audited.audit,
      whole({ 'overall.reason': '', 'finding.0.words': 'Seen alone' }),
    )
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /Give the reason for the grade of the work as a whole/)
    assert.match(wrong.body, /Say whether it went well or is to improve/)
    for (const words of ['Chronology, 3 May', 'The brother was left out', 'Nobody told me why', 'Seen alone'])
      assert.ok(wrong.body.includes(words), words)
    assert.deepEqual(await sealedRows(audited.id), [])
  })

  test('a press for another place in the form sends nothing in and loses nothing', async () => {
    const audited = await givenCase()
    const one = await made.auditor.send(audited.audit, whole({ more: 'finding', 'finding.0.words': 'Seen alone' }))
    assert.equal(one.statusCode, 200, one.body)
    assert.match(one.body, /Seen alone/)
    assert.match(one.body, /name="finding\.1\.words"/)
    assert.deepEqual(await sealedRows(audited.id), [])
  })

  test('who was heard is asked for: not asked, and why, is an answer; nothing said is none', async () => {
    const audited = await givenCase()
    const unsaid = await made.auditor.send(audited.audit, wholeAudit)
    assert.equal(unsaid.statusCode, 400)
    assert.match(unsaid.body, /Say whether the child was asked/)
    assert.match(unsaid.body, /Say whether the parents were asked/)
    assert.match(unsaid.body, new RegExp(`Say why there is no reflection by ${made.worker.name}`))
    const alone = await made.auditor.send(audited.audit, whole({ 'voice.child.agreedWith': '' }))
    assert.match(alone.body, /with whom of the team it was agreed to ask the child/)
    assert.equal((await made.auditor.send(audited.audit, whole())).statusCode, 303)
    const page = (await made.auditor.get(audited.page)).body
    for (const words of ['Nobody told me why', 'Not asked: The father must not know', 'Said nothing: Left on Friday'])
      assert.ok(page.includes(words), words)
  })

  test('it is sent in with its findings and actions, is sealed, and pressing twice sends it in once', async () => {
    const audited = await givenCase()
    const form = await made.auditor.get(audited.audit)
    const token = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
    const owner = new RegExp(`<option value="([^"]+)"[^>]*>${made.worker.name}`).exec(form.body)?.[1] ?? ''
    const answers = whole({
      ...{ 'finding.0.words': 'Seen alone', 'finding.0.kind': 'went-well', 'finding.0.theme': '', corrects: '' },
      ...{ 'action.0.what': 'Ring the school', 'action.0.why': '', 'action.0.owner': owner },
      ...{ 'action.0.atDesk': '', 'action.0.dueOn': '1/12/2026', _token: token },
    })
    const sent = await Promise.all([1, 2].map(() => post(app.app, audited.audit, made.auditor.cookie, answers)))
    assert.deepEqual(
      sent.map(({ statusCode }) => statusCode),
      [303, 303],
    )
    assert.equal((await sealedRows(audited.id)).length, 1)
    const actions = await made.within((tx) => listActions(tx, { fromKind: 'audit', fromId: audited.id }))
    assert.deepEqual(
      actions.actions.map(({ what, fromReference }) => [what, fromReference]),
      [['Ring the school', audited.reference]],
    )
    const page = (await made.auditor.get(audited.page)).body
    for (const words of ['Seen alone', 'The brother was left out', 'Ring the school', 'Sealed:'])
      assert.ok(page.includes(words), words)
    assert.doesNotMatch(page, /not what was sealed/)
  })

  test('an action that cannot be given to somebody brings the form back, and nothing is sent in', async () => {
    const audited = await givenCase()
    const wrong = await made.auditor.send(
      audited.audit,
      whole({
        ...{ 'action.0.what': 'Ring the school', 'action.0.why': '', 'action.0.owner': `person:${audited.id}` },
        ...{ 'action.0.atDesk': '', 'action.0.dueOn': '1/12/2026' },
      }),
    )
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /Choose who is to do it from the list/)
    assert.deepEqual(await sealedRows(audited.id), [])
  })

  test('what was sent in cannot be changed by anybody, and a change past the database is seen', async () => {
    const audited = await givenCase()
    await made.auditor.send(audited.audit, whole())
    const tables = ['submission', 'section_grade', 'finding', 'voice']
    for (const table of tables)
      await assert.rejects(
        made.within((tx) => sql`update ${sql.table(`audits.${table}`)} set case_id = case_id`.execute(tx.sql)),
        /permission denied|refuse|append|never changed|fact/i,
        table,
      )
    const [sent] = await made.within((tx) => listSubmissions(tx, audited.id))
    assert.equal(sent?.isIntact, true)
  })

  test('a correction is another whole audit with its reason, and the first stays beside it', async () => {
    const audited = await givenCase()
    await made.auditor.send(audited.audit, whole())
    const form = await made.auditor.get(audited.audit)
    assert.match(form.body, /Correct audit/)
    assert.match(form.body, />The brother was left out</)
    const corrects = /name="corrects" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
    const unsaid = await made.auditor.send(audited.audit, whole({ corrects, correctionReason: '' }))
    assert.match(unsaid.body, /Say why the audit is corrected/)
    const corrected = whole({
      corrects,
      correctionReason: 'The wrong brother',
      'overall.grade': 'requires-improvement',
    })
    assert.equal((await made.auditor.send(audited.audit, corrected)).statusCode, 303)
    assert.equal((await made.auditor.send(audited.audit, corrected)).statusCode, 409)
    const rows = await sealedRows(audited.id)
    assert.deepEqual(
      rows.map((row) => row.corrects),
      [null, rows[0]?.id],
    )
    assert.match((await made.auditor.get(audited.page)).body, /Corrected because: The wrong brother/)
  })
})

describe('whose audit it is', () => {
  test('nobody but the person to whom it stands given opens its form or sends it in', async () => {
    const audited = await givenCase()
    for (const who of [made.second, made.lead, made.serviceManager, made.teamManager]) {
      assert.equal((await who.get(audited.audit)).statusCode, 403)
      const token = /name="_token" value="([^"]+)"/.exec((await made.auditor.get(audited.audit)).body)?.[1] ?? ''
      assert.notEqual((await post(app.app, audited.audit, who.cookie, whole({ _token: token }))).statusCode, 303)
    }
    assert.equal((await made.worker.get(audited.audit)).statusCode, 403)
    assert.deepEqual(await sealedRows(audited.id), [])
  })

  test('PostgreSQL takes an audit from nobody else either, whatever a page does', async () => {
    const audited = await made.makeCase()
    const assignmentId = await made.give(audited, made.auditor)
    const forged = (auditorId: string) =>
      made.as(made.second, 'moderator', (tx) =>
        sql`insert into audits.submission (authority_id, id, case_id, assignment_id, purpose, auditor_id, tool_version_id,
              answers, grade, grade_reason, sha256, submitted_at)
            select ${app.authorityId}, gen_random_uuid(), ${audited.id}, ${assignmentId}, 'mark', ${auditorId}, tool_version_id,
                   '{}', 'good', 'So', ${'0'.repeat(64)}, now()
              from audits.cycle limit 1`.execute(tx.sql),
      )
    await assert.rejects(forged(made.second.personId), /only the auditor/)
    await assert.rejects(forged(made.auditor.personId), /row-level security/)
  })

  test('of a strategy discussion nobody is asked, neither by the form nor by PostgreSQL', async () => {
    const discussion = await meeting.due(1, { reasonableCause: 'A burn on the arm' })
    const audited = await made.makeCase({ discussionId: discussion.id, childId: discussion.childIds[0] ?? '' })
    await made.give(audited, made.auditor)
    const form = await made.auditor.get(audited.audit)
    assert.match(form.body, /A burn on the arm/)
    assert.doesNotMatch(form.body, /name="voice\.|Why is there no reflection/)
    assert.equal((await made.auditor.send(audited.audit, wholeAudit)).statusCode, 303)
    assert.equal((await made.worker.get(`${audited.page}/reflection`)).statusCode, 409)
    await assert.rejects(
      made.within((tx) =>
        sql`insert into audits.voice (authority_id, id, case_id, who, was_asked, why_not, happened_at)
            values (${app.authorityId}, gen_random_uuid(), ${audited.id}, 'child', false, 'No', now())`.execute(tx.sql),
      ),
      /nobody is asked about a strategy discussion/,
    )
  })
})

describe('who sees an audit, and when', () => {
  test('the team reads it when it is over, says so, and replies; before that it sees nothing of it', async () => {
    const audited = await givenCase()
    await made.auditor.send(audited.audit, whole())
    for (const who of [made.worker, made.teamManager]) {
      const early = (await who.get(audited.page)).body
      assert.doesNotMatch(early, /The brother was left out|Nobody told me why/)
      assert.match(early, /The team does not read it yet/)
      assert.equal((await who.get(`${audited.page}/reply`)).statusCode, 403)
    }
    await released(audited.id)
    assert.match((await made.worker.get(audited.page)).body, /The brother was left out/)
    assert.match((await made.worker.get('/')).body, new RegExp(`Audit ${audited.reference} is over`))
    const replied = await made.teamManager.send(`${audited.page}/reply`, { words: 'The brother was at his father’s' })
    assert.equal(replied.statusCode, 303, replied.body)
    assert.match((await made.auditor.get(audited.page)).body, /The brother was at his father’s/)
    assert.doesNotMatch((await made.worker.get('/')).body, new RegExp(`Audit ${audited.reference} is over`))
  })

  test('that somebody was shown what an auditor wrote is kept, and what one wrote oneself is not', async () => {
    const audited = await givenCase()
    await made.auditor.send(audited.audit, whole())
    await made.auditor.get(audited.page)
    await made.teamManager.get(audited.page)
    await made.lead.get(audited.page)
    const { rows } = await made.within((tx) =>
      sql<{ personId: string }>`select person_id from audits.read_by where case_id = ${audited.id}`.execute(tx.sql),
    )
    assert.deepEqual(
      rows.map(({ personId }) => personId),
      [made.lead.personId],
    )
  })

  test('a second auditor sees nothing of the first’s, on no page and in no list, until their own is sealed', async () => {
    const audited = await givenCase()
    const form = await made.auditor.get(audited.audit)
    const owner = new RegExp(`<option value="([^"]+)"[^>]*>${made.worker.name}`).exec(form.body)?.[1] ?? ''
    const sent = await made.auditor.send(
      audited.audit,
      whole({
        ...{
          'overall.grade': 'inadequate',
          'action.0.what': 'Ring the school',
          'action.0.why': '',
          'action.0.owner': owner,
        },
        ...{ 'action.0.atDesk': '', 'action.0.dueOn': '1/12/2026' },
      }),
    )
    assert.equal(sent.statusCode, 303, sent.body)
    await made.auditor.send(`${audited.page}/worry`, { words: 'She is alone with him tonight' })
    await made.give(audited, made.second, { purpose: 'moderate' })
    const firsts =
      /brother was left out|Ottoline is safer|Nobody told me why|Ring the school|alone with him|Inadequate<\/strong>|SW-\d/
    const addresses = [audited.page, audited.audit, '/actions', '/', `/children/${audited.childId}/chronology`]
    for (const address of addresses) {
      const { statusCode, body } = await made.second.get(address)
      assert.equal(statusCode, 200, address)
      assert.doesNotMatch(body, firsts, address)
    }
    const rows = await made.as(made.second, 'moderator', async (tx) => {
      const counted = []
      for (const table of [
        'submission',
        'section_grade',
        'finding',
        'voice',
        'safety_worry',
        'safety_rung',
        'inadequate',
      ])
        counted.push(
          (await sql`select from ${sql.table(`audits.${table}`)} where case_id = ${audited.id}`.execute(tx.sql)).rows
            .length,
        )
      return counted
    })
    assert.deepEqual(rows, [0, 0, 0, 0, 0, 0, 0])
    const graded = { ...wholeAudit, 'overall.grade': 'good' }
    const seconded = await made.second.send(audited.audit, graded)
    assert.equal(seconded.statusCode, 303, seconded.body)
    const after = (await made.second.get(audited.page)).body
    assert.match(after, /Ottoline is safer/)
    assert.match(after, /Ring the school/)
    assert.equal((await made.auditor.get(audited.audit)).statusCode, 409)
  })
})

describe('the worker takes part', () => {
  test('says how they see their work before it is graded, which the auditor reads, and what they take from it after', async () => {
    const audited = await givenCase()
    const address = `${audited.page}/reflection`
    assert.match((await made.worker.get('/')).body, new RegExp(`Audit ${audited.reference} of your work`))
    assert.equal((await made.teamManager.get(address)).statusCode, 403)
    const given = await made.worker.send(address, { said: 'I ought to have rung the school' })
    assert.equal(given.statusCode, 303, given.body)
    assert.doesNotMatch((await made.worker.get('/')).body, new RegExp(`Audit ${audited.reference} of your work`))
    const form = (await made.auditor.get(audited.audit)).body
    assert.match(form, /I ought to have rung the school/)
    assert.doesNotMatch(form, /Why is there no reflection/)
    assert.equal((await made.auditor.send(audited.audit, { ...wholeAudit, ...family })).statusCode, 303)
    assert.equal((await made.worker.get(address)).statusCode, 409)
    await released(audited.id)
    assert.match((await made.worker.get(address)).body, /What do you take from the audit\?/)
    await made.worker.send(address, { said: 'I ask about siblings now' })
    const page = (await made.auditor.get(audited.page)).body
    assert.match(page, /I ought to have rung the school/)
    assert.match(page, /I ask about siblings now/)
  })

  test('a second auditor reads what the worker said before, which no auditor wrote', async () => {
    const audited = await givenCase()
    await made.worker.send(`${audited.page}/reflection`, { said: 'I ought to have rung the school' })
    await made.auditor.send(audited.audit, { ...wholeAudit, ...family })
    await made.give(audited, made.second, { purpose: 'moderate' })
    const page = (await made.second.get(audited.page)).body
    assert.match(page, /I ought to have rung the school/)
    assert.doesNotMatch(page, /Nobody told me why/)
  })
})
