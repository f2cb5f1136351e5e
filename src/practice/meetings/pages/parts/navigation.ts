import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'

const places = [
  { text: 'Meetings', href: paths.meetings({}) },
  { text: 'Series', href: paths.allSeries({}) },
  { text: 'Packs', href: paths.packs({}) },
] as const

/** The places of this area, above each of its lists. Partners have the first alone. */
export function meetingsNavigation(user: User, current: (typeof places)[number]['text']): Html {
  if (!may(user, access.seeAllMeetings)) return html``
  return html`<nav class="moj-sub-navigation" aria-label="Meetings"><ul class="moj-sub-navigation__list">${places.map(
    ({ text, href }) =>
      html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link"${text === current && html` aria-current="page"`} href="${href}">${text}</a></li>`,
  )}</ul></nav>`
}
