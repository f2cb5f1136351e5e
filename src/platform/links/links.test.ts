import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { post, testApp } from '#test/app'
import { staysShut } from '#test/links'
import { addReply, feed, makeReplies, repliesArea, reply } from '#test/replies'
import { endLinks, findLink, listLinks, makeLink, renewLink } from './index.ts'

const lines: string[] = []
const log = pino({ base: null }, { write: (line: string) => void lines.push(line) })
const { app, database, authorityId, migrationUrl, signIn } = await testApp('Testshire', true, {
  more: [repliesArea],
  log,
})
const worker = await signIn('duty-social-worker')

before(() => makeReplies(migrationUrl))

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const inHours = (hours: number) => Temporal.Now.instant().add({ hours })

/** An invitation with a link to it. */
async function invited({ hours = 24, purpose = 'test.reply' } = {}) {
  const id = newId()
  const token = await inside(async (tx) => {
    await addReply(tx, id)
    return makeLink(tx, { purpose, subjectId: id, expiresAt: inHours(hours) })
  })
  return { id, token, url: `/test-reply/${token}` }
}

const get = (url: string) => app.inject({ method: 'GET', url })
const tokenIn = (body: string): string => /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? ''
async function answer(url: string, answers: Record<string, string>) {
  return post(app, url, '', { ...answers, _token: tokenIn((await get(url)).body) })
}
const answerOf = async (id: string): Promise<string | null> => {
  const { rows } = await inside((tx) =>
    sql<{ answer: string | null }>`select answer from test_reply.invitation where id = ${id}`.execute(tx.sql),
  )
  return rows[0]?.answer ?? null
}

test('somebody without an account opens what they were sent, however often, and answers once', async () => {
  const { id, url } = await invited()
  for (let time = 0; time < 3; time += 1) {
    const page = await get(url)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, new RegExp(`Meeting ${id}`))
    assert.match(page.body, /Testshire/)
    assert.match(page.body, /This is a sample authority/)
  }
  const sent = await answer(url, { answer: 'yes' })
  assert.equal(sent.statusCode, 303)
  assert.equal(sent.headers.location, url)
  assert.equal(await answerOf(id), 'yes')
  const after = await get(url)
  assert.match(after.body, /You answered yes/)
  assert.doesNotMatch(after.body, /<form method="post" action="\/test-reply/)
})

test('the same form pressed twice, at once or later, is one answer; another answer is told that it was not taken', async () => {
  const { id, url } = await invited()
  const [one, other] = [tokenIn((await get(url)).body), tokenIn((await get(url)).body)]
  const press = (_token: string, given: string) => post(app, url, '', { answer: given, _token })
  const twice = await Promise.all([press(one, 'yes'), press(one, 'yes')])
  assert.deepEqual(
    twice.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  assert.equal((await press(one, 'yes')).statusCode, 303)
  const second = await press(other, 'no')
  assert.equal(second.statusCode, 409)
  assert.match(second.body, /An answer was given by this link/)
  assert.match(second.body, /was not recorded/)
  assert.equal(await answerOf(id), 'yes')
})

test('two different answers at the same moment leave one, and the other is told', async () => {
  const { id, url } = await invited()
  const tokens = [tokenIn((await get(url)).body), tokenIn((await get(url)).body)]
  const both = await Promise.all(
    tokens.map((_token, place) => post(app, url, '', { answer: place === 0 ? 'yes' : 'no', _token })),
  )
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409])
  assert.equal(await answerOf(id), both[0]?.statusCode === 303 ? 'yes' : 'no')
})

