import { type Html, html } from '#platform/html'

export interface FilterOption {
  readonly value: string
  readonly text: string
}

/** One choice in the row of filters over a list. The empty answer is all of them, or what `all` says. */
export const filterSelect = (
  name: string,
  label: string,
  chosen: string | undefined,
  options: readonly FilterOption[],
  all: string | null = 'All',
): Html => html`<div class="govuk-form-group"><label class="govuk-label" for="${name}">${label}</label>
<select class="govuk-select" id="${name}" name="${name}">${all !== null && html`<option value="">${all}</option>`}${options.map(
  ({ value, text }) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`,
)}</select></div>`
