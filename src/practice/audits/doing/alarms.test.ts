import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { newFormToken } from '#platform/http'
import { prepareJobs } from '#platform/jobs'
import { changeRoles, recordAbsence, recordCover } from '#practice/organisation'
import { post, testApp, type Visitor } from '#test/app'
import { shippedCalendar } from '#test/calendar'
import { answerOf } from '#test/outcome'
import { restrictedFor } from '../../restricted-records/made-restriction.ts'
import { chaseJob } from './chase.ts'
import { climbInadequate, climbJob, climbWorry } from './climb.ts'
import { auditsFor, type MadeAudits, type MadeCase, wholeAudit } from './made-audit.ts'
import { reAuditJob } from './re-audit.ts'

const app = await testApp()
let made: MadeAudits
before(async () => {
  await prepareJobs(app.migrationUrl, 'los_app', ['mail.send'])
  made = await auditsFor(app)
})

const publicUrl = 'http://localhost'
const whole = () => ({
  ...wholeAudit,
  ...{ 'voice.child.asked': 'no', 'voice.child.whyNot': 'Two years old', 'voice.parent.asked': 'no' },
  ...{ 'voice.parent.whyNot': 'Not agreed', [`worker.${made.worker.personId}.whyNot`]: 'Left' },
})

async function givenCase(dueOn = '2026-12-01'): Promise<MadeCase & { readonly assignmentId: string }> {
  const audited = await made.makeCase()
  const assignmentId = await made.give(audited, made.auditor, { dueOn: Temporal.PlainDate.from(dueOn) })
  return { ...audited, assignmentId }
}

async function raised(by = made.auditor): Promise<MadeCase & { readonly worry: string; readonly worryId: string }> {
  const audited = await givenCase()
  const sent = await by.send(`${audited.page}/worry`, { words: 'Ottoline is alone with him tonight' })
  assert.equal(sent.statusCode, 303, sent.body)
  const worry = String(sent.headers.location)
  return { ...audited, worry, worryId: worry.split('/').at(-1) ?? '' }
}

/** As if it had been raised at that moment: its first rung is opened by the job. */
async function raisedAt(at: string): Promise<string> {
  const [audited, id] = [await givenCase(), newId()]
  await made.within((tx) =>
    sql`insert into audits.safety_worry (authority_id, id, number, case_id, words, raised_at)
        values (${app.authorityId}, ${id}, nextval('audits.worry_number'), ${audited.id}, 'Alone', ${at}::timestamptz)`.execute(
      tx.sql,
    ),
  )
  return id
}

const rungsOf = (worryId: string) =>
  made.within(async (tx) => {
    const { rows } = await sql<{ toPersonId: string; dueAt: Temporal.Instant; openedAt: Temporal.Instant }>`
      select to_person_id, due_at, opened_at from audits.safety_rung where worry_id = ${worryId} order by rung`.execute(
      tx.sql,
    )
    return rows
  })

/** As whoever has the page open still, where it no longer has a form. */
const pressed = (who: Visitor, address: string, words: string) =>
  post(app.app, address, who.cookie, { words, _token: newFormToken(who.cookie.split('=')[1] ?? '') })

const mailsAbout = (key: string) =>
  made.within(async (tx) => {
    const { rows } = await sql<{ toAddress: string; subject: string; text: string }>`
      select to_address, subject, text from mail.message where dedupe_key like ${`${key}%`} order by queued_at, id`.execute(
      tx.sql,
    )
    return rows
  })

const emailOf = (who: Visitor) => `${who.name.toLowerCase().replace(' ', '')}@example.org`

