import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { freePort, installedCopy } from '#test/installed-copy'

const copy = installedCopy()
after(() => copy.remove())
const port = await freePort()
const address = `http://127.0.0.1:${port}`

const people = async (): Promise<number> => {
  const body = await (await fetch(`${address}/sign-in`)).text()
  return body.match(/los-sample-role/g)?.length ?? 0
}

test('the first start makes the sample authority and says where it is and whom to sign in as', async (t) => {
  const started = await copy.start({ PORT: String(port) })
  assert.equal(started.code, null, started.complaint)
  assert.match(started.out, new RegExp(`Line of Sight is at http://localhost:${port}`))
  for (let waited = 0; waited < 50 && !/Helen Marsh – Director/.test(started.out); waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  assert.match(started.out, /Helen Marsh – Director/)
  assert.ok((await people()) > 20)
  assert.equal((await fetch(`${address}/health`)).status, 200)
  assert.equal((await fetch(`${address}/ready`)).status, 200)
  t.diagnostic(`first start to listening: ${started.milliseconds} ms`)

  await t.test('a second start on the same port is told which to take', () => {
    const second = copy.run('bin/start.js', [], { PORT: String(port) })
    assert.equal(second.code, 2)
    assert.match(second.complaint, new RegExp(`Port ${port} is taken.*PORT=${port + 1} npm start`))
  })

  await t.test('another process of the clone joins the database that runs', () => {
    const ran = copy.run('bin/los.js', ['people', 'list', '--json'])
    assert.equal(ran.code, 0, ran.complaint)
    assert.ok((JSON.parse(ran.out) as { people: unknown[] }).people.length > 20)
  })

  await started.stop('SIGKILL')
})

test('after a power cut it starts again with everything there', async (t) => {
  const before = await copy.start({ PORT: String(port) })
  assert.equal(before.code, null, before.complaint)
  assert.doesNotMatch(before.out, /Making the sample/)
  assert.ok((await people()) > 20)
  await before.stop()
  const began = performance.now()
  const again = await copy.start({ PORT: String(port) })
  assert.equal((await fetch(`${address}/sign-in`)).status, 200)
  t.diagnostic(`second start to first page: ${Math.round(performance.now() - began)} ms`)
  await again.stop()
})

test('the embedded database takes the next port when its own is taken', async () => {
  const server = createServer()
  const isOurs = await new Promise<boolean>((resolve) => {
    server.on('error', () => resolve(false))
    server.listen(54_320, '127.0.0.1', () => resolve(true))
  })
  const started = await copy.start({ PORT: String(port) })
  assert.equal(started.code, null, started.complaint)
  assert.ok((await people()) > 20)
  await started.stop()
  if (isOurs) server.close()
})

test('every fault of the configuration is told at once', () => {
  const ran = copy.run('bin/start.js', [], {
    PORT: 'eighty',
    DATABASE_URL: 'mysql://somewhere',
    SESSION_IDLE_MINUTES: '0',
  })
  assert.equal(ran.code, 2)
  for (const fault of [/PORT must be a number/, /DATABASE_URL must begin/, /SESSION_IDLE_MINUTES must be at least 1/])
    assert.match(ran.complaint, fault)
})
