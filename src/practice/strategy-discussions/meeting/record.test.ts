import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { post, testApp } from '#test/app'
import { shippedCalendar } from '#test/calendar'
import { conferenceDueOn } from '../rules/limits.ts'
import { heldAnswers, type MadeDiscussion, meetingFor, minutesAgo, recordAnswers } from './made-meeting.ts'

const app = await testApp()
const { signIn, authorityId } = app
const { within, due, arrange } = meetingFor(app)
const manager = await signIn('team-manager')
const other = await signIn('team-manager')
const worker = await signIn('duty-social-worker')
const minuteTaker = await signIn('minute-taker')

async function held(
  children: Parameters<typeof due>[0] = 1,
  changed: Parameters<typeof due>[1] = {},
): Promise<MadeDiscussion> {
  const made = await due(children, changed)
  const sent = await manager.send(`${made.address}/held`, heldAnswers(manager))
  assert.equal(sent.statusCode, 303, sent.body)
  return made
}

const authorised = { authorisedBy: manager.personId }

const enquiriesOf = (childId: string) =>
  within(async (tx) => {
    const { rows } = await sql<{
      id: string
      discussionId: string
      kind: string
      startedAt: Temporal.Instant
      conferenceDueOn: Temporal.PlainDate
      authorisedBy: string
    }>`select id, discussion_id, kind, started_at, conference_due_on, authorised_by from strategy.standing_section_47
        where child_id = ${childId}`.execute(tx.sql)
    return rows
  })

test('no outcome is chosen beforehand, and every child needs one of its own with the reasons', async () => {
  const { address, childIds } = await held(2)
  const form = await manager.get(`${address}/record`)
  assert.doesNotMatch(form.body, /name="child\.[^"]*outcome"[^>]*checked/)
  const [first = '', second = ''] = childIds
  const answers = recordAnswers(childIds, 'section-17', {
    [`child.${second}.outcome`]: '',
    harm: 'She was burnt twice',
  })
  const wrong = await manager.send(`${address}/record`, answers)
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /Choose what was decided for this child/)
  assert.match(wrong.body, /She was burnt twice/)
  assert.match(wrong.body, new RegExp(`name="child.${first}.outcome"[^>]*value="section-17" checked`))
  const left = Object.fromEntries(Object.entries(recordAnswers([first], 'section-17')))
  assert.match((await manager.send(`${address}/record`, left)).body, /A child was added while you were writing/)
})

test('the record and what was decided for each child stand on the discussion’s page, dissent too', async () => {
  const { address, childIds } = await held(2)
  const [, second = ''] = childIds
  const sent = await manager.send(
    `${address}/record`,
    recordAnswers(childIds, 'section-17', {
      [`child.${second}.outcome`]: 'no-further-action',
      [`child.${second}.dissent`]: 'The school wanted an assessment',
    }),
  )
  assert.equal(sent.statusCode, 303, sent.body)
  const { body } = await worker.get(address)
  assert.match(body, /A burn of the hand/)
  assert.match(body, /The child’s view[\s\S]*Not recorded/)
  assert.match(
    body,
    /Section 17: assess as a child in need[\s\S]*No further action[\s\S]*The school wanted an assessment/,
  )
})

test('a record waits until it is recorded that the discussion was held, and what was typed is kept', async () => {
  const { address, childIds } = await due()
  const early = await manager.send(`${address}/record`, recordAnswers(childIds, 'section-17'))
  assert.equal(early.statusCode, 409)
  assert.match(early.body, /It is not recorded that SD-\d+ was held/)
  assert.match(early.body, /A burn of the hand/)
})

test('section 47 begins when the discussion was held, authorised by a manager, with the conference fifteen working days later', async () => {
  const { id, address, childIds } = await held(2)
  const unsaid = await manager.send(
    `${address}/record`,
    recordAnswers(childIds, 'section-47-joint', { interimPlan: '' }),
  )
  assert.match(unsaid.body, /Choose who authorised the section 47 enquiry/)
  assert.match(unsaid.body, /Say how the child is kept safe until a conference is held/)
  const below = { authorisedBy: worker.personId }
  assert.match(
    (await manager.send(`${address}/record`, recordAnswers(childIds, 'section-47-joint', below))).body,
    /authorised by a team manager or above/,
  )
  const sent = await manager.send(`${address}/record`, recordAnswers(childIds, 'section-47-joint', authorised))
  assert.equal(sent.statusCode, 303, sent.body)
  for (const childId of childIds) {
    const [enquiry, ...more] = await enquiriesOf(childId)
    assert.deepEqual(more, [])
    assert.equal(enquiry?.discussionId, id)
    assert.equal(enquiry?.kind, 'joint')
    assert.equal(enquiry?.authorisedBy, manager.personId)
    assert.equal(
      String(enquiry?.conferenceDueOn),
      String(conferenceDueOn(shippedCalendar, enquiry?.startedAt ?? Temporal.Now.instant())),
    )
    const startedAgo = enquiry?.startedAt.until(Temporal.Now.instant()).total('minutes') ?? 0
    assert.ok(startedAgo >= 60 && startedAgo < 65, String(startedAgo))
  }
  assert.match((await manager.get(address)).body, /Section 47 enquiry initiated here/)
})

