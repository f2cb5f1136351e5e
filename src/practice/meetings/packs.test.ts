import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { startOfLondonDay } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { drawSample } from '#kernel/sampling'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { addAgency, listAgencies } from '#practice/organisation'
import { post, testApp, type Visitor } from '#test/app'
import { contactArrived, outcomeArrived } from '#test/late-contacts'
import { answerOf } from '#test/outcome'
import { asAgency, madeMeeting, madeSeries } from './made-meetings.ts'
import { lastWholeWeek } from './rules/week.ts'
import { listAgenda } from './store/agenda.ts'
import { listInvitations } from './store/invitations.ts'
import { listSamples, listVersions } from './store/packs.ts'

const { app, database, authorityId, signIn, signInPartner, migrationUrl } = await testApp()
const within = <T>(work: Parameters<typeof transact<T>>[2]): Promise<T> =>
  transact(database, asSystem(authorityId, 'test'), work)

const week = lastWholeWeek(Temporal.Now.instant())
const monday = startOfLondonDay(week)
const references = Array.from({ length: 14 }, (_each, at) => `W-${String(at + 1).padStart(2, '0')}`)
const contacts = new Map<string, string>()

let manager: Visitor
let officer: Visitor
let policeId = ''
let nhsId = ''
let housingId = ''
let housing: Visitor
let seriesId = ''
let packId = ''

const referral = (reference: string, hours: number): Promise<string> =>
  within(async (tx) => {
    const receivedAt = monday.add({ hours })
    const id = await contactArrived(tx, { receivedAt, reference })
    const decidedAt = receivedAt.add({ hours: 3 })
    await outcomeArrived(tx, id, { decidedAt, knownAt: decidedAt })
    return id
  })

const asked = (contactId: string, agencyId: string): Promise<unknown> =>
  within((tx) =>
    sql`insert into front_door.agency_check (authority_id, id, contact_id, agency, agency_id, what, requested_at, due_at, do_parents_know)
        values (${authorityId}, ${newId()}, ${contactId}, 'An agency', ${agencyId}, 'What is known?', now(), now(), true)`.execute(
      tx.sql,
    ),
  )

const restrict = (contactId: string): Promise<unknown> =>
  within((tx) =>
    sql`insert into children.restriction (authority_id, id, child_id, kind, category, reason, guardian_id, review_due_on)
        select ${authorityId}, gen_random_uuid(), child_id, 'set', 'high-risk', 'Danger', ${manager.personId}, now()::date + 90
          from front_door.contact_child where authority_id = ${authorityId} and contact_id = ${contactId}`.execute(
      tx.sql,
    ),
  )

before(async () => {
  manager = await signIn('service-manager')
  officer = await signIn('partner')
  policeId = (await within((tx) => listAgencies(tx)))[0]?.id ?? ''
  nhsId = await within(async (tx) => answerOf(await addAgency(tx, { name: 'Testshire NHS', kind: 'nhs' })))
  housingId = await within(async (tx) => answerOf(await addAgency(tx, { name: 'Testshire Housing', kind: 'other' })))
  housing = await signInPartner(housingId, 'Hal Housing', 'hal@housing.example.org')
  for (const [at, reference] of references.entries()) contacts.set(reference, await referral(reference, 1 + at))
  // Every one of them was asked of the police, none of the NHS; the week after and a restricted record are nobody's business.
  for (const id of contacts.values()) await asked(id, policeId)
  for (const reference of references.slice(0, 7)) await asked(contacts.get(reference) ?? '', housingId)
  await referral('LATER', 7 * 24 + 1)
  await restrict(await referral('CLOSED', 30))
  seriesId = await within((tx) => madeSeries(tx, manager.personId))
  const invited = [asAgency(policeId, 'Testshire Police'), asAgency(nhsId, 'Testshire NHS')]
  await within((tx) => madeMeeting(tx, { seriesId, chairId: manager.personId, days: 0, invited }))
})

const meetingOf = async (pack: string): Promise<string> => {
  const { rows } = await within((tx) =>
    sql<{ meetingId: string }>`select meeting_id from meetings.pack where id = ${pack}`.execute(tx.sql),
  )
  return rows[0]?.meetingId ?? ''
}
/** What the next page says once. */
const noticeIn = ({ headers }: Awaited<ReturnType<Visitor['send']>>): string =>
  decodeURIComponent(String(headers['set-cookie']))
