import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { asSystem } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { changeLineManager } from '#practice/organisation'
import { post, testApp, type Visitor } from '#test/app'
import { type Making, madeEnquiry } from './made-enquiry.ts'

const { app, database, authorityId, migrationUrl, signIn } = await testApp()
const manager = await signIn('team-manager')
const service = await signIn('service-manager')
const worker = await signIn('duty-social-worker')
const minutes = await signIn('minute-taker')
const administrator = await signIn('administrator')

before(() => prepareJobs(migrationUrl, 'los_app', ['mail.send']))

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const today = londonDate(Temporal.Now.instant())
const ago = (days: number) => Temporal.Now.instant().subtract({ hours: 24 * days })

const made = (making: Partial<Making> = {}) =>
  within((tx) =>
    madeEnquiry(tx, {
      heldAt: ago(10),
      conferenceDueOn: today.add({ days: 11 }),
      allocatedWorkerId: worker.personId,
      ...making,
    }),
  )

let hours = 0
/** A slot entered through the page, at a time that no other test has. */
async function slotEntered(given: Record<string, string> = {}): Promise<{ slotId: string; startsAt: string }> {
  hours += 2
  const startsAt = today.add({ days: 5 }).toPlainDateTime().add({ hours }).toString({ smallestUnit: 'minute' })
  const endsAt = today
    .add({ days: 5 })
    .toPlainDateTime()
    .add({ hours: hours + 1 })
    .toString({ smallestUnit: 'minute' })
  const place = `Room ${hours}`
  const sent = await service.send('/conferences/slots/add', {
    startsAt,
    endsAt,
    place,
    chairName: 'I. Chair',
    minuteTakerId: minutes.personId,
    weeks: '1',
    ...given,
  })
  assert.equal(sent.statusCode, 303, sent.body)
  const slotId = await within(async (tx) => {
    const { rows } = await sql<{ slotId: string }>`
      select slot_id from strategy.standing_conference_slot where place = ${given['place'] ?? place}`.execute(tx.sql)
    return rows[0]?.slotId ?? ''
  })
  return { slotId, startsAt }
}

const bodyOf = async (who: Visitor, address: string): Promise<string> => {
  const answer = await who.get(address)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.body
}

const book = (
  who: Visitor,
  { discussionId, section47Ids }: Awaited<ReturnType<typeof made>>,
  slotId: string,
  more = {},
) => who.send(`/strategy-discussions/${discussionId}/conference/book`, { children: section47Ids, slotId, ...more })

test('brothers and sisters are booked into one slot, and the page of the discussion says so for each', async () => {
  const family = await made({ children: 2 })
  const { slotId } = await slotEntered()
  assert.equal((await book(worker, family, slotId)).statusCode, 303)
  const page = await bodyOf(manager, `/strategy-discussions/${family.discussionId}`)
  assert.equal(page.match(/Booked: /g)?.length, 2)
  assert.match(page, /Ottoline/)
  assert.match(await bodyOf(service, '/conferences/slots'), new RegExp(family.reference))
})

test('of two people who book the last slot at once one has it, and the other is told who and what else is free', async () => {
  const [one, other] = [await made(), await made()]
  const { slotId } = await slotEntered()
  const free = await slotEntered({ place: 'The free room' })
  const answers = await Promise.all([book(worker, one, slotId), book(manager, other, slotId)])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [303, 409])
  const lost = answers.find(({ statusCode }) => statusCode === 409)
  const [winner, by] = answers[0].statusCode === 303 ? [one, worker] : [other, manager]
  assert.match(lost?.body ?? '', new RegExp(`was booked for ${winner.reference} by ${by.name}`))
  assert.match(lost?.body ?? '', /Free: [^<]*The free room/)
  assert.ok(free.slotId)
})

test('the database itself refuses a slot to a second family, and a slot that was withdrawn', async () => {
  const [one, other] = [await made(), await made()]
  const { slotId } = await slotEntered()
  assert.equal((await book(worker, one, slotId)).statusCode, 303)
  const straight = (slot: string) =>
    within((tx) =>
      sql`insert into strategy.conference_step (authority_id, id, section_47_id, discussion_id, child_id, kind, slot_id, happened_at)
          values (${authorityId}, gen_random_uuid(), ${other.section47Ids[0]}, ${other.discussionId}, ${other.childIds[0]}, 'booked',
                  ${slot}, now())`.execute(tx.sql),
    )
  await assert.rejects(straight(slotId), /has another family/)
  const gone = await slotEntered()
  assert.equal(
    (await service.send(`/conferences/slots/${gone.slotId}/withdraw`, { reason: 'The room is let' })).statusCode,
    303,
  )
  await assert.rejects(straight(gone.slotId), /was withdrawn/)
})

