import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'

/** A button that does one step of a form and comes back to where it stands, with everything typed still there. */
export const stepButton = (action: string, step: string, text: string, about = ''): Html =>
  button({
    html: html`${text}${about !== '' && html`<span class="govuk-visually-hidden"> ${about}</span>`}`,
    name: 'step',
    value: step,
    classes: 'govuk-button--secondary los-step',
    attributes: { formaction: `${action}#children` },
  })
