import { type Html, html } from '#platform/html'

/** A link that somebody pasted can be followed; anything else is words. */
export const placeOf = (place: string): Html | string =>
  /^https:\/\/\S+$/.test(place)
    ? html`<a class="govuk-link los-link" href="${place}" rel="noreferrer noopener" target="_blank">${place} (opens in a new tab)</a>`
    : place