test('a slot that a family has is neither withdrawn nor moved, but its minute-taker can change', async () => {
  const family = await made()
  const { slotId, startsAt } = await slotEntered()
  await book(worker, family, slotId)
  const address = `/conferences/slots/${slotId}`
  const withdrawn = await service.send(`${address}/withdraw`, { reason: 'Flu' })
  assert.equal(withdrawn.statusCode, 409)
  assert.match(withdrawn.body, new RegExp(`booked for ${family.reference} by ${worker.name}`))
  const answers = { place: 'Another room', chairName: '', minuteTakerId: '', reason: 'Flu' }
  const later = Temporal.PlainDateTime.from(startsAt).add({ minutes: 30 }).toString({ smallestUnit: 'minute' })
  const endsAt = Temporal.PlainDateTime.from(startsAt).add({ hours: 1 }).toString({ smallestUnit: 'minute' })
  assert.equal((await service.send(address, { ...answers, startsAt: later, endsAt })).statusCode, 409)
  assert.equal((await service.send(address, { ...answers, startsAt, endsAt })).statusCode, 303)
  const home = await bodyOf(service, '/')
  assert.match(home, /nobody takes the minutes/)
  await assert.rejects(
    within((tx) =>
      sql`insert into strategy.conference_slot (authority_id, id, slot_id, starts_at, ends_at, place, is_withdrawn, replaces, reason)
          select authority_id, gen_random_uuid(), slot_id, starts_at, ends_at, place, true, id, 'Gone'
            from strategy.standing_conference_slot where slot_id = ${slotId}`.execute(tx.sql),
    ),
    /is booked/,
  )
})

test('nobody takes minutes in two places at once: the page says where they are, and the database refuses', async () => {
  const { startsAt } = await slotEntered()
  const overlapping = {
    startsAt: Temporal.PlainDateTime.from(startsAt).add({ minutes: 30 }).toString({ smallestUnit: 'minute' }),
    endsAt: Temporal.PlainDateTime.from(startsAt).add({ hours: 2 }).toString({ smallestUnit: 'minute' }),
    place: 'Elsewhere',
    minuteTakerId: minutes.personId,
  }
  const refused = await service.send('/conferences/slots/add', { ...overlapping, weeks: '1' })
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, new RegExp(`${minutes.name} takes the minutes of another conference on`))
  await assert.rejects(
    within((tx) =>
      sql`insert into strategy.conference_slot (authority_id, id, slot_id, starts_at, ends_at, place, minute_taker_id)
          select authority_id, twin, twin, starts_at + interval '1 minute', ends_at, 'Elsewhere', minute_taker_id
            from strategy.standing_conference_slot, gen_random_uuid() as twin
           where minute_taker_id = ${minutes.personId} order by starts_at desc limit 1`.execute(tx.sql),
    ),
    /the minute-taker is at another conference/,
  )
})

test('two who enter a slot for the same minute-taker at once: the second is refused', async () => {
  const startsAt = today.add({ days: 40 }).toPlainDateTime().add({ hours: 9 }).toString({ smallestUnit: 'minute' })
  const endsAt = today.add({ days: 40 }).toPlainDateTime().add({ hours: 11 }).toString({ smallestUnit: 'minute' })
  const send = (who: Visitor, place: string) =>
    who.send('/conferences/slots/add', { startsAt, endsAt, place, minuteTakerId: minutes.personId, weeks: '1' })
  const answers = await Promise.all([send(service, 'One'), send(administrator, 'Two')])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [303, 400])
})

test('slots are entered for many weeks at once, by those who manage conferences alone', async () => {
  const startsAt = today.add({ days: 60 }).toPlainDateTime().add({ hours: 9 }).toString({ smallestUnit: 'minute' })
  const endsAt = today.add({ days: 60 }).toPlainDateTime().add({ hours: 11 }).toString({ smallestUnit: 'minute' })
  const sent = await administrator.send('/conferences/slots/add', { startsAt, endsAt, place: 'Every week', weeks: '6' })
  assert.equal(sent.statusCode, 303, sent.body)
  const file = await minutes.get(`/conferences/slots?format=csv&from=${today.add({ days: 59 })}`)
  assert.equal(file.body.match(/Every week/g)?.length, 6)
  assert.equal((await worker.get('/conferences/slots/add')).statusCode, 403)
})

