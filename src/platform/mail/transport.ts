import { createTransport } from 'nodemailer'
import type { Answer } from './rules.ts'

/** A council's mail server, and whom the mail is from. */
export interface SmtpConfig {
  /** `smtp://…` or `smtps://…`, with name and password where it asks for them. */
  readonly url: string
  readonly from: string
}

export interface Letter {
  readonly id: string
  readonly toAddress: string
  readonly subject: string
  readonly text: string
}

/** An open way to the mail server. */
export interface Transport {
  send(letter: Letter): Promise<Answer>
  close(): void
}

export function openTransport({ url, from }: SmtpConfig): Transport {
  const transporter = createTransport(withTimeouts(url))
  return {
    async send({ id, toAddress, subject, text }) {
      try {
        await transporter.sendMail({
          from,
          to: toAddress,
          subject,
          text,
          // The same for every try: a server that took it and was not heard does not deliver it twice.
          messageId: `<${id}@${from.replace(/^.*@/, '').replace('>', '')}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { isAccepted: true, code: '250' }
      } catch (error) {
        return { isAccepted: false, code: codeOf(error) }
      }
    },
    close: () => transporter.close(),
  }
}

/** A server that does not answer must not hold the others up for long; whoever runs it can say otherwise in SMTP_URL. */
function withTimeouts(url: string): string {
  const address = new URL(url)
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout', 'dnsTimeout']) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, '15000')
  }
  return address.toString()
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { responseCode, code } = error as Error & { responseCode?: unknown; code?: unknown }
  // A wrong password is ours to mend: the message itself is sound, so it is not given up for a 535.
  if (code === 'EAUTH') return 'EAUTH'
  return typeof responseCode === 'number' ? String(responseCode) : typeof code === 'string' ? code : 'unknown'
}