const draft = () => `/meetings/series/${seriesId}/pack?week=${week}`
const meetingIdIn = (body: string): string => /<option value="([0-9a-f-]{36})" selected/.exec(body)?.[1] ?? ''
const referencesIn = (body: string): readonly string[] => [...new Set(body.match(/W-\d\d/g) ?? [])].sort()

describe('a draft', () => {
  it('draws the same sample whoever looks and however often, without restricted records', async () => {
    const first = await manager.get(draft())
    assert.equal(first.statusCode, 200)
    assert.match(first.body, /10 referrals drawn at random from the 14 of the week/)
    assert.equal(referencesIn(first.body).length, 10)
    const again = await (await signIn('qa-lead')).get(draft())
    assert.deepEqual(referencesIn(again.body), referencesIn(first.body))
    assert.doesNotMatch(first.body, /CLOSED|LATER/)
  })

  it('of an agency’s copy has only what that agency was asked about', async () => {
    const nhs = await manager.get(`${draft()}&agency=${nhsId}`)
    assert.deepEqual(referencesIn(nhs.body), [])
    assert.match(nhs.body, /Your agency was asked about none of them/)
    const police = await manager.get(`${draft()}&agency=${policeId}`)
    assert.equal(referencesIn(police.body).length, 10)
    assert.doesNotMatch(police.body, /href="\/contacts/)
  })

  it('can be made by those who may issue packs alone, and the week has to be over', async () => {
    for (const role of ['team-manager', 'duty-social-worker', 'minute-taker', 'director'] as const)
      assert.equal((await (await signIn(role)).get(draft())).statusCode, 403, role)
    const running = await manager.get(`/meetings/series/${seriesId}/pack?week=${week.add({ days: 7 })}`)
    assert.match(running.body, /The week is not over/)
    const open = (await manager.get(draft())).body
    const token = /name="_token" value="([^"]+)"/.exec(open)?.[1] ?? ''
    const address = `/meetings/series/${seriesId}/pack?week=${week.add({ days: 7 })}`
    const tooEarly = await post(app, address, manager.cookie, { _token: token, meetingId: meetingIdIn(open) })
    assert.match(tooEarly.body, /The week is not over: a pack is issued from the Monday after it on/)
  })
})

describe('what came of the last meeting', () => {
  it('comes first, and an agency is told of its own actions alone', async () => {
    const own = await within((tx) => madeSeries(tx, manager.personId, 'Another series'))
    const invited = [
      { personId: manager.personId, agencyId: null, name: manager.name, agencyName: '' },
      asAgency(policeId, 'Testshire Police'),
    ]
    const lastId = await within((tx) =>
      madeMeeting(tx, { seriesId: own, chairId: manager.personId, days: -14, agenda: ['Times'], invited }),
    )
    const [item] = await within((tx) => listAgenda(tx, lastId))
    const person = (await within((tx) => listInvitations(tx, lastId))).find(({ personId }) => personId !== null)
    const recorded = await manager.send(`/meetings/${lastId}`, {
      [`came.${person?.id}`]: 'in-person',
      [`item.${item?.id}.decision`]: 'Times are asked for',
      [`item.${item?.id}.reason`]: 'They are missing',
      [`item.${item?.id}.carry`]: 'No time was left',
      'action.0.what': 'Ask for the times',
      'action.0.owner': `person:${manager.personId}`,
      'action.0.dueOn': '27/11/2031',
      'action.1.what': 'Send the times',
      'action.1.owner': `agency:${policeId}`,
      'action.1.dueOn': '28/11/2031',
      step: 'held',
    })
    assert.equal(recorded.statusCode, 303, recorded.body)
    const address = `/meetings/series/${own}/pack?week=${week}`
    const { body } = await manager.get(address)
    assert.ok(body.indexOf('From the last meeting') < body.indexOf('Referrals drawn at random'))
    for (const words of ['Ask for the times', 'Send the times', 'Times are asked for', 'No time was left'])
      assert.match(body, new RegExp(words))
    const police = (await manager.get(`${address}&agency=${policeId}`)).body
    assert.match(police, /Send the times/)
    assert.match(police, /Times are asked for/)
    assert.doesNotMatch(police, /Ask for the times/)
    const nhs = (await manager.get(`${address}&agency=${nhsId}`)).body
    assert.match(nhs, /no meeting of this series before that your agency was invited to/)
    assert.doesNotMatch(nhs, /Times are asked for/)
  })
})

