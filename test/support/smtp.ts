import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { SMTPServer } from 'smtp-server'

/** A message as a real mail server took it in. */
export interface Received {
  readonly to: string
  /** Headers and text as sent, with soft line breaks undone. */
  readonly source: string
  /** As it came over the wire. */
  readonly raw: Buffer
  /** What a delivery report would name it by (RFC 3461). */
  readonly envelopeId: string | null
}

export interface TestMailServer {
  readonly url: string
  readonly received: readonly Received[]
  /** From now on it answers recipients with this code; null to take mail again. */
  refuse(code: number | null): void
}

/** A real mail server on a port of its own. Called at the top of a test file; closed after its tests. */
export async function testMailServer(): Promise<TestMailServer> {
  const received: Received[] = []
  let refusal: number | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    hideDSN: false,
    onRcptTo(_address, _session, callback) {
      if (refusal === null) callback()
      else callback(Object.assign(new Error('Not now'), { responseCode: refusal }))
    },
    onData(stream, session, callback) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const raw = Buffer.concat(pieces)
        const source = raw.toString('utf8').replaceAll(/=\r\n/g, '').replaceAll('=3D', '=')
        for (const { address } of session.envelope.rcptTo)
          received.push({ to: address, source, raw, envelopeId: session.envelope.dsn?.envid ?? null })
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse(code) {
      refusal = code
    },
  }
}
