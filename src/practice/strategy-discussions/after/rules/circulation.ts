import { Temporal } from 'temporal-polyfill'

/** Somebody to whom the record goes: everybody who was asked or was there, absent ones too. */
export interface Recipient {
  /** The invitation's id, or the first row's about somebody who came uninvited. */
  readonly key: string
}

/** One sending to one of them. */
export interface Sending {
  readonly key: string
  readonly recordId: string
  readonly at: Temporal.Instant
}

export interface CirculationFacts {
  /** The version that stands; null while there is no record. */
  readonly recordId: string | null
  readonly recipients: readonly Recipient[]
  readonly sendings: readonly Sending[]
  /** One working day after the discussion ended. */
  readonly dueAt: Temporal.Instant
  /** Of a corrected version that has to go round again: one working day after it was corrected. */
  readonly againBy: Temporal.Instant | null
}

export interface CirculationState {
  /** 'late' is not sent to everybody, and over; 'sent-late' is sent to everybody, after it was due. */
  readonly kind: 'no-record' | 'due' | 'late' | 'sent' | 'sent-late'
  /** Those to whom the version that stands has not gone. */
  readonly missing: readonly Recipient[]
  /** True when an earlier version went to somebody, and the one that stands has not gone to everybody. */
  readonly isToBeSentAgain: boolean
}

/**
 * Where the sending round of a record stands: attenders and absentees have it within one working day of the end (practice,
 * clocks). It counts as in time when the first version that went to everybody did; a corrected record goes to all of them
 * again, and that it is late with the first is not forgotten by it.
 */
export function circulationState(facts: CirculationFacts, now: Temporal.Instant): CirculationState {
  const { recordId, recipients, sendings, dueAt, againBy } = facts
  const isOver = (at: Temporal.Instant) => Temporal.Instant.compare(at, dueAt) > 0
  if (recordId === null)
    return { kind: isOver(now) ? 'late' : 'no-record', missing: recipients, isToBeSentAgain: false }
  const missing = recipients.filter(
    ({ key }) => !sendings.some((sent) => sent.key === key && sent.recordId === recordId),
  )
  const isToBeSentAgain = missing.length > 0 && sendings.some((sent) => sent.recordId !== recordId)
  if (missing.length > 0) {
    const by = isToBeSentAgain && againBy !== null ? againBy : dueAt
    return { kind: Temporal.Instant.compare(now, by) > 0 ? 'late' : 'due', missing, isToBeSentAgain }
  }
  const firsts = recipients.flatMap(({ key }) => firstOf(sendings.filter((sent) => sent.key === key)))
  return { kind: firsts.some(isOver) ? 'sent-late' : 'sent', missing, isToBeSentAgain }
}

const firstOf = (sendings: readonly Sending[]): readonly Temporal.Instant[] =>
  sendings
    .map(({ at }) => at)
    .toSorted(Temporal.Instant.compare)
    .slice(0, 1)
