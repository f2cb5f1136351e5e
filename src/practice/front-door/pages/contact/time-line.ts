import { Temporal } from 'temporal-polyfill'
import { elapsedMinutes } from '#kernel/clock'
import { durationInWords, whenInWords } from '#kernel/words'
import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { momentInWords } from '../parts/known-panel.ts'
import type { Entry } from './entry.ts'

/** Minutes between happening and recording below which nobody needs to be told. */
const noticeable = 5

/** Everything in time order with who and when; decisions set apart, what was corrected folded under its correction. */
export function timeLine(entries: readonly Entry[], now: Temporal.Instant): Html {
  const corrected = new Set(entries.map(({ corrects }) => corrects))
  const standing = entries.filter(({ id }) => !corrected.has(id)).sort(inTimeOrder)
  return html`<div class="moj-timeline">${standing.map((entry) => entryView(entry, entries, now))}</div>`
}

const inTimeOrder = (one: Entry, other: Entry): number =>
  momentOf(one) - momentOf(other) || one.recordedAt.epochMilliseconds - other.recordedAt.epochMilliseconds

const momentOf = ({ at }: Entry): number =>
  at instanceof Temporal.PlainDate ? Date.UTC(at.year, at.month - 1, at.day) : at.epochMilliseconds

function entryView(entry: Entry, all: readonly Entry[], now: Temporal.Instant): Html {
  const { isDecision, title, by, body, changeHref } = entry
  return html`<div class="moj-timeline__item${isDecision && ' los-decided'}" id="entry-${entry.id}">
<div class="moj-timeline__header"><h3 class="moj-timeline__title">${title}</h3>${by !== '' && html` <p class="moj-timeline__byline">by ${by}</p>`}</div>
<p class="moj-timeline__date"><time datetime="${entry.at.toString()}">${momentInWords(entry.at, now)}</time>${recordedLater(entry, now)}</p>
${body !== null && html`<div class="moj-timeline__description">${body}</div>`}
${changeHref !== undefined && html`<p class="govuk-body los-no-print"><a class="govuk-link" href="${changeHref}">Correct<span class="govuk-visually-hidden">: ${title}</span></a></p>`}
${foldedUnder(entry, all, now)}</div>`
}

/** "recorded 2 h 10 min later": decided and recorded are two times. */
function recordedLater({ at, recordedAt }: Entry, now: Temporal.Instant): string | false {
  if (at instanceof Temporal.PlainDate) return `, recorded ${whenInWords(recordedAt, now)}`
  const minutes = elapsedMinutes(at, recordedAt)
  return minutes >= noticeable && `, recorded ${durationInWords(minutes)} later`
}

function foldedUnder(entry: Entry, all: readonly Entry[], now: Temporal.Instant): Html | null {
  const earlier = all.find(({ id }) => id === entry.corrects)
  if (!earlier) return null
  return details({
    summaryText: 'What was recorded before',
    html: html`<p class="govuk-body"><strong>${earlier.title}</strong>${earlier.by !== '' && ` by ${earlier.by}`}<br><span class="los-quiet">${momentInWords(earlier.at, now)}</span></p>${earlier.body}${foldedUnder(earlier, all, now)}`,
  })
}