test('a second discussion about a child under enquiry hangs on the first, until that enquiry has ended', async () => {
  const first = await held()
  await manager.send(`${first.address}/record`, recordAnswers(first.childIds, 'section-47-single', authorised))
  const second = await held(first.childIds)
  const sent = await manager.send(
    `${second.address}/record`,
    recordAnswers(first.childIds, 'section-47-joint', authorised),
  )
  assert.equal(sent.statusCode, 303, sent.body)
  const [childId = ''] = first.childIds
  assert.deepEqual(
    (await enquiriesOf(childId)).map(({ discussionId }) => discussionId),
    [first.id],
  )
  assert.match(
    (await manager.get(second.address)).body,
    new RegExp(`Goes on with the section 47 enquiry initiated at ${first.reference}`),
  )
  const [enquiry] = await enquiriesOf(childId)
  await within((tx) =>
    sql`insert into strategy.section_47_end (authority_id, id, section_47_id, discussion_id, outcome, reasons, ended_at)
        values (${authorityId}, ${newId()}, ${enquiry?.id}, ${first.id}, 'services', 'Done', now())`.execute(tx.sql),
  )
  const third = await held(first.childIds)
  await manager.send(`${third.address}/record`, recordAnswers(first.childIds, 'section-47-joint', authorised))
  assert.deepEqual(
    (await enquiriesOf(childId)).map(({ discussionId }) => discussionId).sort(),
    [first.id, third.id].sort(),
  )
})

test('two discussions that begin an enquiry about one child at once begin one', async () => {
  const one = await held()
  const two = await held(one.childIds)
  const sent = await Promise.all(
    [one, two].map(({ address }) =>
      manager.send(`${address}/record`, recordAnswers(one.childIds, 'section-47-joint', authorised)),
    ),
  )
  assert.deepEqual(
    sent.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  assert.equal((await enquiriesOf(one.childIds[0] ?? '')).length, 1)
})

test('a correction is a version with its reason, and only what changed is recorded again', async () => {
  const { id, address, childIds } = await held(2)
  const [first = ''] = childIds
  await manager.send(`${address}/record`, recordAnswers(childIds, 'section-17'))
  const base = /name="corrects" value="([^"]*)"/.exec((await manager.get(`${address}/record`)).body)?.[1] ?? ''
  assert.notEqual(base, '')
  const change = {
    corrects: base,
    decision: 'Assess both',
    [`child.${first}.outcome`]: 'section-47-single',
    ...authorised,
  }
  const unsaid = await manager.send(`${address}/record`, recordAnswers(childIds, 'section-17', change))
  assert.match(unsaid.body, /Say why the record is corrected/)
  const answers = recordAnswers(childIds, 'section-17', { ...change, correctionReason: 'The burn was looked at again' })
  const sent = await manager.send(`${address}/record`, answers)
  assert.equal(sent.statusCode, 303, sent.body)
  const { rows } = await within((tx) =>
    sql<{ childId: string }>`select child_id from strategy.child_outcome where discussion_id = ${id}`.execute(tx.sql),
  )
  assert.equal(rows.filter(({ childId }) => childId === first).length, 2)
  assert.equal(rows.length, 3)
  assert.equal((await enquiriesOf(first)).length, 1)
  const versions = (await manager.get(`${address}/record/versions`)).body
  assert.match(
    versions,
    /The burn was looked at again[\s\S]*Assess both[\s\S]*First version[\s\S]*Enquire together with the police/,
  )
})

