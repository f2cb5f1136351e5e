import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { drawSample } from '#kernel/sampling'
import { testApp } from '#test/app'
import { auditsFor } from '#test/audits'
import { shippedCalendar } from '#test/calendar'
import { madeDiscussion } from '../../../strategy-discussions/measures/made-discussions.ts'
import { findDiscussion } from '../../../strategy-discussions/store/discussions.ts'
import { recordSettlement } from '../../../strategy-discussions/store/settlements.ts'
import { mondayOf, nextMonday, opensOn, weeklyDueOn } from '../rules/weeks.ts'
import { openWeeklyJob } from './job.ts'
import { openWeek } from './open-week.ts'

const app = await testApp()
const { within, lines, held } = await auditsFor(app)
const job = openWeeklyJob(async () => shippedCalendar)
const now = Temporal.Now.instant()
/** Nine in the morning of the Monday after now, when what was recorded in this test is to be audited. */
const monday = nextMonday(londonDate(now))
const onMonday = startOfLondonDay(monday).add({ hours: 9 })
const daysAgo = (days: number): Temporal.Instant => now.subtract({ hours: 24 * days })

interface Row {
  readonly discussionId: string
  readonly state: string
  readonly week: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly teamId: string | null
  readonly independenceUnknown: string
  readonly people: readonly string[]
  readonly children: number
}

const cases = (): Promise<readonly Row[]> =>
  within(async (tx) => {
    const { rows } = await sql<Row>`
      select audited.discussion_id, audited.state, round.from_day as week, audited.due_on, audited.team_id,
             audited.independence_unknown,
             array(select named.part || ' ' || named.person_id from audits.case_person named
                    where named.authority_id = audited.authority_id and named.case_id = audited.id order by 1) as people,
             (select count(*)::integer from audits.case_child about
               where about.authority_id = audited.authority_id and about.case_id = audited.id) as children
        from audits.audit_case audited
        join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
       where round.kind = 'weekly-discussions' order by audited.number`.execute(tx.sql)
    return rows
  })
const caseOf = async (discussionId: string): Promise<Row | undefined> =>
  (await cases()).find((each) => each.discussionId === discussionId)

describe('when an audit is opened and due', () => {
  const at = (text: string) => Temporal.Instant.from(text)

  test('on the Monday after it was held', () => {
    assert.equal(opensOn(at('2021-11-24T10:00Z'), at('2021-11-24T12:00Z')).toString(), '2021-11-29')
  })

  test('of one held on a Monday, a week later', () => {
    assert.equal(opensOn(at('2021-11-29T10:00Z'), at('2021-11-29T12:00Z')).toString(), '2021-12-06')
  })

  test('on the Monday after it was recorded, where that was later', () => {
    assert.equal(opensOn(at('2021-11-24T10:00Z'), at('2021-12-01T12:00Z')).toString(), '2021-12-06')
  })

  test('by the London day: Sunday half past eleven at night in summer is still Sunday', () => {
    assert.equal(opensOn(at('2021-06-20T22:30Z'), at('2021-06-20T22:30Z')).toString(), '2021-06-21')
    assert.equal(opensOn(at('2021-06-20T23:30Z'), at('2021-06-20T23:30Z')).toString(), '2021-06-28')
  })

  test('five working days after that Monday, over Christmas and the New Year as well', () => {
    const due = (day: string) => weeklyDueOn(shippedCalendar, Temporal.PlainDate.from(day)).toString()
    assert.equal(due('2021-11-29'), '2021-12-06')
    assert.equal(due('2021-12-27'), '2022-01-05')
  })
})

test('a discussion held and recorded last week is not audited before Monday, and on Monday once', async () => {
  const discussion = await held(lines.east, daysAgo(8))
  await job.run(app.database, now)
  assert.equal(await caseOf(discussion), undefined)
  await job.run(app.database, onMonday)
  const opened = await caseOf(discussion)
  assert.ok(opened)
  assert.equal(opened.state, 'held')
  assert.equal(
    opened.week.toString(),
    mondayOf(londonDate(daysAgo(8))).toString(),
    'it belongs to the week in which it was held',
  )
  assert.equal(opened.dueOn.toString(), weeklyDueOn(shippedCalendar, monday).toString())
  assert.equal(opened.teamId, lines.east.teamId)
  assert.equal(opened.children, 1)
  assert.equal(opened.independenceUnknown, '')
  assert.deepEqual(opened.people, [
    `chair ${lines.east.teamManager}`,
    `manager ${lines.east.teamManager}`,
    `worker ${lines.east.worker}`,
  ])
})

