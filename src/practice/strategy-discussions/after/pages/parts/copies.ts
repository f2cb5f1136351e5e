import type { Temporal } from 'temporal-polyfill'
import { count, whenInWords } from '#kernel/words'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Circulation } from '../../recipients.ts'
import type { SentCopy } from '../../store/circulations.ts'
import { versionWords } from '../../words.ts'

/** "Sent to everybody", "Late: 2 still to be sent, due Wed 24 Nov, 17:00". */
export function stateView({ state, dueAt, recipients }: Circulation, now: Temporal.Instant): Html {
  const by = whenInWords(dueAt, now)
  const left = state.isToBeSentAgain
    ? `the record was corrected: ${count(state.missing.length, 'copy', 'copies')} to be sent again`
    : `${state.missing.length} of ${recipients.length} still to be sent`
  switch (state.kind) {
    case 'no-record':
      return html`${tag('Due', 'yellow')} the record is to be sent round by ${by}`
    case 'due':
      return html`${tag('Due', 'yellow')} ${left}, by ${by}`
    case 'late':
      return html`${tag('Late', 'red')} ${left}; the record was due ${by}`
    case 'sent-late':
      return html`${tag('Sent late', 'orange')} everybody has it; it was due ${by}`
    case 'sent':
      return html`${tag('Sent', 'green')} everybody has it`
  }
}

/** Every copy: to whom, how, when, and whether it was opened or did not arrive. */
export const copiesView = (copies: readonly SentCopy[], now: Temporal.Instant): Html | null =>
  copies.length === 0
    ? null
    : html`<table class="govuk-table los-cards"><caption class="govuk-table__caption govuk-table__caption--s">Copies sent</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${copies.map((copy) => html`<tr class="govuk-table__row">${cells(copy, now).map((cell, at) => html`<td class="govuk-table__cell" data-label="${headings[at]}">${cell}</td>`)}</tr>`)}</tbody></table>`

const headings = ['To', 'What', 'How', 'Sent', 'Read'] as const

const cells = ({ name, version, how, howWords, at, openedAt, isUndelivered }: SentCopy, now: Temporal.Instant) => [
  name,
  versionWords[version],
  how === 'mail' ? 'By mail' : howWords,
  whenInWords(at, now),
  openedAt !== null
    ? html`${tag('Opened', 'green')} ${whenInWords(openedAt, now)}`
    : isUndelivered
      ? html`${tag('Not delivered', 'red')} send it otherwise`
      : how === 'mail'
        ? 'Not opened yet'
        : 'Not read here',
]