test('a slot after the last day is booked with the reason why the conference is late', async () => {
  const family = await made({ conferenceDueOn: today.add({ days: 1 }) })
  const { slotId } = await slotEntered()
  const unsaid = await book(worker, family, slotId)
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /after the last day for the conference: say why/)
  assert.equal((await book(worker, family, slotId, { lateReason: 'No minute-taker before' })).statusCode, 303)
  assert.match(await bodyOf(manager, `/strategy-discussions/${family.discussionId}`), /No minute-taker before/)
})

test('a conference held ends the waiting; taken back, the child waits again with the same last day', async () => {
  const family = await made()
  const address = `/strategy-discussions/${family.discussionId}/conference`
  const early = await manager.send(`${address}/held`, {
    children: family.section47Ids,
    heldOn: '1/1/2020',
    ledToPlan: 'yes',
  })
  assert.match(early.body, /after the section 47 enquiry began/)
  const heldOn = today.toString()
  assert.equal(
    (await manager.send(`${address}/held`, { children: family.section47Ids, heldOn, ledToPlan: 'yes' })).statusCode,
    303,
  )
  assert.match(await bodyOf(manager, `/strategy-discussions/${family.discussionId}`), /led to a plan/)
  assert.equal((await manager.get(`${address}/book`)).statusCode, 409)
  assert.equal(
    (await manager.send(`${address}/correct`, { children: family.section47Ids, reason: 'Another family' })).statusCode,
    303,
  )
  assert.match(await bodyOf(manager, `/strategy-discussions/${family.discussionId}`), /Waiting, no slot booked/)
})

test('that no conference is required is authorised by a team manager or above, and gives the slot back', async () => {
  const family = await made()
  const { slotId } = await slotEntered({ place: 'Given back' })
  await book(worker, family, slotId)
  const address = `/strategy-discussions/${family.discussionId}/conference/not-required`
  const answers = { children: family.section47Ids, reason: 'The harm was found not to have happened' }
  const byWorker = await worker.send(address, { ...answers, authorisedBy: worker.personId })
  assert.match(byWorker.body, /Choose a team manager or above/)
  assert.equal((await worker.send(address, { ...answers, authorisedBy: manager.personId })).statusCode, 303)
  const page = await bodyOf(worker, `/strategy-discussions/${family.discussionId}`)
  assert.match(page, new RegExp(`Not required, authorised by ${manager.name}`))
  assert.match((await service.get('/conferences/slots?format=csv')).body, /Given back,I\. Chair,[^,]*,No/)
})

test('an enquiry that ends with a conference goes on waiting, one that ends otherwise does not', async () => {
  const family = await made({ children: 2 })
  const end = (child: string | undefined, outcome: string) =>
    manager.send(`/strategy-discussions/${family.discussionId}/section-47/end`, {
      children: child ?? '',
      outcome,
      reasons: 'What was found',
      endedAt: londonNow(),
      authorisedBy: manager.personId,
    })
  assert.equal((await end(family.section47Ids[0], 'conference')).statusCode, 303)
  assert.equal((await end(family.section47Ids[1], 'services')).statusCode, 303)
  const listed = await manager.get('/conferences/waiting?format=csv')
  assert.equal(listed.body.match(new RegExp(family.reference, 'g'))?.length, 1)
  assert.match(await bodyOf(manager, `/strategy-discussions/${family.discussionId}`), /Provision of services/)
})

const londonNow = () =>
  Temporal.Now.zonedDateTimeISO('Europe/London')
    .subtract({ minutes: 2 })
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

test('while the conference is late, the look at the interim plan is on the list of whoever is to do it', async () => {
  const owner = await signIn('duty-social-worker')
  const family = await made({
    heldAt: ago(40),
    conferenceDueOn: today.subtract({ days: 9 }),
    allocatedWorkerId: owner.personId,
  })
  const home = await bodyOf(owner, '/')
  assert.match(home, new RegExp(`Interim plan of ${family.reference}`))
  assert.match(home, /Late, and nobody said why/)
  assert.match((await manager.get('/conferences/waiting?show=check-due&format=csv')).body, new RegExp(family.reference))
  const next = await signIn('duty-social-worker')
  const checked = await owner.send(`/strategy-discussions/${family.discussionId}/interim-check`, {
    children: family.section47Ids,
    isSafe: 'yes',
    what: 'Seen with grandmother, and happy',
    done: '',
    checkedAt: londonNow(),
    checkedBy: owner.personId,
    nextBy: next.personId,
  })
  assert.equal(checked.statusCode, 303, checked.body)
  assert.doesNotMatch(
    (await manager.get('/conferences/waiting?show=check-due&format=csv')).body,
    new RegExp(family.reference),
  )
  const page = await bodyOf(manager, `/strategy-discussions/${family.discussionId}`)
  assert.match(page, new RegExp(`, ${next.name}`))
})

