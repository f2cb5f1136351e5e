import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { post } from './post.ts'

const strict = { key: null, allowsOwnNetwork: false, allowsLoopback: false }

let knocked = 0
const server = createServer((socket) => {
  knocked += 1
  socket.destroy()
})
const port = await new Promise<number>((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
})
after(() => server.close())

const send = (url: string, settings = strict) => post({ url, headers: {}, body: '{}' }, settings)

test('a name that leads inside is not even knocked at: what it leads to is looked at when it is sent', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::ffff:127.0.0.1]']) {
    const met = await send(`https://${host}:${port}/`)
    assert.deepEqual([host, met.status], [host, null])
    assert.match(met.fault, /on this very machine/)
  }
  assert.equal(knocked, 0)
})

test('what went wrong is said in words', async () => {
  const trying = { ...strict, allowsLoopback: true }
  assert.match((await send(`http://127.0.0.1:${port}/`, trying)).fault, /cannot be reached \(ECONNRESET\)/)
  assert.equal((await send('http://127.0.0.1:1/', trying)).fault, 'Nobody listens there')
  assert.equal((await send('https://nobody.invalid/')).fault, 'No machine has this name')
})
