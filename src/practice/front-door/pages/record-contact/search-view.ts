import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { details, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'
import { choiceOf, textInput } from '#platform/questions'
import { type Found, genders, nameOf } from '#practice/children'
import { paths } from '../../paths.ts'
import { childInWords } from '../parts/child-words.ts'
import { stepButton } from '../parts/step-button.ts'
import type { Stepped } from './steps.ts'

interface SearchAsked {
  readonly form: FormState
  readonly step: Stepped
  readonly now: Temporal.Instant
  /** Who to ring about a restricted record. */
  readonly deciders: readonly string[]
}

/** Finding a child, and adding one who is not there: steps of the same form. */
export function searchView(asked: SearchAsked): Html {
  const { form, step } = asked
  return html`<div class="los-search">
<div data-suggest="${paths.suggestChildren({})}">${textInput(form, { name: 'search', label: 'Find a child', hint: 'Any name, address, reference or another system’s number. Spelling need not be exact.' })}</div>
${textInput(form, { name: 'searchBorn', label: 'Date of birth, if known', hint: 'For example, 3/5/2022' }, { classes: 'govuk-input--width-10' })}
${stepButton(form.action, 'find', 'Find')}
</div>
${step.found !== null && foundView(asked, step.found)}
${step.duplicates !== null ? duplicatesView(asked, step.duplicates) : newChildView(form)}`
}

function foundView(asked: SearchAsked, found: Found): Html {
  if (found.children.length === 0 && !found.mayBeRestricted) {
    return insetText({
      text: 'Nobody found. Try another spelling or the date of birth alone, or add a new child below.',
    })
  }
  return html`<h3 class="govuk-heading-s" id="found">Found</h3>${offered(asked, found, 'Add')}${restricted(asked, found)}`
}

function duplicatesView(asked: SearchAsked, found: Found): Html {
  const { form } = asked
  return html`<div class="los-panel" role="group" aria-labelledby="duplicates"><h3 class="govuk-heading-s" id="duplicates">Is it one of these?</h3>
<p class="govuk-body">They are already known. Two records of one child would split the history.</p>
${offered(asked, found, 'This is the child')}${restricted(asked, found)}${hiddenNew(form)}
${stepButton(form.action, 'new-anyway', 'None of these: add the new child')}</div>`
}

const offered = ({ form, now }: SearchAsked, found: Found, verb: string): Html => {
  const today = londonDate(now)
  return html`<ul class="los-chosen">${found.children.map(
    (child) =>
      html`<li class="los-chosen__item"><div><strong>${childInWords(child, today)}</strong><br>${child.reference}</div>${stepButton(form.action, `add:${child.id}`, verb, nameOf(child))}</li>`,
  )}</ul>`
}

const restricted = ({ deciders }: SearchAsked, found: Found): Html | false =>
  found.mayBeRestricted &&
  insetText({
    text: `A restricted record may match. Call the duty manager${deciders.length > 0 ? `: ${deciders.join(' or ')}` : ''}.`,
  })

/** What was typed of the new child travels on while the question about duplicates is open. */
const hiddenNew = (form: FormState): readonly Html[] =>
  ['givenName', 'familyName', 'dateOfBirth', 'expectedDate', 'gender'].map(
    (part) => html`<input type="hidden" name="new.${part}" value="${form.value(`new.${part}`)}">`,
  )

const newChildView = (form: FormState): Html =>
  details({
    summaryText: 'Add a new child',
    open: ['givenName', 'familyName', 'dateOfBirth', 'expectedDate'].some(
      (part) => form.value(`new.${part}`) !== '' || form.error(`new.${part}`) !== undefined,
    ),
    html: html`<p class="govuk-body">Give what you know. A child without a name can be added too, and an unborn child.</p>
${textInput(form, { name: 'new.givenName', label: 'First name' })}
${textInput(form, { name: 'new.familyName', label: 'Family name' })}
${textInput(form, { name: 'new.dateOfBirth', label: 'Date of birth', hint: 'For example, 3/5/2022' }, { classes: 'govuk-input--width-10' })}
${textInput(form, { name: 'new.expectedDate', label: 'Or, for an unborn child, when the child is expected' }, { classes: 'govuk-input--width-10' })}
${choiceOf(
  form,
  { name: 'new.gender', label: 'Gender' },
  Object.entries(genders).map(([value, text]) => ({ value, text })),
)}
${stepButton(form.action, 'new', 'Add this child')}`,
  })
