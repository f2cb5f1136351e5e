import { samplePassword } from '#platform/accounts'
import { button, warningText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, passwordAgain, type User } from '#platform/http'
import { childPaths } from '#practice/children'
import { emergencies } from '../../words.ts'
import { choiceQuestion, longQuestion, shortQuestion } from '../parts/questions.ts'

/** The form for breaking the glass; `wasInVain` when it was sent and nothing was opened. */
export const breakGlassView = (form: FormState, user: User, wasInVain: boolean): Html => html`${wasInVain && inVain}
<p class="govuk-body">A restricted record is open to the people named on it. In an emergency you can open it for four hours.</p>
${warningText({
  text: 'Its guardian is told at once who opened it and why, sees everything you read, and reviews it within a working day.',
  iconFallbackText: 'Warning',
})}
${formTag(
  form,
  {},
  [
    html`<h2 class="govuk-heading-m">Which record</h2>`,
    shortQuestion(
      form,
      { name: 'reference', label: 'Reference of the record', hint: 'Such as CH-10482, if you have it.' },
      'govuk-input--width-10',
    ),
    html`<p class="govuk-body">Or the child’s name and exact date of birth:</p>`,
    shortQuestion(form, { name: 'name', label: 'Name' }),
    shortQuestion(
      form,
      { name: 'dateOfBirth', label: 'Date of birth', hint: 'For example, 14/5/2016.' },
      'govuk-input--width-10',
    ),
    html`<h2 class="govuk-heading-m">Why</h2>`,
    choiceQuestion(form, { name: 'reasonKind', label: 'What makes it an emergency?' }, emergencies),
    longQuestion(form, {
      name: 'reason',
      label: 'Why do you need this record now?',
      hint: 'The guardian reads this. Say what you have to decide, and whom you tried to reach.',
    }),
    html`<h2 class="govuk-heading-m">Sign in again</h2>`,
    passwordAgain(form),
    user.isSample &&
      html`<p class="govuk-body">In this sample everybody’s password is <strong>${samplePassword}</strong>.</p>`,
    button({ text: 'Break the glass', classes: 'govuk-button--warning' }),
  ].filter((part) => part !== false),
)}`

const inVain = html`<div class="govuk-inset-text" role="status"><p class="govuk-body"><strong>Nothing was opened.</strong></p>
<p class="govuk-body">No single restricted record that is closed to you fits. It may not be restricted, or be open to you already: <a class="govuk-link" href="${childPaths.find({})}">find the child</a>. Or call the duty manager. That you asked has been noted.</p></div>`
