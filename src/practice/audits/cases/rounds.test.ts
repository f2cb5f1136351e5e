import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { sampleMargin } from '#kernel/statistics'
import { addChild, allocate } from '#practice/children'
import { testApp } from '#test/app'
import { auditsFor, madeAuditor, madeTool } from '#test/audits'
import { drawByStrata, sharesOf } from './rules/strata.ts'
import { coverageOf } from './store/coverage.ts'
import { recordCycle } from './store/cycles.ts'

describe('drawing', () => {
  test('each stratum gets its share by largest remainder, and all together what was asked', () => {
    const shares = sharesOf(
      new Map([
        ['A', 50],
        ['B', 30],
        ['C', 21],
      ]),
      10,
    )
    assert.deepEqual(
      [...shares],
      [
        ['A', 5],
        ['B', 3],
        ['C', 2],
      ],
    )
    assert.deepEqual(
      [
        ...sharesOf(
          new Map([
            ['A', 1],
            ['B', 1],
            ['C', 1],
          ]),
          2,
        ),
      ],
      [
        ['A', 1],
        ['B', 1],
        ['C', 0],
      ],
    )
    assert.deepEqual(
      [
        ...sharesOf(
          new Map([
            ['A', 2],
            ['B', 1],
          ]),
          9,
        ),
      ],
      [
        ['A', 2],
        ['B', 1],
      ],
    )
  })

  test('the same frame, size and seed draw the same, whatever the order of the frame; another seed draws others', () => {
    const frame = Array.from({ length: 60 }, (_, at) => ({ id: `case-${at}`, stratum: at % 3 === 0 ? 'A' : 'B' }))
    const one = drawByStrata(frame, 12, 'seed')
    assert.deepEqual([...drawByStrata([...frame].reverse(), 12, 'seed')].sort(), [...one].sort())
    assert.equal([...one].filter((id) => Number(id.slice(5)) % 3 === 0).length, 4)
    assert.notDeepEqual([...drawByStrata(frame, 12, 'another')].sort(), [...one].sort())
  })

  test('the margin is that of a share of a half with the finite population correction', () => {
    assert.equal(sampleMargin(100, 1_000_000)?.toFixed(4), '0.0980')
    assert.equal(sampleMargin(50, 200)?.toFixed(4), '0.1203')
    assert.equal(sampleMargin(20, 20), 0)
    assert.equal(sampleMargin(0, 20), null)
  })
})

test('coverage puts every discussion held in exactly one of done, late, excused, not due yet and not opened', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const row = {
    heldOn: day('2021-11-24'),
    isHeld: true,
    isOpened: true,
    dueOn: day('2021-12-06'),
    doneOn: null,
    isExcused: false,
    isClosed: false,
  }
  const rows = [
    { ...row, doneOn: day('2021-12-06') },
    { ...row, doneOn: day('2021-12-07') },
    row,
    { ...row, isExcused: true },
    { ...row, isExcused: true, doneOn: day('2021-12-01') },
    { ...row, isOpened: false, dueOn: null, isClosed: null },
    { ...row, isHeld: false },
  ]
  const late = coverageOf(day('2021-11-22'), rows, day('2021-12-07'))
  assert.deepEqual(
    { ...late, monday: '' },
    {
      monday: '',
      due: 6,
      done: 3,
      doneLate: 1,
      late: 1,
      excused: 1,
      inTime: 0,
      notOpened: 1,
      noLongerHeld: 1,
      closed: 0,
    },
  )
  const onItsDay = coverageOf(day('2021-11-22'), rows, day('2021-12-06'))
  assert.deepEqual([onItsDay.late, onItsDay.inTime], [0, 1], 'on its due day it is not late')
})

test('until a round looks at the files of last month, planning it stands in the lead’s work', async () => {
  const app = await testApp()
  const { within } = await auditsFor(app)
  const qa = await app.signIn('qa-lead')
  const words = /Monthly audit of case files[\s\S]*Nothing is planned yet that looks at [A-Z][a-z]+ \d{4}/
  assert.doesNotMatch((await qa.get('/')).body, words, 'there is no tool to do it with')
  const { versionId } = await within((tx) => madeTool(tx, 'case-file', 'child'))
  assert.match((await qa.get('/')).body, words)
  assert.doesNotMatch((await (await app.signIn('service-manager')).get('/')).body, words)
  const month = londonDate(Temporal.Now.instant()).with({ day: 1 })
  const days = { fromDay: month.subtract({ months: 1 }), toDay: month, dueOn: month.add({ days: 20 }) }
  await within((tx) => recordCycle(tx, { ...days, kind: 'case-file', name: 'Files', toolVersionId: versionId }))
  assert.doesNotMatch((await qa.get('/')).body, words)
})

