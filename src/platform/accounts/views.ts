import { isRole, roles } from '#platform/access'
import { button, input, passwordInput } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Invitation, SamplePerson } from './store.ts'

interface View {
  readonly title: string
  readonly body: Html
  readonly width?: 'two-thirds' | 'full'
}

export function signInView(given: {
  readonly people: readonly SamplePerson[]
  readonly next: string
  readonly problem: string | null
  readonly name: string
}): View {
  const error = given.problem === null ? {} : { errorMessage: { text: given.problem } }
  const form = html`<form method="post" action="/sign-in" novalidate>
<input type="hidden" name="next" value="${given.next}">
${input({ id: 'name', name: 'name', label: { text: 'Email address' }, autocomplete: 'username', spellcheck: false, value: given.name, ...error })}
${passwordInput({ id: 'password', name: 'password', label: { text: 'Password' }, autocomplete: 'current-password' })}
${button({ text: 'Sign in' })}
</form>`
  return { title: 'Sign in', body: html`${given.people.length > 0 && samplePeople(given.people, given.next)}${form}` }
}

/** The people of the sample authority, each one press away. A real authority shows none. */
function samplePeople(people: readonly SamplePerson[], next: string): Html {
  return html`<section aria-labelledby="sample-people">
<h2 class="govuk-heading-m" id="sample-people">Try it as one of these people</h2>
<p class="govuk-body">They belong to a sample authority. Nobody in it is real.</p>
<form method="post" action="/sign-in/sample">
<input type="hidden" name="next" value="${next}">
<ul class="govuk-list los-sample-people">${people.map(
    ({ personId, name, roles: held }) =>
      html`<li><button class="govuk-button govuk-button--secondary" name="person" value="${personId}">${name} <span class="los-sample-role">${held
        .filter(isRole)
        .map((role) => roles[role])
        .join(', ')}</span></button></li>`,
  )}</ul>
</form>
</section>
<h2 class="govuk-heading-m">Or sign in with a password</h2>`
}

export function invitationView(given: {
  readonly invitation: Invitation
  readonly action: string
  readonly problem: string | null
}): View {
  const error = given.problem === null ? {} : { errorMessage: { text: given.problem } }
  const body = html`<p class="govuk-body">You will sign in as <strong>${given.invitation.signInName}</strong>.</p>
<form method="post" action="${given.action}" novalidate>
${passwordInput({
  id: 'password',
  name: 'password',
  label: { text: 'Choose a password' },
  hint: { text: 'At least 12 characters. Three random words are easy to remember and hard to guess.' },
  autocomplete: 'new-password',
  ...error,
})}
${button({ text: 'Set the password and sign in' })}
</form>`
  return { title: `Welcome, ${given.invitation.personName}`, body }
}

export const spentView: View = {
  title: 'This link cannot be used',
  body: html`<p class="govuk-body">It has been used already, or it is more than two days old. Ask whoever sent it for a new one.</p>
<p class="govuk-body"><a class="govuk-link" href="/sign-in">Sign in</a></p>`,
}
