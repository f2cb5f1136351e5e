import type { Temporal } from 'temporal-polyfill'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import type { Section } from '../../pages/discussion/page.ts'
import { paths } from '../../paths.ts'
import { partners } from '../../words.ts'
import { conditionOf } from '../conditions.ts'
import { listGoingAhead } from '../store/going-ahead.ts'
import { type ListedEscalation, listEscalations } from '../store/list.ts'
import { answerOf, escalationLink, limitOf, sentenceOf, stateOf, withWhom } from './parts/line.ts'

const most = 50

/** On a discussion's page: what is escalated about it, what was replied, without whom it goes ahead. */
export const escalationSection: Section = async ({ tx, discussion, user, now }) => {
  if (!may(user, access.seeEscalations)) return null
  const { escalations } = await listEscalations(tx, { show: 'all', discussionId: discussion.id, limit: most, skip: 0 })
  const wentAhead = await listGoingAhead(tx, discussion.id)
  const mayGoAhead = discussion.state === 'due' && may(user, access.workDiscussions)
  if (escalations.length === 0 && wentAhead.length === 0 && !mayGoAhead) return null
  return html`<section aria-labelledby="escalations"><h2 class="govuk-heading-m" id="escalations">Escalations</h2>
${wentAhead.map((went) => html`<p class="govuk-body">Goes ahead without ${partners[went.partner]}: ${went.reason}</p>`)}
${escalations.length === 0 ? html`<p class="govuk-body">Nothing is escalated.</p>` : table('Escalations of this discussion', escalations, now)}
${mayGoAhead && html`<p class="govuk-body"><a class="govuk-link" href="${paths.goingAhead({ discussionId: discussion.id })}">Go ahead without a partner</a></p>`}</section>`
}

/** The same on the page of a concern, for staff and for the agency whose concern it is; null where nothing was escalated. */
export async function concernEscalations(tx: Tx, concernId: string, now: Temporal.Instant): Promise<Html | null> {
  const { escalations } = await listEscalations(tx, { show: 'all', concernId, limit: most, skip: 0 })
  return escalations.length === 0
    ? null
    : html`<section aria-labelledby="escalations"><h2 class="govuk-heading-m" id="escalations">Escalations</h2>
${table('Escalations of this concern', escalations, now)}</section>`
}

const table = (caption: string, escalations: readonly ListedEscalation[], now: Temporal.Instant): Html =>
  html`<table class="govuk-table los-cards"><caption class="govuk-visually-hidden">${caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Escalation', 'What', 'With', 'Reply by', 'Answer'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${escalations.map((each) => rowOf(each, now))}</tbody></table>`

const rowOf = (each: ListedEscalation, now: Temporal.Instant): Html =>
  html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Escalation">${escalationLink(each)}<br>${stateOf(each)}</td>
<td class="govuk-table__cell" data-label="What"><strong>${conditionOf(each.condition).title}</strong><br>${sentenceOf(each)}</td>
<td class="govuk-table__cell" data-label="With">${withWhom(each)}</td>
<td class="govuk-table__cell" data-label="Reply by">${limitOf(each, now)}</td>
<td class="govuk-table__cell" data-label="Answer">${each.outcome === null ? answerOf(each, now) : each.endWords}</td></tr>`
