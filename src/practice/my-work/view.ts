import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import type { WorkItem } from '#platform/area'
import { type Html, html } from '#platform/html'
import type { User } from '#platform/http'
import type { MyWorkDeps } from './deps.ts'
import { countsInWords, foldAlike, greeting, type SortedWork } from './rules.ts'

interface Shown {
  readonly user: User
  readonly now: Temporal.Instant
  readonly work: SortedWork
  /** Whose work may be in the list, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly team: 'none' | 'offered' | 'shown'
  readonly starts: MyWorkDeps['starts']
  readonly finished: readonly string[]
}

export const myWorkView = (shown: Shown): Html => html`
<p class="govuk-body-l">${greeting(shown.user.name, shown.now)}. ${countsInWords(shown.work)}</p>
<div class="los-actions los-no-print">${shown.starts.map(startButton)}${switchTo(shown.team)}</div>
${section('Overdue', shown.work.overdue, shown)}
${section('Today', shown.work.today, shown)}
${section('Later', shown.work.later, shown)}
${finishedThisWeek(shown.finished)}`

const startButton = ({ text, href }: Shown['starts'][number]): Html =>
  html`<a class="govuk-button" href="${href}" role="button" draggable="false" data-module="govuk-button">${text}</a>`

function switchTo(team: Shown['team']): Html | null {
  if (team === 'none') return null
  return team === 'offered'
    ? html`<a class="govuk-link" href="/?show=team">Show my team’s work</a>`
    : html`<span class="govuk-body govuk-!-margin-bottom-0">You are looking at your team’s work.</span> <a class="govuk-link" href="/">Show only mine</a>`
}

function section(heading: string, items: readonly WorkItem[], shown: Shown): Html | null {
  if (items.length === 0) return null
  return html`<h2 class="govuk-heading-m govuk-!-margin-top-6">${heading}</h2>
<ul class="los-work">${foldAlike(items).map((alike) => (alike.length > mostAlike ? folded(alike, shown) : alike.map((item) => line(item, shown))))}</ul>`
}

/** More than two alike for anybody are one line that opens: twenty acknowledgements must not hide what is one's own. */
const mostAlike = 2

/** "Tell the referrer that it arrived: 14", the soonest due in words, and each of them a press away. */
const folded = (alike: readonly WorkItem[], shown: Shown): Html => {
  const [first] = alike
  return html`
<li class="los-work__item los-work__item--folded"><details class="govuk-details govuk-!-margin-bottom-0"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${first?.alike}: ${alike.length}</span>${first !== undefined && dueInWords(first, shown.now)}</summary>
<ul class="los-work">${alike.map((item) => line(item, shown))}</ul></details></li>`
}

const line = (item: WorkItem, { now, names, user }: Shown): Html => html`
<li class="los-work__item" data-row="${item.id}"><div class="govuk-body govuk-!-margin-bottom-0"><strong>${item.title}</strong><br>${item.detail}${dueInWords(item, now)}${whose(item, names, user)}</div>
<div class="govuk-body govuk-!-margin-bottom-0"><a class="govuk-link govuk-!-font-weight-bold" href="${item.href}">${item.verb}<span class="govuk-visually-hidden">: ${item.title}</span></a></div></li>`

const dueInWords = ({ due }: WorkItem, now: Temporal.Instant): Html | null =>
  due === null
    ? null
    : html` <span class="${due.epochNanoseconds < now.epochNanoseconds ? 'los-late' : 'los-quiet'} los-nowrap">${due.epochNanoseconds < now.epochNanoseconds ? 'was due' : 'due'} ${whenInWords(due, now)}</span>`

function whose({ ownerId }: WorkItem, names: ReadonlyMap<string, string>, user: User): Html | null {
  if (ownerId === user.personId) return null
  if (ownerId === null) return html`<br><span class="los-quiet">For anyone on duty</span>`
  return html`<br><span class="los-quiet">For ${names.get(ownerId) ?? 'a colleague'}</span>`
}

function finishedThisWeek(finished: readonly string[]): Html | null {
  if (finished.length === 0) return null
  return html`<details class="govuk-details govuk-!-margin-top-6" data-module="govuk-details">
<summary class="govuk-details__summary"><span class="govuk-details__summary-text">What I finished this week</span></summary>
<div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">${finished.map((words) => html`<li>${words}</li>`)}</ul></div>
</details>`
}