describe('an issued pack', () => {
  it('is made by one press, once, with a copy for each agency that is invited', async () => {
    const meetingId = meetingIdIn((await manager.get(draft())).body)
    const issued = await manager.send(draft(), { meetingId })
    assert.equal(issued.statusCode, 303, issued.body)
    packId = /packs\/([0-9a-f-]{36})/.exec(String(issued.headers.location))?.[1] ?? ''
    assert.match((await manager.get(draft())).body, /The pack of this week was issued/)
    const versions = await within((tx) => listVersions(tx, packId))
    assert.deepEqual(
      versions.map(({ agencyName }) => agencyName),
      ['', 'Testshire NHS', 'Testshire Police'],
    )
    for (const { content } of versions) assert.equal(hash('sha256', content.json), content.sha256)
    assert.match((await manager.get(`/meetings/${meetingId}`)).body, /The week’s pack/)
  })

  it('records what its sample was drawn with, and anybody draws the same from that', async () => {
    const [sample] = await within((tx) => listSamples(tx, packId))
    assert.ok(sample)
    const again = drawSample(references, 10, sample.seed)
    assert.deepEqual(again.ids, sample.ids)
    assert.equal(again.frameSha256, sample.frameSha256)
    assert.equal(sample.frameSize, 14)
  })

  it('is shown as it was issued, whatever becomes of the facts', async () => {
    const before = await manager.get(`/meetings/packs/${packId}?format=csv`)
    for (const at of [40, 41, 42, 43, 44]) await referral(`N-${at}`, at)
    const after = await manager.get(`/meetings/packs/${packId}?format=csv`)
    assert.equal(after.body, before.body)
    assert.match((await manager.get(draft())).body, /from the 19 of the week/)
    assert.match((await manager.get(`/meetings/packs/${packId}`)).body, /from the 14 of the week/)
  })

  it('is kept from everybody’s hands, its owner’s too', async () => {
    const { default: pg } = await import('pg')
    const owner = new pg.Client({ connectionString: migrationUrl })
    await owner.connect()
    try {
      await assert.rejects(owner.query(`update meetings.pack_version set content = '{}'`), /facts are appended/)
      await assert.rejects(owner.query('delete from meetings.pack_version'), /facts are appended/)
    } finally {
      await owner.end()
    }
    await assert.rejects(
      within((tx) =>
        sql`insert into meetings.pack_version (authority_id, id, pack_id, meeting_id, agency_name, content, content_sha256)
            select authority_id, gen_random_uuid(), pack_id, meeting_id, 'x', '{}', content_sha256
              from meetings.pack_version limit 1`.execute(tx.sql),
      ),
      /check constraint/,
    )
  })

  it('is given to a partner in their agency’s copy alone, on the page and in files', async () => {
    const own = await officer.get(`/meetings/packs/${packId}`)
    assert.equal(own.statusCode, 200)
    assert.match(own.body, /Copy for Testshire Police/)
    assert.doesNotMatch(own.body, /The authority’s copy|History considered|Seed/)
    assert.equal((await officer.get(`/meetings/packs/${packId}?agency=${nhsId}`)).statusCode, 404)
    const csv = await officer.get(`/meetings/packs/${packId}?format=csv`)
    assert.match(csv.body, /Those that your agency was asked about/)
    assert.doesNotMatch(csv.body, /Decided after/)
    const seen = await database.kysely.transaction().execute(async (transaction) => {
      await sql`select set_config('los.authority', ${String(authorityId)}, true), set_config('los.person', ${officer.personId}, true),
                       set_config('los.roles', 'partner', true)`.execute(transaction)
      const { rows } = await sql<{ agencyId: string }>`select agency_id from meetings.pack_version`.execute(transaction)
      const { rows: drawn } = await sql`select 1 from meetings.pack_sample`.execute(transaction)
      return { agencies: rows.map(({ agencyId }) => agencyId), samples: drawn.length }
    })
    assert.deepEqual(seen, { agencies: [policeId], samples: 0 })
  })

  it('is given to an agency that is invited later as it was frozen then, with the cases it was part of then', async () => {
    const [version] = await within((tx) => listVersions(tx, packId))
    assert.equal((await housing.get(`/meetings/packs/${packId}`)).statusCode, 404)
    assert.doesNotMatch((await manager.get(`/meetings/packs/${packId}`)).body, /Testshire Housing/)
    // What they are asked about from now on is no part of what was issued.
    const partOf = references.slice(0, 7)
    for (const reference of references.slice(7)) await asked(contacts.get(reference) ?? '', housingId)
    const meetingId = await meetingOf(packId)
    const invited = await manager.send(`/meetings/${meetingId}/invite`, { personId: '', agencyId: housingId })
    assert.equal(invited.statusCode, 303, invited.body)
    assert.match(noticeIn(invited), /sees its copy of the pack/)
    const own = await housing.get(`/meetings/packs/${packId}`)
    assert.equal(own.statusCode, 200)
    assert.match(own.body, /Copy for Testshire Housing/)
    const [sample] = await within((tx) => listSamples(tx, packId))
    const expected = partOf.filter((reference) => sample?.ids.includes(reference))
    assert.deepEqual(referencesIn(own.body), expected)
    assert.deepEqual(referencesIn((await housing.get(`/meetings/packs/${packId}?format=csv`)).body), expected)
    assert.match((await manager.get(`/meetings/packs/${packId}`)).body, /Testshire Housing/)
    assert.equal((await within((tx) => listVersions(tx, packId)))[0]?.content.sha256, version?.content.sha256)
    const [entry, ...more] = await within((tx) =>
      tx.sql.selectFrom('trail.entry').selectAll().where('action', '=', 'pack.copy-given').execute(),
    )
    assert.deepEqual(more, [])
    assert.equal(entry?.personId, manager.personId)
    assert.deepEqual(entry?.subjects, [packId, meetingId])
  })

  it('has no copy for an agency that came after it, and whoever invites it is told', async () => {
    const late = await within(async (tx) => answerOf(await addAgency(tx, { name: 'Latecomers', kind: 'other' })))
    const meetingId = await meetingOf(packId)
    const taker = await signIn('minute-taker')
    const invited = await taker.send(`/meetings/${meetingId}/invite`, { personId: '', agencyId: late })
    assert.match(noticeIn(invited), /No copy of the issued pack was kept/)
  })

  it('is nothing for a minute-taker, for it has rows about children', async () => {
    assert.equal((await (await signIn('minute-taker')).get(`/meetings/packs/${packId}`)).statusCode, 404)
  })

  it('comes as a Word file', async () => {
    const word = await manager.get(`/meetings/packs/${packId}?format=docx`)
    assert.match(String(word.headers['content-type']), /wordprocessingml/)
    assert.equal(word.rawPayload.subarray(0, 2).toString(), 'PK')
  })

  it('closes a row whose record was restricted after it was issued, and what was frozen stays', async () => {
    const [sample] = await within((tx) => listSamples(tx, packId))
    const reference = sample?.ids[0] ?? ''
    const outsider = await signIn('qa-lead')
    assert.match((await outsider.get(`/meetings/packs/${packId}`)).body, new RegExp(reference))
    await restrict(contacts.get(reference) ?? '')
    for (const reader of [outsider, officer]) {
      const { body } = await reader.get(`/meetings/packs/${packId}?format=csv`)
      assert.doesNotMatch(body, new RegExp(reference))
      assert.match(body, /Restricted since this was issued/)
    }
    assert.match(
      (await manager.get(`/meetings/packs/${packId}`)).body,
      new RegExp(reference),
      'its guardian still reads it',
    )
  })

  it('shown, is trailed as a reading of the contacts in it', async () => {
    const reader = await signIn('head-of-service')
    await reader.get(`/meetings/packs/${packId}`)
    const [entry] = await within((tx) =>
      tx.sql
        .selectFrom('trail.entry')
        .selectAll()
        .where('personId', '=', reader.personId)
        .where('kind', '=', 'read')
        .execute(),
    )
    assert.equal(entry?.subjects.length, 9)
  })

  it('that is wrong is replaced by another with the reason and the same seed, and stays', async () => {
    const address = `/meetings/packs/${packId}/supersede`
    assert.match((await manager.send(address, { reason: '' })).body, /Say what is wrong with it/)
    const replaced = await manager.send(address, { reason: 'Five referrals came in late' })
    assert.equal(replaced.statusCode, 303, replaced.body)
    const newer = /packs\/([0-9a-f-]{36})/.exec(String(replaced.headers.location))?.[1] ?? ''
    assert.match((await manager.get(`/meetings/packs/${newer}`)).body, /because: Five referrals came in late/)
    assert.match((await manager.get(`/meetings/packs/${packId}`)).body, /Another pack has taken the place/)
    assert.equal((await manager.get(address)).statusCode, 409)
    const [older, younger] = [
      await within((tx) => listSamples(tx, packId)),
      await within((tx) => listSamples(tx, newer)),
    ]
    assert.equal(younger[0]?.seed, older[0]?.seed)
    assert.equal(younger[0]?.frameSize, 18)
  })
})