test('a round of case files is planned, seen before it is drawn, drawn by team, drawn again the same, and allocated', async () => {
  const app = await testApp()
  const { within, lines } = await auditsFor(app)
  const qa = await app.signIn('qa-lead')
  const today = londonDate(Temporal.Now.instant())
  const tool = await within(async (tx) => {
    const made = await madeTool(tx, 'case-file', 'child')
    for (const line of [lines.east, lines.west]) {
      await madeAuditor(tx, line.teamManager, made.toolId)
      for (let at = 0; at < 8; at += 1)
        await allocate(tx, {
          childId: await addChild(tx, {
            ...{ givenName: 'A', familyName: `Child ${at}`, primaryNeed: at < 2 ? 'N1' : at < 4 ? 'N5' : null },
          }),
          workerId: line.worker,
          teamId: line.teamId,
          lineManagerId: line.teamManager,
          fromDay: today.subtract({ days: 60 }),
        })
    }
    return made
  })
  const typed = (day: Temporal.PlainDate) => `${day.day}/${day.month}/${day.year}`
  const asked = {
    ...{ kind: 'case-file', name: 'Case files of last month', toolId: tool.toolId, markers: '1' },
    ...{ fromDay: typed(today.subtract({ days: 30 })), lastDay: typed(today), dueOn: typed(today.add({ days: 20 })) },
    ...{ previousTeamMonths: '12', minTeams: '1', moderatedPercent: '10' },
  }
  const wrong = await qa.send('/audits/cycles/new', { ...asked, lastDay: typed(today.add({ days: 3 })) })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /Give a last day that is over/)
  assert.match(wrong.body, /value="Case files of last month"/)
  const planned = await qa.send('/audits/cycles/new', asked)
  assert.equal(planned.statusCode, 303, planned.body)
  const drawAddress = String(planned.headers.location).split('?')[0] ?? ''
  const frame = (await qa.get(drawAddress)).body
  assert.match(frame, /16 cases to draw from/)
  assert.match(frame, /Of 10: a share is known within 19\.6 points either way/)
  assert.equal((await qa.send(drawAddress, { size: '0' })).statusCode, 400)
  const drawn = await qa.send(drawAddress, { size: '6', by: 'team' })
  assert.equal(drawn.statusCode, 303, drawn.body)
  assert.equal((await qa.send(drawAddress, { size: '6', by: 'team' })).statusCode, 409)
  const round = drawAddress.replace('/draw', '')
  const { rows } = await within((tx) =>
    sql<{ teamId: string; many: number }>`
      select team_id, count(*)::integer as many from audits.audit_case group by team_id`.execute(tx.sql),
  )
  assert.deepEqual(
    rows.map(({ many }) => many),
    [3, 3],
  )
  const again = /href="([^"]+\/draws\/[^"]+)"/.exec((await qa.get(round)).body)?.[1] ?? ''
  assert.match((await qa.get(again)).body, /the same cases/)

  assert.equal((await qa.send(`${round}/allocate`, { hoursEach: '' })).statusCode, 303)
  const given = await within((tx) =>
    sql<{ teamId: string; auditorId: string }>`
      select audited.team_id, given.auditor_id from audits.standing_assignment given
        join audits.audit_case audited on audited.id = given.case_id`.execute(tx.sql),
  )
  assert.equal(given.rows.length, 6)
  for (const { teamId, auditorId } of given.rows)
    assert.equal(auditorId, teamId === lines.east.teamId ? lines.west.teamManager : lines.east.teamManager)

  const second = await qa.send('/audits/cycles/new', { ...asked, name: 'Another' })
  const later = (await qa.get(String(second.headers.location).split('?')[0] ?? '')).body
  assert.match(later, /10 cases to draw from\. 6 others were audited with this tool in the last 12 months/)
  const byNeed = await qa.send(String(second.headers.location).split('?')[0] ?? '', { size: '5', by: 'need' })
  assert.equal(byNeed.statusCode, 303, byNeed.body)
  const strata = await within((tx) =>
    sql<{ stratum: string; drawn: number }>`
      select stratum, count(*) filter (where is_drawn)::integer as drawn from audits.frame_item item
        join audits.draw drawn on drawn.id = item.draw_id
       where drawn.strata = '{category of need}' group by stratum order by stratum`.execute(tx.sql),
  )
  assert.ok(strata.rows.length >= 2, JSON.stringify(strata.rows))
  assert.equal(
    strata.rows.reduce((sum, { drawn: many }) => sum + many, 0),
    5,
  )
  assert.ok(strata.rows.every(({ stratum }) => /^(Abuse or neglect|Family dysfunction|Need not known)$/.test(stratum)))
  const re = await qa.send('/audits/cycles/new', { ...asked, kind: 're-audit', name: 'Once more' })
  assert.match((await qa.get(String(re.headers.location).split('?')[0] ?? '')).body, /16 cases to draw from/)
})
