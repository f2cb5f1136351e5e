import { Temporal } from 'temporal-polyfill'
import { dayInWords, whenInWords } from '#kernel/words'
import type { HistoryEvent } from '#platform/area'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Told } from '../../rules/chronology.ts'

/** The latest of a chronology, to be read beside something else. */
export const chronologyPart = (told: readonly Told[], now: Temporal.Instant): Html =>
  told.length === 0
    ? html`<p class="govuk-body">Nothing is recorded yet.</p>`
    : html`<div class="moj-timeline">${told.map((each) => one(each, now))}</div>`

interface Chronology {
  readonly told: readonly Told[]
  readonly total: number
  readonly kinds: readonly string[]
  readonly kind: string
  readonly page: number
  readonly perPage: number
  readonly now: Temporal.Instant
  readonly hrefFor: (parts: Readonly<{ [name: string]: string | number | undefined }>) => string
}

export const chronologyView = (chronology: Chronology): Html => html`${filter(chronology)}
${chronologyPart(chronology.told, chronology.now)}
${pages(chronology)}
<p class="govuk-body los-no-print">Download: <a class="govuk-link" href="${chronology.hrefFor({ format: 'csv', page: undefined })}">CSV</a> <a class="govuk-link" href="${chronology.hrefFor({ format: 'xlsx', page: undefined })}">Excel</a></p>`

const filter = ({ kinds, kind, hrefFor }: Chronology): Html | null =>
  kinds.length < 2
    ? null
    : html`<form method="get" action="${hrefFor({ kind: undefined, page: undefined })}" class="los-filters">
<div class="govuk-form-group"><label class="govuk-label" for="kind">Show</label><select class="govuk-select" id="kind" name="kind"><option value="">Everything</option>${kinds.map((each) => html`<option value="${each}"${each === kind && html` selected`}>${kindInWords(each)}</option>`)}</select></div>
${button({ text: 'Show', classes: 'govuk-button--secondary' })}
</form>`

const kindInWords = (kind: string): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll('-', ' ')}`

const whenOf = ({ at }: HistoryEvent, now: Temporal.Instant): string =>
  at instanceof Temporal.PlainDate ? dayInWords(at) : whenInWords(at, now)

const one = ({ event, corrects }: Told, now: Temporal.Instant): Html => html`<div class="moj-timeline__item">
<div class="moj-timeline__header"><h2 class="moj-timeline__title">${event.href === undefined ? event.title : html`<a class="govuk-link" href="${event.href}">${event.title}</a>`}</h2>${event.by !== undefined && html` <p class="moj-timeline__byline">by ${event.by}</p>`}</div>
<p class="moj-timeline__date">${whenOf(event, now)}</p>
${event.body !== undefined && html`<div class="moj-timeline__description">${event.body}</div>`}
${corrects.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What it said before</span></summary><div class="govuk-details__text">${corrects.map((earlier) => html`<p class="govuk-body">${whenOf(earlier, now)}: ${earlier.title}${earlier.by !== undefined && `, by ${earlier.by}`}</p>${earlier.body}`)}</div></details>`}
</div>`

function pages({ page, perPage, total, hrefFor }: Chronology): Html | null {
  if (total <= perPage) return null
  return html`<nav class="los-actions govuk-!-margin-bottom-6" aria-label="Pages">
${page > 1 && html`<a class="govuk-link" href="${hrefFor({ page: page - 1 })}">Later</a>`}
${page * perPage < total && html`<a class="govuk-link" href="${hrefFor({ page: page + 1 })}">Earlier</a>`}</nav>`
}
