import { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Breaking } from '../../store/breakings.ts'
import { verdicts } from '../../words.ts'

/** Where the review of a breaking stands: what was found, by when it is due, or that it is late. */
export function reviewState({ review, reviewDueAt }: Breaking, now: Temporal.Instant): Html {
  if (review !== null) return tag(verdicts[review.verdict], review.verdict === 'justified' ? 'green' : 'orange')
  const due = whenInWords(reviewDueAt, now)
  return Temporal.Instant.compare(reviewDueAt, now) < 0
    ? html`${tag('Late', 'red')} was due ${due}`
    : html`${tag('To review', 'yellow')} by ${due}`
}
