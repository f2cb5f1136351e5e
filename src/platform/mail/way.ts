import type { CalendarPart } from '#platform/calendar'

/** How mail leaves the house: by the council's own mail server, or by GOV.UK Notify. */
export type MailWay = SmtpWay | NotifyWay

export interface SmtpWay {
  readonly by: 'smtp'
  /** `smtp://…` or `smtps://…`, with name and password where it asks for them. */
  readonly url: string
  readonly from: string
}

export interface NotifyWay {
  readonly by: 'notify'
  readonly apiKey: string
  readonly templateId: string
  /** Where Notify is, when not in its usual place. */
  readonly url: string | null
}

/** A message as it leaves the house. */
export interface Letter {
  readonly id: string
  readonly toAddress: string
  readonly subject: string
  readonly text: string
  readonly calendar: CalendarPart | null
  /** Whether it was tried before: it may have been taken then, and not been heard of. */
  readonly isRetry: boolean
}

/** What a try to send a message met. */
export interface Answer {
  /** Refused will be refused again, failed may work later. */
  readonly outcome: 'accepted' | 'refused' | 'failed'
  /** The server's code, or the kind of failure to reach it. Never its words: they can hold an address. */
  readonly code: string
  /** What a service calls the message that it took, to be asked later whether it arrived. */
  readonly serviceReference?: string
}

/** How far a message has come that a service took. */
export type Fate =
  | { readonly state: 'delivered' | 'on-its-way' | 'unknown' }
  | { readonly state: 'bounced'; readonly code: string }

/** An open way out. */
export interface Transport {
  send(letter: Letter): Promise<Answer>
  /** Whether mail can carry a calendar part on this way; else a link to it is put into the text. */
  readonly carriesCalendar: boolean
  /** Whether a message that a service took has arrived; null for a mail server, which tells by a bounce alone. */
  readonly ask: ((serviceReference: string) => Promise<Fate>) | null
  close(): void
}
