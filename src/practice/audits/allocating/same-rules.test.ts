import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { addChild } from '#practice/children'
import { addTeam, moveToTeam, recordAbsence, recordTraining } from '#practice/organisation'
import { testApp } from '#test/app'
import { auditsFor, longAgo, madeTool } from '#test/audits'
import { answerOf } from '#test/outcome'
import { type ExclusionRule, whyNotIn } from '../allocation/rules/why-not.ts'
import { findCycle, recordCycle } from '../cases/store/cycles.ts'
import { openCase } from '../cases/store/open-case.ts'
import { on } from '../tables.ts'
import { type Part, parts } from '../words.ts'
import { loadProblem } from './store/load.ts'

/** What the database calls each rule of the solver. */
const called: Readonly<Record<ExclusionRule, string>> = {
  'unknown-people': 'unknown',
  'own-team': 'own-team',
  'own-involvement': 'named',
  'line-manager': 'line-manager',
  'own-line-manager': 'own-manager',
  'previous-team': 'previous-team',
  conflict: 'conflict',
  absent: 'absent',
  'not-trained': 'not-trained',
}

test('the rules as the solver keeps them and as the database holds them give the same answer for every pair', async () => {
  const { database, authorityId } = await testApp()
  const { within, person } = await auditsFor({ database, authorityId })
  const random = dice(20_211_125)
  const pick = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(random() * things.length)] as Thing
  const now = Temporal.Now.instant()
  const today = londonDate(now)
  const cycleId = await within(async (tx) => {
    const tool = await madeTool(tx, 'case-file', 'child')
    const teams: string[] = []
    for (let at = 0; at < 6; at += 1) teams.push(answerOf(await addTeam(tx, { name: `Team ${at}`, areaId: null })))
    const people: string[] = []
    for (let at = 0; at < 24; at += 1) {
      const lineManagerId = at === 0 ? null : (people[Math.floor(random() * Math.min(at, 8))] ?? null)
      const teamId = at < 3 ? null : pick(teams)
      const each = await person(tx, `Person ${at}`, 'team-manager', {
        ...(lineManagerId === null ? {} : { lineManagerId }),
        ...(teamId === null ? {} : { teamId }),
      })
      people.push(each)
      if (teamId !== null && random() < 0.3)
        await moveToTeam(tx, {
          personId: each,
          teamId: pick(teams),
          day: today.subtract({ months: pick([3, 20]) }),
          why: 'Moved',
        })
      if (random() < 0.9)
        answerOf(await recordTraining(tx, { personId: each, kind: 'audit', completedOn: longAgo, expiresOn: null }))
      const expiresOn = random() < 0.2 ? today.subtract({ days: 1 }) : null
      await on(tx)
        .insertInto('audits.toolTraining')
        .values({
          authorityId,
          id: newId(),
          toolId: tool.toolId,
          personId: each,
          completedOn: longAgo,
          expiresOn,
          replaces: null,
        })
        .execute()
      if (random() < 0.15)
        answerOf(
          await recordAbsence(tx, {
            personId: each,
            kind: 'planned',
            startsAt: now.subtract({ hours: pick([1, 30]) }),
            endsAt: null,
          }),
        )
    }
    const children: string[] = []
    for (let at = 0; at < 5; at += 1) children.push(await addChild(tx, { givenName: 'A', familyName: `Child ${at}` }))
    for (let at = 0; at < 20; at += 1) {
      const about = at % 3
      const ended = random() < 0.2
      await on(tx)
        .insertInto('audits.conflict')
        .values({
          authorityId,
          id: newId(),
          personId: pick(people),
          teamId: about === 0 ? pick(teams) : null,
          aboutPersonId: about === 1 ? pick(people) : null,
          childId: about === 2 ? pick(children) : null,
          reason: 'Known to them',
          fromDay: today.subtract({ days: 10 }),
          untilDay: ended ? today : null,
          replaces: null,
        })
        .execute()
    }
    const round = await recordCycle(tx, {
      kind: 'case-file',
      name: 'Every rule',
      toolVersionId: tool.versionId,
      fromDay: today.subtract({ days: 30 }),
      toDay: today,
      dueOn: today.add({ days: 20 }),
    })
    assert.ok(round)
    for (const [at, child] of [...children, ...children, ...children, ...children, ...children].entries())
      await openCase(tx, {
        cycleId: round,
        subject: 'child',
        subjectId: child,
        dueOn: today.add({ days: 20 }),
        openedAt: now,
        involved: {
          happenedOn: today.subtract({ days: 30 - at }),
          teamId: at % 9 === 0 ? null : pick(teams),
          areaId: null,
          childIds: [child],
          people: [...new Set([pick(people), pick(people), pick(people)])].map((personId) => ({
            personId,
            part: pick(Object.keys(parts) as Part[]),
          })),
          unknown: '',
        },
      })
    return round
  })

  await within(async (tx) => {
    const cycle = await findCycle(tx, cycleId)
    assert.ok(cycle)
    const { problem } = await loadProblem(tx, cycle, { seed: 1, hoursEach: null })
    const everybody = await sql<{ id: string }>`
      select id from organisation.person where name like 'Person %'`.execute(tx.sql)
    assert.equal(problem.cases.length, 25)
    assert.ok(problem.auditors.length >= 10)
    const whyNot = whyNotIn(problem)
    const seen = new Map<string, number>()
    for (const audited of problem.cases) {
      const { rows } = await sql<{ id: string; reasons: readonly string[] }>`
        select person.id, audits.why_not_independent(${audited.id}, person.id, 'mark', 1) as reasons
          from unnest(${problem.auditors.map(({ id }) => id)}::uuid[]) person (id)`.execute(tx.sql)
      const held = new Map(rows.map(({ id, reasons }) => [id, [...reasons].sort()]))
      for (const auditor of problem.auditors) {
        const ours = [...new Set(whyNot(auditor, audited).map(({ rule }) => called[rule]))].sort()
        assert.deepEqual(ours, held.get(auditor.id), `auditor ${auditor.id}, case ${audited.id}`)
        for (const reason of ours.length === 0 ? ['none'] : ours) seen.set(reason, (seen.get(reason) ?? 0) + 1)
      }
    }
    const met = ['none', 'own-team', 'named', 'line-manager', 'own-manager', 'previous-team', 'conflict', 'absent']
    assert.deepEqual(
      met.filter((reason) => (seen.get(reason) ?? 0) === 0),
      [],
      'every rule was met',
    )
    // Whoever is not trained is left out of the problem; the database says so of each of them.
    const asked = new Set(problem.auditors.map(({ id }) => id))
    const leftOut = everybody.rows.filter(({ id }) => !asked.has(id))
    assert.ok(leftOut.length > 0)
    for (const { id } of leftOut) {
      const { rows } = await sql<{ reasons: readonly string[] }>`
        select audits.why_not_independent(${problem.cases[0]?.id}, ${id}, 'mark', 1) as reasons`.execute(tx.sql)
      assert.ok(rows[0]?.reasons.includes('not-trained'))
    }
  })
})

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
