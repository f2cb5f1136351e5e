import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { timeLeftInWords, whenInWords } from '#kernel/words'
import { button, details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, type User } from '#platform/http'
import { asTyped, longInput, type Option } from '#platform/questions'
import { paths } from '../../paths.ts'
import { outcomeDueAt } from '../../rules/clocks.ts'
import type { Gathered } from '../contact/gather.ts'
import { timeLine } from '../contact/time-line.ts'
import { childInWords } from '../parts/child-words.ts'
import { knownPanel } from '../parts/known-panel.ts'
import { likelyDecider } from './deciders.ts'
import { placed } from './placed.ts'
import { decidedQuestions, outcomeQuestion, rationaleQuestions } from './questions.ts'

export interface DecideView extends Gathered {
  readonly form: FormState
  readonly user: User
  readonly now: Temporal.Instant
  readonly deciders: readonly Option[]
}

/** What came so far, an outcome for each child, why, by whom and when. History stands beside it. */
export function decideView(given: DecideView): Html {
  const { contact, known, entries, user, now, deciders } = given
  const waiting = contact.children.filter(({ decision }) => decision === null)
  const form = placed(
    given.form,
    waiting.map(({ childId }) => childId),
  )
  return html`${clockLine(given)}
<div class="los-beside"><div>
<blockquote class="govuk-inset-text los-lines">${contact.concern || 'The extract does not say what the worry is.'}</blockquote>
${details({ summaryText: 'Everything recorded so far', html: html`<h2 class="govuk-visually-hidden">Time line</h2>${timeLine(entries, now)}`, open: true })}
${formTag(form, { autosave: true }, [
  html`${waiting.map(({ childId }, place) => childQuestions({ ...given, form }, childId, place, waiting.length > 1))}`,
  html`<h2 class="govuk-heading-m">Why</h2>${rationaleQuestions(form)}`,
  decidedQuestions(form, deciders, { by: likelyDecider(user), at: asTyped(now) }),
  button({ text: 'Record the decision', preventDoubleClick: true }),
])}
<p class="govuk-body"><a class="govuk-link" href="${paths.furtherEnquiries({ contactId: contact.id })}">Not deciding yet? Say what is still needed</a>: the clock runs on.</p>
</div>${knownPanel(known, now)}</div>`
}

function clockLine({ contact, now }: DecideView): Html {
  const { receivedAt } = contact
  if (receivedAt === null) return html``
  const left = timeLeftInWords(outcomeDueAt(receivedAt), now)
  return html`<p class="govuk-body-l">Received ${whenInWords(receivedAt, now)} · <strong class="${left.isOver ? 'los-late' : ''}">${left.text}</strong></p>`
}

function childQuestions(
  { form, known, childName, now }: DecideView,
  childId: string,
  place: number,
  isOneOfMany: boolean,
): Html {
  const found = known.children.find(({ child }) => child.id === childId)
  const name = found ? childInWords(found.child, londonDate(now)) : childName(childId)
  const prefix = `child.${place}`
  const asked = {
    name: `${prefix}.outcome`,
    passedTo: `${prefix}.passedTo`,
    label: `Outcome for ${name}`,
    canWait: isOneOfMany,
  }
  const openTo = found?.allocatedTo
  return html`<input type="hidden" name="${prefix}.childId" value="${childId}">
${outcomeQuestion(form, openTo ? { ...asked, passedToNow: openTo } : asked)}
${isOneOfMany && longInput(form, { name: `${prefix}.why`, label: 'Why for this child', hint: 'Needed if the outcomes differ.' }, 2)}`
}
