import { whenInWords } from '#kernel/words'
import { insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { type Screen, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { type Invitation, invitationHours, invitationPath } from '../../store/joining.ts'
import type { Person } from '../../store/people.ts'

/** Shows a one-time link. It is on this page only: the database keeps nothing that could show it again. */
export const linkView = (person: Person, { token, endsAt }: Invitation, publicUrl: string): Screen =>
  screen({
    title: `A one-time link for ${person.name}`,
    body: html`<p class="govuk-body">Give this link to ${person.name}, and to nobody else. With it they choose a password, and then sign in as <strong>${person.email}</strong>.</p>
${insetText({ html: html`<span class="los-link">${new URL(invitationPath(token), publicUrl).href}</span>` })}
<p class="govuk-body">It can be used once, until ${whenInWords(endsAt, endsAt.subtract({ hours: invitationHours }))}. It is shown here only now; if it is lost, make a new one on their page.</p>
<p class="govuk-body"><a class="govuk-link" href="${paths.person({ personId: person.id })}">Go to ${person.name}</a></p>`,
  })
