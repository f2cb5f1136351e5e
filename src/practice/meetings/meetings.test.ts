import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { listAgencies } from '#practice/organisation'
import { post, type TestApp, testApp, type Visitor } from '#test/app'
import { asAgency, madeMeeting, madeSeries } from './made-meetings.ts'
import { listAgenda, moveItem } from './store/agenda.ts'
import { listAttendance } from './store/attendance.ts'
import { listInvitations } from './store/invitations.ts'
import { findMeeting, listMeetings } from './store/meetings.ts'
import { listEntries } from './store/minutes.ts'

const served: TestApp = await testApp()
const { database, authorityId, signIn } = served
const within = <T>(work: Parameters<typeof transact<T>>[2]): Promise<T> =>
  transact(database, asSystem(authorityId, 'test'), work)

let chair: Visitor
let taker: Visitor
let officer: Visitor
let policeId = ''
let seriesId = ''

before(async () => {
  chair = await signIn('service-manager')
  taker = await signIn('minute-taker')
  officer = await signIn('partner')
  policeId = (await within((tx) => listAgencies(tx)))[0]?.id ?? ''
  seriesId = await within((tx) => madeSeries(tx, chair.personId))
})

const planned = (days: number, agenda: readonly string[], withPolice = true): Promise<string> =>
  within((tx) =>
    madeMeeting(tx, {
      seriesId,
      chairId: chair.personId,
      days,
      agenda,
      invited: [
        { personId: chair.personId, agencyId: null, name: chair.name, agencyName: '' },
        ...(withPolice ? [asAgency(policeId, 'Testshire Police')] : []),
      ],
    }),
  )

/** A meeting of a series of its own, to which nothing is handed on. */
const withAgenda = (agenda: readonly string[]): Promise<string> =>
  within(async (tx) => {
    const own = await madeSeries(tx, chair.personId, 'A series of its own')
    const invited = [asAgency(policeId, 'Testshire Police')]
    return madeMeeting(tx, { seriesId: own, chairId: chair.personId, days: 3, agenda, invited })
  })

const sent = async (visitor: Visitor, address: string, answers: Readonly<Record<string, string>>) => {
  const reply = await visitor.send(address, answers)
  return { status: reply.statusCode, body: reply.body, to: String(reply.headers.location ?? '') }
}

/** Sends a form that the page no longer offers, as somebody would whose page has stood open. */
const sentAnyway = async (visitor: Visitor, address: string, answers: Readonly<Record<string, string>>) => {
  const token = /name="_token" value="([^"]+)"/.exec((await visitor.get('/meetings/series/add')).body)?.[1] ?? ''
  return (await post(served.app, address, visitor.cookie, { ...answers, _token: token })).statusCode
}