test('a plan that does not keep the child safe asks what was done, and tells the service manager without a name', async () => {
  const family = await made({ heldAt: ago(40), conferenceDueOn: today.subtract({ days: 9 }) })
  await within((tx) =>
    changeLineManager(tx, { personId: worker.personId, managerId: service.personId, day: today, why: 'New team' }),
  )
  const answers = {
    children: family.section47Ids,
    isSafe: 'no',
    what: 'He was back in the house',
    checkedAt: londonNow(),
    checkedBy: worker.personId,
    nextBy: '',
  }
  const address = `/strategy-discussions/${family.discussionId}/interim-check`
  const unsaid = await worker.send(address, { ...answers, done: '' })
  assert.equal(unsaid.statusCode, 400)
  assert.match(unsaid.body, /say what was done at once/)
  assert.equal((await worker.send(address, { ...answers, done: 'The children are with their aunt' })).statusCode, 303)
  const { rows } = await within((tx) =>
    sql<{ subject: string; text: string; toAddress: string }>`
      select subject, text, to_address from mail.message where subject like ${`%${family.reference}`}`.execute(tx.sql),
  )
  assert.deepEqual(
    rows.map(({ toAddress }) => toAddress),
    [service.name.replace(' ', '').toLowerCase().concat('@example.org')],
  )
  assert.match(rows[0]?.text ?? '', new RegExp(family.discussionId))
  assert.doesNotMatch(`${rows[0]?.subject} ${rows[0]?.text}`, /Ottoline|Fairweather|house|aunt/)
})

test('capacity shows families who need a slot, to the conference service and minute-takers too, and no child', async () => {
  await made({ conferenceDueOn: today })
  for (const who of [minutes, administrator, service]) {
    const body = await bodyOf(who, '/conferences')
    assert.match(body, /famil(y|ies) still needs? a slot/)
    assert.equal(body.match(/role="img"/g)?.length, 4)
    assert.doesNotMatch(body, /Ottoline|Fairweather/)
  }
  const [header, first] = (await minutes.get('/conferences?format=csv')).body.split('\r\n')
  assert.match(header ?? '', /Week of,Slots,Booked,Free,Free with a minute-taker,Without a minute-taker,Families due/)
  assert.ok(Number(first?.split(',')[6]) >= 1)
})

test('a minute-taker learns that a slot is taken, and not whose it is', async () => {
  const family = await made()
  const { slotId } = await slotEntered({ place: 'Quiet room' })
  await book(worker, family, slotId)
  const file = (await minutes.get('/conferences/slots?format=csv')).body
  assert.match(file, /Quiet room,I\. Chair,[^,]*,Yes,\r/)
  assert.equal((await minutes.get('/conferences/waiting')).statusCode, 403)
})

test('what was sent by a form made before somebody else recorded is a conflict, not a second fact', async () => {
  const family = await made()
  const address = `/strategy-discussions/${family.discussionId}/conference/held`
  const answers = { children: family.section47Ids, heldOn: today.toString(), ledToPlan: 'no' }
  const token = /name="_token" value="([^"]+)"/.exec((await manager.get(address)).body)?.[1] ?? ''
  assert.equal((await worker.send(address, answers)).statusCode, 303)
  assert.equal((await post(app, address, manager.cookie, { ...answers, _token: token })).statusCode, 409)
})

test('what a file tells of a child stands beside ours, once, with attendance not known', async () => {
  const family = await made({ heldAt: ago(10) })
  const [childId] = family.childIds
  const startedOn = londonDate(ago(10))
  for (const onDay of [startedOn, startedOn.subtract({ years: 1 })])
    await within((tx) =>
      sql`insert into case_records.section_47 (authority_id, id, child_id, on_day, occurrence, conference_on, came_from)
          values (${authorityId}, gen_random_uuid(), ${childId}, ${onDay}, 1, ${onDay.add({ days: 20 })}, 'annex-a')`.execute(
        tx.sql,
      ),
    )
  const body = await bodyOf(manager, `/children/${childId}/section-47`)
  assert.equal(body.match(/data-row=/g)?.length, 2)
  assert.equal(body.match(/From the case system’s file/g)?.length, 1)
  assert.match(body, /not the same as absent/)
  assert.doesNotMatch(body, /Absent|did not attend/)
})
