import { type Html, html } from '#platform/html'

export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

/** A tag, in a plain template: long lists hold hundreds, and the macro would be their cost. Equal to the library's own. */
export const tag = (text: string, colour?: TagColour): Html =>
  html`<strong class="govuk-tag${colour && ` govuk-tag--${colour}`}">
  ${text}
</strong>`
