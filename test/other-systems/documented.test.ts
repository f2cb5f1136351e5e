import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { asSystem } from '#platform/access'
import { createToken } from '#platform/api'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'

const { app, database, authorityId, signIn } = await testApp()
const administrator = await signIn('administrator')
const address = await app.listen({ port: 0, host: '127.0.0.1' })
let page = ''
let token = ''

before(async () => {
  page = (await administrator.get('/other-systems')).body
  token = await transact(database, asSystem(authorityId, 'test'), (tx) =>
    createToken(tx, 'Reader', ['contacts:read', 'contacts:write', 'discussions:read', 'discussions:write']),
  )
})

const asText = (markup: string): string =>
  markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

interface Shown {
  readonly command: string
  readonly status: number
  readonly answer: unknown
}

/** Every example as it stands on the page, in its order. */
function shownExamples(): readonly Shown[] {
  const pairs = page.matchAll(
    /data-example="request">([^<]*)<\/pre>[\s\S]*?data-example="answer" data-status="(\d+)">([^<]*)<\/pre>/g,
  )
  return [...pairs].map(([, command = '', status = '', answer = '']) => ({
    command: asText(command),
    status: Number(status),
    answer: JSON.parse(asText(answer)),
  }))
}

/** The words of a command as a shell reads them, with the token in the place of its variable. */
const wordsOf = (command: string): readonly string[] =>
  [...command.replaceAll('\\\n', ' ').matchAll(/"([^"]*)"|'((?:[^']|'\\'')*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double?.replaceAll('$TOKEN', token) ?? single?.replaceAll("'\\''", "'") ?? bare ?? '',
  )

/** Sends a command as it was copied from the page, to where this test serves instead of where people find the product. */
async function send(command: string): Promise<Response> {
  const [curl, ...words] = wordsOf(command)
  assert.equal(curl, 'curl')
  const after = (flag: string) => words.flatMap((word, at) => (words[at - 1] === flag ? [word] : []))
  const url = words.find((word) => word.startsWith('http://localhost/')) ?? ''
  const [body] = after('-d')
  return fetch(url.replace('http://localhost', address), {
    method: after('-X')[0] ?? 'GET',
    headers: after('-H').map((header): [string, string] => {
      const colon = header.indexOf(': ')
      return [header.slice(0, colon), header.slice(colon + 2)]
    }),
    ...(body === undefined ? {} : { body }),
  })
}

test('every operation is documented, with the fields of its description', async () => {
  const { paths } = (await app.inject({ url: '/api/v1/openapi.json' })).json()
  for (const [path, operations] of Object.entries<Record<string, { summary: string }>>(paths))
    for (const [method, { summary }] of Object.entries(operations)) {
      assert.ok(page.includes(`${method.toUpperCase()} /api/v1${path}</code>`), path)
      assert.ok(page.includes(`>${summary}</h2>`), summary)
    }
  for (const field of ['children[].dateOfBirth', 'receivedAt', 'results[].errors[].pointer', 'contacts[].dueAt'])
    assert.ok(page.includes(`>${field}</code>`), field)
  assert.match(page, /<code>6<\/code> Police/)
})

test('every example of the page, sent as it stands there, is answered as the page says', async () => {
  const examples = shownExamples()
  assert.equal(examples.length, 11)
  for (const { command, status, answer } of examples) {
    const answered = await send(command)
    const body = await answered.text()
    assert.equal(answered.status, status, `${command}\n${body}`)
    assert.deepEqual(JSON.parse(body), answer, command)
    const type = status >= 400 ? /^application\/problem\+json/ : /^application\/json/
    assert.match(String(answered.headers.get('content-type')), type)
  }
})

test('the message that is shown is signed with the secret that is shown beside it', () => {
  const [, secret = ''] = /data-example="secret">([^<]*)</.exec(page) ?? []
  const [, shown = ''] = /data-example="message">([^<]*)<\/pre>/.exec(page) ?? []
  const [headers = '', body = ''] = asText(shown).split('\n\n')
  const read = new Webhook(secret).verify(body, Object.fromEntries(headers.split('\n').map((line) => line.split(': '))))
  assert.equal((read as { type: string }).type, 'contact.late')
})

test('those who look after other systems read it; those who work with children are not shown it', async () => {
  const analyst = await signIn('performance-analyst')
  const read = await analyst.get('/other-systems')
  assert.equal(read.statusCode, 200)
  assert.doesNotMatch(read.body, /href="\/other-systems\/webhooks"/)
  assert.match(page, /href="\/other-systems\/webhooks"/)
  const worker = await signIn('duty-social-worker')
  assert.doesNotMatch((await worker.get('/')).body, /Other systems/)
})
