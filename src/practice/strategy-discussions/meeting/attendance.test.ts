import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { post, testApp, type Visitor } from '#test/app'
import { heldAnswers, meetingFor } from './made-meeting.ts'
import { listAttendance } from './store/attendance.ts'

const app = await testApp()
const { signIn, authorityId } = app
const { within, as, due, invite, arrange, agency } = meetingFor(app)
const manager = await signIn('team-manager')
const minuteTaker = await signIn('minute-taker')
const officer = await signIn('partner')
const [trust, police, school] = [
  await agency('Testshire Trust'),
  await agency('Testshire Police'),
  await agency('Hill School', 'other'),
]

/** A discussion to which the three and a school were asked. */
async function invited() {
  const made = await due()
  const asked = {
    authority: await invite(made.id, { partner: 'local-authority', name: 'Dan Ross' }),
    trust: await invite(made.id, { partner: 'nhs', healthService: 'health-visiting', agencyId: trust }),
    police: await invite(made.id, {
      partner: 'police',
      agencyId: police,
      personId: officer.personId,
      name: officer.name,
    }),
    school: await invite(made.id, { partner: 'school', agencyId: school }),
  }
  return { ...made, asked, page: `${made.address}/attendance` }
}

const pressed = (key: string, choice: string, more: Readonly<Record<string, string>> = {}) => {
  const parts = { choice, name: 'Ann Ward', role: '', healthService: '', reason: '', seen: '', ...more }
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [`there.${key}.${part}`, value]))
}

const standing = (id: string) => within((tx) => listAttendance(tx, id))
const came = async (id: string) =>
  (await standing(id)).map(({ partner, came, how }) => `${partner} ${came}${how === null ? '' : ` ${how}`}`).sort()

test('the three partners stand in three parts in the same order, whoever was asked first', async () => {
  const { page, address } = await invited()
  for (const body of [(await manager.get(page)).body, (await manager.get(address)).body]) {
    const places = ['Local authority', 'NHS', 'Police'].map((partner) => body.lastIndexOf(`>${partner}<`))
    assert.ok(places.every((place) => place > 0))
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    )
  }
})

test('one press for each: who attended and how, who sent a report, who was absent and why', async () => {
  const { id, page, asked, address } = await invited()
  const sent = await manager.send(page, {
    ...pressed(asked.authority, 'attended-in-person', { name: 'Dan Ross' }),
    ...pressed(asked.trust, 'sent-information', { name: '', healthService: 'health-visiting' }),
    ...pressed(asked.police, 'attended-phone', { name: officer.name }),
    ...pressed(asked.school, 'absent', { name: '', reason: 'School is closed' }),
  })
  assert.equal(sent.statusCode, 303, sent.body)
  assert.deepEqual(await came(id), [
    'local-authority attended in-person',
    'nhs sent-information',
    'police attended phone',
    'school absent',
  ])
  const { body } = await manager.get(address)
  assert.match(body, /NHS<\/strong>[\s\S]*?✘ Did not attend[\s\S]*?sent information/)
  assert.match(body, /Police<\/strong>[\s\S]*?✔ Attended/)
  assert.match((await manager.get(page)).body, /What counts as the NHS[\s\S]*Health visiting, School nursing, GP/)
})

test('somebody who came uninvited is added, and makes up the three', async () => {
  const { id, page, asked, address } = await invited()
  await manager.send(`${address}/held`, heldAnswers(manager))
  await manager.send(page, {
    ...pressed(asked.authority, 'attended-video', { name: 'Dan Ross' }),
    ...pressed(asked.police, 'attended-video', { name: officer.name }),
  })
  assert.match((await manager.get(address)).body, /Not all three partners attended/)
  const added = await manager.send(page, {
    'new.partner': 'nhs',
    'new.healthService': 'school-nursing',
    'new.agencyId': trust,
    'new.name': 'Bea Lund',
    'new.role': 'School nurse',
    'new.choice': 'attended-video',
  })
  assert.equal(added.statusCode, 303, added.body)
  assert.match((await manager.get(address)).body, /All three partners attended[\s\S]*/)
  assert.match(
    (await manager.get(address)).body,
    /Bea Lund, School nurse, School nursing, Testshire Trust: attended by video, not invited/,
  )
  assert.equal((await standing(id)).length, 3)
})

test('what is missing is said beside the person, and everything pressed stays', async () => {
  const { id, page, asked } = await invited()
  const wrong = await manager.send(page, {
    ...pressed(asked.authority, 'attended-in-person', { name: 'Dan Ross' }),
    ...pressed(asked.trust, 'attended-video', { name: 'Bea Lund' }),
    ...pressed(asked.school, 'absent', { name: '' }),
  })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /Choose the health service they came from/)
  assert.match(wrong.body, /Say why they were absent, or that no reason was given/)
  assert.match(wrong.body, /value="Bea Lund"/)
  assert.match(wrong.body, new RegExp(`there.${asked.authority}.choice"[^>]*value="attended-in-person" checked`))
  assert.deepEqual(await standing(id), [])
})