describe('a meeting', () => {
  it('is planned with its agenda and those invited, and never twice on one day', async () => {
    const own = await within((tx) => madeSeries(tx, chair.personId, 'Another series'))
    const answers = {
      seriesId: own,
      startsAt: '2031-11-27T10:00',
      lasts: '60',
      form: 'video',
      chairId: chair.personId,
      agenda: 'Attendance of the police\n\n  Sampled referrals ',
      agencies: policeId,
      people: chair.personId,
    }
    const first = await sent(taker, '/meetings/plan', answers)
    assert.equal(first.status, 303, first.body)
    const meetingId = first.to.split('/').at(-1)?.slice(0, 36) ?? ''
    const agenda = await within((tx) => listAgenda(tx, meetingId))
    assert.deepEqual(
      agenda.map(({ title }) => title),
      ['Attendance of the police', 'Sampled referrals'],
    )
    assert.equal((await within((tx) => listInvitations(tx, meetingId))).length, 2)
    const again = await sent(chair, '/meetings/plan', { ...answers, startsAt: '2031-11-27T15:00' })
    assert.match(again.body, /meets on that day already: M-3111-0001/)
    assert.match(again.body, /Attendance of the police/, 'what was typed is kept')
  })

  it('has its agenda put in another order, one press at a time, and the meeting and what comes of it follow', async () => {
    const meetingId = await withAgenda(['One', 'Two', 'Three'])
    const address = `/meetings/${meetingId}/agenda`
    const titles = async () => (await within((tx) => listAgenda(tx, meetingId))).map(({ title }) => title)
    const [one, two, three] = await within((tx) => listAgenda(tx, meetingId))
    const press = (way: string, item: typeof one) =>
      sent(taker, address, { press: way, itemId: item?.id ?? '', items: '' })
    assert.equal((await press('up', three)).status, 303)
    assert.deepEqual(await titles(), ['One', 'Three', 'Two'])
    assert.equal((await press('down', one)).status, 303)
    assert.deepEqual(await titles(), ['Three', 'One', 'Two'])
    const { body } = await taker.get(address)
    assert.doesNotMatch(body, /Move up<span class="govuk-visually-hidden">: Three/, 'the first cannot')
    assert.doesNotMatch(body, /Move down<span class="govuk-visually-hidden">: Two/, 'the last cannot')
    assert.match(body, /Move down<span class="govuk-visually-hidden">: Three[\s\S]*Move up<span[^>]*>: One/)
    const tooFar = await press('up', three)
    assert.equal(tooFar.status, 409)
    assert.match(tooFar.body, /The agenda has changed since you opened it/)
    await sent(taker, address, { press: 'add', items: 'Four' })
    assert.deepEqual(await titles(), ['Three', 'One', 'Two', 'Four'])
    const removal = `/meetings/${meetingId}/agenda/${two?.id}/remove`
    assert.equal((await sent(taker, removal, { reason: 'Done' })).status, 303)
    assert.deepEqual(await titles(), ['Three', 'One', 'Four'])
    assert.match((await officer.get(`/meetings/${meetingId}`)).body, /1\. Three[\s\S]*2\. One[\s\S]*3\. Four/)
    const trailed = await within((tx) =>
      tx.sql.selectFrom('trail.entry').select('subjects').where('action', '=', 'meeting.item-moved').execute(),
    )
    assert.deepEqual(
      trailed.map(({ subjects }) => subjects),
      [[meetingId], [meetingId]],
    )
    assert.match((await sent(taker, address, { press: 'add', items: '  ' })).body, /Enter what is to be added/)
  })

  it('moved by two people at once keeps every item, each moved in turn', async () => {
    const meetingId = await withAgenda(['One', 'Two', 'Three'])
    const [one, , three] = await within((tx) => listAgenda(tx, meetingId))
    assert.ok(one && three)
    await Promise.all([
      within((tx) => moveItem(tx, meetingId, three.id, 'up')),
      within((tx) => moveItem(tx, meetingId, one.id, 'down')),
    ])
    const titles = (await within((tx) => listAgenda(tx, meetingId))).map(({ title }) => title)
    assert.ok(['Three One Two', 'Two Three One'].includes(titles.join(' ')), titles.join(' '))
  })

  it('takes attendance, minutes, a decision and what goes on in one form, and the next one begins with that', async () => {
    const meetingId = await planned(0, ['Attendance', 'Referrals'])
    const [attendance, referrals] = await within((tx) => listAgenda(tx, meetingId))
    const [own, police] = await within((tx) => listInvitations(tx, meetingId))
    assert.ok(attendance && referrals && own && police)
    const without = await sent(taker, `/meetings/${meetingId}`, {
      [`item.${referrals.id}.decision`]: 'Ask for times',
      step: 'record',
    })
    assert.match(without.body, /Say why it was decided so/)
    const recorded = await sent(taker, `/meetings/${meetingId}`, {
      [`came.${own.id}`]: 'in-person',
      [`came.${police.id}`]: 'apologies',
      [`item.${attendance.id}.minutes`]: 'The police were at three of four.',
      [`item.${referrals.id}.decision`]: 'Ask for times',
      [`item.${referrals.id}.reason`]: 'They are missing',
      [`item.${referrals.id}.carry`]: 'No time was left',
      'guest.name': 'Ann Ward',
      'guest.attended': 'video',
      step: 'held',
    })
    assert.equal(recorded.status, 303, recorded.body)
    const came = await within((tx) => listAttendance(tx, meetingId))
    assert.deepEqual(
      came.map(({ name, attended }) => `${name}: ${attended}`).sort(),
      ['Ann Ward: video', `${chair.name}: in-person`, 'Testshire Police: apologies'].sort(),
    )
    assert.equal((await within((tx) => findMeeting(tx, meetingId)))?.state, 'held')
    const nextId = await planned(7, ['Something new'])
    const next = await within((tx) => listAgenda(tx, nextId))
    assert.deepEqual(
      next.map(({ title, origin }) => `${title}: ${origin}`),
      ['Referrals: carried', 'Something new: own'],
    )
    const later = await planned(14, [])
    assert.deepEqual(await within((tx) => listAgenda(tx, later)), [], 'carried forward once')
  })

  it('puts actions into the register, and asks again when nobody is to do one', async () => {
    const meetingId = await planned(-4, ['Referrals'])
    const action = { 'action.0.what': 'Ask the police for times', 'action.0.dueOn': '27/11/2031', step: 'record' }
    assert.match((await sent(taker, `/meetings/${meetingId}`, action)).body, /Choose who does it/)
    const owners = [`person:${chair.personId}`, `agency:${policeId}`]
    const both = {
      ...action,
      'action.0.owner': owners[0] ?? '',
      'action.1.what': 'Send the times',
      'action.1.owner': owners[1] ?? '',
      'action.1.dueOn': '28/11/2031',
    }
    const recorded = await sent(chair, `/meetings/${meetingId}`, both)
    assert.equal(recorded.status, 303, recorded.body)
    const { body } = await chair.get(`/meetings/${meetingId}`)
    assert.match(body, /Ask the police for times[\s\S]*27 Nov 2031/)
    assert.match(body, /Send the times[\s\S]*Testshire Police/)
  })

  it('cannot be said to be held while nobody was there', async () => {
    const meetingId = await planned(-3, ['A'])
    const [own] = await within((tx) => listInvitations(tx, meetingId))
    const answered = await sent(chair, `/meetings/${meetingId}`, { [`came.${own?.id}`]: 'apologies', step: 'held' })
    assert.match(answered.body, /Record who was there before/)
    assert.deepEqual(await within((tx) => listAttendance(tx, meetingId)), [], 'nothing is recorded by halves')
  })

  it('takes nothing before its day', async () => {
    const meetingId = await planned(3, ['A'])
    assert.match((await chair.get(`/meetings/${meetingId}`)).body, /recorded from the day of the meeting on/)
    assert.equal(await sentAnyway(chair, `/meetings/${meetingId}`, { step: 'held' }), 409)
  })

  it('keeps what was corrected under what stands', async () => {
    const meetingId = await planned(-5, ['Referrals'])
    const [item] = await within((tx) => listAgenda(tx, meetingId))
    await sent(taker, `/meetings/${meetingId}`, { [`item.${item?.id}.minutes`]: 'Thre of four', step: 'record' })
    const [entry] = await within((tx) => listEntries(tx, meetingId))
    const address = `/meetings/${meetingId}/entries/${entry?.id}/correct`
    assert.match((await sent(taker, address, { text: 'Three of four' })).body, /Say what was wrong/)
    const corrected = await sent(taker, address, { text: 'Three of four', correctionReason: 'Typing' })
    assert.equal(corrected.status, 303, corrected.body)
    const { body } = await chair.get(`/meetings/${meetingId}`)
    assert.match(body, /Three of four/)
    assert.match(body, /What was recorded before/)
    assert.equal((await chair.get(address)).statusCode, 409, 'a correction is not corrected twice at the same place')
    assert.equal((await within((tx) => listEntries(tx, meetingId))).filter(({ stands }) => stands).length, 1)
  })

  it('has its minutes confirmed at a later meeting, and then takes nothing but corrections', async () => {
    const lastId = await planned(-21, ['Referrals'])
    const [item] = await within((tx) => listAgenda(tx, lastId))
    const [own] = await within((tx) => listInvitations(tx, lastId))
    const answers = { [`came.${own?.id}`]: 'in-person', [`item.${item?.id}.minutes`]: 'Quorate.', step: 'held' }
    assert.equal((await sent(taker, `/meetings/${lastId}`, answers)).status, 303)
    const earlierId = await planned(-28, [])
    const nextId = await planned(-14, [])
    const wrong = await sent(chair, `/meetings/${lastId}/confirm`, { atMeetingId: earlierId })
    assert.match(wrong.body, /Choose a later meeting/)
    const confirmed = await sent(chair, `/meetings/${lastId}/confirm`, { atMeetingId: nextId })
    assert.equal(confirmed.status, 303, confirmed.body)
    assert.match((await chair.get(`/meetings/${lastId}`)).body, /The minutes have been confirmed/)
    assert.equal(await sentAnyway(taker, `/meetings/${lastId}`, { step: 'record' }), 409)
  })

  it('that was cancelled stays in the list with the reason', async () => {
    const meetingId = await planned(21, ['What cannot wait'])
    assert.equal((await sent(chair, `/meetings/${meetingId}/cancel`, { reason: 'Half are ill' })).status, 303)
    const { meetings } = await within((tx) => listMeetings(tx, { seriesId, state: 'planned', order: 'earliest' }))
    const next = meetings.find(({ startsAt }) => Temporal.Instant.compare(startsAt, Temporal.Now.instant()) > 0)
    const agenda = await within((tx) => listAgenda(tx, next?.id ?? ''))
    assert.ok(
      agenda.some(({ title, origin }) => title === 'What cannot wait' && origin === 'carried'),
      'what it was about is not lost with it',
    )
    assert.match((await chair.get(`/meetings/${meetingId}`)).body, /Half are ill/)
    assert.match((await chair.get('/meetings?state=cancelled')).body, /Cancelled/)
    assert.equal((await chair.get(`/meetings/${meetingId}/change`)).statusCode, 409)
  })

  it('is downloaded as a Word file and as CSV, and the list of meetings too', async () => {
    const meetingId = await planned(-60, ['Referrals'])
    const word = await chair.get(`/meetings/${meetingId}?format=docx`)
    assert.equal(word.rawPayload.subarray(0, 2).toString(), 'PK')
    assert.match((await chair.get(`/meetings/${meetingId}?format=csv`)).body, /Attendance\r\nName,Agency,Attended/)
    assert.match((await chair.get('/meetings?format=csv')).body, /Reference,Meeting,Starts/)
  })
})

