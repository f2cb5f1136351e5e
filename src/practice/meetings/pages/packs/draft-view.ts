import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { button, filterSelect, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { pickOf } from '#platform/questions'
import { paths } from '../../paths.ts'
import { isOver } from '../../rules/week.ts'
import type { Meeting } from '../../store/meetings.ts'
import type { Pack } from '../../store/packs.ts'
import type { Series } from '../../store/series.ts'

interface DraftView {
  readonly series: Series
  readonly week: Temporal.PlainDate
  /** The agency whose copy is looked at; null for the authority's own. */
  readonly agency: { readonly id: string; readonly name: string } | null
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  /** Those that it can be issued for. */
  readonly meetings: readonly Meeting[]
  /** The pack of this week that stands. */
  readonly issued: Pack | null
  readonly body: Html
  readonly form: FormState
  readonly now: Temporal.Instant
}

export function draftView(given: DraftView): Html {
  const { series, week, agency, body } = given
  const at = { week: week.toString(), agency: agency?.id }
  const hrefFor = (format: 'docx' | 'csv') => paths.draftPack({ seriesId: series.id }, { ...at, format })
  return html`${filters(given)}
<p class="govuk-body">${weekLink(series, week.subtract({ days: 7 }), 'The week before')} ${weekLink(series, week.add({ days: 7 }), 'The week after')}</p>
${insetText({ text: agency === null ? 'This is a draft of the authority’s copy: it shows the facts as they stand now.' : `This is a draft of the copy for ${agency.name}: it holds what that agency was part of, as the facts stand now.` })}
${issuePart(given)}
${body}
<p class="govuk-body los-no-print">Download the draft: <a class="govuk-link" href="${hrefFor('docx')}">Word</a> <a class="govuk-link" href="${hrefFor('csv')}">CSV</a></p>`
}

const weekLink = (series: Series, week: Temporal.PlainDate, text: string): Html =>
  html`<a class="govuk-link" href="${paths.draftPack({ seriesId: series.id }, { week: week.toString() })}">${text}</a>`

const filters = ({ series, week, agency, agencies }: DraftView): Html =>
  html`<form method="get" action="${paths.draftPack({ seriesId: series.id })}" class="los-filters">
<div class="govuk-form-group"><label class="govuk-label" for="week">A day of the week</label><input class="govuk-input govuk-input--width-10" id="week" name="week" type="date" value="${week.toString()}"></div>
${filterSelect(
  'agency',
  'Whose copy',
  agency?.id,
  agencies.map(({ id, name }) => ({ value: id, text: name })),
  'The authority’s own',
)}
${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`

function issuePart({ series, week, meetings, issued, form, now }: DraftView): Html {
  if (issued !== null)
    return html`<div class="los-panel"><p class="govuk-body">The pack of this week was issued ${whenInWords(issued.issuedAt, now)} by ${issued.issuedByName}: <a class="govuk-link" href="${paths.pack({ packId: issued.id })}">open it</a>. What has changed since is in this draft alone.</p></div>`
  if (!isOver(week, now))
    return html`<div class="los-panel"><p class="govuk-body">The week is not over. The pack can be issued from the Monday after it on.</p></div>`
  if (meetings.length === 0)
    return html`<div class="los-panel"><p class="govuk-body">A pack is issued for a meeting, and none is planned from that week on. <a class="govuk-link" href="${paths.plan({}, { series: series.id })}">Plan the meeting</a>.</p></div>`
  return html`<div class="los-panel">${formTag(form, {}, [
    pickOf(
      form,
      {
        name: 'meetingId',
        label: 'Which meeting is it for?',
        hint: 'Each agency that is invited to it gets a copy of its own. Once issued, a pack is never changed.',
        fallback: meetings[0]?.id ?? '',
      },
      meetings.map(({ id, reference, startsAt }) => ({
        value: id,
        text: `${reference}, ${whenInWords(startsAt, now)}`,
      })),
    ),
    button({ text: 'Issue the pack' }),
  ])}</div>`
}
