import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { type Html, html } from '#platform/html'
import { paths } from '../../paths.ts'
import { isBefore, type OpenSpan } from '../../rules/gaps.ts'
import type { Absence } from '../../store/absences.ts'
import type { Covering } from '../../store/cover.ts'

/** "Sat 28 Nov, 08:00 to Mon 30 Nov, 08:00", "now, until Mon 30 Nov, 08:00", "since …, until further notice". */
export function spanInWords({ startsAt, endsAt }: OpenSpan, now: Temporal.Instant): string {
  const from = whenInWords(startsAt, now)
  if (endsAt === null) return `${isBefore(now, startsAt) ? 'from' : 'since'} ${from}, until further notice`
  return `${from} to ${whenInWords(endsAt, now)}`
}

export const absenceLines = (absences: readonly Absence[], now: Temporal.Instant): readonly Html[] =>
  absences.map(
    (absence) =>
      html`<li><a class="govuk-link" href="${paths.absence({ absenceId: absence.id })}">Away ${spanInWords(absence, now)}</a></li>`,
  )

export const coverLines = (cover: readonly Covering[], now: Temporal.Instant): readonly Html[] =>
  cover.map(
    (entry) =>
      html`<li><a class="govuk-link" href="${paths.cover({ coverId: entry.id })}">${entry.coveredByName} covers ${entry.personName} ${spanInWords(entry, now)}</a></li>`,
  )
