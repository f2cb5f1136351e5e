import { renderSVG } from 'uqr'
import { button, input, insetText } from '#platform/govuk'
import { type Html, html, raw } from '#platform/html'

export interface View {
  readonly title: string
  readonly body: Html
}

const codeQuestion = (problem: string | null, hint: string): Html =>
  input({
    id: 'code',
    name: 'code',
    label: { text: 'Code', classes: 'govuk-label--s' },
    hint: { text: hint },
    classes: 'govuk-input--width-10',
    autocomplete: 'one-time-code',
    spellcheck: false,
    ...(problem === null ? {} : { errorMessage: { text: problem } }),
  })

/** To get out of a session that is not one's own. */
const somebodyElse = html`<form method="post" action="/sign-out"><button class="govuk-button govuk-button--secondary">Sign in as somebody else</button></form>`

/** `sampleCode` is the present code of somebody made up: a sample authority alone shows it. */
export const codeView = (given: {
  readonly next: string
  readonly problem: string | null
  readonly sampleCode: string | null
}): View => ({
  title: 'Enter your code',
  body: html`${given.sampleCode !== null && sampleForm(given.sampleCode, given.next)}
<form method="post" action="/sign-in/code" novalidate>
<input type="hidden" name="next" value="${given.next}">
${codeQuestion(given.problem, 'The 6 digits that your app shows now. Without your telephone, one of your recovery codes.')}
${button({ text: 'Go on' })}
</form>
${somebodyElse}
<p class="govuk-body">Lost both? Ask your administrator to reset your second factor.</p>`,
})

const sampleForm = (
  code: string,
  next: string,
): Html => html`<form method="post" action="/sign-in/code" class="govuk-inset-text">
<p class="govuk-body">This is a sample authority and nobody in it is real: only because of that does this page show the present code of this person.</p>
<input type="hidden" name="next" value="${next}">
<button class="govuk-button" name="code" value="${code}">Use the code ${code.slice(0, 3)} ${code.slice(3)}</button>
</form>`

/** `sealed` goes with the form and comes back: nothing is kept until the first code has come. */
export const setUpView = (given: {
  readonly uri: string
  readonly secret: string
  readonly sealed: string
  readonly isRequired: boolean
  readonly next: string
  readonly problem: string | null
}): View => ({
  title: 'Set up your second factor',
  body: html`<p class="govuk-body">${given.isRequired ? 'Before you see anything here, signing in takes your password and a code from your telephone.' : 'From then on, signing in takes your password and a code from your telephone.'}</p>
<ol class="govuk-list govuk-list--number">
<li>Open an authenticator app on your telephone, such as the one your organisation uses.</li>
<li>Read this square with it, or type the key.</li>
<li>Type the code that the app shows.</li>
</ol>
<div class="los-square">${square(given.uri)}</div>
<p class="govuk-body">Key: <span class="los-key">${given.secret}</span></p>
<form method="post" action="/sign-in/set-up" novalidate>
<input type="hidden" name="next" value="${given.next}">
<input type="hidden" name="sealed" value="${given.sealed}">
${codeQuestion(given.problem, 'The 6 digits that the app shows now.')}
${button({ text: 'Set it up' })}
</form>
${given.isRequired ? somebodyElse : html`<p class="govuk-body"><a class="govuk-link" href="/account">Back to your account</a></p>`}`,
})

/** The library draws with attributes alone, which a strict content security policy lets through; it is told apart by its name. */
const square = (uri: string): Html =>
  raw(
    renderSVG(uri, { border: 2, ecc: 'M' }).replace(
      '<svg ',
      '<svg role="img" aria-label="Square for your authenticator app; the key below holds the same" ',
    ),
  )

export const codesList = (
  codes: readonly string[],
): Html => html`${insetText({ text: 'Each opens once. They are shown here once and never again: write them down, and keep them apart from your telephone.' })}
<ul class="govuk-list los-key">${codes.map((code) => html`<li>${code}</li>`)}</ul>`

export const codesView = (codes: readonly string[], next: string): View => ({
  title: 'Keep your recovery codes',
  body: html`<p class="govuk-body">Your second factor is set up. Should you lose your telephone, one of these lets you in.</p>
${codesList(codes)}
${button({ text: 'I have kept them', href: next })}`,
})

export const noKeyView: View = {
  title: 'Codes cannot be checked',
  body: html`<p class="govuk-body">Signing in takes a code here, and the system has no key to check it with. Tell the people who run Line of Sight that SECOND_FACTOR_KEY is missing.</p>
${somebodyElse}`,
}

export const lostKeyView: View = {
  title: 'Your second factor cannot be read',
  body: html`<p class="govuk-body">It was set up under another key of the system. Ask your administrator to reset it, and set it up again.</p>
${somebodyElse}`,
}
