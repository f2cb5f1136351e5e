import type { Temporal } from 'temporal-polyfill'
import { tag } from '#platform/govuk'
import type { Html } from '#platform/html'
import { isUnaccounted } from '../../rules/meeting.ts'
import type { Meeting } from '../../store/meetings.ts'
import { states } from '../../words.ts'

/** What became of a meeting, in words: held without minutes and past without a word are told apart. */
export function stateInWords(meeting: Meeting, now: Temporal.Instant): string {
  const { state, confirmedAt, hasMinutes } = meeting
  if (state === 'planned') return isUnaccounted(meeting, now) ? 'Past, not accounted for' : states.planned
  if (state === 'cancelled') return states.cancelled
  if (confirmedAt !== null) return 'Held, minutes confirmed'
  return hasMinutes ? 'Held, minutes to confirm' : 'Held, no minutes yet'
}

export function stateTag(meeting: Meeting, now: Temporal.Instant): Html {
  const words = stateInWords(meeting, now)
  if (meeting.state === 'cancelled') return tag(words, 'grey')
  if (meeting.confirmedAt !== null) return tag(words, 'green')
  return tag(words, words === states.planned ? 'blue' : words.includes('to confirm') ? 'yellow' : 'orange')
}
