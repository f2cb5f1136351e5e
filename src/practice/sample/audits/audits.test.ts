import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { agreementOf, ratingsOf } from '#kernel/agreement'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { gradeNames, nextMonday } from '#practice/audits'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { meetingsGiven } from '#test/meetings'
import { openWeeklyJob } from '../../audits/cases/weekly/job.ts'
import { listSubmissions } from '../../audits/doing/store/submissions.ts'
import { getContent } from '../../audits/doing/store/tool.ts'
import { answersSchema } from '../../audits/tools/asking/schema.ts'
import { makeFirstSample } from '../index.ts'
import { keepAlive } from '../present/job.ts'
import { sampleLeads } from '../staff.ts'
import { factsOf } from './facts.ts'
import { pastAudits } from './past.ts'
import { beginTelling } from './told.ts'

const { database, migrationUrl } = await testDatabase()
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(999, 'test'), work)
const rowsOf = <Row>(query: string): Promise<readonly Row[]> =>
  within(async (tx) => (await sql<Row>`${sql.raw(query)}`.execute(tx.sql)).rows)
const countOf = async (from: string): Promise<number> =>
  (await rowsOf<{ many: number }>(`select count(*)::integer as many from ${from}`))[0]?.many ?? 0

const reform = "'2021-10-01'::timestamptz"
let now: Temporal.Instant

before(async () => {
  await makeFirstSample(migrationUrl, shippedCalendar, meetingsGiven)
  now = await within(async (tx) => tx.now)
})

