import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import { accountPaths } from '#platform/accounts'
import { button, insetText, summaryList } from '#platform/govuk'
import { type Html, html, type Insert, join } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Shift } from '../../rules/rota.ts'
import type { TrainingRecord } from '../../rules/training.ts'
import type { Absence } from '../../store/absences.ts'
import type { Covering } from '../../store/cover.ts'
import type { Person } from '../../store/people.ts'
import { absenceLines, coverLines } from '../parts/away.ts'
import { personLink, rolesInWords } from '../parts/people.ts'
import { shiftInWords } from '../parts/shifts.ts'
import { type Career, careerTable, plannedChanges } from './career.ts'
import { trainingTable } from './training.ts'

interface PersonPage {
  readonly user: User
  readonly now: Temporal.Instant
  readonly person: Person
  readonly career: Career
  readonly managed: readonly Person[]
  readonly training: readonly TrainingRecord[]
  /** From now on. */
  readonly absences: readonly Absence[]
  readonly cover: readonly Covering[]
  readonly shifts: readonly Shift[]
}

export function personView(given: PersonPage): Html {
  const { person, user, now } = given
  const isOurs = person.agencyId === null
  const day = londonDate(now)
  return html`${!person.isActive && insetText({ text: 'Has left. They cannot sign in. What they did stays under their name.' })}
${summary(given)}
${isOurs && plannedChanges(given.career, day)}
${isOurs && away(given)}
${isOurs && html`<h2 class="govuk-heading-m">Next shifts</h2>${shiftsOf(given)}`}
${isOurs && html`<h2 class="govuk-heading-m">Training</h2>${trainingTable(given.training, day, person, user)}`}
${given.managed.length > 0 && html`<h2 class="govuk-heading-m">Manages</h2><p class="govuk-body">${join(given.managed.map(personLink), ', ')}</p>`}
<h2 class="govuk-heading-m">Roles, teams and line management over time</h2>
${careerTable(given.career, now)}
${may(user, access.resetSecondFactors) && html`<p class="govuk-body"><a class="govuk-link" href="${accountPaths.reset({ personId: person.id })}">Second factor of their account</a></p>`}
${may(user, access.manageOrganisation) && actions(person, user)}`
}

function summary({ person, user }: PersonPage): Html {
  const params = { personId: person.id }
  const isOurs = person.agencyId === null
  const mayChange = may(user, access.manageOrganisation) && person.isActive
  const details = mayChange ? paths.personDetails(params) : null
  const rows: readonly (readonly [string, Insert, string | null])[] = [
    [
      'Roles',
      rolesInWords(person.roles) || 'None',
      mayChange && person.id !== user.personId ? paths.personRoles(params) : null,
    ],
    ...(isOurs
      ? ([
          ['Team', teamCell(person), mayChange ? paths.personTeam(params) : null],
          ['Line manager', managerCell(person), mayChange ? paths.personManager(params) : null],
        ] as const)
      : ([
          [
            'Agency',
            html`<a class="govuk-link" href="${paths.agency({ agencyId: person.agencyId ?? '' })}">${person.agencyName}</a>`,
            null,
          ],
        ] as const)),
    ['Job title', person.jobTitle || 'Not recorded', details],
    ['Email', person.email, details],
    ['Telephone', person.telephone || 'Not recorded', details],
    ...(isOurs ? ([['Social Work England number', person.registration || 'Not recorded', details]] as const) : []),
  ]
  return summaryList({
    rows: rows.map(([key, value, href]) => ({
      key: { text: key },
      value: { html: html`${value}` },
      ...(href === null
        ? {}
        : { actions: { items: [{ href, text: 'Change', visuallyHiddenText: key.toLowerCase() }] } }),
    })),
  })
}

const teamCell = ({ teamId, teamName }: Person): Insert =>
  teamId === null ? 'None' : html`<a class="govuk-link" href="${paths.team({ teamId })}">${teamName}</a>`

const managerCell = ({ lineManagerId, lineManagerName }: Person): Insert =>
  lineManagerId === null ? 'None' : personLink({ id: lineManagerId, name: lineManagerName ?? '' })

function away({ person, user, now, absences, cover }: PersonPage): Html {
  const mayRecord = may(user, access.recordAbsences) || user.personId === person.id
  return html`<h2 class="govuk-heading-m">Away and cover</h2>
${absences.length + cover.length === 0 ? html`<p class="govuk-body">No absence or cover is recorded from today on.</p>` : html`<ul class="govuk-list">${absenceLines(absences, now)}${coverLines(cover, now)}</ul>`}
${mayRecord && person.isActive && html`<p class="govuk-body"><a class="govuk-link" href="${paths.addAbsence({}, { person: person.id })}">Record an absence</a></p>`}`
}

const shiftsOf = ({ shifts, now }: PersonPage): Html =>
  shifts.length === 0
    ? html`<p class="govuk-body">None on the rota.</p>`
    : html`<ul class="govuk-list">${shifts.map((shift) => html`<li><a class="govuk-link" href="${paths.rota({}, { week: londonDate(shift.startsAt).toString() })}">${shiftInWords(shift, now)}</a></li>`)}</ul>`

/** Nobody does these to themselves. */
function actions(person: Person, user: User): Html | null {
  if (person.id === user.personId) return null
  const params = { personId: person.id }
  const left = button({
    text: 'Record that they left',
    href: paths.personLeft(params),
    classes: 'govuk-button--secondary',
  })
  const back = button({
    text: 'Record that they came back',
    href: paths.personLeft(params),
    classes: 'govuk-button--secondary',
  })
  const link = button({
    text: 'Make a one-time link',
    href: paths.personLink(params),
    classes: 'govuk-button--secondary',
  })
  return html`<div class="los-actions">${person.isActive ? [link, left] : back}</div>`
}
