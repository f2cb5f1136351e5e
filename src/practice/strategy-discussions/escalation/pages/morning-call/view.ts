import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { count, dateInWords } from '#kernel/words'
import { button, details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { conditionOf } from '../../conditions.ts'
import type { ListedEscalation } from '../../store/list.ts'
import { endOutcomes } from '../../words.ts'
import { aboutLink, answerOf, escalationLink, limitOf, sentenceOf, stateOf, withWhom } from '../parts/line.ts'

interface MorningCall {
  readonly open: readonly ListedEscalation[]
  readonly total: number
  readonly moved: readonly ListedEscalation[]
  readonly since: Temporal.Instant
  readonly mayReply: boolean
  readonly form: FormState
  readonly now: Temporal.Instant
}

export const morningCallView = (call: MorningCall): Html => {
  const groups = byAgency(call.open)
  return html`<p class="govuk-body-l">${call.total === 0 ? 'Nothing is open.' : `${count(call.total, 'escalation')} open.`}</p>
${groups.length > 0 && contents(groups)}
${groups.map((group, index) => openGroup(call, group, index))}
${call.total > call.open.length && html`<p class="govuk-body">Only the ${call.open.length} whose answer is due soonest are shown here.</p>`}
<section aria-labelledby="answered"><h2 class="govuk-heading-m" id="answered">Answered or ended since ${dateInWords(londonDate(call.since))}</h2>
${
  call.moved.length === 0
    ? html`<p class="govuk-body">Nothing was answered or ended since then.</p>`
    : html`<ul class="govuk-list govuk-list--spaced">${call.moved.map((each) => movedItem(each, call.now))}</ul>`
}</section>`
}

interface Group {
  readonly name: string
  readonly escalations: readonly ListedEscalation[]
}

/** The authority first, then the agencies by name; in each, the highest rung first. */
function byAgency(open: readonly ListedEscalation[]): readonly Group[] {
  const groups = new Map<string, ListedEscalation[]>()
  for (const each of open) {
    const name = each.rungAgencyName ?? ours
    groups.set(name, [...(groups.get(name) ?? []), each])
  }
  return [...groups]
    .map(([name, escalations]) => ({
      name,
      escalations: escalations.toSorted((one, other) => (other.rung ?? 9) - (one.rung ?? 9)),
    }))
    .toSorted(
      (one, other) => Number(other.name === ours) - Number(one.name === ours) || one.name.localeCompare(other.name),
    )
}

const ours = 'Local authority'

/** To go straight to an agency's, by keyboard: the list can be long. */
const contents = (groups: readonly Group[]): Html =>
  html`<nav aria-label="Agencies" class="los-no-print"><ul class="govuk-list los-actions">${groups.map(
    ({ name, escalations }, index) =>
      html`<li><a class="govuk-link" href="#agency-${index}">${name}: ${escalations.length}</a></li>`,
  )}<li><a class="govuk-link" href="#answered">Answered</a></li></ul></nav>`

const openGroup = (call: MorningCall, { name, escalations }: Group, index: number): Html =>
  html`<section aria-labelledby="agency-${index}"><h2 class="govuk-heading-m" id="agency-${index}" tabindex="-1">${name}</h2>
<table class="govuk-table los-cards"><caption class="govuk-visually-hidden">Open with ${name}, highest rung first</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Escalation', 'What', 'With', 'Reply by', 'Answer'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${escalations.map((each) => openRow(call, each))}</tbody></table></section>`

function openRow(call: MorningCall, each: ListedEscalation): Html {
  const { now, mayReply, form } = call
  return html`<tr class="govuk-table__row" id="${each.reference}">
<td class="govuk-table__cell" data-label="Escalation">${escalationLink(each)}<br>${aboutLink(each)}<br>${stateOf(each)}</td>
<td class="govuk-table__cell" data-label="What"><strong>${conditionOf(each.condition).title}</strong><br>${sentenceOf(each)}</td>
<td class="govuk-table__cell" data-label="With">${withWhom(each)}${telephone(each)}</td>
<td class="govuk-table__cell" data-label="Reply by">${limitOf(each, now)}</td>
<td class="govuk-table__cell" data-label="Answer">${answerOf(each, now)}</td></tr>${mayReply && each.rung !== null && html`<tr class="govuk-table__row los-no-print"><td class="govuk-table__cell" colspan="5">${replyInPlace(form, each)}</td></tr>`}`
}

const telephone = ({ toTelephone }: ListedEscalation): Html | string =>
  toTelephone === null || toTelephone === ''
    ? ''
    : html`<br><a class="govuk-link los-nowrap" href="tel:${toTelephone.replaceAll(' ', '')}">${toTelephone}</a>`

/** A form in each row; what was typed comes back in the row it was typed into. */
function replyInPlace(form: FormState, { id, reference }: ListedEscalation): Html {
  const isHere = form.value('escalation') === id
  const typed = (name: string): string => (isHere ? form.value(name) : '')
  const problem = isHere ? form.error('said') : undefined
  const idOf = (name: string): string => (isHere ? name : `${name}-${reference}`)
  return details({
    summaryText: `Record the reply to ${reference}`,
    classes: 'govuk-!-margin-bottom-0',
    open: isHere,
    html: formTag(form, {}, [
      html`<input type="hidden" name="escalation" value="${id}">
<div class="govuk-form-group${problem !== undefined && ' govuk-form-group--error'}"><label class="govuk-label" for="${idOf('said')}">What was said?</label>
${problem !== undefined && html`<p id="${idOf('said')}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> ${problem}</p>`}
<textarea class="govuk-textarea" id="${idOf('said')}" name="said" rows="2"${problem !== undefined && html` aria-describedby="${idOf('said')}-error"`}>${typed('said')}</textarea></div>
<div class="govuk-form-group"><label class="govuk-label" for="${idOf('done')}">What was done? (optional)</label>
<input class="govuk-input" id="${idOf('done')}" name="done" value="${typed('done')}"></div>
<div class="govuk-form-group"><label class="govuk-label" for="${idOf('by')}">Who said it? (optional)</label>
<input class="govuk-input" id="${idOf('by')}" name="by" value="${typed('by')}" autocomplete="off"></div>`,
      button({ text: 'Record the reply' }),
    ]),
  })
}

const movedItem = (each: ListedEscalation, now: Temporal.Instant): Html =>
  html`<li>${escalationLink(each)} ${stateOf(each)} ${conditionOf(each.condition).title}, ${withWhom(each)}.
${each.saidAt !== null && html`<br>${answerOf(each, now)}`}
${each.outcome !== null && html`<br>${endOutcomes[each.outcome]}: ${each.endWords}`}</li>`
