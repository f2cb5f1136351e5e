import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { recordAbsence } from '#practice/organisation'
import { testApp } from '#test/app'
import { auditsFor, madeAuditor } from '#test/audits'
import { shippedCalendar } from '#test/calendar'
import { answerOf } from '#test/outcome'
import { nextMonday } from '../cases/rules/weeks.ts'
import { openWeeklyJob } from '../cases/weekly/job.ts'

const app = await testApp()
const { within, lines, held, person } = await auditsFor(app)
const qa = await app.signIn('qa-lead')
const now = Temporal.Now.instant()
const onMonday = startOfLondonDay(nextMonday(londonDate(now))).add({ hours: 9 })
const job = openWeeklyJob(async () => shippedCalendar)
const daysAgo = (days: number): Temporal.Instant => now.subtract({ hours: 24 * days })

const audits = (discussions: readonly string[]) =>
  within(async (tx) => {
    const { rows } = await sql<{ id: string; cycleId: string; discussionId: string; auditorId: string | null }>`
      select audited.id, audited.cycle_id, audited.discussion_id, given.auditor_id
        from audits.audit_case audited
        left join audits.standing_assignment given
          on given.authority_id = audited.authority_id and given.case_id = audited.id
       where audited.discussion_id = any (${[...discussions]}::uuid[]) order by audited.number`.execute(tx.sql)
    return rows
  })

test('on Monday the week’s discussions are given to service managers of another line, each once, with the proof', async () => {
  const ofEast = [await held(lines.east, daysAgo(8)), await held(lines.east, daysAgo(8))]
  const ofWest = [await held(lines.west, daysAgo(8))]
  await job.run(app.database, onMonday)
  await job.run(app.database, onMonday.add({ hours: 1 }))
  const given = await audits([...ofEast, ...ofWest])
  assert.deepEqual(
    given.map(({ auditorId }) => auditorId),
    [lines.west.serviceManager, lines.west.serviceManager, lines.east.serviceManager],
  )
  const { body } = await qa.get(`/audits/cycles/${given[0]?.cycleId}`)
  assert.match(body, /Allocated as fairly as can be/)
  assert.match(body, /aria-label="Load of Service West: 6 h"/)
  assert.match(body, /a gap of 0\.00 %/)
  const { rows } = await within((tx) =>
    sql<{ problem: string }>`select problem::text from audits.allocation`.execute(tx.sql),
  )
  assert.equal(rows.length, 1)
  assert.doesNotMatch(rows[0]?.problem ?? '', /(Service|Manager|Worker) (East|West)/, 'nobody is named in what is kept')
})

test('when nobody is free it says which rules clash and what would free it, and the rest is given', async () => {
  const absence = await within((tx) =>
    recordAbsence(tx, {
      personId: lines.west.serviceManager,
      kind: 'unplanned',
      startsAt: daysAgo(0).subtract({ minutes: 1 }),
      endsAt: null,
    }),
  )
  assert.ok(absence.ok)
  const [east, west] = [await held(lines.east, daysAgo(15)), await held(lines.west, daysAgo(15))]
  await job.run(app.database, onMonday)
  const given = await audits([east, west])
  assert.deepEqual(
    given.map(({ auditorId }) => auditorId),
    [null, lines.east.serviceManager],
  )
  const { body } = await qa.get(`/audits/cycles/${given[0]?.cycleId}`)
  assert.match(
    body,
    /1 marker needed for case AU-\d+, nobody is free: it is work of Service East’s own Team East; absent: Service West\./,
  )
  assert.match(body, /It would be free with Service West back from absence/)
  const { body: whyNot } = await qa.get(
    `/audits/cycles/${given[0]?.cycleId}/why-not?case=${given[0]?.id}&person=${lines.west.serviceManager}`,
  )
  assert.match(whyNot, /Service West may not audit AU-\d+:.*Service West is away/s)
  // Not all or nothing is asked by hand: without setting aside nothing is given.
  const strict = await qa.send(`/audits/cycles/${given[0]?.cycleId}/allocate`, { hoursEach: '' })
  assert.equal(strict.statusCode, 303)
  assert.match(
    (await qa.get(`/audits/cycles/${given[0]?.cycleId}`)).body,
    /It cannot be done: nothing was given to anybody/,
  )
  await within((tx) =>
    sql`insert into organisation.absence (authority_id, id, person_id, kind, starts_at, ends_at, replaces, is_cancelled, why)
        select authority_id, ${newId()}, person_id, kind, starts_at, ends_at, id, true, 'She is back'
          from organisation.absence where id = ${absence.value}`.execute(tx.sql),
  )
})

test('after somebody falls ill the round is allocated again, and what need not change stays', async () => {
  const third = await within((tx) => person(tx, 'Service North', 'service-manager', { lineManagerId: lines.head }))
  const fourth = await within((tx) => person(tx, 'Service South', 'service-manager', { lineManagerId: lines.head }))
  await within(async (tx) => {
    for (const each of [third, fourth]) await madeAuditor(tx, each, lines.toolId)
  })
  const discussions: string[] = []
  for (let at = 0; at < 6; at += 1) discussions.push(await held(at % 2 === 0 ? lines.east : lines.west, daysAgo(22)))
  await job.run(app.database, onMonday)
  const before = await audits(discussions)
  assert.ok(before.every(({ auditorId }) => auditorId !== null))
  // East and West may not audit only each other, so one of them audits none of these.
  assert.equal(new Set(before.map(({ auditorId }) => auditorId)).size, 3)
  assert.ok(before.some(({ auditorId }) => auditorId === third))
  await within(async (tx) =>
    answerOf(
      await recordAbsence(tx, {
        personId: third,
        kind: 'unplanned',
        startsAt: now.subtract({ minutes: 1 }),
        endsAt: null,
      }),
    ),
  )
  const cycle = before[0]?.cycleId
  const again = await qa.send(`/audits/cycles/${cycle}/allocate`, { hoursEach: '' })
  assert.equal(again.statusCode, 303, again.body)
  const after = await audits(discussions)
  assert.ok(after.every(({ auditorId }) => auditorId !== null && auditorId !== third))
  const changed = after.filter(({ auditorId }, at) => auditorId !== before[at]?.auditorId)
  assert.equal(changed.length, before.filter(({ auditorId }) => auditorId === third).length, 'only hers went to others')
})

test('coverage of the week and My work of the QA lead tell of what was opened and what nobody has', async () => {
  const coverage = (await qa.get('/audits/coverage')).body
  assert.match(coverage, /Coverage by week/)
  assert.match(coverage, /Share of discussions held in a week that have been audited/)
  const file = (await qa.get('/audits/coverage?format=csv')).body
  const lines = file
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map(Number))
  assert.ok(lines.length >= 3)
  for (const [, due = 0, done = 0, , late = 0, excused = 0, inTime = 0, notOpened = 0] of lines)
    assert.equal(due, done + late + excused + inTime + notOpened)
  await within((tx) =>
    sql`insert into audits.assignment (authority_id, id, case_id, purpose, marker, auditor_id, due_on, replaces, reason, assigned_at)
        select authority_id, ${newId()}, case_id, purpose, marker, null, due_on, id, 'Taken off', now()
          from audits.standing_assignment order by due_on limit 1`.execute(tx.sql),
  )
  assert.match((await qa.get('/')).body, /audits? given to nobody yet/)
})
