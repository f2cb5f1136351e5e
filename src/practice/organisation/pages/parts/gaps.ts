import type { Temporal } from 'temporal-polyfill'
import { elapsedMinutes, londonDate } from '#kernel/clock'
import { count, durationInWords, whenInWords } from '#kernel/words'
import { warningText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { paths } from '../../paths.ts'
import { isBefore } from '../../rules/gaps.ts'
import type { Gap } from '../../rules/rota.ts'
import { covers } from '../../words.ts'

/** What is missing from the rota, each with a link to its week; nothing when nothing is. */
export function gapsNotice(gaps: readonly Gap[], now: Temporal.Instant): Html | null {
  if (gaps.length === 0) return null
  return html`${warningText({ text: `The duty rota has ${count(gaps.length, 'gap')}`, iconFallbackText: 'Warning' })}
<ul class="govuk-list govuk-list--bullet">${gaps.map(
    (gap) =>
      html`<li><a class="govuk-link" href="${paths.rota({}, { week: londonDate(gap.startsAt).toString() })}">${gapInWords(gap, now)}</a></li>`,
  )}</ul>`
}

/** "Nobody who may decide is on duty from Sat 28 Nov, 20:00 to Sun 29 Nov, 08:00 (12 h)". */
function gapInWords({ cover, startsAt, endsAt }: Gap, now: Temporal.Instant): string {
  const from = isBefore(now, startsAt) ? `from ${whenInWords(startsAt, now)}` : 'now,'
  const length = durationInWords(elapsedMinutes(startsAt, endsAt))
  return `${covers[cover].missing} ${from} to ${whenInWords(endsAt, now)} (${length})`
}
