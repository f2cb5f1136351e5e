import { button, select } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Option } from './inputs.ts'

/** Filters above a list: an ordinary form that asks for the same page with other parts in its address. */
export const filterForm = (action: string, filters: readonly Html[]): Html =>
  html`<form method="get" action="${action}" class="los-filters">${filters}${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`

export const pickFilter = (name: string, label: string, chosen: string, options: readonly Option[]): Html =>
  select({ id: name, name, label: { text: label }, value: chosen, items: options })
