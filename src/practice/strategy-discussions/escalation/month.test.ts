import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import { prepareJobs } from '#platform/jobs'
import { testDatabase } from '#test/database'
import { watchAgain } from '../store/watch.ts'
import type { Asked } from './engine.ts'
import {
  discussionDue,
  discussionHeld,
  instant,
  type MadeCouncil,
  makeCouncil,
  recordCirculated,
} from './made-discussion.ts'

const { database, migrationUrl } = await testDatabase()
before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const everybody = ['local-authority', 'nhs', 'police'] as const

/** Section 47 was initiated there; the last day for the conference follows from it. */
const initiated = (
  { as }: MadeCouncil,
  discussion: { readonly id: string; readonly childId: string },
  { known, dueOn }: { readonly known: string; readonly dueOn: string },
): Promise<void> =>
  as(async (tx) => {
    await sql`
      insert into strategy.section_47 (authority_id, id, discussion_id, child_id, kind, started_at, conference_due_on, known_at)
      values (${tx.who.authorityId}, ${newId()}, ${discussion.id}, ${discussion.childId}, 'joint', ${instant(known)},
              ${dueOn}::date, ${instant(known)})`.execute(tx.sql)
    await watchAgain(tx, discussion.id, instant(known))
  })

/**
 * A month over Christmas 2021, looked at once a day at 08:30. Mon 27 and Tue 28 December and Mon 3 January are bank holidays.
 * Written by hand: the day, the discussion, what, the rung, whom, by when.
 */
const expected = [
  // Held Mon 13, its record was due Tue 14 at 17:00; from the second after it counts as Wednesday's.
  '2021-12-15 opened first record-not-circulated 1 Dee Ross 2021-12-15T17:00:00Z',
  '2021-12-16 climbed first record-not-circulated 2 Sam Okafor 2021-12-16T17:00:00Z',
  '2021-12-17 climbed first record-not-circulated 3 Hana Lewis 2021-12-20T17:00:00Z',
  // Held Thu 23 at 15:00 without the NHS: rung 1 had until 17:00, which nobody saw; nobody is named on rung 2.
  '2021-12-24 opened second partner-absent 3 Director Hay 2021-12-29T17:00:00Z',
  // The conference is due Thu 6 January: five working days before is Wed 29 December.
  '2021-12-29 opened first conference-at-risk 1 Dee Ross 2021-12-29T17:00:00Z',
  '2021-12-30 climbed first conference-at-risk 2 Sam Okafor 2021-12-30T17:00:00Z',
  '2021-12-31 climbed first conference-at-risk 3 Hana Lewis 2022-01-04T17:00:00Z',
  // The emergency call of Wed 22: 23, 24, 29, 30 and 31 December are the five working days. An hour for each rung that night.
  '2022-01-01 opened full meeting full-meeting-not-held 3 Hana Lewis 2021-12-31T20:00:00Z',
  // Late since Fri 7 January, so its interim plan is to be checked within seven days.
  '2022-01-14 opened first interim-plan-not-checked 1 Dee Ross 2022-01-14T17:00:00Z',
]

test('a month over Christmas, looked at each morning, opens and climbs as written out by hand', async () => {
  const made = await makeCouncil(database, 1)
  const first = await discussionDue(made, '2021-12-13T09:00:00Z', '2021-12-14T09:00:00Z')
  await discussionHeld(made, first.id, {
    began: '2021-12-13T14:00:00Z',
    ended: '2021-12-13T15:00:00Z',
    there: everybody,
  })
  await initiated(made, first, { known: '2021-12-13T15:00:00Z', dueOn: '2022-01-06' })
  await recordCirculated(made, first.id, '2021-12-30T10:00:00Z')
  const second = await discussionDue(made, '2021-12-23T10:00:00Z', '2021-12-24T10:00:00Z')
  await discussionHeld(made, second.id, {
    began: '2021-12-23T14:00:00Z',
    ended: '2021-12-23T15:00:00Z',
    there: ['local-authority', 'police'],
    circulated: '2021-12-23T16:00:00Z',
  })
  const call = await discussionDue(made, '2021-12-22T09:30:00Z', '2021-12-23T09:30:00Z')
  await discussionHeld(made, call.id, {
    began: '2021-12-22T10:00:00Z',
    ended: '2021-12-22T10:30:00Z',
    there: everybody,
    isEmergencyCall: true,
    circulated: '2021-12-22T11:00:00Z',
  })
  const names = new Map([
    [first.reference, 'first'],
    [second.reference, 'second'],
    [call.reference, 'call'],
  ])
  const told: string[] = []
  const openAfter: number[] = []
  for (
    let day = instant('2021-12-13T08:30:00Z');
    day.epochMilliseconds < instant('2022-01-15T00:00:00Z').epochMilliseconds;
    day = day.add({ hours: 24 })
  ) {
    const { opened, climbed } = await made.escalateAt(day.toString())
    const line = (what: string, { discussion, condition, rung, to, due }: Asked) =>
      `${day.toString().slice(0, 10)} ${what} ${names.get(discussion) ?? 'full meeting'} ${condition} ${rung} ${to} ${due}`
    told.push(...opened.map((each) => line('opened', each)), ...climbed.map((each) => line('climbed', each)))
    openAfter.push((await made.escalateAt(day.toString())).alreadyOpen)
  }
  assert.deepEqual(told, expected)
  // The record ended its escalation on the 31st; four others are open at the end.
  assert.equal(openAfter.at(-1), 4)
  const { rows } = await made.as((tx) =>
    sql<{ condition: string; outcome: string; endedOn: string }>`
      select raised.condition, ended.outcome, ended.ended_at::date::text as ended_on
        from strategy.escalation_end ended
        join strategy.escalation raised
          on raised.authority_id = ended.authority_id and raised.id = ended.escalation_id`.execute(tx.sql),
  )
  assert.deepEqual(rows, [{ condition: 'record-not-circulated', outcome: 'happened-late', endedOn: '2021-12-31' }])
})
