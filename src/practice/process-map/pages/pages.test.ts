import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { post, testApp, type Visitor } from '#test/app'
import { contactArrived, outcomeArrived } from '#test/late-contacts'
import { newFormToken } from '../../../platform/http/session.ts'
import { makeFirstMap } from '../made-map.ts'

const { app, database, authorityId, signIn } = await testApp()
const lead = await signIn('qa-lead')
const other = await signIn('service-manager')
const worker = await signIn('duty-social-worker')
const scrutiny = await signIn('scrutiny-support')
const head = await signIn('head-of-service')
const partner = await signIn('partner')

let map = ''
let published = ''
let draft = ''

const linksIn = (body: string, pattern: RegExp): readonly string[] =>
  [...body.matchAll(/href="([^"]+)"/g)].flatMap(([, link = '']) =>
    pattern.test(link) ? [link.replaceAll('&amp;', '&')] : [],
  )

const day = Temporal.PlainDate.from('2021-10-18')

before(async () => {
  await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    await makeFirstMap(tx, { id: worker.personId, name: worker.name })
    for (let place = 0; place < 14; place += 1) {
      const receivedAt = day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:00' }).toInstant()
      const contactId = await contactArrived(tx, { receivedAt })
      const decidedAt = receivedAt.add({ hours: 3 })
      // Two on whom nothing was decided: too few to be told of to everybody.
      if (place < 12) await outcomeArrived(tx, contactId, { decidedAt, knownAt: decidedAt })
    }
  })
  const { rows } = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    sql<{ mapId: string; id: string; number: number }>`
      select map_id, id, number from process_map.version order by number`.execute(tx.sql),
  )
  map = `/process-map/${rows[0]?.mapId}`
  published = `/process-map/versions/${rows[0]?.id}`
  draft = `/process-map/versions/${rows[1]?.id}`
})

test('a partner reads the published map and its barriers, and no draft, no figure and no log', async () => {
  const { statusCode, body } = await partner.get(map)
  assert.equal(statusCode, 200)
  assert.match(body, /Clinic times clash with discussions/)
  assert.match(body, /role="img"/)
  assert.doesNotMatch(body, /As the records show it|Edit the draft|Version 2/)
  assert.equal((await partner.get(`${published}/bpmn`)).statusCode, 200)
  for (const closed of [draft, `${draft}/bpmn`, `${map}/records`, '/process-map/event-log']) {
    assert.equal((await partner.get(closed)).statusCode, 404, closed)
  }
})

test('the picture says nothing that a table under it does not say', async () => {
  const { body } = await worker.get(map)
  const [picture = '', tables = ''] = [/<svg[\s\S]*<\/svg>/.exec(body)?.[0], body.split('</svg>').at(-1)]
  assert.doesNotMatch(picture, / style=|<style|<script/)
  for (const words of ['Circulate the record', 'Call a strategy discussion', '24 elapsed hours', 'Police'])
    assert.ok(tables.includes(words), words)
})

const step = (name: string, more: Record<string, string> = {}) => ({
  kind: 'task',
  name,
  note: '',
  amount: '',
  source: '',
  countsFrom: '',
  ...more,
})

test('a draft is edited in plain forms: lane, step, flow, barrier, added, changed and removed', async () => {
  const added = await lead.send(`${draft}/lanes/add`, { revision: '1', name: 'School', agency: 'education' })
  assert.equal(added.statusCode, 303, added.body)
  const lanes = linksIn((await lead.get(draft)).body, /lanes\/[0-9a-f]{8}-/)
  const lane = lanes.at(-1)?.split('/').at(-1) ?? ''
  const stepAdded = await lead.send(`${draft}/steps/add`, {
    revision: '1',
    ...step('Tell the school'),
    laneId: lane,
    unit: 'working-hours',
    amount: '4',
    source: 'Local',
  })
  assert.equal(stepAdded.statusCode, 303, stepAdded.body)
  const { body } = await lead.get(draft)
  assert.match(body, /4 working hours \(Local\)/)
  assert.match(body, /Nothing leads to “Tell the school”/)
  const school = linksIn(body, /steps\/[0-9a-f]{8}-/).at(-1) ?? ''
  const removed = await lead.send(school, { revision: '3', ...step('Tell the school'), laneId: lane, press: 'remove' })
  assert.equal(removed.statusCode, 303, removed.body)
  assert.equal(
    (await lead.send(`${draft}/lanes/${lane}`, { revision: '4', name: 'School', agency: 'education', press: 'remove' }))
      .statusCode,
    303,
  )
  const after = await lead.get(draft)
  assert.doesNotMatch(after.body.split('What was done')[0] ?? '', /Tell the school|School<\/td>/)
  assert.match(after.body, /Step removed: Tell the school/)
})

test('an answer that cannot be taken brings everything typed back, with a sentence', async () => {
  const { statusCode, body } = await lead.send(`${draft}/steps/add`, {
    revision: '1',
    ...step('Visit the child', { amount: '-3', unit: 'working-days' }),
    laneId: '',
  })
  assert.equal(statusCode, 400)
  assert.match(body, /Choose the lane it stands in/)
  assert.match(body, /value="Visit the child"/)
  assert.match(body, /value="-3"/)
})