describe('a partner', () => {
  it('sees the meetings they are invited to, with who chairs, and no other, nor a series', async () => {
    const theirs = await planned(-70, ['For all of us'])
    const others = await planned(-71, ['Among ourselves'], false)
    const own = await officer.get(`/meetings/${theirs}`)
    assert.equal(own.statusCode, 200)
    assert.match(own.body, /For all of us/)
    assert.match(own.body, new RegExp(chair.name))
    assert.doesNotMatch(own.body, /name="step"|Change or cancel/)
    assert.equal((await officer.get(`/meetings/${others}`)).statusCode, 404)
    const list = (await officer.get('/meetings')).body
    assert.match(list, new RegExp(theirs))
    assert.doesNotMatch(list, new RegExp(others))
    for (const address of ['/meetings/series', `/meetings/series/${seriesId}`, '/meetings/packs', '/meetings/plan'])
      assert.equal((await officer.get(address)).statusCode, 404, address)
  })

  it('sees nothing of it any more once the invitation is taken back', async () => {
    const meetingId = await planned(-80, ['A'])
    const police = (await within((tx) => listInvitations(tx, meetingId))).find(({ agencyId }) => agencyId === policeId)
    const back = `/meetings/${meetingId}/invitations/${police?.id}/withdraw`
    assert.equal((await sent(chair, back, { reason: 'By mistake' })).status, 303)
    assert.equal((await officer.get(`/meetings/${meetingId}`)).statusCode, 404)
  })

  it('finds no row of another meeting in any table, whatever page they find', async () => {
    const others = await planned(-90, ['Among ourselves'], false)
    const rows = await database.kysely.transaction().execute(async (transaction) => {
      await sql`select set_config('los.authority', ${String(authorityId)}, true), set_config('los.person', ${officer.personId}, true),
                       set_config('los.roles', 'partner', true)`.execute(transaction)
      const found = []
      for (const table of ['meeting_plan', 'invitation', 'agenda_item', 'attendance', 'minute', 'decision']) {
        const { rows: seen } =
          await sql`select 1 from ${sql.id('meetings', table)} where meeting_id = ${others}`.execute(transaction)
        found.push(...seen)
      }
      return found
    })
    assert.deepEqual(rows, [])
  })
})

