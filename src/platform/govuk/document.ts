import { assetUrl } from '#platform/assets'
import { type Html, html } from '#platform/html'

export interface NavigationLink {
  readonly text: string
  readonly href: string
  readonly current: boolean
  /** Folded under "More", unless it is where somebody is. */
  readonly isMore: boolean
}

export interface DocumentPage {
  readonly title: string
  readonly body: Html
  /** The council whose system this is; empty before anybody is signed in. */
  readonly authorityName: string
  readonly isSample: boolean
  readonly user: { readonly name: string } | null
  readonly navigation: readonly NavigationLink[]
  readonly nonce: string
  readonly back: { readonly href: string; readonly text?: string } | null
  readonly width: 'two-thirds' | 'full' | 'wide'
  readonly hasErrors: boolean
}

const product = 'Line of Sight'

/**
 * A whole page. The council's look: no crown and no GDS Transport, which are for GOV.UK services alone. Everything works
 * without JavaScript; the scripts only add to it.
 */
export function documentPage(page: DocumentPage): Html {
  const container = page.width === 'wide' ? 'govuk-width-container los-wide' : 'govuk-width-container'
  return html`<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${page.hasErrors && 'Error: '}${page.title} – ${product}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#12304a">
<link rel="icon" href="${assetUrl('favicon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assetUrl('app.css')}">
</head>
<body class="govuk-template__body">
<script nonce="${page.nonce}">document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')</script>
<a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
${header(page)}
${page.isSample && sampleBanner(container)}
${page.navigation.length > 0 && navigation(page.navigation, container)}
<div class="${container}">
${page.back !== null && html`<a href="${page.back.href}" class="govuk-back-link">${page.back.text ?? 'Back'}</a>`}
<main class="govuk-main-wrapper" id="main-content">
${page.width === 'two-thirds' ? html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${page.body}</div></div>` : page.body}
</main>
</div>
${footer(container)}
<script type="module" nonce="${page.nonce}" src="${assetUrl('app.js')}"></script>
</body>
</html>
`
}

const header = ({ authorityName, user, width }: DocumentPage): Html => html`<header class="los-header">
<div class="govuk-width-container ${width === 'wide' && 'los-wide'} los-header__row">
<a href="/" class="los-header__name">${authorityName !== '' && html`<span class="los-header__authority">${authorityName}</span> `}<span class="los-header__product">${product}</span></a>
${user !== null && html`<div class="los-header__person"><a class="los-header__who" href="/account"><span class="govuk-visually-hidden">Your account, </span>${user.name}</a><form method="post" action="/sign-out"><button class="los-header__out">Sign out</button></form></div>`}
</div>
</header>`

const sampleBanner = (container: string): Html =>
  html`<section class="los-sample" aria-label="About this system"><div class="${container}">This is a sample authority. No child, person or place in it is real.</div></section>`

const navigation = (
  links: readonly NavigationLink[],
  container: string,
): Html => html`<div class="govuk-service-navigation" data-module="govuk-service-navigation">
<div class="${container}">
<div class="govuk-service-navigation__container">
<nav aria-label="Menu" class="govuk-service-navigation__wrapper">
<button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" aria-controls="navigation" hidden aria-hidden="true">Menu</button>
<ul class="govuk-service-navigation__list" id="navigation">
${links.filter((link) => !isFolded(link)).map(navigationLink)}${more(links.filter(isFolded))}
</ul>
</nav>
</div>
</div>
</div>`

const isFolded = ({ isMore, current }: NavigationLink): boolean => isMore && !current

const more = (links: readonly NavigationLink[]): Html | false =>
  links.length > 0 &&
  html`<li class="govuk-service-navigation__item"><details class="los-more">
<summary class="govuk-service-navigation__link los-more__summary">More</summary>
<ul class="los-more__list">
${links.map(({ text, href }) => html`<li class="los-more__item"><a class="govuk-service-navigation__link" href="${href}">${text}</a></li>`)}
</ul>
</details></li>
`

const navigationLink = ({ text, href, current }: NavigationLink): Html =>
  current
    ? html`<li class="govuk-service-navigation__item govuk-service-navigation__item--active"><a class="govuk-service-navigation__link" href="${href}" aria-current="true"><strong class="govuk-service-navigation__active-fallback">${text}</strong></a></li>
`
    : html`<li class="govuk-service-navigation__item"><a class="govuk-service-navigation__link" href="${href}">${text}</a></li>
`

const footer = (container: string): Html => html`<footer class="los-footer"><div class="${container}">
<p class="govuk-body-s">${product}: the assurance system for a children’s services front door. Every change, and every reading of a child’s record, is kept in its trail.</p>
</div></footer>`
