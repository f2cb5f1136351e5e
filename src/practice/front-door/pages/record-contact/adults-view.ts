import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'
import { pickOf, textInput, tickOf } from '#platform/questions'
import { relations } from '#practice/children'
import { groupsTyped } from '../parts/retyped.ts'
import { stepButton } from '../parts/step-button.ts'
import { readListed } from './children-typed.ts'

/** Parents, carers and others of the household, as far as the caller knows them; asked only for what is new. */
export function adultsView(form: FormState): Html {
  const groups = groupsTyped(form, 'adult.')
  const shown = groups.length > 0 ? groups : [0]
  const isOpen = shown.some(
    (group) => form.value(`adult.${group}.givenName`) + form.value(`adult.${group}.familyName`) !== '',
  )
  return html`${
    readListed(form).length > 1 &&
    tickOf(form, {
      name: 'livesTogether',
      label: 'These children live in one household',
      hint: 'Then each stands in the others’ history.',
    })
  }${details({
    summaryText: 'Add parents, carers or other adults of the household',
    open: isOpen || shown.length > 1,
    html: html`<p class="govuk-body">Only those who are not known yet: the household is shown beside this form.</p>${shown.map(
      (group, place) => adultFields(form, group, place + 1),
    )}${stepButton(form.action, 'adult', 'Add another adult')}`,
  })}`
}

const adultFields = (
  form: FormState,
  group: number,
  place: number,
): Html => html`<fieldset class="govuk-fieldset los-group">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Adult ${place}</legend>
${textInput(form, { name: `adult.${group}.givenName`, label: 'First name' })}
${textInput(form, { name: `adult.${group}.familyName`, label: 'Family name' })}
${pickOf(
  form,
  { name: `adult.${group}.relation`, label: 'Who they are to the child' },
  Object.entries(relations)
    .filter(([value]) => value !== 'child')
    .map(([value, text]) => ({ value, text })),
)}
${textInput(form, { name: `adult.${group}.phone`, label: 'Telephone' }, { type: 'tel', classes: 'govuk-input--width-20' })}
</fieldset>`
