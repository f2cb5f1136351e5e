import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { prepareJobs } from '#platform/jobs'
import { mailArea } from '#platform/mail'
import { transact } from '#platform/transaction'
import { testApp, type Visitor } from '#test/app'
import { shippedCalendar } from '#test/calendar'
import { testMailServer } from '#test/smtp'
import { climbJob } from './climb.ts'
import { restrictedFor } from './made-restriction.ts'
import { breakingDeadlines } from './rules/due.ts'
import { recordBreaking } from './store/breakings.ts'

const app = await testApp()
const { database, authorityId, migrationUrl, signIn } = app
const mailServer = await testMailServer()
const { restricted, withPassword, breakGlass, within } = restrictedFor(app)
const manager = await signIn('service-manager')
const guardian = await signIn('team-manager')
const head = await signIn('head-of-service')
const worker = await withPassword('duty-social-worker')
const other = await signIn('duty-social-worker')
const [sendMail] =
  mailArea({ by: 'smtp', url: mailServer.url, from: 'Line of Sight <los@example.gov.uk>' }, 'http://localhost').jobs ??
  []

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const statusOf = async (who: Visitor, address: string): Promise<number> => (await who.get(address)).statusCode

/** As row-level security sees it, whatever pages do. */
const rowsSeen = (who: Visitor, childId: string) =>
  transact(
    database,
    { kind: 'person', authorityId, personId: who.personId, roles: ['duty-social-worker'] },
    async (tx) => {
      const { rows } = await sql`select from children.child where id = ${childId}`.execute(tx.sql)
      return rows.length
    },
  )

test('breaking the glass asks to sign in again, for a reason and for what makes it an emergency', async () => {
  const { reference, record } = await restricted(manager, guardian)
  const wrong = await breakGlass(worker, { reference, _password: 'not the password' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /The password is not right/)
  assert.doesNotMatch(wrong.body, /not the password/)
  const unsaid = await breakGlass(worker, { reference, reason: '', reasonKind: '' })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /Say why you need this record now/)
  assert.match(unsaid.body, /Choose what makes it an emergency/)
  assert.equal(await statusOf(worker, record), 404)
})

test('the glass opens the record for four hours, to the one who broke it and to nobody else', async () => {
  const { reference, record, childId } = await restricted(manager, guardian)
  assert.equal(await statusOf(worker, record), 404)
  const broken = await breakGlass(worker, { reference })
  assert.equal(broken.statusCode, 303, broken.body)
  assert.equal(broken.headers.location, record)
  assert.match((await worker.get(record)).body, /You broke the glass/)
  assert.equal(await rowsSeen(worker, childId), 1)
  assert.equal(await statusOf(other, record), 404)
  assert.equal(await rowsSeen(other, childId), 0)
})

test('after four hours the record is closed again, whatever a page does', async () => {
  const { childId, reference: childReference, record } = await restricted(manager, guardian)
  const opened = (hoursAgo: number) =>
    within((tx) =>
      recordBreaking(tx, {
        ...{ childId, childReference, personId: other.personId, reasonKind: 'danger-now', reason: 'Now' },
        ...{
          guardianId: guardian.personId,
          reviewerId: guardian.personId,
          brokenAt: tx.now.subtract({ minutes: Math.round(hoursAgo * 60) }),
        },
        ...breakingDeadlines(shippedCalendar, tx.now),
      }),
    )
  await opened(4.02)
  assert.equal(await rowsSeen(other, childId), 0)
  assert.equal(await statusOf(other, record), 404)
  await opened(3.9)
  assert.equal(await rowsSeen(other, childId), 1)
  assert.equal(await statusOf(other, record), 200)
})

test('the guardian has mail within a minute, without a name in it, and a task', async () => {
  const { reference } = await restricted(manager, guardian)
  const startedAt = Date.now()
  const broken = await breakGlass(worker, { reference })
  assert.equal(broken.statusCode, 303, broken.body)
  await sendMail?.run(database, Temporal.Now.instant())
  assert.ok(Date.now() - startedAt < 60_000)
  const { email } = await emailOf(guardian)
  const mail = mailServer.received.filter(({ to, source }) => to === email && source.includes(reference))
  assert.equal(mail.length, 1)
  assert.doesNotMatch(mail[0]?.source ?? '', new RegExp(`Ottoline|Fairweather|${worker.name}|police`))
  assert.match(mail[0]?.source ?? '', /http:\/\/localhost\/restricted-records\/breakings\/[0-9a-f-]{36}/)
  assert.match((await guardian.get('/')).body, new RegExp(`Glass broken on ${reference}`))
  assert.doesNotMatch((await worker.get('/')).body, new RegExp(`Glass broken on ${reference}`))
})

const emailOf = (who: Visitor) =>
  within(async (tx) => {
    const { rows } = await sql<{ email: string }>`
      select email from organisation.person where id = ${who.personId}`.execute(tx.sql)
    return { email: rows[0]?.email ?? '' }
  })

test('a name with the exact date of birth finds the record, and one of them alone does not', async () => {
  const dateOfBirth = Temporal.PlainDate.from('2016-05-14')
  const { record } = await restricted(manager, guardian, [], {
    givenName: 'Kestrel',
    familyName: 'Oakhampton',
    dateOfBirth,
  })
  const alone = await breakGlass(other, { name: 'Kestrel Oakhampton' })
  assert.equal(alone.statusCode, 400)
  const wrongDay = await breakGlass(worker, { name: 'Kestrel Oakhampton', dateOfBirth: '15/5/2016' })
  assert.match(wrongDay.body, /Nothing was opened/)
  const right = await breakGlass(worker, { name: 'Kestral Oakhampton', dateOfBirth: '14/5/2016' })
  assert.equal(right.headers.location, record)
})