test('an outcome corrected from one kind of enquiry to the other is what the enquiry is from then on, and back', async () => {
  const { id, address, childIds } = await held()
  const [childId = ''] = childIds
  await manager.send(`${address}/record`, recordAnswers(childIds, 'section-47-single', authorised))
  for (const [outcome, kind, shown] of [
    ['section-47-joint', 'joint', 'Joint with the police'],
    // The enquiry goes on as it is, until somebody ends it.
    ['no-further-action', 'joint', 'Joint with the police'],
    ['section-47-single', 'single', 'Single agency'],
  ] as const) {
    const corrects = /name="corrects" value="([^"]*)"/.exec((await manager.get(`${address}/record`)).body)?.[1] ?? ''
    const why = { corrects, correctionReason: 'The police were asked', ...authorised }
    const sent = await manager.send(`${address}/record`, recordAnswers(childIds, outcome, why))
    assert.equal(sent.statusCode, 303, sent.body)
    const enquiries = await enquiriesOf(childId)
    assert.deepEqual(
      enquiries.map((enquiry) => [enquiry.discussionId, enquiry.kind]),
      [[id, kind]],
    )
    assert.match((await manager.get(`/children/${childId}/section-47`)).body, new RegExp(shown))
  }
})

test('two people who write the record at once: the second reads what the first wrote, and loses nothing', async () => {
  const { address, childIds } = await held()
  const form = (await other.get(`${address}/record`)).body
  await manager.send(`${address}/record`, recordAnswers(childIds, 'section-17'))
  const token = /name="_token" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const answers = recordAnswers(childIds, 'no-further-action', { harm: 'None that we saw', _token: token })
  const against = await post(app.app, `${address}/record`, other.cookie, answers)
  assert.equal(against.statusCode, 409)
  assert.match(against.body, new RegExp(`${manager.name} recorded the record while you were writing`))
  assert.match(against.body, /None that we saw/)
  assert.match(against.body, new RegExp(`What ${manager.name} recorded[\\s\\S]*A burn of the hand`))
})

test('what is typed is kept as a draft until it is recorded', async () => {
  const { address, childIds } = await due()
  const form = (await manager.get(`${address}/record`)).body
  assert.match(form, new RegExp(`data-autosave="${address}/record"`))
  const token = /name="_token" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const saved = await app.app.inject({
    method: 'POST',
    url: '/drafts',
    headers: {
      cookie: manager.cookie,
      'content-type': 'application/x-www-form-urlencoded',
      'x-requested-with': 'autosave',
    },
    payload: new URLSearchParams({
      ...recordAnswers(childIds, ''),
      _token: token,
      _form: `${address}/record`,
    }).toString(),
  })
  assert.equal(saved.statusCode, 200, saved.body)
  assert.match((await manager.get(`${address}/record`)).body, /A burn of the hand/)
})

test('a corrected time moves the enquiry that began at it, and the limit of the conference', async () => {
  const cause = Temporal.Now.instant().subtract({ hours: 30 })
  const { address, childIds } = await held(1, { reasonableCauseAt: cause })
  await manager.send(`${address}/record`, recordAnswers(childIds, 'section-47-joint', authorised))
  const yesterday = { beganAt: minutesAgo(60 * 25), endedAt: minutesAgo(60 * 24), reason: 'The day was wrong' }
  const sent = await manager.send(`${address}/held/correct`, {
    ...heldAnswers(manager, yesterday),
    chairDepartureReason: 'Joined today, in this test',
  })
  assert.equal(sent.statusCode, 303, sent.body)
  const [enquiry] = await enquiriesOf(childIds[0] ?? '')
  const startedAt = Temporal.Now.instant().subtract({ hours: 25 })
  assert.equal(String(londonDate(enquiry?.startedAt ?? startedAt)), String(londonDate(startedAt)))
  assert.equal(String(enquiry?.conferenceDueOn), String(conferenceDueOn(shippedCalendar, startedAt)))
})

test('a minute-taker writes the record of their own discussion, an enquiry that begins with it too', async () => {
  const made = await due(2)
  await arrange(made.id, minuteTaker)
  await minuteTaker.send(`${made.address}/held`, heldAnswers(manager))
  const sent = await minuteTaker.send(
    `${made.address}/record`,
    recordAnswers(made.childIds, 'section-47-joint', authorised),
  )
  assert.equal(sent.statusCode, 303, sent.body)
  assert.equal((await enquiriesOf(made.childIds[1] ?? '')).length, 1)
  assert.match((await minuteTaker.get(made.address)).body, /Section 47 enquiry initiated here/)
})

test('a minute-taker begins no second enquiry beside one they may not know of', async () => {
  const first = await held()
  await manager.send(`${first.address}/record`, recordAnswers(first.childIds, 'section-47-single', authorised))
  const second = await held(first.childIds)
  await arrange(second.id, minuteTaker)
  const sent = await minuteTaker.send(
    `${second.address}/record`,
    recordAnswers(first.childIds, 'section-47-joint', authorised),
  )
  assert.equal(sent.statusCode, 303, sent.body)
  assert.equal((await enquiriesOf(first.childIds[0] ?? '')).length, 1)
  assert.equal((await minuteTaker.get(first.address)).statusCode, 404)
})
