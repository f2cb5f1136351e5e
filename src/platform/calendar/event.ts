import type { Temporal } from 'temporal-polyfill'
import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'

/** A meeting or another appointment, as it stands in somebody's calendar. It leaves the house: nothing in it names a child. */
export interface CalendarEvent {
  /** Stable from the first invitation to the cancellation: {@link uidOf}. */
  readonly uid: string
  /** 0 when it is first sent, one more with each update and with the cancellation. A calendar ignores what is older. */
  readonly sequence: number
  readonly startsAt: Temporal.Instant
  /** After `startsAt`. */
  readonly endsAt: Temporal.Instant
  /** One line. */
  readonly title: string
  /** Plain text, in paragraphs. */
  readonly description: string
  /** One line; '' when there is no place, or it is not to leave the house. */
  readonly location: string
  /** http or https; null for none. */
  readonly url: string | null
  /** Whose meeting it is. Answers that a calendar sends by itself go to this address. */
  readonly organiser: CalendarAddress
}

export interface CalendarAddress {
  readonly name: string
  readonly email: string
}

export interface Attendee extends CalendarAddress {
  /** Whether it can do without them. */
  readonly role: 'chair' | 'required' | 'optional'
  /** A desk is a mailbox that several people read. */
  readonly kind: 'person' | 'desk' | 'room'
  readonly answer: 'none-yet' | 'accepted' | 'declined' | 'tentative'
  /** Whether their calendar asks them to answer. */
  readonly isAskedToReply: boolean
}

const longestLine = 500
const longestDescription = 20_000

/** `<id>@host`: an opaque id and where it comes from, the same however often the meeting is changed. */
export const uidOf = (id: string, publicUrl: string): string => `${id}@${new URL(publicUrl).hostname}`

/**
 * The event as it may be written, or what is wrong with it. Line breaks and other control characters within a line become
 * spaces: nothing that somebody typed can begin a line of its own in the file.
 */
export function checkedEvent<T extends CalendarEvent>(event: T): Outcome<T> {
  const problems = [...problemsWith(event)]
  if (problems.length > 0) return invalid(...problems)
  return ok({
    ...event,
    title: oneLine(event.title),
    location: oneLine(event.location),
    description: paragraphs(event.description),
    organiser: checkedAddress(event.organiser),
  })
}

function* problemsWith(event: CalendarEvent): Generator<Problem> {
  const problem = (field: string, message: string): Problem => ({ field, message })
  // Written as they are, without escaping: nothing but what an address of ours can hold.
  if (!/^[\w.-]{1,100}@[\w.-]{1,255}$/.test(event.uid)) yield problem('uid', 'The uid must be an id and a host')
  if (!Number.isSafeInteger(event.sequence) || event.sequence < 0)
    yield problem('sequence', 'The sequence must be 0 or more')
  // Written the wrong way round, the library would quietly swap them.
  if (event.endsAt.epochMilliseconds <= event.startsAt.epochMilliseconds)
    yield problem('endsAt', 'The meeting must end after it begins')
  if (oneLine(event.title) === '') yield problem('title', 'The meeting needs a title')
  if (event.title.length > longestLine) yield problem('title', `The title must have at most ${longestLine} characters`)
  if (event.location.length > longestLine)
    yield problem('location', `The place must have at most ${longestLine} characters`)
  if (event.description.length > longestDescription)
    yield problem('description', `The text must have at most ${longestDescription} characters`)
  if (event.url !== null && !isWebAddress(event.url)) yield problem('url', 'The link must be a full web address')
  yield* problemsWithAddress('organiser', event.organiser)
}

/** What is wrong with an address that mail is to be answered to. */
export function* problemsWithAddress(field: string, { name, email }: CalendarAddress): Generator<Problem> {
  if (!/^[^\s@<>"'(),:;\\[\]\p{C}\u0080-\uffff]{1,64}@[A-Za-z0-9.-]{1,255}$/u.test(email))
    yield { field: `${field}.email`, message: 'The address must be an email address, such as desk@example.gov.uk' }
  if (parameter(name) === '') yield { field: `${field}.name`, message: 'Whoever has this address needs a name' }
}

export const checkedAddress = <T extends CalendarAddress>(address: T): T => ({
  ...address,
  name: parameter(address.name),
})

/** Only what needs no escaping at all in a URI: it is written as it is. */
const isWebAddress = (url: string): boolean =>
  url.length <= 2000 && /^https?:\/\/[!#-;=?-[\]_a-z~%]+$/.test(url) && URL.canParse(url)

export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** Quotes in a name can only be written in a way (RFC 6868) that Outlook shows as it stands. */
const parameter = (text: string): string => oneLine(text).replaceAll('"', "'").slice(0, longestLine)

const paragraphs = (text: string): string =>
  text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, ' ')
