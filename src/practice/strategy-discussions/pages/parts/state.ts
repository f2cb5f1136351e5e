import type { Temporal } from 'temporal-polyfill'
import { timeLeftInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { isLapsed } from '../../rules/state.ts'
import { type DiscussionState, states } from '../../words.ts'

interface Due {
  readonly state: DiscussionState
  readonly dueAt: Temporal.Instant
}

/** "Due, 6 h 20 min left", "Lapsed, 2 h over", "Held": in words and in colour, never in colour alone. */
export function stateTag(discussion: Due, now: Temporal.Instant): Html {
  if (discussion.state !== 'due') return tag(states[discussion.state], discussion.state === 'held' ? 'green' : 'grey')
  const { text } = timeLeftInWords(discussion.dueAt, now)
  return isLapsed(discussion, now) ? html`${tag('Lapsed', 'red')} ${text}` : html`${tag('Due', 'yellow')} ${text}`
}