describe('my work', () => {
  it('tells the chair of a meeting today, of one that nobody wrote up, and of minutes to confirm', async () => {
    const other = await signIn('qa-lead')
    const own = await within((tx) => madeSeries(tx, other.personId, 'Quality meeting'))
    const made = (days: number) =>
      within((tx) =>
        madeMeeting(tx, {
          seriesId: own,
          chairId: other.personId,
          days,
          agenda: ['A'],
          invited: [{ personId: other.personId, agencyId: null, name: other.name, agencyName: '' }],
        }),
      )
    const heldId = await made(-7)
    const [item] = await within((tx) => listAgenda(tx, heldId))
    const [invited] = await within((tx) => listInvitations(tx, heldId))
    const answers = { [`came.${invited?.id}`]: 'video', [`item.${item?.id}.minutes`]: 'Yes.', step: 'held' }
    assert.equal((await sent(other, `/meetings/${heldId}`, answers)).status, 303)
    const forgottenId = await made(-2)
    const todayId = await made(0)
    const { body } = await other.get('/')
    assert.match(body, new RegExp(`/meetings/${heldId}/confirm`))
    assert.match(body, new RegExp(`/meetings/${forgottenId}"`))
    assert.match(body, new RegExp(`/meetings/${todayId}"`))
    assert.match(body, /Was it held\? Nobody has said so/)
  })
})
