import type { Temporal } from 'temporal-polyfill'
import { given, isBlankHere, type Reading, readWords, reject, tellCoercion, warn } from '#platform/reading'
import { type ContactOutcome, outcomes } from '../words.ts'
import { isHolding, readOutcome } from './codes.ts'
import type { ExtractColumn } from './columns.ts'
import type { ExtractDecision, ExtractRow, Received } from './row.ts'
import { readLaterTime, warnUnmeasured } from './times.ts'

type Decided = Pick<ExtractRow, 'decision' | 'stillNeeded'>

const UNDECIDED: Decided = { decision: null, stillNeeded: '' }

/** What a row says was decided about the child. A holding word is no decision and stops no clock (practice.md, trap 3). */
export function readDecided(reading: Reading<ExtractColumn>, received: Received | null): Decided {
  const text = given(reading, 'outcome')
  if (text === '') return withoutOutcome(reading)
  if (isHolding(text)) {
    warn(reading, 'outcome', 'A holding word is not an outcome: the contact still awaits one, and its clock runs on.')
    return { decision: null, stillNeeded: text }
  }
  const matched = readOutcome(text)
  if (matched === null) return unknownOutcome(reading, received)
  if (!matched.isPlain) tellCoercion(reading, 'outcome', 'Understood by other words.', outcomes[matched.code])
  return { decision: readDecision(reading, received, matched.code), stillNeeded: '' }
}

function withoutOutcome(reading: Reading<ExtractColumn>): Decided {
  if (given(reading, 'decided_at') !== '') {
    warn(reading, 'decided_at', 'Decided, but no outcome is given: the contact is taken to await one.')
  }
  return UNDECIDED
}

/** Nothing may stop the clock that nobody understands, nor may a decision be lost. In history there is no clock to stop. */
function unknownOutcome(reading: Reading<ExtractColumn>, received: Received | null): Decided {
  if (received?.isHistory) {
    warn(reading, 'outcome', 'The outcome is in no list: not known.')
  } else {
    reject(reading, 'outcome', 'The outcome is in no list.', `Use one of: ${Object.values(outcomes).join('; ')}.`)
  }
  return UNDECIDED
}

function readDecision(
  reading: Reading<ExtractColumn>,
  received: Received | null,
  outcome: ContactOutcome,
): ExtractDecision {
  const decidedAt = readLaterTime(reading, 'decided_at', {
    at: received?.at ?? null,
    words: 'the contact was received',
  })
  if (decidedAt === null && received?.isHistory !== true) rejectUntimed(reading)
  const decidedBy = readWords(reading, 'decided_by')
  const reason = readWords(reading, 'reason')
  if (decidedBy === '' && isBlankHere(reading, 'decided_by'))
    warn(reading, 'decided_by', 'Nobody is named as deciding.')
  if (reason === '' && isBlankHere(reading, 'reason')) warn(reading, 'reason', 'No reason is given for the decision.')
  return { outcome, decidedAt, recordedAt: readRecorded(reading, decidedAt), decidedBy, reason }
}

/** The clock stops at a time. A row whose time was rejected already is not rejected twice. */
function rejectUntimed(reading: Reading<ExtractColumn>): void {
  if (reading.rejected.some(({ column }) => column === 'decided_at')) return
  reject(
    reading,
    'decided_at',
    'An outcome without the time when it was decided stops no clock.',
    'Fill in the date and time, as 21/11/2021 14:05.',
  )
}

function readRecorded(reading: Reading<ExtractColumn>, decidedAt: Temporal.Instant | null): Temporal.Instant | null {
  warnUnmeasured(reading, 'decision_recorded_at', 'how soon the decision was recorded')
  return readLaterTime(reading, 'decision_recorded_at', { at: decidedAt, words: 'it was decided' })
}
