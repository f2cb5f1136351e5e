import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { prepareJobs } from '#platform/jobs'
import { testApp } from '#test/app'
import { meetingFor } from '../../strategy-discussions/meeting/made-meeting.ts'
import { auditsFor, type MadeAudits, wholeAudit } from './made-audit.ts'

const app = await testApp()
const meeting = meetingFor(app)
let made: MadeAudits
before(async () => {
  await prepareJobs(app.migrationUrl, 'los_app', ['mail.send'])
  made = await auditsFor(app)
})

const isOver = (caseId: string) =>
  made.within((tx) =>
    sql`insert into audits.moderation_pick (authority_id, case_id, is_moderated, is_random_share, picked_at)
        values (${app.authorityId}, ${caseId}, false, false, now())`.execute(tx.sql),
  )

test('the team’s service manager follows the audit of a discussion up, with actions, once it is over; nobody else', async () => {
  const discussion = await meeting.due(1, { reasonableCause: 'A burn on the arm' })
  const audited = await made.makeCase({
    ...{ discussionId: discussion.id, childId: discussion.childIds[0] ?? '', kind: 'weekly-discussions' },
  })
  await made.give(audited, made.auditor)
  assert.equal((await made.auditor.send(audited.audit, wholeAudit)).statusCode, 303)
  const page = `${audited.page}/follow-up`
  const work = new RegExp(`Audit ${audited.reference}[\\s\\S]*follow it up with the team manager`)
  assert.equal((await made.serviceManager.get(page)).statusCode, 403, 'not over yet')
  assert.doesNotMatch((await made.serviceManager.get('/')).body, work)
  await isOver(audited.id)
  assert.match((await made.serviceManager.get('/')).body, work)
  assert.doesNotMatch((await made.auditorsManager.get('/')).body, work)
  for (const who of [made.auditorsManager, made.teamManager, made.auditor, made.worker])
    assert.equal((await who.get(page)).statusCode, 403)
  assert.match((await made.serviceManager.get(audited.page)).body, /Follow it up/)

  const dueOn = londonDate(Temporal.Now.instant()).add({ days: 9 })
  const action = {
    ...{ 'action.0.what': 'Ring the school nurse', 'action.0.why': '', 'action.0.atDesk': '' },
    ...{ 'action.0.owner': `person:${made.teamManager.personId}`, 'action.0.dueOn': dueOn.toString() },
  }
  const silent = await made.serviceManager.send(page, { words: '', ...action })
  assert.equal(silent.statusCode, 400)
  assert.match(silent.body, /Say what was done about it[\s\S]*Ring the school nurse/)
  const sent = await made.serviceManager.send(page, { words: 'Read with the team manager', ...action })
  assert.equal(sent.statusCode, 303, sent.body)
  assert.doesNotMatch((await made.serviceManager.get('/')).body, work)
  const { body } = await made.head.get(audited.page)
  assert.match(body, /Followed up[\s\S]*Read with the team manager/)
  assert.match(body, /Ring the school nurse/)
  const told = await made.within((tx) =>
    sql<{ what: string; owner: string }>`
      select what, owner_person_id as owner from actions.action where from_kind = 'audit' and from_id = ${audited.id}`.execute(
      tx.sql,
    ),
  )
  assert.deepEqual(told.rows, [{ what: 'Ring the school nurse', owner: made.teamManager.personId }])
})

test('PostgreSQL lets nobody else record it, and nobody take it back', async () => {
  const audited = await made.makeCase()
  await made.give(audited, made.auditor)
  const insert = `insert into audits.follow_up (authority_id, id, case_id, words, followed_at)
                  values (${app.authorityId}, gen_random_uuid(), '${audited.id}', 'So', now())`
  for (const [who, role] of [
    [made.teamManager, 'team-manager'],
    [made.serviceManager, 'service-manager'],
    [made.auditor, 'service-manager'],
  ] as const)
    await assert.rejects(
      made.as(who, role, (tx) => sql.raw(insert).execute(tx.sql)),
      /row-level security/,
      `${role}: not over, or no part in it`,
    )
  await assert.rejects(
    made.within((tx) => sql`delete from audits.follow_up`.execute(tx.sql)),
    /permission denied/,
  )
})