describe('a worry for a child’s safety', () => {
  test('is asked nothing but its words, goes to the team’s manager at once, and its mail tells nothing', async () => {
    const audited = await givenCase()
    const unsaid = await made.auditor.send(`${audited.page}/worry`, { words: ' ' })
    assert.equal(unsaid.statusCode, 400)
    const { worry, worryId } = await raised()
    assert.deepEqual(
      (await rungsOf(worryId)).map(({ toPersonId }) => toPersonId),
      [made.teamManager.personId],
    )
    const [mail] = await mailsAbout(`audit-worry:${worryId}`)
    assert.equal(mail?.toAddress, emailOf(made.teamManager))
    assert.match(mail?.text ?? '', new RegExp(`${publicUrl}${worry}`))
    assert.doesNotMatch(
      `${mail?.subject} ${mail?.text}`,
      new RegExp(`Ottoline|alone|${made.auditor.name}|${made.worker.name}`),
    )
    assert.match((await made.teamManager.get('/')).body, /See to it now/)
    assert.doesNotMatch((await made.worker.get('/')).body, /See to it now/)
  })

  test('is acknowledged once by whom it was put to, with what was done, never by whoever raised it, and climbs no more', async () => {
    const { worry, worryId, page } = await raised()
    assert.equal((await pressed(made.auditor, worry, 'I say so')).statusCode, 403)
    assert.equal((await made.worker.get(worry)).statusCode, 404)
    assert.match((await made.teamManager.get(worry)).body, /Ottoline is alone with him tonight/)
    const seen = await made.teamManager.send(worry, { words: 'The police are there' })
    assert.equal(seen.statusCode, 303, seen.body)
    assert.equal((await pressed(made.serviceManager, worry, 'So am I')).statusCode, 409)
    assert.match((await made.auditor.get(page)).body, /Acknowledged/)
    const later = Temporal.Now.instant().add({ hours: 30 })
    assert.equal(await made.within((tx) => climbWorry(tx, worryId, publicUrl, later)), 0)
    assert.equal((await rungsOf(worryId)).length, 1)
  })

  test('climbs to the service manager and the head of service, an hour each, across a night and a weekend, once each', async () => {
    // Raised on a Friday night.
    const worryId = await raisedAt('2026-11-27T23:40:00Z')
    const climbed = async (at: string) => {
      const now = Temporal.Instant.from(at)
      const job = climbJob(publicUrl)
      await Promise.all([job.run(app.database, now), job.run(app.database, now)])
      await job.run(app.database, now)
      return (await rungsOf(worryId)).map(({ toPersonId, dueAt }) => [nameOf(toPersonId), dueAt.toString()])
    }
    const first = ['team manager', '2026-11-28T00:40:00Z']
    const second = ['service manager', '2026-11-28T01:40:00Z']
    assert.deepEqual(await climbed('2026-11-27T23:40:00Z'), [first])
    assert.deepEqual(await climbed('2026-11-28T00:39:59Z'), [first])
    assert.deepEqual(await climbed('2026-11-28T00:40:00Z'), [first, second])
    assert.deepEqual(await climbed('2026-11-28T01:39:59Z'), [first, second])
    const all = [first, second, ['head of service', '2026-11-28T02:40:00Z']]
    assert.deepEqual(await climbed('2026-11-28T01:40:00Z'), all)
    assert.deepEqual(await climbed('2026-11-30T09:00:00Z'), all)
    assert.equal((await mailsAbout(`audit-worry:${worryId}`)).length, 3)
    assert.match((await made.head.get('/')).body, /See to it now/)
  })

  test('after downtime reaches everybody whose hour has come at once', async () => {
    const { worryId } = await raised()
    const later = Temporal.Now.instant().add({ hours: 9 })
    assert.equal(await made.within((tx) => climbWorry(tx, worryId, publicUrl, later)), 2)
    assert.equal((await rungsOf(worryId)).length, 3)
  })

  test('goes to whoever stands in for the team’s manager, and waits for nobody who is away uncovered', async () => {
    const away = {
      startsAt: Temporal.Now.instant().subtract({ hours: 1 }),
      endsAt: Temporal.Now.instant().add({ hours: 1 }),
    }
    const absence = { personId: made.teamManager.personId, kind: 'planned' as const, ...away }
    await made.within(async (tx) => answerOf(await recordAbsence(tx, absence)))
    const uncovered = await raised()
    assert.deepEqual(
      (await rungsOf(uncovered.worryId)).map(({ toPersonId }) => nameOf(toPersonId)),
      ['team manager', 'service manager'],
    )
    const cover = { personId: made.teamManager.personId, coveredBy: made.auditorsManager.personId, ...away }
    await made.within(async (tx) => answerOf(await recordCover(tx, cover)))
    const covered = await raised()
    const [only] = await rungsOf(covered.worryId)
    assert.equal(only?.toPersonId, made.auditorsManager.personId)
    assert.match((await made.auditorsManager.get('/')).body, /See to it now/)
  })

  test('is raised by whoever audits the case or oversees audits, and by nobody else', async () => {
    const audited = await givenCase()
    assert.equal((await made.second.get(`${audited.page}/worry`)).statusCode, 403)
    assert.equal((await made.teamManager.send(`${audited.page}/worry`, { words: 'Mine' })).statusCode, 403)
    const lead = await made.lead.send(`${audited.page}/worry`, { words: 'Nobody has seen her' })
    assert.equal(lead.statusCode, 303, lead.body)
  })

  test('about a restricted record is seen by whoever it is put to, though the audit is closed to them', async () => {
    const { childId } = await restrictedFor(app).restricted(made.serviceManager, made.auditor)
    const audited = await made.makeCase({ childId })
    await made.give(audited, made.auditor)
    const sent = await made.auditor.send(`${audited.page}/worry`, { words: 'Nobody has seen her' })
    assert.equal(sent.statusCode, 303, sent.body)
    const rungs = await rungsOf(String(sent.headers.location).split('/').at(-1) ?? '')
    const to = [made.teamManager, made.auditorsManager].find(({ personId }) => personId === rungs[0]?.toPersonId)
    assert.ok(to)
    assert.equal((await to.get(audited.page)).statusCode, 404)
    const worry = await to.get(String(sent.headers.location))
    assert.match(worry.body, /Nobody has seen her[\s\S]*closed to you[\s\S]*break the glass/)
    const done = await to.send(String(sent.headers.location), { words: 'The police are there' })
    assert.equal(done.statusCode, 303, done.body)
  })

  test('is not believed to be told when nobody could be', async () => {
    const lonely = await made.makeCase({ isTeamless: true, people: [] })
    await made.give(lonely, made.auditor)
    const today = Temporal.Now.plainDateISO('Europe/London')
    const headHolds = (role: 'chief-officer' | 'head-of-service') =>
      made.within(async (tx) =>
        answerOf(
          await changeRoles(tx, { personId: made.head.personId, held: [role], day: today, why: 'For the test' }),
        ),
      )
    await headHolds('chief-officer')
    const sent = await made.auditor.send(`${lonely.page}/worry`, { words: 'She is alone' })
    await headHolds('head-of-service')
    assert.equal(sent.statusCode, 400)
    assert.match(sent.body, /Nobody is recorded who could be told, so nothing was sent/)
    assert.match(sent.body, /She is alone/)
  })
})

