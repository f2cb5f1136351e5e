import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { Met } from './rules/schedule.ts'
import { faultOf } from './rules/target.ts'
import type { WebhookSettings } from './settings.ts'

export interface Letter {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const longestAnswer = 10_000
const mostRead = 1024

/**
 * Sends one message and answers what it met. The address that was checked is the one that is connected to, so that a name cannot
 * lead somewhere else in between; a redirect is an answer like any other and is not followed. What is answered is not kept.
 */
export async function post(letter: Letter, settings: WebhookSettings): Promise<Met> {
  const url = new URL(letter.url)
  const signal = AbortSignal.timeout(longestAnswer)
  try {
    const found = await Promise.race([addressOf(url.hostname), aborted(signal)])
    const fault = found.map(({ address }) => faultOf(address, settings)).find((each) => each !== null)
    const [first] = found
    if (fault !== undefined || first === undefined) return { status: null, fault: fault ?? noName }
    return { status: await send(url, first, letter, signal), fault: '' }
  } catch (error) {
    return { status: null, fault: signal.aborted ? tooSlow : wordsOf(error) }
  }
}

interface Found {
  readonly address: string
  readonly family: number
}

const addressOf = async (host: string): Promise<readonly Found[]> => {
  const literal = host.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(literal)
  return family === 0 ? lookup(host, { all: true }) : [{ address: literal, family }]
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

function send(url: URL, { address, family }: Found, { headers, body }: Letter, signal: AbortSignal): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Line-of-Sight',
          ...headers,
        },
        lookup: (_host, options, answer) =>
          options.all ? answer(null, [{ address, family }]) : answer(null, address, family),
      },
      (answered) => {
        let read = 0
        answered.on('data', (piece: Buffer) => {
          read += piece.length
          if (read > mostRead) sending.destroy()
        })
        answered.on('error', () => undefined)
        resolve(answered.statusCode ?? 0)
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

const tooSlow = 'It did not answer within 10 seconds'
const noName = 'No machine has this name'

/** What went wrong, in words; by its code where we have none. */
function wordsOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return noName
  if (code === 'ECONNREFUSED') return 'Nobody listens there'
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return `Its certificate cannot be trusted (${code})`
  return `It cannot be reached (${code || 'no reason given'})`
}