test('what cannot be taken comes back as typed, and the link is still good', async () => {
  const { id, url } = await invited()
  const wrong = await answer(url, { answer: 'perhaps' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /value="perhaps"/)
  assert.match(wrong.body, /Say whether you come/)
  const late = await answer(url, { answer: 'late' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /It has begun/)
  assert.equal((await answer(url, { answer: 'no' })).statusCode, 303)
  assert.equal(await answerOf(id), 'no')
})

test('a press without the token of the form, from another site or with a file does nothing', async () => {
  const { id, url } = await invited()
  assert.equal((await post(app, url, '', { answer: 'yes' })).statusCode, 400)
  const other = await invited()
  const stolen = tokenIn((await get(other.url)).body)
  assert.equal((await post(app, url, '', { answer: 'yes', _token: stolen })).statusCode, 400)
  const _token = tokenIn((await get(url)).body)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' }
  const payload = new URLSearchParams({ answer: 'yes', _token }).toString()
  assert.equal((await app.inject({ method: 'POST', url, headers, payload })).statusCode, 403)
  const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
  const file = '--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n--b--\r\n'
  assert.equal((await app.inject({ method: 'POST', url, headers: multipart, payload: file })).statusCode, 403)
  assert.equal(await answerOf(id), null)
})

test('whoever holds a link that has expired or was withdrawn is told so, with what to do; it opens nothing', async () => {
  const expired = await invited({ hours: -1 })
  const withdrawn = await invited()
  await inside((tx) => endLinks(tx, 'test.reply', withdrawn.id))
  for (const [{ id, url }, words] of [
    [expired, /It could be used until/],
    [withdrawn, /It was withdrawn/],
  ] as const) {
    for (const page of [await get(url), await post(app, url, '', { answer: 'yes', _token: 'x' })]) {
      assert.equal(page.statusCode, 410)
      assert.match(page.body, words)
      assert.match(page.body, /Ring the front door on 01632 960001/)
      assert.doesNotMatch(page.body, new RegExp(id))
    }
    assert.equal(await answerOf(id), null)
  }
})

test('a token that never was, one of another purpose and a subject that is gone answer alike', async () => {
  const cookies = [worker.cookie]
  await staysShut(app, reply, cookies)
  await staysShut(app, feed, cookies)
  const elsewhere = await invited({ purpose: 'test.feed' })
  const gone = await inside((tx) => makeLink(tx, { purpose: 'test.reply', subjectId: newId(), expiresAt: inHours(1) }))
  const plain = (body: string) => body.replaceAll(/nonce="[^"]+"/g, 'nonce')
  const never = plain((await get(`/test-reply/${'a'.repeat(43)}`)).body)
  for (const url of [elsewhere.url, `/test-reply/${gone}`]) {
    const page = await get(url)
    assert.equal(page.statusCode, 404)
    assert.equal(plain(page.body), never)
  }
})

test('row-level security shows whoever holds a link their own row and nothing else', async () => {
  const mine = await invited()
  await invited()
  const as = (subjectId: string | null, purpose = 'test.reply') =>
    transact(database, { kind: 'link', authorityId, linkId: newId(), purpose, subjectId, from: 'test' }, async (tx) => {
      const count = async (table: string) =>
        (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.sql)).rows[0]?.n
      return [await count('test_reply.invitation'), await count('children.child'), await count('mail.message')]
    })
  assert.deepEqual(await as(mine.id), [1, 0, 0])
  assert.deepEqual(await as(null), [0, 0, 0])
  assert.deepEqual(await as(mine.id, 'test.other'), [0, 0, 0])
  const making = transact(
    database,
    { kind: 'link', authorityId, linkId: newId(), purpose: 'test.reply', subjectId: mine.id, from: 'test' },
    (tx) => makeLink(tx, { purpose: 'test.reply', subjectId: mine.id, expiresAt: null }),
  )
  await assert.rejects(making, /row-level security/)
})

test('a calendar to subscribe to opens until it is renewed, and then only under its new address', async () => {
  const personId = worker.personId
  const wanted = { purpose: 'test.feed', subjectId: personId, expiresAt: null }
  const first = await inside((tx) => makeLink(tx, wanted))
  for (let time = 0; time < 2; time += 1) {
    const file = await get(`/test-calendar/${first}.ics`)
    assert.equal(file.statusCode, 200)
    assert.equal(file.body, `UID:${personId}`)
    assert.equal(file.headers['content-type'], 'text/calendar; charset=utf-8')
    assert.equal(file.headers['cache-control'], 'no-store')
    assert.match(String(file.headers['x-robots-tag']), /noindex/)
  }
  const second = await inside((tx) => renewLink(tx, wanted))
  assert.equal((await get(`/test-calendar/${first}.ics`)).statusCode, 410)
  assert.equal((await get(`/test-calendar/${second}.ics`)).statusCode, 200)
  const all = await inside((tx) => listLinks(tx, 'test.feed', [personId]))
  assert.deepEqual(
    all.map(({ endedAt }) => endedAt === null),
    [false, true],
  )
  assert.equal(await inside((tx) => findLink(tx, 'test.feed', second)), all[1]?.id)
  assert.equal(await inside((tx) => findLink(tx, 'test.reply', second)), null)
})

test('no token stands in the database, the log or the trail, whatever happens', async () => {
  const { id, token, url } = await invited()
  assert.equal((await answer(url, { answer: 'break' })).statusCode, 500)
  assert.equal(await answerOf(id), null)
  assert.equal((await answer(url, { answer: 'yes' })).statusCode, 303)
  assert.ok(lines.some((line) => line.includes('"/test-reply/:token"') && line.includes('"status":500')))
  assert.ok(lines.every((line) => !line.includes(token)))
  const { rows } = await inside((tx) =>
    sql<{ action: string; body: Buffer }>`
      select action, body from trail.entry where subjects @> ${[id]}::uuid[] order by id`.execute(tx.sql),
  )
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['link.made', 'link.used'],
  )
  assert.ok(rows.every(({ body }) => !String(body).includes(token)))
  const used = JSON.parse(String(rows[1]?.body))
  assert.equal(used.purpose, 'test.reply')
  assert.match(used.link, /^[0-9a-f-]{36}$/)
  assert.equal(used.job, undefined)
})

test('one address that asks too often is told to wait', async () => {
  const ask = () => app.inject({ method: 'GET', url: `/test-reply/${'b'.repeat(43)}`, remoteAddress: '192.0.2.7' })
  const codes = new Map<number, number>()
  for (let time = 0; time < 125; time += 1) {
    const { statusCode } = await ask()
    codes.set(statusCode, (codes.get(statusCode) ?? 0) + 1)
  }
  assert.deepEqual(Object.fromEntries(codes), { 404: 120, 429: 5 })
  const told = await ask()
  assert.match(told.body, /Wait a minute/)
  assert.ok(Number(told.headers['retry-after']) > 0)
})

test('a link is a fact: it is neither changed nor removed, and its hash is nobody’s to read', async () => {
  await assert.rejects(
    inside((tx) => sql`delete from links.link`.execute(tx.sql)),
    /permission denied/,
  )
  await assert.rejects(
    inside((tx) => sql`select token_hash from links.link`.execute(tx.sql)),
    /permission denied/,
  )
})
