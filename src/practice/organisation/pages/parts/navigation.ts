import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'

const places = [
  { text: 'Teams', href: paths.home({}) },
  { text: 'People', href: paths.people({}) },
  { text: 'Duty rota', href: paths.rota({}) },
  { text: 'Absences and cover', href: paths.absences({}) },
  { text: 'Training', href: paths.training({}) },
  { text: 'Partner agencies', href: paths.agencies({}) },
  { text: 'Settings', href: paths.settings({}) },
] as const

/** The places of the organisation, above each of its lists. */
export function organisationNavigation(user: User, current: (typeof places)[number]['text']): Html {
  if (!may(user, access.seeOrganisation)) return html``
  return html`<nav class="moj-sub-navigation" aria-label="Organisation"><ul class="moj-sub-navigation__list">${places.map(
    ({ text, href }) =>
      html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link"${text === current && html` aria-current="page"`} href="${href}">${text}</a></li>`,
  )}</ul></nav>`
}
