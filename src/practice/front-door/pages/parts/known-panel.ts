import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { count, dateInWords, whenInWords } from '#kernel/words'
import type { HistoryEvent } from '#platform/area'
import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { childPaths, nameOf } from '#practice/children'
import type { Known, KnownChild } from '../../store/known.ts'
import { childInWords, contactsInWords } from './child-words.ts'

/** How many events stand open in the panel; the rest are folded under them. */
const shownAtOnce = 8

/** What is already known, beside the form: the family's history in front of the person. */
export function knownPanel(known: Known, now: Temporal.Instant): Html {
  if (known.children.length === 0) {
    return html`<aside class="los-panel" aria-label="What is already known"><h2 class="govuk-heading-m">What is already known</h2>
<p class="govuk-body">As soon as a child is added, earlier contacts, who has the case, and the household stand here.</p></aside>`
  }
  return html`<aside class="los-panel" aria-label="What is already known"><h2 class="govuk-heading-m">What is already known</h2>
${known.children.map((child) => childPart(child, now))}
${householdPart(known, now)}
<h3 class="govuk-heading-s">History</h3>${eventsPart(known.events, now)}</aside>`
}

const childPart = (known: KnownChild, now: Temporal.Instant): Html =>
  html`<p class="govuk-body"><strong>${childLink(known.child.id, nameOf(known.child))}</strong><br>${contactsInWords(known, londonDate(now))}<br>${
    known.allocatedTo === null ? 'Not open to anybody' : html`Open to <strong>${known.allocatedTo}</strong>`
  }</p>`

/** In a new tab: whoever is typing beside it loses nothing. */
const childLink = (childId: string, name: string): Html =>
  html`<a class="govuk-link" href="${childPaths.chronology({ childId })}" target="_blank" rel="noopener">${name}<span class="govuk-visually-hidden">: chronology (opens in a new tab)</span></a>`

function householdPart({ siblings, adults }: Known, now: Temporal.Instant): Html | false {
  if (siblings.length + adults.length === 0) return false
  const today = londonDate(now)
  return html`<h3 class="govuk-heading-s">Household</h3><ul class="govuk-list">${adults.map(
    ({ name, relation, phone }) =>
      html`<li>${name ?? 'Name not known'} (${relation})${phone !== null && `, ${phone}`}</li>`,
  )}${siblings.map(
    (sibling) =>
      html`<li>${childLink(sibling.child.id, childInWords(sibling.child, today))}: ${contactsInWords(sibling, today)}${
        sibling.allocatedTo !== null && html`, open to ${sibling.allocatedTo}`
      }</li>`,
  )}</ul>`
}

function eventsPart(events: readonly HistoryEvent[], now: Temporal.Instant): Html {
  const first = onceEach(events.filter(({ corrects }) => corrects === undefined))
  if (first.length === 0) return html`<p class="govuk-body">Nothing recorded before.</p>`
  const rest = first.slice(shownAtOnce)
  return html`${eventList(first.slice(0, shownAtOnce), now)}${
    rest.length > 0 &&
    details({ summaryText: `${count(rest.length, 'more', 'more')}, earlier`, html: eventList(rest, now) })
  }`
}

/** What was the same for several children of the household is told once. */
const onceEach = (events: readonly HistoryEvent[]): readonly HistoryEvent[] => {
  const told = (event: HistoryEvent): string => `${event.href ?? event.id} ${event.title}`
  return [...new Map(events.map((event) => [told(event), event])).values()]
}

const eventList = (events: readonly HistoryEvent[], now: Temporal.Instant): Html =>
  html`<ul class="govuk-list los-events">${events.map(
    ({ at, title, href }) =>
      html`<li><span class="los-quiet">${momentInWords(at, now)}</span><br>${
        href === undefined
          ? title
          : html`<a class="govuk-link" href="${href}" target="_blank" rel="noopener">${title}<span class="govuk-visually-hidden"> (opens in a new tab)</span></a>`
      }</li>`,
  )}</ul>`

/** "Sun 21 Nov, 14:05", or the day where only the day is known. */
export const momentInWords = (at: HistoryEvent['at'], now: Temporal.Instant): string =>
  at instanceof Temporal.PlainDate ? dateInWords(at) : whenInWords(at, now)
