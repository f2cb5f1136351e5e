import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { isRole, roles as roleWords } from '#platform/access'
import { insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { DatedRecord } from '../../store/dated.ts'

/** Where a person stood, day by day: every record that stands, past, present and planned. */
export interface Career {
  readonly memberships: readonly DatedRecord[]
  readonly lines: readonly DatedRecord[]
  readonly roles: readonly DatedRecord[]
  readonly teamNames: ReadonlyMap<string, string>
  readonly managerNames: ReadonlyMap<string, string>
}

interface Line {
  readonly record: DatedRecord
  readonly words: string
}

function linesOf({ memberships, lines, roles, teamNames, managerNames }: Career): readonly Line[] {
  const told = [
    ...memberships.map((record) => ({ record, words: `Team: ${teamNames.get(record.about) ?? ''}` })),
    ...lines.map((record) => ({ record, words: `Line manager: ${managerNames.get(record.about) ?? ''}` })),
    ...roles.map((record) => ({
      record,
      words: `Role: ${isRole(record.about) ? roleWords[record.about] : record.about}`,
    })),
  ]
  return told.sort((one, other) => Temporal.PlainDate.compare(other.record.startsOn, one.record.startsOn))
}

/** The whole history, latest first. */
export function careerTable(career: Career, now: Temporal.Instant): Html {
  const told = linesOf(career)
  if (told.length === 0) return html`<p class="govuk-body">Nothing is recorded yet.</p>`
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Roles, teams and line management over time</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">What</th><th scope="col" class="govuk-table__header">From</th><th scope="col" class="govuk-table__header">To</th><th scope="col" class="govuk-table__header">Why</th></tr></thead>
<tbody class="govuk-table__body">${told.map(({ record, words }) => careerRow(record, words, londonDate(now)))}</tbody>
</table>`
}

const careerRow = (
  { startsOn, endsOn, why }: DatedRecord,
  words: string,
  today: Temporal.PlainDate,
): Html => html`<tr class="govuk-table__row">
<td class="govuk-table__cell" data-label="What">${words}</td>
<td class="govuk-table__cell" data-label="From">${dateInWords(startsOn)}</td>
<td class="govuk-table__cell" data-label="To">${endsOn === null ? endless(startsOn, today) : dateInWords(endsOn)}</td>
<td class="govuk-table__cell" data-label="Why">${why}</td>
</tr>`

const endless = (startsOn: Temporal.PlainDate, today: Temporal.PlainDate): string =>
  Temporal.PlainDate.compare(startsOn, today) > 0 ? 'planned' : 'today'

/** What is recorded for a later day: it takes effect by itself. */
export function plannedChanges(career: Career, today: Temporal.PlainDate): Html | null {
  const planned = linesOf(career).filter(({ record }) => Temporal.PlainDate.compare(record.startsOn, today) > 0)
  if (planned.length === 0) return null
  return insetText({
    html: html`<p class="govuk-body">Planned:</p><ul class="govuk-list">${planned.map(({ record, words }) => html`<li>${words}, from ${dateInWords(record.startsOn)}</li>`)}</ul>`,
  })
}
