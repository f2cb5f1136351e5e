import { type Html, html } from '#platform/html'
import { toolPaths } from '../../paths.ts'

const places = [
  { text: 'Tools', href: toolPaths.list({}) },
  { text: 'Training for tools', href: toolPaths.training({}) },
] as const

/** The places of the framework, above its lists. */
export const toolsNavigation = (current: (typeof places)[number]['text']): Html =>
  html`<nav class="moj-sub-navigation" aria-label="Audit tools"><ul class="moj-sub-navigation__list">${places.map(
    ({ text, href }) =>
      html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link"${text === current && html` aria-current="page"`} href="${href}">${text}</a></li>`,
  )}</ul></nav>`