const nameOf = (personId: string): string =>
  new Map([
    [made.teamManager.personId, 'team manager'],
    [made.serviceManager.personId, 'service manager'],
    [made.head.personId, 'head of service'],
  ]).get(personId) ?? 'somebody else'

describe('an Inadequate', () => {
  async function inadequate(): Promise<MadeCase> {
    const audited = await givenCase()
    const sent = await made.auditor.send(audited.audit, { ...whole(), 'overall.grade': 'inadequate' })
    assert.equal(sent.statusCode, 303, sent.body)
    return audited
  }

  test('is the service manager’s at once, who plans and orders the re-audit', async () => {
    const audited = await inadequate()
    const [mail] = await mailsAbout(`audit-inadequate:${audited.id}`)
    assert.equal(mail?.toAddress, emailOf(made.serviceManager))
    assert.doesNotMatch(
      `${mail?.subject} ${mail?.text}`,
      new RegExp(`Ottoline|Fairweather|${made.worker.name}|${made.auditor.name}`),
    )
    assert.match((await made.serviceManager.get('/')).body, /Inadequate: a plan and a re-audit/)
    const address = `${audited.page}/plan`
    assert.equal((await made.auditorsManager.get(address)).statusCode, 403)
    const past = await made.serviceManager.send(address, { plan: 'See her', reAuditBy: '1/1/2026', replaces: '' })
    assert.equal(past.statusCode, 400)
    assert.match(past.body, /See her/)
    const planned = await made.serviceManager.send(address, { plan: 'See her', reAuditBy: '1/3/2027', replaces: '' })
    assert.equal(planned.statusCode, 303, planned.body)
    const page = (await made.serviceManager.get(audited.page)).body
    assert.match(page, /See her[\s\S]*To be audited again by[\s\S]*1 Mar 2027/)
    assert.doesNotMatch(
      (await made.serviceManager.get('/')).body,
      new RegExp(`${audited.reference}<[\\s\\S]*a plan and a re-audit`),
    )
    const later = Temporal.Now.instant().add({ hours: 24 * 10 })
    assert.equal(await made.within((tx) => climbInadequate(tx, audited.id, publicUrl, later)), false)
  })

  test('is audited again as its plan says: opened once, two weeks before its day, and compared with the first', async () => {
    const audited = await inadequate()
    const by = londonDate(Temporal.Now.instant()).add({ days: 30 })
    const typed = `${by.day}/${by.month}/${by.year}`
    const answers = { plan: 'See her', reAuditBy: typed, replaces: '' }
    assert.equal((await made.serviceManager.send(`${audited.page}/plan`, answers)).statusCode, 303)
    const opened = () =>
      made.within(async (tx) => {
        const { rows } = await sql<{ id: string; dueOn: Temporal.PlainDate; childId: string; follows: string | null }>`
          select again.id, again.due_on, again.child_id, round.follows from audits.audit_case again
            join audits.cycle round on round.authority_id = again.authority_id and round.id = again.cycle_id
           where again.follows = ${audited.id} and round.kind = 're-audit'`.execute(tx.sql)
        return rows
      })
    const run = (days: number) => reAuditJob.run(app.database, Temporal.Now.instant().add({ hours: 24 * days }))
    await run(15)
    assert.deepEqual(await opened(), [])
    await Promise.all([run(17), run(17)])
    const [again, ...others] = await opened()
    assert.deepEqual(others, [])
    assert.equal(again?.childId, audited.childId)
    assert.ok(again?.dueOn.equals(by))
    assert.ok(again?.follows)
    assert.match((await made.serviceManager.get(audited.page)).body, new RegExp(`/audits/cases/${again?.id}">AU-`))
  })

  test('without a plan in time is the head of service’s as well, once', async () => {
    const audited = await inadequate()
    const climb = (hours: number) =>
      made.within((tx) => climbInadequate(tx, audited.id, publicUrl, Temporal.Now.instant().add({ hours })))
    assert.equal(await climb(0), false)
    assert.deepEqual([await climb(24 * 6), await climb(24 * 6)], [true, false])
    assert.equal((await mailsAbout(`audit-unplanned:${audited.id}`)).length, 1)
    assert.match((await made.head.get('/')).body, new RegExp(`${audited.reference}[\\s\\S]*not made in time`))
    assert.equal((await made.head.get(`${audited.page}/plan`)).statusCode, 200)
  })
})

