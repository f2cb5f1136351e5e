import { access } from '#platform/access'
import { button, insetText, summaryList, tag } from '#platform/govuk'
import { type Html, html, type Insert } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Agency, EscalationContact } from '../../store/agencies.ts'
import type { Person } from '../../store/people.ts'
import { agencyKinds, rungs, rungWords } from '../../words.ts'
import { personLink } from '../parts/people.ts'

interface AgencyPage {
  readonly user: User
  readonly agency: Agency
  readonly contacts: readonly EscalationContact[]
  readonly people: readonly Person[]
}

export function agencyView(given: AgencyPage): Html {
  const { agency, user } = given
  const mayChange = may(user, access.manageOrganisation)
  return html`${!agency.isActive && insetText({ text: 'We no longer work with this agency. Its history stays.' })}
<h2 class="govuk-heading-m">Shared desk</h2>
<p class="govuk-body">Requests go here first: somebody reads it, whoever is on leave.</p>
${desk(agency)}
${mayChange && button({ text: 'Change the agency', href: paths.changeAgency({ agencyId: agency.id }), classes: 'govuk-button--secondary' })}
<h2 class="govuk-heading-m">Escalation contacts</h2>
<p class="govuk-body">Whom to ring, rung by rung, when the desk does not answer in time.</p>
${contactTable(given, mayChange)}
${mayChange && button({ text: 'Name an escalation contact', href: paths.addContact({ agencyId: agency.id }), classes: 'govuk-button--secondary' })}
<h2 class="govuk-heading-m">People who sign in here</h2>
${peopleOf(given)}
${mayChange && button({ text: 'Add a person of this agency', href: paths.addPerson({}, { agency: agency.id }), classes: 'govuk-button--secondary' })}`
}

const desk = (agency: Agency): Html => {
  const rows: readonly (readonly [string, Insert])[] = [
    ['Kind', agencyKinds[agency.kind]],
    ['Desk', agency.deskName || 'Not named'],
    ['Email', agency.deskEmail ? html`<span class="los-link">${agency.deskEmail}</span>` : tag('Not recorded', 'red')],
    ['Telephone', agency.deskTelephone || 'Not recorded'],
    ['Staffed', agency.deskHours || 'Not recorded'],
  ]
  return summaryList({ rows: rows.map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })) })
}

function contactTable({ agency, contacts }: AgencyPage, mayChange: boolean): Html {
  const shown = [...new Set([...rungs, ...contacts.map(({ rung }) => rung)])].sort((one, other) => one - other)
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Escalation contacts</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Rung</th><th scope="col" class="govuk-table__header">Who</th><th scope="col" class="govuk-table__header">Telephone</th><th scope="col" class="govuk-table__header">Email</th>${mayChange && html`<th scope="col" class="govuk-table__header"><span class="govuk-visually-hidden">Actions</span></th>`}</tr></thead>
<tbody class="govuk-table__body">${shown.map((rung) =>
    rungRows(
      agency,
      rung,
      contacts.filter((contact) => contact.rung === rung),
      mayChange,
    ),
  )}</tbody>
</table>`
}

function rungRows(agency: Agency, rung: number, contacts: readonly EscalationContact[], mayChange: boolean): Html {
  const words = rungWords[rung] ?? `Rung ${rung}`
  if (contacts.length === 0) {
    return html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Rung">${words}</td><td class="govuk-table__cell" data-label="Who" colspan="${mayChange ? 4 : 3}">${tag('Nobody named', 'orange')}</td></tr>`
  }
  return html`${contacts.map(
    (contact) => html`<tr class="govuk-table__row">
<td class="govuk-table__cell" data-label="Rung">${words}</td>
<td class="govuk-table__cell" data-label="Who">${contact.name}${contact.jobTitle !== '' && `, ${contact.jobTitle}`}</td>
<td class="govuk-table__cell" data-label="Telephone">${contact.telephone || 'Not recorded'}</td>
<td class="govuk-table__cell" data-label="Email"><span class="los-link">${contact.email || 'Not recorded'}</span></td>
${mayChange && html`<td class="govuk-table__cell" data-label=""><a class="govuk-link" href="${paths.removeContact({ agencyId: agency.id, contactId: contact.id })}">Remove<span class="govuk-visually-hidden"> ${contact.name} from rung ${rung}</span></a></td>`}
</tr>`,
  )}`
}

const peopleOf = ({ people, user }: AgencyPage): Html =>
  people.length === 0
    ? html`<p class="govuk-body">Nobody yet.</p>`
    : html`<ul class="govuk-list">${people.map((person) => html`<li>${may(user, access.seeOrganisation) ? personLink(person) : person.name}${person.jobTitle !== '' && `, ${person.jobTitle}`}, <span class="los-link">${person.email}</span></li>`)}</ul>`
