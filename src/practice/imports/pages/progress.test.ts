import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { hashToken, sessionCookie } from '#platform/http'
import { type Tx, transact } from '#platform/transaction'
import { testApp, type Visitor } from '#test/app'
import { paths } from '../paths.ts'
import { recordImportRun } from '../runs/store.ts'
import { cancelRun, claimRun, moveOn } from '../runs/working.ts'

const { app, database, authorityId, signIn } = await testApp()
const analyst = await signIn('performance-analyst')
const worker = await signIn('duty-social-worker')
let address = ''

before(async () => {
  address = await app.listen({ port: 0, host: '127.0.0.1' })
})

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)

const ask = (filename: string): Promise<string> =>
  within((tx) =>
    recordImportRun(tx, {
      filename,
      content: Buffer.from('a,b\n'),
      isDryRun: false,
      takesValid: false,
      historyBefore: null,
      map: {},
    }),
  )

const follow = (visitor: Visitor, importId: string): Promise<Response> =>
  fetch(address + paths.importProgress({ importId }), {
    headers: { cookie: visitor.cookie, accept: 'text/event-stream' },
    redirect: 'manual',
  })

interface Event {
  readonly name: string
  readonly data: string
}

/** The events of a stream one by one, as a browser reads them; lines that are no event are left out. */
async function* eventsOf({ body }: Response): AsyncGenerator<Event> {
  assert.ok(body)
  let text = ''
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + piece).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n')
      const name = lines.find((line) => line.startsWith('event: '))?.slice(7)
      const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6))
      if (name !== undefined) yield { name, data: data.join('\n') }
    }
  }
}

async function nextOf(events: AsyncGenerator<Event>): Promise<Event> {
  const { value, done } = await events.next()
  assert.ok(!done, 'the stream had ended')
  return value
}

test('how far a file is comes by itself, piece by piece, until it has ended', async () => {
  const id = await ask('followed.csv')
  const answer = await follow(analyst, id)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  const events = eventsOf(answer)
  assert.match((await nextOf(events)).data, /Waiting to be read/)
  await within(claimRun)
  await within((tx) => moveOn(tx, id, 0.42))
  const moved = await nextOf(events)
  assert.equal(moved.name, 'piece')
  // Between the two it may have been seen at nought.
  const seen = /0% done/.test(moved.data) ? await nextOf(events) : moved
  assert.match(seen.data, /Being read: 42% done/)
  assert.match(seen.data, /<progress class="los-progress" max="100" value="42">/)
  await within((tx) => cancelRun(tx, id))
  assert.match((await nextOf(events)).data, /It was cancelled/)
  assert.equal((await nextOf(events)).name, 'end')
  assert.equal((await events.next()).done, true)
})

test('who may not look, or is not signed in, is told nothing', async () => {
  const id = await ask('private.csv')
  assert.equal((await follow(worker, id)).status, 403)
  const nobody = await follow({ ...analyst, cookie: '' }, id)
  assert.deepEqual([nobody.status, nobody.headers.get('location')?.startsWith('/sign-in')], [303, true])
})

test('who signs out elsewhere is told nothing more', async () => {
  const id = await ask('signed-out.csv')
  const leaving = await signIn('performance-analyst')
  const events = eventsOf(await follow(leaving, id))
  await nextOf(events)
  const token = leaving.cookie.slice(sessionCookie.length + 1)
  await sql`select platform.end_session(${hashToken(token)})`.execute(database.kysely)
  await within((tx) => cancelRun(tx, id))
  assert.equal((await events.next()).done, true)
})

test('whoever asks for the page of it alone gets it at once, as ever', async () => {
  const id = await ask('asked.csv')
  const { statusCode, body, headers } = await analyst.get(paths.importProgress({ importId: id }))
  assert.equal(statusCode, 200)
  assert.match(String(headers['content-type']), /^text\/html/)
  assert.match(body, /Waiting to be read/)
})

test('stopping the product ends what is still followed', async () => {
  const events = eventsOf(await follow(analyst, await ask('open.csv')))
  await nextOf(events)
  await app.close()
  assert.equal((await events.next()).done, true)
})