test('an unrestricted record and one that is not there get the same words, and asking again and again is stopped', async () => {
  const asker = await withPassword('duty-social-worker')
  const { record, reference } = await restricted(manager, guardian, [manager])
  await manager.send(`${record}/restriction/review`, { found: 'lift', reason: 'They left' })
  assert.match((await breakGlass(asker, { reference })).body, /Nothing was opened/)
  for (let times = 0; times < 4; times += 1) {
    const answer = await breakGlass(asker, { reference: `CH-${99_990 + times}` })
    assert.equal(answer.statusCode, 200)
    assert.match(answer.body, /Nothing was opened/)
    assert.match(answer.body, /The police are at the door with them/)
  }
  const stopped = await breakGlass(asker, { reference: 'CH-99999' })
  assert.equal(stopped.statusCode, 400)
  assert.match(stopped.body, /asked five times within the hour/)
})

test('the glass is never broken by partners, nor by those who may not read records', async () => {
  for (const role of ['partner', 'scrutiny-support', 'administrator', 'performance-analyst'] as const) {
    const visitor = await withPassword(role)
    const status = await statusOf(visitor, '/children/break-glass')
    assert.equal(status, role === 'partner' || role === 'scrutiny-support' ? 404 : 403, role)
  }
  const { childId, reference: childReference } = await restricted(manager, guardian)
  const partner = await signIn('partner')
  const asPartner = transact(
    database,
    { kind: 'person', authorityId, personId: partner.personId, roles: ['partner', 'duty-social-worker'] },
    (tx) =>
      recordBreaking(tx, {
        ...{ childId, childReference, personId: partner.personId, reasonKind: 'other', reason: 'Let me in' },
        ...{ guardianId: guardian.personId, reviewerId: null, ...breakingDeadlines(shippedCalendar, tx.now) },
      }),
  )
  await assert.rejects(asPartner, /row-level security/)
})

test('the guardian reviews within a working day, nobody reviews their own, and it is reviewed once', async () => {
  const { reference } = await restricted(manager, guardian)
  await breakGlass(worker, { reference })
  const address = await breakingOf(reference)
  const own = await worker.send(address, { step: 'review', verdict: 'justified', reason: 'I say so' })
  assert.equal(own.statusCode, 403)
  assert.equal(await statusOf(other, address), 404)
  const unsaid = await guardian.send(address, { step: 'review', verdict: '', reason: '' })
  assert.equal(unsaid.statusCode, 400)
  const reviewed = await guardian.send(address, {
    step: 'review',
    verdict: 'justified',
    reason: 'I rang the duty desk',
  })
  assert.equal(reviewed.statusCode, 303, reviewed.body)
  assert.match((await guardian.get(address)).body, /It was needed/)
  assert.doesNotMatch((await guardian.get('/')).body, new RegExp(`Glass broken on ${reference}`))
  assert.doesNotMatch((await head.get(address)).body, /name="verdict"/)
})

const breakingOf = (reference: string) =>
  within(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from restricted_records.breaking where child_reference = ${reference} order by id desc`.execute(tx.sql)
    return `/restricted-records/breakings/${rows[0]?.id}`
  })

test('a review that is late climbs once, with mail, and is seen as late', async () => {
  const { reference } = await restricted(manager, guardian)
  await breakGlass(worker, { reference })
  const climb = climbJob('http://localhost')
  await climb.run(database, Temporal.Now.instant())
  assert.doesNotMatch((await head.get('/')).body, new RegExp(`Glass broken on ${reference}`))
  const later = Temporal.Now.instant().add({ hours: 24 * 6 })
  await climb.run(database, later)
  await climb.run(database, later)
  assert.match((await head.get('/')).body, new RegExp(`Glass broken on ${reference}[\\s\\S]*has climbed`))
  await sendMail?.run(database, Temporal.Now.instant())
  const { email } = await emailOf(head)
  const mail = mailServer.received.filter(({ to, source }) => to === email && source.includes(`late: ${reference}`))
  assert.equal(mail.length, 1)
})

test('whoever broke the glass can give the record back, and the guardian can close it to them', async () => {
  for (const closer of [worker, guardian]) {
    const { reference, record } = await restricted(manager, guardian)
    await breakGlass(worker, { reference })
    const closed = await closer.send(await breakingOf(reference), { step: 'give-back' })
    assert.equal(closed.statusCode, 303, closed.body)
    assert.equal(await statusOf(worker, record), 404)
  }
})

test('whoever covers the guardian stands in for them: the record is open to them, and the task is theirs', async () => {
  const { reference, record } = await restricted(manager, guardian)
  const standIn = await signIn('team-manager')
  assert.equal(await statusOf(standIn, record), 404)
  await within((tx) =>
    sql`insert into organisation.cover (authority_id, id, person_id, covered_by, starts_at, ends_at)
        values (${authorityId}, gen_random_uuid(), ${guardian.personId}, ${standIn.personId}, now() - interval '1 hour', now() + interval '1 day')`.execute(
      tx.sql,
    ),
  )
  await breakGlass(worker, { reference })
  assert.equal(await statusOf(standIn, record), 200)
  assert.match((await standIn.get('/')).body, new RegExp(`Glass broken on ${reference}`))
})
