import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fastify from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { invalid, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import { openLog } from '#platform/log'
import { transact } from '#platform/transaction'
import { testDatabase } from '#test/database'
import { registerApi } from './register.ts'
import { apiRoute } from './route.ts'
import { createToken } from './tokens.ts'

const { database } = await testDatabase()
const authorityId = 741
await sql`select platform.add_authority(${authorityId}, 'Testshire', false)`.execute(database.kysely)
const token = await transact(database, asSystem(authorityId, 'test'), (tx) =>
  createToken(tx, 'Test', ['contacts:write']),
)

let handled = 0
const counting = apiRoute({
  method: 'POST',
  path: '/things',
  scope: 'contacts:write',
  summary: 'Count',
  description: 'Counts.',
  body: z.object({ fails: z.boolean().default(false) }),
  answer: z.object({ count: z.number() }),
  examples: () => [],
  async handle({ body }) {
    handled += 1
    return body.fails ? invalid({ field: 'fails', message: 'It fails' }) : ok({ status: 201, body: { count: handled } })
  },
})

const app = fastify()
await registerApi(app, { database, log: openLog('silent'), perMinute: 8 }, [counting])
after(() => app.close())

const post = (payload: object, key?: string) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { authorization: `Bearer ${token}`, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    payload,
  })

test('two requests at once with one key are done once, and both are answered', async () => {
  const answers = await Promise.all([post({}, 'k'), post({}, 'k'), post({}, 'k')])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 200, 201])
  assert.equal(new Set(answers.map(({ body }) => body)).size, 1)
  assert.equal(handled, 1)
})

test('what failed is not kept under its key: mended, it can be sent again with the same', async () => {
  assert.equal((await post({ fails: true }, 'f')).statusCode, 422)
  assert.equal((await post({}, 'f')).statusCode, 201)
})

test('whoever asks too often is told how long to wait', async () => {
  const answers = []
  for (let times = 0; times < 6; times += 1) answers.push(await post({}))
  const last = answers.at(-1)
  assert.equal(last?.statusCode, 429)
  assert.match(String(last?.headers['content-type']), /problem\+json/)
  assert.ok(Number(last?.headers['retry-after']) > 0)
})
