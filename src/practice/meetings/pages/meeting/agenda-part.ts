import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { longInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import type { AgendaItem } from '../../store/agenda.ts'
import type { Entry } from '../../store/minutes.ts'
import type { MeetingView } from './view.ts'

/** Item by item what was said and decided, with the questions for more where it can be recorded. */
export function agendaPart(given: MeetingView): Html {
  const { agenda } = given
  if (agenda.length === 0)
    return html`<p class="govuk-body">Minutes are taken item by item: put something on the agenda first.</p>`
  return html`${agenda.map((item, at) => itemPart(given, item, at + 1))}`
}

function itemPart(given: MeetingView, item: AgendaItem, number: number): Html {
  const { entries, mayRecord, isClosed } = given
  const own = entries.filter(({ itemId, stands }) => itemId === item.id && stands)
  return html`<section class="los-panel"><h3 class="govuk-heading-s">${number}. ${item.title}</h3>
${own.length === 0 && html`<p class="govuk-body los-quiet">Nothing has been recorded.</p>`}
${own.map((entry) => entryLine(given, entry))}
${item.carriedBecause !== null && html`<p class="govuk-body"><strong>Carried forward:</strong> ${item.carriedBecause}${item.takenByReference !== null && ` (on the agenda of ${item.takenByReference})`}</p>`}
${mayRecord && isClosed === null && questions(given, item)}</section>`
}

function entryLine({ entries, meeting, mayRecord, now }: MeetingView, entry: Entry): Html {
  const { kind, text, reason, recordedByName, recordedAt } = entry
  return html`<div class="govuk-!-margin-bottom-3">${kind === 'decision' && html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>Decided:</strong> ${text}</p><p class="govuk-body govuk-!-margin-bottom-1"><strong>Because:</strong> ${reason}</p>`}
${kind === 'minute' && text.split(/\r?\n/).map((line) => html`<p class="govuk-body govuk-!-margin-bottom-1">${line}</p>`)}
<p class="govuk-body-s los-quiet govuk-!-margin-bottom-1">${recordedByName}, ${whenInWords(recordedAt, now)}${mayRecord && meeting.state !== 'cancelled' && html` <a class="govuk-link los-no-print" href="${paths.correct({ meetingId: meeting.id, entryId: entry.id })}">Correct<span class="govuk-visually-hidden"> ${kind === 'minute' ? 'these minutes' : 'this decision'}: ${text.slice(0, 40)}</span></a>`}</p>
${before(entries, entry, now)}</div>`
}

/** What an entry corrects stays, folded under it. */
function before(entries: readonly Entry[], entry: Entry, now: Temporal.Instant): Html | null {
  const earlier = entries.find(({ id }) => id === entry.corrects)
  if (!earlier) return null
  return details({
    summaryText: 'What was recorded before',
    html: html`<p class="govuk-body">${earlier.text}${earlier.reason !== '' && html`<br>Because: ${earlier.reason}`}</p>
<p class="govuk-body-s los-quiet">${earlier.recordedByName}, ${whenInWords(earlier.recordedAt, now)}. Corrected because: ${entry.correctionReason}</p>${before(entries, earlier, now)}`,
  })
}

function questions({ form }: MeetingView, { id, carriedBecause }: AgendaItem): Html {
  const name = (question: string): string => `item.${id}.${question}`
  const more = ['decision', 'reason', 'carry'].some(
    (question) => form.value(name(question)) !== '' || form.error(name(question)) !== undefined,
  )
  return html`${longInput(form, { name: name('minutes'), label: 'What was said' }, 4)}
${details({
  summaryText: 'A decision, or carry it forward',
  open: more,
  html: html`${longInput(form, { name: name('decision'), label: 'What was decided' }, 2)}
${longInput(form, { name: name('reason'), label: 'Why' }, 2)}
${
  carriedBecause === null &&
  longInput(
    form,
    {
      name: name('carry'),
      label: 'Carry it forward because',
      hint: 'Leave this empty if it is done with. Otherwise it is on the agenda of the next meeting.',
    },
    2,
  )
}`,
})}`
}