test('run again, and by two workers at once, the job opens nothing twice', async () => {
  const one = await held(lines.west, daysAgo(3))
  const other = await held(lines.east, daysAgo(15))
  const next = onMonday.add({ hours: 1 })
  await Promise.all([job.run(app.database, next), job.run(app.database, next), job.run(app.database, next)])
  const first = await cases()
  assert.equal(first.filter(({ discussionId }) => discussionId === one).length, 1)
  assert.equal(first.filter(({ discussionId }) => discussionId === other).length, 1)
  await job.run(app.database, next.add({ hours: 1 }))
  assert.deepEqual(await cases(), first)
  const rounds = await within((tx) =>
    sql<{ many: number }>`
    select count(*)::integer as many from audits.cycle group by from_day having count(*) > 1`.execute(tx.sql),
  )
  assert.deepEqual(rounds.rows, [])
})

test('whose chair nobody here knows makes independence unknown', async () => {
  const discussion = await within((tx) =>
    madeDiscussion(tx, {
      causeAt: daysAgo(4),
      heldAt: daysAgo(3),
      teamId: lines.east.teamId,
      allocatedWorkerId: lines.east.worker,
    }),
  )
  await job.run(app.database, onMonday)
  assert.equal((await caseOf(discussion))?.independenceUnknown, 'the chair is nobody known here')
})

test('one that came from the past without attendance, and a cancelled one, are not audited', async () => {
  const past = await within((tx) => madeDiscussion(tx, { causeAt: daysAgo(9), heldAt: daysAgo(8), origin: 'history' }))
  const cancelled = await within((tx) => madeDiscussion(tx, { causeAt: daysAgo(9), not: 'cancelled' }))
  await job.run(app.database, onMonday.add({ hours: 1 }))
  assert.equal(await caseOf(past), undefined)
  assert.equal(await caseOf(cancelled), undefined)
})

test('of those decided against or lapsed in a week, one in five is drawn, and the draw can be repeated', async () => {
  const week = mondayOf(londonDate(now)).subtract({ days: 28 })
  const there = startOfLondonDay(week).add({ hours: 30 })
  const ids = await within(async (tx) => {
    const made: string[] = []
    for (let at = 0; at < 11; at += 1)
      made.push(
        await madeDiscussion(tx, {
          causeAt: there.add({ minutes: at }),
          teamId: lines.west.teamId,
          ...(at < 4 ? { not: 'decided-not-to-hold' as const } : {}),
        }),
      )
    return made
  })
  await job.run(app.database, onMonday)
  const sampled = (await cases()).filter(({ discussionId }) => ids.includes(discussionId))
  assert.equal(sampled.length, 2)
  const { rows } = await within((tx) =>
    sql<{ seed: string; subjectId: string; isDrawn: boolean; stratum: string }>`
    select drawn.seed, item.subject_id, item.is_drawn, item.stratum
      from audits.draw drawn
      join audits.cycle round on round.authority_id = drawn.authority_id and round.id = drawn.cycle_id
      join audits.frame_item item on item.authority_id = drawn.authority_id and item.draw_id = drawn.id
     where drawn.frame_of = 'not-held' and round.from_day = ${week}`.execute(tx.sql),
  )
  assert.deepEqual(rows.map(({ subjectId }) => subjectId).sort(), [...ids].sort(), 'all of them are listed')
  assert.equal(rows.filter(({ stratum }) => stratum === 'lapsed').length, 7)
  const again = drawSample(ids, 2, rows[0]?.seed ?? '')
  assert.deepEqual(sampled.map(({ discussionId }) => discussionId).sort(), [...again.ids].sort())
  // One that was drawn as lapsed and was held after all has both audits.
  const lapsed = sampled.find(({ state }) => state === 'lapsed')
  if (lapsed === undefined) return
  await within(async (tx) => {
    const discussion = await findDiscussion(tx, lapsed.discussionId)
    assert.ok(discussion)
    await recordSettlement(tx, discussion, {
      kind: 'held',
      happenedAt: discussion.dueAt.add({ minutes: 5 }),
      endedAt: discussion.dueAt.add({ minutes: 25 }),
      form: 'video',
      isEmergencyCall: false,
      whyByPhone: '',
      chairId: lines.west.teamManager,
      chairName: '',
      chairDepartures: [],
      chairDepartureReason: '',
      minuteTakerId: null,
      personId: null,
      reason: '',
    })
  })
  await job.run(app.database, onMonday)
  const both = (await cases()).filter(({ discussionId }) => discussionId === lapsed.discussionId)
  assert.deepEqual(both.map(({ state }) => state).sort(), ['held', 'lapsed'])
})

test('a crash halfway leaves nothing, and the next run opens everything once', async () => {
  const discussions = [await held(lines.east, daysAgo(22)), await held(lines.west, daysAgo(22))]
  const week = mondayOf(londonDate(daysAgo(22)))
  const crash = within(async (tx) => {
    const opened = await openWeek(tx, week, { now: onMonday, calendar: shippedCalendar })
    assert.equal(opened?.opened.length, 2)
    throw new Error('the machine stopped')
  })
  await assert.rejects(crash, /the machine stopped/)
  assert.equal(await caseOf(discussions[0] ?? ''), undefined)
  await job.run(app.database, onMonday)
  for (const discussion of discussions)
    assert.equal((await cases()).filter(({ discussionId }) => discussionId === discussion).length, 1)
})
