import { createTransport } from 'nodemailer'
import type { Answer, Letter, SmtpWay, Transport } from './way.ts'

/** The council's own mail server. */
export function openSmtp({ url, from }: SmtpWay): Transport {
  const transporter = createTransport(withTimeouts(url))
  return {
    async send(letter) {
      try {
        await transporter.sendMail(mailOf(letter, from))
        return { outcome: 'accepted', code: '250' }
      } catch (error) {
        return answerOf(error)
      }
    },
    carriesCalendar: true,
    ask: null,
    close: () => transporter.close(),
  }
}

const mailOf = ({ id, toAddress, subject, text, calendar }: Letter, from: string) => ({
  from,
  to: toAddress,
  subject,
  text,
  ...(calendar !== null && {
    icalEvent: { method: calendar.method, content: calendar.text, filename: 'invitation.ics' },
  }),
  // The same for every try: a server that took it and was not heard does not deliver it twice. A bounce names it.
  messageId: `<${id}@${from.replace(/^.*@/, '').replace('>', '')}>`,
  // Where the server can: a bounce names it even without the message, and brings back no more than the headers.
  dsn: { id, return: 'headers' as const, notify: 'failure' as const, recipient: toAddress },
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** A server that does not answer must not hold the others up for long; whoever runs it can say otherwise in SMTP_URL. */
function withTimeouts(url: string): string {
  const address = new URL(url)
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout', 'dnsTimeout']) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, '15000')
  }
  return address.toString()
}

function answerOf(error: unknown): Answer {
  const failed = (code: string): Answer => ({ outcome: 'failed', code })
  if (!(error instanceof Error)) return failed('unknown')
  const { responseCode, code } = error as Error & { responseCode?: unknown; code?: unknown }
  // A wrong password is ours to mend: the message itself is sound, so it is not given up for a 535.
  if (code === 'EAUTH') return failed('EAUTH')
  if (typeof responseCode !== 'number') return failed(typeof code === 'string' ? code : 'unknown')
  // A server that says 5xx will say so again.
  return { outcome: responseCode >= 500 ? 'refused' : 'failed', code: String(responseCode) }
}