describe('the audits of the past', () => {
  test('each discussion held since November 2021 whose Monday came before this week has exactly one audit', async () => {
    const thisMonday = startOfLondonDay(nextMonday(londonDate(now)).subtract({ days: 7 }))
    const audits = await rowsOf<{ audits: number }>(`
      select (select count(*)::integer from audits.audit_case audited
               where audited.discussion_id = settled.discussion_id and audited.state = 'held') as audits
        from strategy.standing_settlement settled
       where settled.kind = 'held' and settled.happened_at >= '2021-11-01Z'
         and greatest(settled.happened_at, settled.known_at) < '${thisMonday}'::timestamptz - interval '7 days'`)
    assert.ok(audits.length > 150, `${audits.length} held`)
    assert.deepEqual(
      audits.filter((each) => each.audits !== 1),
      [],
    )
    const early = "audits.audit_case where discussion_id is not null and opened_at < '2021-11-01Z'"
    assert.ok((await countOf(early)) < 15)
  })

  test('until September 2021 the own team’s manager audited, and nobody looked again', async () => {
    const early = await rowsOf<{ reasons: readonly string[] }>(`
      select audits.why_not_independent(given.case_id, given.auditor_id, 'mark', 1) as reasons
        from audits.assignment given where given.assigned_at < ${reform}`)
    assert.ok(early.length > 60)
    assert.ok(early.every(({ reasons }) => reasons.includes('own-team') || reasons.includes('named')))
    const again = `audits.moderation_pick picked join audits.audit_case audited on audited.id = picked.case_id`
    assert.equal(await countOf(`${again} where audited.opened_at < ${reform} and picked.is_moderated`), 0)
    const overseen = `actions.action_step step join actions.action set on set.id = step.action_id`
    const setEarly = `join audits.audit_case audited on audited.id = set.from_id and audited.opened_at < ${reform}`
    assert.ok((await countOf(`${overseen} ${setEarly} where step.kind = 'done'`)) > 5)
    const verified = `${overseen} ${setEarly} where step.kind = 'verified'`
    assert.equal(await countOf(`${verified} and step.recorded_at < ${reform}`), 0)
    // Looked at again after the inspectors' visit: nothing of then waits today.
    assert.ok((await countOf(`${verified} and step.recorded_at between ${reform} and '2022-03-01'`)) > 5)
  })

  test('since then everybody who audits or grades again is independent, by the database’s own rules', async () => {
    const later = await rowsOf<{ reasons: readonly string[] }>(`
      select audits.why_not_independent(given.case_id, given.auditor_id, given.purpose, 1) as reasons
        from audits.assignment given where given.assigned_at >= ${reform} and given.purpose = 'moderate'
       union all
      (select audits.why_not_independent(given.case_id, given.auditor_id, given.purpose, 1)
         from audits.assignment given where given.assigned_at >= ${reform} and given.purpose = 'mark'
        order by given.id limit 150)`)
    assert.ok(later.length > 200)
    assert.deepEqual(
      later.filter(({ reasons }) => reasons.length > 0),
      [],
    )
  })

  test('grades were kind until then and stricter after, and late audits became few', async () => {
    const [early, later] = await rowsOf<{ stricter: number; late: number }>(`
      select avg((sent.grade = 'requires-improvement')::integer)::float8 as stricter,
             avg(((sent.submitted_at at time zone 'Europe/London')::date > audited.due_on)::integer)::float8 as late
        from audits.submission sent join audits.audit_case audited on audited.id = sent.case_id
       where sent.purpose = 'mark' group by audited.opened_at >= ${reform} order by audited.opened_at >= ${reform}`)
    assert.ok(early !== undefined && later !== undefined)
    assert.ok(early.stricter < 0.16 && later.stricter > 0.22, `${early.stricter} and ${later.stricter}`)
    assert.ok(early.late > 0.4 && later.late < 0.2, `${early.late} and ${later.late} late`)
  })

  test('second graders were stricter than the first, and came to agree with them', async () => {
    const pairs = await rowsOf<{ at: string; one: string; other: string }>(`
      select first.submitted_at::text as at, first.grade as one, second.grade as other
        from audits.submission first
        join audits.submission second on second.case_id = first.case_id and second.purpose = 'moderate'
        join audits.moderation_pick picked on picked.case_id = first.case_id and picked.is_random_share
       where first.purpose = 'mark'`)
    const rank = (grade: string): number => gradeNames.indexOf(grade as (typeof gradeNames)[number])
    const scale = { labels: gradeNames, values: [1, 2, 3, 4] }
    const of = (from: string, to: string) => {
      const some = pairs.filter(({ at }) => at >= from && at < to).map(({ one, other }) => [rank(one), rank(other)])
      assert.ok(some.length > 30, `${some.length} pairs`)
      const stricter = some.reduce((sum, [one = 0, other = 0]) => sum + other - one, 0) / some.length
      return { ac2: agreementOf(ratingsOf(scale, 2, some)).ac2.ordinal.value ?? 0, stricter }
    }
    const [first, later] = [of('2021-10-01', '2022-09-01'), of('2024-01-01', '2027-01-01')]
    assert.ok(first.ac2 < 0.62, `AC2 ${first.ac2} in the first year`)
    assert.ok(later.ac2 > first.ac2 + 0.15 && later.ac2 > 0.65, `AC2 ${later.ac2} later, ${first.ac2} at first`)
    assert.ok(first.stricter > 0.6 && later.stricter < 0.5, `${first.stricter} and ${later.stricter} of a grade`)
  })

  test('one auditor is more lenient than the others', async () => {
    const means = await rowsOf<{ isHers: boolean; mean: number }>(`
      select auditor_id = '${sampleLeads.serviceManagers[2]}' as is_hers,
             avg(array_position(array['outstanding', 'good', 'requires-improvement', 'inadequate'], grade::text))::float8 as mean
        from audits.submission where purpose = 'mark' and submitted_at >= '2022-06-01' group by 1 order by 1`)
    const [others, hers] = means
    assert.ok((others?.mean ?? 0) - (hers?.mean ?? 0) > 0.2, JSON.stringify(means))
  })

  test('every answer is one that its question asks for, and every seal holds', async () => {
    const cases = await rowsOf<{ caseId: string }>(
      'select distinct case_id from audits.submission order by case_id limit 60',
    )
    const sent = await within(async (tx) => {
      const all = []
      for (const { caseId } of cases)
        for (const submission of await listSubmissions(tx, caseId))
          all.push({ submission, content: await getContent(tx, submission.toolVersionId) })
      return all
    })
    assert.ok(sent.length >= 60)
    for (const { submission, content } of sent) {
      const { answers, sections, overall, isIntact } = submission
      assert.ok(isIntact)
      const read = answersSchema(content).safeParse({ answers, sections, overall })
      assert.ok(read.success, JSON.stringify(read.error?.issues))
    }
  })

  test('two were Inadequate, planned for the same day and audited again; a worry was acknowledged in twenty minutes', async () => {
    assert.equal(await countOf("audits.submission where purpose = 'mark' and grade = 'inadequate'"), 2)
    const planned = `audits.inadequate opened join audits.inadequate_plan plan on plan.case_id = opened.case_id
      join audits.audit_case again on again.follows = opened.case_id where plan.planned_at < opened.due_at`
    assert.equal(await countOf(planned), 2)
    const [worry] = await rowsOf<{ minutes: number }>(`
      select extract(epoch from said.acknowledged_at - worry.raised_at)::integer / 60 as minutes
        from audits.safety_worry worry join audits.safety_acknowledgement said on said.worry_id = worry.id`)
    assert.equal(worry?.minutes, 20)
  })

  test('some were excused with a reason, some actions are overdue, and families were heard or it says why not', async () => {
    assert.ok((await countOf('audits.excuse')) > 3)
    const now = `actions.action_now stands join actions.action set on set.id = stands.action_id and set.from_kind = 'audit'`
    for (const which of ["stands.state = 'verified'", "stands.state = 'open' and stands.due_on < current_date"])
      assert.ok((await countOf(`${now} where ${which}`)) > 0, which)
    for (const asked of [
      "who = 'child' and was_asked",
      "who = 'parent' and was_asked",
      "why_not <> ''",
      "who = 'worker'",
    ])
      assert.ok((await countOf(`audits.voice where ${asked}`)) > 20, asked)
    assert.equal(
      await countOf(
        'audits.audit_case audited join audits.voice on case_id = audited.id where discussion_id is not null',
      ),
      0,
    )
  })

  test('the same seed gives the same rows, another seed others', async () => {
    const facts = await within((tx) => factsOf(tx, now))
    const told = (seed: number) =>
      JSON.stringify([
        ...pastAudits(beginTelling({ seed, calendar: shippedCalendar, asOf: now.epochMilliseconds }), facts),
      ])
    assert.equal(told(7), told(7))
    assert.notEqual(told(7), told(8))
  })
})

