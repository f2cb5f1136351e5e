import type { Temporal } from 'temporal-polyfill'
import { dateInWords, whenInWords } from '#kernel/words'
import { details } from '#platform/govuk'
import { type Html, html, type Insert } from '#platform/html'
import type { Action } from '../../store/actions.ts'
import type { Climbed } from '../../store/climbs.ts'
import type { Step } from '../../store/steps.ts'
import { stepKinds } from '../../words.ts'

interface Entry {
  readonly at: Temporal.Instant
  readonly title: string
  readonly by: string | null
  readonly body: Insert
}

/** Everything that became of an action in time order; a step that was taken back is folded under what took it back. */
export function timeLine(
  action: Action,
  steps: readonly Step[],
  climbs: readonly Climbed[],
  now: Temporal.Instant,
): Html {
  const corrected = new Set(steps.map(({ corrects }) => corrects))
  const entries: readonly Entry[] = [
    { at: action.recordedAt, title: 'Recorded', by: action.recordedByName, body: null },
    ...steps.filter(({ id }) => !corrected.has(id)).map((step) => stepEntry(step, steps, now)),
    ...climbs.map(climbEntry),
  ]
  const ordered = entries.toSorted((one, other) => one.at.epochMilliseconds - other.at.epochMilliseconds)
  return html`<div class="moj-timeline">${ordered.map((entry) => entryView(entry, now))}</div>`
}

const entryView = ({ at, title, by, body }: Entry, now: Temporal.Instant): Html => html`<div class="moj-timeline__item">
<div class="moj-timeline__header"><h3 class="moj-timeline__title">${title}</h3>${by !== null && html` <p class="moj-timeline__byline">by ${by}</p>`}</div>
<p class="moj-timeline__date"><time datetime="${at.toString()}">${whenInWords(at, now)}</time></p>
${body !== null && html`<div class="moj-timeline__description">${body}</div>`}</div>`

const stepEntry = (step: Step, all: readonly Step[], now: Temporal.Instant): Entry => ({
  at: step.recordedAt,
  title: titleOf(step),
  by: step.recordedByName,
  body: html`<p class="govuk-body los-lines">${step.words}</p>${foldedUnder(step, all, now)}`,
})

function titleOf({ kind, happenedOn, toDueOn, toOwnerWords }: Step): string {
  const parts = [
    stepKinds[kind],
    ...(happenedOn === null ? [] : [`on ${dateInWords(happenedOn)}`]),
    ...(toOwnerWords === null ? [] : [`to ${toOwnerWords}`]),
  ]
  const title = parts.join(' ')
  return toDueOn === null ? title : `${title}: ${dateInWords(toDueOn)}`
}

function foldedUnder({ corrects }: Step, all: readonly Step[], now: Temporal.Instant): Html | null {
  const earlier = all.find(({ id }) => id === corrects)
  if (!earlier) return null
  return details({
    summaryText: 'What was taken back',
    html: html`<p class="govuk-body"><strong>${titleOf(earlier)}</strong>${earlier.recordedByName !== null && ` by ${earlier.recordedByName}`}, ${whenInWords(earlier.recordedAt, now)}</p><p class="govuk-body los-lines">${earlier.words}</p>`,
  })
}

const climbEntry = ({ toPersonName, toAgencyRung, dueOn, climbedAt }: Climbed): Entry => ({
  at: climbedAt,
  title: 'Overdue, and climbed',
  by: null,
  body: html`<p class="govuk-body">It was due on ${dateInWords(dueOn)}. ${climbedTo(toPersonName, toAgencyRung)}</p>`,
})

function climbedTo(person: string | null, agencyRung: number | null): string {
  if (agencyRung !== null) return `The contacts on rung ${agencyRung} of the agency were told.`
  return person === null ? 'There was nobody above to tell.' : `${person} was told.`
}
