import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { discoverProcess } from '#practice/process-map'
import { shippedCalendar } from '#test/calendar'
import { testDatabase } from '#test/database'
import { contactArrived, openFrontDoor, outcomeArrived } from '#test/late-contacts'
import { caseRecordsProcessEvents } from '../case-records/process-events.ts'
import { frontDoorProcessEvents } from '../front-door/process-events.ts'
import { madeEnquiry } from './conferences/made-enquiry.ts'
import { strategyProcessEvents } from './process-events.ts'
import { findDiscussion } from './store/discussions.ts'
import { recordDiscussion } from './store/record-discussions.ts'
import { recordSettlement } from './store/settlements.ts'

const { database } = await testDatabase()
const authorityId = 822
await openFrontDoor(database, authorityId)
const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const at = (text: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()

test('a contact is followed to its discussion, its enquiry and its conference, each once', async () => {
  await inside(async (tx) => {
    const contactId = await contactArrived(tx, { receivedAt: at('2021-11-08T10:00') })
    await outcomeArrived(tx, contactId, { decidedAt: at('2021-11-08T12:00'), knownAt: at('2021-11-08T12:00') })
    const { rows } = await sql<{ childId: string }>`
      select child_id from front_door.contact_child where contact_id = ${contactId}`.execute(tx.sql)
    const childId = rows[0]?.childId ?? ''
    const { id } = await recordDiscussion(tx, {
      origin: 'decision',
      route: 'front-door',
      contactId,
      children: [{ childId }],
      reasonableCauseAt: at('2021-11-08T12:30'),
      reasonableCause: 'A worry.',
      reasonableCauseBy: null,
      decidedToHoldAt: null,
      decidedToHoldBy: null,
      dueAt: at('2021-11-09T12:30'),
    })
    const found = await findDiscussion(tx, id)
    assert.ok(found)
    await recordSettlement(tx, found, {
      kind: 'held',
      happenedAt: at('2021-11-09T09:00'),
      endedAt: at('2021-11-09T09:40'),
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
    const [section47, record, circulation] = [newId(), newId(), newId()]
    await sql`
      insert into strategy.section_47 (authority_id, id, discussion_id, child_id, kind, started_at, conference_due_on)
      values (${authorityId}, ${section47}, ${id}, ${childId}, 'joint', ${at('2021-11-09T09:00')}, '2021-11-30')`.execute(
      tx.sql,
    )
    await sql`insert into strategy.record (authority_id, id, discussion_id, decision)
              values (${authorityId}, ${record}, ${id}, 'Enquiries.')`.execute(tx.sql)
    await sql`insert into strategy.circulation (authority_id, id, discussion_id, record_id, circulated_at)
              values (${authorityId}, ${circulation}, ${id}, ${record}, ${at('2021-11-10T11:00')})`.execute(tx.sql)
    // The case system tells of the enquiry and the conference as well.
    await sql`
      insert into case_records.section_47 (authority_id, id, child_id, on_day, occurrence, conference_on, came_from)
      values (${authorityId}, ${newId()}, ${childId}, '2021-11-09', 1, '2021-11-26', 'annex-a')`.execute(tx.sql)
    await sql`
      insert into strategy.conference_step (authority_id, id, section_47_id, discussion_id, child_id, kind, held_on, led_to_plan, happened_at)
      values (${authorityId}, ${newId()}, ${section47}, ${id}, ${childId}, 'held', '2021-11-26', true, ${at('2021-11-26T12:00')})`.execute(
      tx.sql,
    )
  })
  const sources = [frontDoorProcessEvents, caseRecordsProcessEvents, strategyProcessEvents]
  const month = {
    from: Temporal.PlainDate.from('2021-11-01'),
    to: Temporal.PlainDate.from('2021-12-01'),
    openOnly: false,
  }
  const { variants } = await inside((tx) => discoverProcess(tx, sources, month, shippedCalendar))
  assert.deepEqual(
    variants.map(({ steps }) => steps),
    [
      [
        'contact-received',
        'decided-assessment',
        'discussion-due',
        'discussion-held',
        'section-47-started',
        'discussion-circulated',
        'conference-held',
      ],
    ],
  )
})

test('an enquiry whose discussion turns out to have been on another day began on that day', async () => {
  const begun = await inside(async (tx) => {
    const heldAt = at('2022-03-08T10:00')
    const due = Temporal.PlainDate.from('2022-03-29')
    const { discussionId, section47Ids } = await madeEnquiry(tx, { heldAt, conferenceDueOn: due })
    await sql`
      insert into strategy.section_47_redating (authority_id, id, section_47_id, discussion_id, started_at, conference_due_on,
                                                reason)
      values (${authorityId}, ${newId()}, ${section47Ids[0]}, ${discussionId}, ${at('2022-02-25T10:00')}, '2022-03-18',
              'The day was wrong')`.execute(tx.sql)
    const days = async (from: string, to: string) => {
      const { rows } = await sql<{ at: Temporal.Instant }>`
        select at from strategy.process_events(${from}::date, ${to}::date, 1, false)
         where activity = 'section-47-started'`.execute(tx.sql)
      return rows.map(({ at: began }) => began.toString())
    }
    return { february: await days('2022-02-01', '2022-03-01'), march: await days('2022-03-01', '2022-04-01') }
  })
  assert.deepEqual(begun, { february: ['2022-02-25T10:00:00Z'], march: [] })
})
