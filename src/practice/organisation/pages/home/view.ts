import type { Temporal } from 'temporal-polyfill'
import { timeInWords } from '#kernel/words'
import { access, type Role } from '#platform/access'
import { button, insetText, tag } from '#platform/govuk'
import { type Html, html, join } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Gap } from '../../rules/rota.ts'
import type { Person } from '../../store/people.ts'
import type { Area, Team } from '../../store/places.ts'
import type { OnDuty } from '../../store/responsible.ts'
import { decidesInWords, duties } from '../../words.ts'
import { gapsNotice } from '../parts/gaps.ts'
import { organisationNavigation } from '../parts/navigation.ts'
import { personLink } from '../parts/people.ts'

interface Home {
  readonly user: User
  readonly now: Temporal.Instant
  readonly areas: readonly Area[]
  readonly teams: readonly Team[]
  readonly people: readonly Person[]
  readonly onDutyNow: readonly OnDuty[]
  readonly gaps: readonly Gap[]
}

export const homeView = (given: Home): Html => html`${organisationNavigation(given.user, 'Teams')}
${dutyNow(given)}
${gapsNotice(given.gaps, given.now)}
${given.teams.length === 0 ? noTeams(given.user) : teamSection(given)}
${may(given.user, access.manageOrganisation) && given.teams.length > 0 && html`<div class="los-actions">${addButtons}</div>`}`

const dutyNow = ({ onDutyNow }: Home): Html => html`<h2 class="govuk-heading-m">On duty now</h2>
${
  onDutyNow.length === 0
    ? html`<p class="govuk-body">Nobody is on the rota at this moment.</p>`
    : html`<ul class="govuk-list">${onDutyNow.map(
        ({ duty, personId, name, insteadOf, until }) =>
          html`<li>${duties[duty]}: ${personLink({ id: personId, name })}${insteadOf !== null && ', standing in'}, until ${timeInWords(until)}</li>`,
      )}</ul>`
}
<p class="govuk-body"><a class="govuk-link" href="${paths.rota({})}">See the duty rota</a></p>`

function teamSection({ areas, teams, people }: Home): Html {
  const empty = areas.filter(({ id }) => !teams.some(({ areaId }) => areaId === id))
  return html`<h2 class="govuk-heading-m">Teams</h2>
<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Teams</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Team', 'Area', 'Managers', 'People', 'Decides in'].map((words) => html`<th scope="col" class="govuk-table__header">${words}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${byArea(teams).map((team) =>
    teamRow(
      team,
      people.filter(({ teamId }) => teamId === team.id),
    ),
  )}</tbody>
</table>
${empty.length > 0 && html`<p class="govuk-body">No team yet in: ${empty.map(({ name }) => name).join(', ')}.</p>`}`
}

/** Teams of the whole authority first, then area by area. */
const byArea = (teams: readonly Team[]): readonly Team[] =>
  [...teams].sort((one, other) => (one.areaName ?? '').localeCompare(other.areaName ?? '', 'en-GB'))

const managing: readonly Role[] = ['duty-manager', 'out-of-hours-manager', 'team-manager', 'service-manager']

function teamRow(team: Team, members: readonly Person[]): Html {
  const managers = members.filter(({ roles }) => roles.some((role) => managing.includes(role)))
  return html`<tr class="govuk-table__row">
<td class="govuk-table__cell" data-label="Team"><a class="govuk-link" href="${paths.team({ teamId: team.id })}">${team.name}</a>${team.isFrontDoor && html` ${tag('Front door', 'blue')}`}</td>
<td class="govuk-table__cell" data-label="Area">${team.areaName ?? 'The whole authority'}</td>
<td class="govuk-table__cell" data-label="Managers">${managers.length === 0 ? html`<span class="los-quiet">None named</span>` : join(managers.map(personLink), ', ')}</td>
<td class="govuk-table__cell" data-label="People">${members.length}</td>
<td class="govuk-table__cell" data-label="Decides in">${decidesInWords[team.decidesIn]}</td>
</tr>`
}

const addButtons = html`${button({ text: 'Add a team', href: paths.addTeam({}), classes: 'govuk-button--secondary' })}
${button({ text: 'Add an area', href: paths.addArea({}), classes: 'govuk-button--secondary' })}`

const noTeams = (user: User): Html =>
  may(user, access.manageOrganisation)
    ? html`${insetText({ text: 'No team has been added yet. Add the areas first, then the teams in them, then the people.' })}<div class="los-actions">${addButtons}</div>`
    : insetText({ text: 'No team has been added yet. An administrator or the head of service adds them.' })
