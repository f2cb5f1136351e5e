import { Agent, request } from 'node:http'

export interface Load {
  readonly address: string
  readonly clients: number
  readonly seconds: number
  /** The next request of a client: what it asks for and with which cookie. */
  readonly next: (client: number) => Asked
  /** What every answer has to be; another ends the run. */
  readonly status: number
}

export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly cookie: string
  readonly body?: string
}

/** Requests a second that are answered to so many clients at once, each asking again as soon as it was answered. */
export async function load({ address, clients, seconds, next, status }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  let answered = 0
  const one = async (client: number): Promise<void> => {
    while (performance.now() < until) {
      const found = await send(agent, address, next(client))
      if (found !== status) throw new Error(`answered ${found} where ${status} was due`)
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, (_each, client) => one(client)))
  const took = performance.now() - began
  agent.destroy()
  return (answered / took) * 1000
}

function send(agent: Agent, address: string, { method, path, cookie, body }: Asked): Promise<number> {
  const headers = {
    cookie,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${path}`, { agent, method, headers }, (answer) => {
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.resume()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