describe('the audits of the present', () => {
  const alive = keepAlive(meetingsGiven)
  const tables = [
    'audits.submission',
    'audits.assignment',
    'audits.final_grade',
    'actions.action',
    'actions.action_step',
  ]
  const everything = async () => Promise.all(tables.map((table) => countOf(table)))
  const days = (many: number): Temporal.Instant => now.add({ hours: 24 * many })

  test('somebody has an audit that is late, and somebody one to grade again', async () => {
    const open = `audits.standing_assignment given where not audits.is_sent_in(given.id)
      and given.assigned_at > now() - interval '90 days'`
    assert.ok((await countOf(`${open} and given.purpose = 'mark' and given.due_on < current_date`)) > 0)
    assert.ok((await countOf(`${open} and given.purpose = 'moderate'`)) > 0)
  })

  test('what was held last week is opened and given by the weekly audit itself', async () => {
    await openWeeklyJob(async () => shippedCalendar).run(database, now)
    const given = `audits.audit_case audited join audits.cycle round on round.id = audited.cycle_id
      left join audits.standing_assignment given on given.case_id = audited.id
      where round.kind = 'weekly-discussions' and audited.recorded_at > '${now}'`
    assert.equal(await countOf(`${given} and given.id is null`), 0)
    const thisMonday = startOfLondonDay(nextMonday(londonDate(now)).subtract({ days: 7 }))
    const without = `strategy.standing_settlement settled where settled.kind = 'held'
      and settled.happened_at >= '2021-11-01Z' and greatest(settled.happened_at, settled.known_at) < '${thisMonday}'
      and not exists (select from audits.audit_case audited
                       where audited.discussion_id = settled.discussion_id and audited.state = 'held')`
    assert.equal(await countOf(without), 0)
  })

  test('audits that were given are sent in within two weeks, and twice for the same hours does nothing', async () => {
    const [sentBefore = 0] = await everything()
    await alive.run(database, days(12))
    const once = await everything()
    assert.ok((once[0] ?? 0) > sentBefore)
    await alive.run(database, days(12))
    assert.deepEqual(await everything(), once)
    assert.equal(await countOf('(select from audits.submission group by assignment_id having count(*) > 1) twice'), 0)
  })

  test('an audit that is chosen gets somebody independent, who grades it, and the two agree', async () => {
    const [chosen] = await rowsOf<{ caseId: string }>(`
      insert into audits.moderation_pick (authority_id, case_id, is_moderated, is_random_share, picked_at)
      select sent.authority_id, sent.case_id, true, true, '${days(11)}' from audits.submission sent
       where sent.purpose = 'mark' and sent.submitted_at > '${now}'
         and not exists (select from audits.moderation_pick p where p.case_id = sent.case_id)
       order by sent.case_id limit 1 returning case_id`)
    assert.ok(chosen !== undefined)
    for (const many of [19, 26, 33, 40, 47]) await alive.run(database, days(many))
    assert.equal(await countOf(`audits.submission where purpose = 'moderate' and case_id = '${chosen.caseId}'`), 1)
    assert.equal(await countOf(`audits.final_consent where agrees and case_id = '${chosen.caseId}'`), 1)
  })

  test('what a person gave is left to that person', async () => {
    await openWeeklyJob(async () => shippedCalendar).run(database, days(47))
    const open = 'audits.standing_assignment given where recorded_by is null and not audits.is_sent_in(given.id)'
    const lately = `${open} and assigned_at > now() - interval '90 days'`
    assert.ok((await countOf(lately)) > 0)
    await rowsOf(`
      insert into audits.assignment
        (authority_id, id, case_id, purpose, marker, auditor_id, due_on, replaces, reason, assigned_at, recorded_by)
      select authority_id, gen_random_uuid(), case_id, purpose, marker, auditor_id, due_on, id, 'Stays with them', assigned_at,
             auditor_id
        from ${lately}`)
    const sent = await countOf('audits.submission')
    await alive.run(database, days(61))
    assert.equal(await countOf('audits.submission'), sent)
  })
})