test('a correction is a new row in the place of the old one; a mistake is taken back; nothing pressed changes nothing', async () => {
  const { id, page, asked } = await invited()
  const first = pressed(asked.police, 'never-answered', { name: officer.name })
  await manager.send(page, first)
  const [before] = await standing(id)
  const same = await manager.send(page, { ...first, [`there.${asked.police}.seen`]: before?.id ?? '' })
  assert.equal(same.statusCode, 303)
  assert.equal(await rowsOf(id), 1)
  const late = {
    ...pressed(asked.police, 'attended-video', { name: officer.name }),
    [`there.${asked.police}.seen`]: before?.id ?? '',
  }
  await manager.send(page, late)
  assert.deepEqual(await came(id), ['police attended video'])
  const [after] = await standing(id)
  assert.equal(after?.firstId, before?.id)
  const mistake = { ...pressed(asked.police, 'recorded-by-mistake'), [`there.${asked.police}.seen`]: after?.id ?? '' }
  await manager.send(page, mistake)
  assert.deepEqual(await standing(id), [])
  assert.equal(await rowsOf(id), 3)
})

const rowsOf = (id: string) =>
  within(async (tx) => {
    const { rows } = await sql`select from strategy.attendance where discussion_id = ${id}`.execute(tx.sql)
    return rows.length
  })

test('two people taking attendance at once never write over each other, and are told who was first', async () => {
  const { id, page, asked } = await invited()
  await arrange(id, minuteTaker)
  const sendFrom = async (who: Visitor, form: string, answers: Readonly<Record<string, string>>) => {
    const token = /name="_token" value="([^"]+)"/.exec(form)?.[1] ?? ''
    return post(app.app, page, who.cookie, { ...answers, _token: token })
  }
  const [one, other] = [(await manager.get(page)).body, (await minuteTaker.get(page)).body]
  const first = await sendFrom(manager, one, pressed(asked.police, 'attended-video', { name: officer.name }))
  assert.equal(first.statusCode, 303, first.body)
  // About somebody else: both stand.
  const beside = await sendFrom(minuteTaker, other, pressed(asked.authority, 'attended-video', { name: 'Dan Ross' }))
  assert.equal(beside.statusCode, 303, beside.body)
  const stale = (await minuteTaker.get(page)).body
  await manager.send(page, { ...pressed(asked.school, 'consulted-before', { name: '' }) })
  const against = await sendFrom(minuteTaker, stale, pressed(asked.school, 'never-answered', { name: '' }))
  assert.equal(against.statusCode, 409)
  assert.match(
    against.body,
    new RegExp(`${manager.name} recorded at \\d\\d:\\d\\d about Hill School: consulted before`),
  )
  assert.match(against.body, new RegExp(`there.${asked.school}.choice[^>]*value="never-answered" checked`))
  assert.deepEqual(await came(id), [
    'local-authority attended video',
    'police attended video',
    'school consulted-before',
  ])
  // Pressed again, knowingly: theirs takes its place.
  const seen = new RegExp(`name="there.${asked.school}.seen" value="([^"]+)"`).exec(against.body)?.[1] ?? ''
  const again = await sendFrom(minuteTaker, against.body, pressed(asked.school, 'never-answered', { name: '', seen }))
  assert.equal(again.statusCode, 303, again.body)
  assert.ok((await came(id)).includes('school never-answered'))
})

test('a discussion that is not to be held has no attendance', async () => {
  const { page, address, asked } = await invited()
  await manager.send(`${address}/cancel`, { reason: 'Entered twice' })
  const sent = await manager.send(page, pressed(asked.school, 'never-answered', { name: '' }))
  assert.equal(sent.statusCode, 409)
})

test('a partner who was not asked sees no row of it, whatever pages do', async () => {
  const stranger = await signIn('partner')
  const made = await due()
  await invite(made.id, { partner: 'nhs', healthService: 'gp', agencyId: trust })
  await manager.send(`${made.address}/held`, heldAnswers(manager))
  const tables = [
    'discussion',
    'discussion_child',
    'settlement',
    'invitation',
    'attendance',
    'information',
    'record',
    'child_outcome',
    'section_47',
  ]
  for (const table of tables) {
    const rows = await as(stranger, 'partner', async (tx) => {
      const key = table === 'discussion' ? 'id' : 'discussion_id'
      const found = await sql`select from ${sql.table(`strategy.${table}`)} where ${sql.ref(key)} = ${made.id}`.execute(
        tx.sql,
      )
      return found.rows.length
    })
    assert.equal(rows, 0, table)
  }
  const attempt = as(stranger, 'partner', (tx) =>
    sql`insert into strategy.attendance (authority_id, id, discussion_id, partner, came, happened_at)
        values (${authorityId}, gen_random_uuid(), ${made.id}, 'police', 'never-answered', now())`.execute(tx.sql),
  )
  await assert.rejects(attempt, /row-level security/)
})