/** The form of a step as it stands, to be sent back with one answer changed. */
async function openStep(visitor: Visitor, address: string): Promise<Record<string, string>> {
  const { body } = await visitor.get(address)
  const input = (name: string): string =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`)
      .exec(body)
      ?.slice(1)
      .find((each) => each !== undefined) ?? ''
  const lane = /<option value="([^"]+)" selected/.exec(body)?.[1] ?? ''
  return { ...step(input('name')), revision: input('revision'), laneId: lane }
}

test('two people who change the same step meet a conflict, and who change different steps do not', async () => {
  const links = linksIn((await lead.get(draft)).body, /steps\/[0-9a-f]{8}-/)
  const [first = '', second = ''] = [links[3] ?? '', links[6] ?? '']
  const mine = await openStep(lead, first)
  const theirs = await openStep(other, first)
  const elsewhere = await openStep(other, second)
  assert.equal((await lead.send(first, { ...mine, name: 'Mine' })).statusCode, 303)
  const late = await other.send(first, { ...theirs, name: 'Theirs' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /Somebody else has changed this map/)
  assert.equal((await other.send(second, { ...elsewhere, name: 'Elsewhere' })).statusCode, 303)
  const { body } = await lead.get(draft)
  assert.match(body, /Mine/)
  assert.match(body, /Elsewhere/)
})

test('versions are compared in words', async () => {
  const { body } = await lead.get(`${map}/compare`)
  assert.match(body, /Hold the strategy discussion/)
  assert.match(body, /from “24 elapsed hours[^”]*” to “16 elapsed hours/)
})

test('a published version is frozen, in the pages and in the database', async () => {
  assert.equal((await lead.get(`${published}/lanes/add`)).statusCode, 409)
  await assert.rejects(
    transact(database, asSystem(authorityId, 'test'), (tx) =>
      sql`insert into process_map.revision (authority_id, version_id, number, content, what)
          values (${authorityId}, ${published.split('/').at(-1)}, 99, '{}', 'Behind their back')`.execute(tx.sql),
    ),
    /frozen/,
  )
})

test('a draft is published as whoever publishes saw it, and then holds for everybody', async () => {
  const stale = await lead.send(`${draft}/publish`, { why: 'Shorter limit', revision: '1' })
  assert.equal(stale.statusCode, 409)
  const { body } = await lead.get(`${draft}/publish`)
  const revision = /name="revision" value="(\d+)"/.exec(body)?.[1] ?? ''
  const done = await lead.send(`${draft}/publish`, { why: 'Shorter limit', revision })
  assert.equal(done.statusCode, 303, done.body)
  assert.match((await partner.get(map)).body, /16 elapsed hours/)
})

test('the owner of a barrier says how it stands, nobody else outside the editors does, and its history stays', async () => {
  const [barrier = ''] = linksIn((await worker.get(map)).body, /barriers\//)
  const answers = { status: 'resolved', note: 'Clinics keep the hours free.' }
  assert.equal((await worker.send(barrier, answers)).statusCode, 303)
  const token = newFormToken(partner.cookie.split('=')[1] ?? '')
  assert.equal((await post(app, barrier, partner.cookie, { ...answers, _token: token })).statusCode, 404)
  const { body } = await partner.get(barrier)
  assert.match(body, /Clinics keep the hours free/)
  assert.match(body, /Two clinics keep 12:00 to 14:00 free/)
  assert.doesNotMatch(body, /<textarea/)
})

const autumn = '?from=2021-10-01&until=2021-10-31'

test('the records stand beside the map: counts, medians, the standard, and what is not on the map', async () => {
  const { statusCode, body } = await worker.get(`${map}/records${autumn}`)
  assert.equal(statusCode, 200)
  assert.match(body, /14 cases began/)
  assert.match(body, /14 of them keep to the map \(100%\)/)
  assert.match(body, /2 working days|3 h/)
  assert.equal(body.match(/role="img"/g)?.length, 2)
  assert.match(body, /Not on the map/)
})

test('readers outside practice see no small number in page or file, and whole months alone', async () => {
  const { body } = await scrutiny.get(`${map}/records?from=2021-10-18&until=2021-10-18`)
  assert.match(body, /from 1 Oct 2021 to 31 Oct 2021/)
  assert.match(body, /Withheld: small numbers/)
  const file = await scrutiny.get(`${map}/records${autumn}&format=csv`)
  const line = (from: string, to: string) => file.body.split('\r\n').find((each) => each.startsWith(`${from},${to},`))
  assert.match(line('Contact received', 'Nothing further recorded') ?? '', /,,,,.*yes: small numbers/)
  const own = await worker.get(`${map}/records${autumn}&format=csv`)
  assert.match(own.body, /Contact received,Nothing further recorded,2,/)
})

test('the event log is for those who export Annex A: whole XES, other names each time, and in the trail', async () => {
  assert.equal((await worker.get('/process-map/event-log')).statusCode, 403)
  const [one, two] = [
    await head.get(`/process-map/event-log${autumn}&format=xes`),
    await head.get(`/process-map/event-log${autumn}&format=xes`),
  ]
  assert.equal(one.statusCode, 200)
  assert.match(String(one.headers['content-disposition']), /event-log-2021-10-01-2021-10-31\.xes/)
  assert.equal(one.body.match(/<trace>/g)?.length, 14)
  const names = (body: string) =>
    [...body.matchAll(/<trace>\n<string key="concept:name" value="(\w+)"/g)].map(([, name]) => name)
  assert.equal(new Set([...names(one.body), ...names(two.body)]).size, 28)
  const entries = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    tx.sql.selectFrom('trail.entry').selectAll().where('action', '=', 'event-log.exported').execute(),
  )
  assert.equal(entries.length, 2)
  assert.deepEqual(JSON.parse(String(entries[0]?.body)).account, {
    format: 'xes',
    from: '2021-10-01',
    until: '2021-10-31',
    areaId: null,
    route: null,
    cases: 14,
    events: 26,
  })
})