describe('a late audit', () => {
  test('is chased by mail once for each day that it is, and copied to the manager after five working days', async () => {
    const { assignmentId } = await givenCase('2026-11-02')
    const job = chaseJob({ publicUrl, calendar: async () => shippedCalendar })
    const chase = async (at: string) => {
      const now = Temporal.Instant.from(at)
      await Promise.all([job.run(app.database, now), job.run(app.database, now)])
      const own = (await mailsAbout(`audit-late:${assignmentId}`)).map(({ toAddress }) => toAddress)
      return [own.length, (await mailsAbout(`audit-late-copy:${assignmentId}`)).length]
    }
    assert.deepEqual(await chase('2026-11-02T08:59:00Z'), [0, 0])
    assert.deepEqual(await chase('2026-11-02T09:00:00Z'), [1, 0])
    assert.deepEqual(await chase('2026-11-03T17:00:00Z'), [1, 0])
    assert.deepEqual(await chase('2026-11-04T09:00:00Z'), [2, 0])
    assert.deepEqual(await chase('2026-11-10T09:00:00Z'), [3, 1])
    const [copy] = await mailsAbout(`audit-late-copy:${assignmentId}`)
    assert.equal(copy?.toAddress, emailOf(made.auditorsManager))
    assert.doesNotMatch(copy?.text ?? '', new RegExp(`${made.auditor.name}|Ottoline`))
  })

  test('that was sent in is chased no more', async () => {
    const { assignmentId, audit } = await givenCase('2026-11-02')
    assert.equal((await made.auditor.send(audit, whole())).statusCode, 303)
    const job = chaseJob({ publicUrl, calendar: async () => shippedCalendar })
    await job.run(app.database, Temporal.Instant.from('2026-11-20T09:00:00Z'))
    assert.deepEqual(await mailsAbout(`audit-late:${assignmentId}`), [])
  })
})
