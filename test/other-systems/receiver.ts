import { createServer, type IncomingHttpHeaders } from 'node:http'
import { after } from 'node:test'

/** What arrived at another system, byte for byte. */
export interface Arrived {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Another system that listens: a real server on a port of its own. */
export interface Receiver {
  readonly url: string
  readonly arrived: Arrived[]
  /** What it answers from now on; null: it takes the message and never answers. */
  answers: number | null
  /** How long it thinks before it answers. */
  milliseconds: number
}

/** Opens a receiver that takes everything; it is closed after the file's tests. */
export async function openReceiver(): Promise<Receiver> {
  const receiver: { -readonly [Key in keyof Receiver]: Receiver[Key] } = {
    url: '',
    arrived: [],
    answers: 204,
    milliseconds: 0,
  }
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces).toString()
    receiver.arrived.push({ path: request.url ?? '', headers: request.headers, body })
    const { answers } = receiver
    if (answers === null) return
    const answer = () => response.writeHead(answers, { location: '/elsewhere' }).end('a long story'.repeat(1000))
    setTimeout(answer, receiver.milliseconds)
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  receiver.url = `http://127.0.0.1:${port}/line-of-sight`
  return receiver
}
