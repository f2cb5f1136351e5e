import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import type { PackSection } from '#platform/area'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import { addAgency } from '#practice/organisation'
import { testApp } from '#test/app'
import { contactArrived, outcomeArrived } from '#test/late-contacts'
import { answerOf } from '#test/outcome'
import { findDiscussion } from '../store/discussions.ts'
import { recordDiscussion } from '../store/record-discussions.ts'
import { recordSettlement } from '../store/settlements.ts'
import { strategyPack } from './pack.ts'

const { database, authorityId } = await testApp()
const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)

const [from, to] = [Temporal.PlainDate.from('2022-05-30'), Temporal.PlainDate.from('2022-06-06')]
const at = (text: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()

const [nhs = '', police = ''] = await inside(async (tx) => [
  answerOf(await addAgency(tx, { name: 'Testshire NHS', kind: 'nhs' })),
  answerOf(await addAgency(tx, { name: 'Testshire Police', kind: 'police' })),
])

interface Made {
  readonly causeAt: string
  readonly heldAt?: string
  readonly came?: readonly string[]
  readonly isRestricted?: boolean
}

async function discussion(made: Made): Promise<{ readonly id: string; readonly reference: string }> {
  return inside(async (tx) => {
    const childId = await addChild(tx, { givenName: 'Ada' })
    if (made.isRestricted)
      await sql`update children.child set is_restricted = true where id = ${childId}`.execute(tx.sql)
    const causeAt = at(made.causeAt)
    const recorded = await recordDiscussion(tx, {
      origin: 'open-case',
      route: 'open-case',
      children: [{ childId }],
      reasonableCauseAt: causeAt,
      reasonableCause: 'A worry.',
      reasonableCauseBy: null,
      decidedToHoldAt: null,
      decidedToHoldBy: null,
      dueAt: causeAt.add({ hours: 24 }),
    })
    if (made.heldAt !== undefined) await hold(tx, recorded.id, at(made.heldAt), made.came ?? [])
    return recorded
  })
}

async function hold(tx: Tx, id: string, heldAt: Temporal.Instant, came: readonly string[]): Promise<void> {
  const found = await findDiscussion(tx, id)
  assert.ok(found)
  await recordSettlement(tx, found, {
    kind: 'held',
    happenedAt: heldAt,
    endedAt: heldAt.add({ minutes: 40 }),
    form: 'video',
    isEmergencyCall: false,
    whyByPhone: '',
    chairId: null,
    chairName: 'A manager',
    chairDepartures: [],
    chairDepartureReason: '',
    minuteTakerId: null,
    personId: null,
    reason: '',
  })
  for (const [partner, agencyId] of [
    ['local-authority', null],
    ['nhs', nhs],
    ['police', police],
  ] as const) {
    const [invitationId, isThere] = [newId(), came.includes(partner)]
    if (!isThere && partner !== 'police') continue
    await sql`
      insert into strategy.invitation (authority_id, id, discussion_id, partner, agency_id, name, invited_at)
      values (${authorityId}, ${invitationId}, ${id}, ${partner}, ${agencyId}, 'Somebody', ${heldAt})`.execute(tx.sql)
    await sql`
      insert into strategy.attendance (authority_id, id, discussion_id, invitation_id, partner, agency_id, came, how, happened_at)
      values (${authorityId}, ${newId()}, ${id}, ${invitationId}, ${partner}, ${agencyId},
              ${isThere ? 'attended' : 'absent'}, ${isThere ? 'video' : null}, ${heldAt})`.execute(tx.sql)
  }
}

const pack = (audience: string, seed = 'a-seed') =>
  inside((tx) => strategyPack(tx, { from, to, audience, seed, seriesId: newId(), occasion: 'referral-review' }))

const tableIn = (sections: readonly PackSection[], key: string, caption: string) => {
  const block = sections
    .find((section) => section.key === key)
    ?.blocks.find((each) => each.kind === 'table' && each.caption === caption)
  assert.ok(block?.kind === 'table', `no table ${caption}`)
  return block.rows.map(({ cells }) => cells)
}

const all = await discussion({
  causeAt: '2022-05-31T09:00',
  heldAt: '2022-05-31T15:00',
  came: ['local-authority', 'nhs', 'police'],
})
const withoutPolice = await discussion({
  causeAt: '2022-05-30T09:00',
  heldAt: '2022-05-31T16:00',
  came: ['local-authority', 'nhs'],
})
const lapsed = await discussion({ causeAt: '2022-06-01T11:00' })
const closed = await discussion({
  causeAt: '2022-06-01T09:00',
  heldAt: '2022-06-01T10:00',
  came: ['local-authority'],
  isRestricted: true,
})
await discussion({
  causeAt: '2022-05-20T09:00',
  heldAt: '2022-05-20T12:00',
  came: ['local-authority', 'nhs', 'police'],
})

test('attendance is of the discussions held in the week, with every denominator', async () => {
  const rows = tableIn(await pack('authority'), 'attendance', 'Attendance')
  assert.deepEqual(rows[0], ['All', 'All held', 3, '1 (33 %)', '3 (100 %)', '2 (67 %)', '1 (33 %)'])
  assert.deepEqual(
    rows.filter(([by]) => by === 'Hour').map(([, hour, held]) => [hour, held]),
    [
      ['08:00 to 12:00', 1],
      ['12:00 to 18:00', 2],
    ],
  )
})

test('what was not held in time is told apart: late by how long, lapsed, and never the same one twice', async () => {
  const sections = await pack('authority')
  const rows = tableIn(sections, 'not-held', 'Which')
  assert.deepEqual(
    rows.map(([reference, kind, , late]) => [reference, kind, late]),
    [
      [withoutPolice.reference, 'Held late', '7 h'],
      [lapsed.reference, 'Lapsed: due, and not held', '3 d 13 h'],
    ],
  )
})

test('a discussion about a restricted record is counted, and listed in no copy', async () => {
  for (const audience of ['authority', nhs, police])
    assert.doesNotMatch(JSON.stringify(await pack(audience)), new RegExp(`"${closed.reference}"`))
})

test('an agency reads the same counts, and rows of its own discussions alone', async () => {
  const [ours, theirs] = [await pack('authority'), await pack(nhs)]
  assert.deepEqual(tableIn(theirs, 'attendance', 'Attendance'), tableIn(ours, 'attendance', 'Attendance'))
  const text = JSON.stringify(theirs)
  assert.match(text, new RegExp(`"${withoutPolice.reference}"`))
  assert.doesNotMatch(text, new RegExp(`"${lapsed.reference}"`))
  assert.ok(!theirs.some(({ key }) => key === 'without-discussion'))
  assert.equal(all.id.length, 36)
})

test('cases with abuse or neglect about which none was held are drawn, the same ones for the same seed', async () => {
  const references: string[] = []
  for (let number = 0; number < 12; number += 1) {
    await inside(async (tx) => {
      const receivedAt = at('2022-06-01T08:00').add({ minutes: number })
      const contactId = await contactArrived(tx, { receivedAt, reference: `N-${number}` })
      await outcomeArrived(tx, contactId, {
        decidedAt: receivedAt.add({ hours: 2 }),
        knownAt: receivedAt.add({ hours: 2 }),
      })
      const need = number < 8 ? 'N1' : 'N4'
      await sql`
        update children.child set primary_need = ${need} where id in (
          select child_id from front_door.contact_child where contact_id = ${contactId})`.execute(tx.sql)
      // About the first two there is a discussion.
      if (number < 2)
        await sql`insert into strategy.discussion_child (authority_id, discussion_id, child_id)
                  select authority_id, ${lapsed.id}, child_id from front_door.contact_child where contact_id = ${contactId}`.execute(
          tx.sql,
        )
      references.push(`N-${number}`)
    })
  }
  const drawn = (sections: readonly PackSection[]) =>
    tableIn(sections, 'without-discussion', 'Cases to look at').map(([cell]) =>
      cell !== null && typeof cell === 'object' ? cell.text : cell,
    )
  const first = drawn(await pack('authority'))
  assert.equal(first.length, 5)
  assert.ok(first.every((reference) => ['N-2', 'N-3', 'N-4', 'N-5', 'N-6', 'N-7'].includes(String(reference))))
  assert.deepEqual(drawn(await pack('authority')), first)
  assert.notDeepEqual(drawn(await pack('authority', 'another-seed')), first)
})
