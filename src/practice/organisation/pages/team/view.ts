import { access } from '#platform/access'
import { button, insetText, summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Person } from '../../store/people.ts'
import type { Team } from '../../store/places.ts'
import type { Responsible } from '../../store/responsible.ts'
import { decidesInWords } from '../../words.ts'
import { personLink, rolesInWords } from '../parts/people.ts'

interface TeamPage {
  readonly user: User
  readonly team: Team
  readonly members: readonly Person[]
  readonly serviceManager: Responsible | null
  readonly awayNow: ReadonlySet<string>
}

export const teamView = ({
  user,
  team,
  members,
  serviceManager,
  awayNow,
}: TeamPage): Html => html`${!team.isActive && insetText({ text: 'This team has been closed. Its history stays; it can no longer be chosen.' })}
${summaryList({
  rows: [
    row('Area', team.areaName ?? 'The whole authority'),
    row('Front door', team.isFrontDoor ? 'Yes: contacts come to this team' : 'No'),
    row('Decides in', decidesInWords[team.decidesIn]),
    {
      key: { text: 'Service manager' },
      value:
        serviceManager === null
          ? { text: 'Nobody: give its managers a line manager who is one' }
          : { html: serviceManagerCell(serviceManager) },
    },
  ],
})}
<h2 class="govuk-heading-m">People</h2>
${members.length === 0 ? html`<p class="govuk-body">Nobody is in this team today.</p>` : memberTable(members, awayNow)}
${may(user, access.manageOrganisation) && button({ text: 'Change the team', href: paths.changeTeam({ teamId: team.id }), classes: 'govuk-button--secondary' })}`

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

const serviceManagerCell = ({ personId, name, insteadOf, isAway }: Responsible): Html =>
  html`${personLink({ id: personId, name })}${insteadOf !== null && ' (standing in)'}${isAway && ' (away, and nobody covers)'}`

const memberTable = (
  members: readonly Person[],
  awayNow: ReadonlySet<string>,
): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">People in this team</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Name</th><th scope="col" class="govuk-table__header">Roles</th><th scope="col" class="govuk-table__header">Line manager</th><th scope="col" class="govuk-table__header">Today</th></tr></thead>
<tbody class="govuk-table__body">${members.map(
  (member) => html`<tr class="govuk-table__row">
<td class="govuk-table__cell" data-label="Name">${personLink(member)}</td>
<td class="govuk-table__cell" data-label="Roles">${rolesInWords(member.roles)}</td>
<td class="govuk-table__cell" data-label="Line manager">${member.lineManagerName ?? 'None'}</td>
<td class="govuk-table__cell" data-label="Today">${awayNow.has(member.id) ? tag('Away', 'orange') : 'Here'}</td>
</tr>`,
)}</tbody>
</table>`
