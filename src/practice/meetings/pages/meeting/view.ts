import type { Temporal } from 'temporal-polyfill'
import { dateInWords, timeInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { forms, origins } from '../../words.ts'
import { stateTag } from '../parts/state.ts'
import { actionQuestions } from './action-questions.ts'
import { agendaPart } from './agenda-part.ts'
import { attendancePart } from './attendance-part.ts'
import type { GatheredMeeting } from './gather.ts'

export interface MeetingView extends GatheredMeeting {
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  readonly asksForActions: boolean
  readonly mayRecord: boolean
  /** Why nothing can be recorded now; null when it can. */
  readonly isClosed: string | null
  readonly form: FormState
  readonly user: User
  readonly now: Temporal.Instant
}

export function meetingView(given: MeetingView): Html {
  const { mayRecord, isClosed, form } = given
  const body = html`<h2 class="govuk-heading-m" id="agenda">Agenda</h2>${agendaLine(given)}
<h2 class="govuk-heading-m" id="attendance">Attendance</h2>${attendancePart(given)}
<h2 class="govuk-heading-m" id="minutes">Minutes</h2>${agendaPart(given)}
${actionsPart(given)}`
  const head = html`${headOf(given)}${packsPart(given)}`
  if (!mayRecord || isClosed !== null)
    return html`${head}${mayRecord && insetText({ text: isClosed ?? '' })}${body}${downloads(given)}`
  return html`${head}${formTag(form, { autosave: true }, [body, buttons(given)])}${downloads(given)}`
}

const headOf = (given: MeetingView): Html => {
  const { meeting, now, confirmation, user, mayRecord } = given
  const place = [forms[meeting.form], meeting.place].filter((part) => part !== '').join(', ')
  const rows: readonly (readonly [string, Html | string])[] = [
    ['Reference', html`${meeting.reference} ${stateTag(meeting, now)}`],
    ['When', `${whenInWords(meeting.startsAt, now)} to ${timeInWords(meeting.endsAt)}`],
    ['Where', place],
    ['Chair', meeting.chairName],
    ['Minute-taker', meeting.minuteTakerName],
    ['Cancelled because', meeting.stateReason],
    ['Minutes confirmed', confirmation === null ? '' : confirmedLine(confirmation, now)],
  ]
  return html`${summaryList({
    rows: rows
      .filter(([, value]) => value !== '')
      .map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
  })}
<div class="los-actions">${mayRecord && meeting.state === 'held' && meeting.confirmedAt === null && button({ text: 'Confirm the minutes', href: paths.confirm({ meetingId: meeting.id }) })}
${mayRecord && meeting.state === 'planned' && html`<a class="govuk-link" href="${paths.change({ meetingId: meeting.id })}">Change or cancel</a>`}
${may(user, access.seeAllMeetings) && html`<a class="govuk-link" href="${paths.series({ seriesId: meeting.seriesId })}">The series</a>`}</div>`
}

const confirmedLine = (
  { atReference, note, recordedAt, recordedByName }: NonNullable<GatheredMeeting['confirmation']>,
  now: Temporal.Instant,
): string =>
  `${whenInWords(recordedAt, now)}, recorded by ${recordedByName}${atReference === null ? '' : `, at ${atReference}`}${note === '' ? '' : `. ${note}`}`

const packsPart = ({ packs, now }: MeetingView): Html | false =>
  packs.length > 0 &&
  html`<div class="los-panel"><h2 class="govuk-heading-s">Pack</h2><ul class="govuk-list">${packs.map(
    (pack) =>
      html`<li><a class="govuk-link" href="${paths.pack({ packId: pack.id })}">Week from ${dateInWords(pack.week)}</a>, issued ${whenInWords(pack.issuedAt, now)}${pack.supersededBy !== null && ': another has taken its place'}</li>`,
  )}</ul></div>`

const agendaLine = ({ agenda, meeting, mayRecord }: MeetingView): Html => html`${
  agenda.length === 0
    ? html`<div class="los-empty"><p class="govuk-body">Nothing is on the agenda yet.</p></div>`
    : html`<ol class="govuk-list govuk-list--number">${agenda.map(
        ({ title, origin, carriedFromReference, carriedFromMeetingId }) =>
          html`<li>${title}${origin !== 'own' && html` <span class="los-quiet">${origins[origin]}${carriedFromReference !== null && carriedFromMeetingId !== null && html` from <a class="govuk-link" href="${paths.meeting({ meetingId: carriedFromMeetingId })}">${carriedFromReference}</a>`}</span>`}</li>`,
      )}</ol>`
}
${mayRecord && meeting.state !== 'cancelled' && meeting.confirmedAt === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.agenda({ meetingId: meeting.id })}">Add to the agenda, or take something off</a></p>`}`

function actionsPart(given: MeetingView): Html | false {
  const { actions, asksForActions, mayRecord, isClosed, user } = given
  if (!asksForActions) return false
  return html`<h2 class="govuk-heading-m" id="actions">${user.agencyId === null ? 'Actions' : 'Your agency’s actions'}</h2>
${
  actions.length === 0
    ? html`<p class="govuk-body">${noActions(given)}</p>`
    : html`<table class="govuk-table los-cards"><caption class="govuk-table__caption govuk-visually-hidden">Actions</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['What', 'Who', 'By', 'State'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${actions.map(
        ({ what, ownerName, dueOn, state, href }) =>
          html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="What">${href === undefined ? what : html`<a class="govuk-link" href="${href}">${what}</a>`}</td><td class="govuk-table__cell" data-label="Who">${ownerName}</td><td class="govuk-table__cell" data-label="By">${dateInWords(dueOn)}</td><td class="govuk-table__cell" data-label="State">${state}</td></tr>`,
      )}</tbody></table>`
}
${mayRecord && isClosed === null && actionQuestions(given)}`
}

/** A partner is shown the actions of their agency alone. */
const noActions = ({ user, meeting }: MeetingView): string => {
  if (user.agencyId !== null) return 'None is for your agency.'
  return meeting.confirmedAt === null ? 'None has been agreed yet.' : 'None was agreed.'
}

const buttons = ({ meeting }: MeetingView): Html =>
  html`<div class="los-actions">${button({ text: 'Record', name: 'step', value: 'record' })}
${meeting.state === 'planned' && button({ text: 'Record, and the meeting was held', name: 'step', value: 'held', classes: 'govuk-button--secondary' })}</div>`

const downloads = ({ meeting }: MeetingView): Html =>
  html`<p class="govuk-body los-no-print">Download the minutes: <a class="govuk-link" href="${paths.meeting({ meetingId: meeting.id }, { format: 'docx' })}">Word</a> <a class="govuk-link" href="${paths.meeting({ meetingId: meeting.id }, { format: 'csv' })}">CSV</a></p>`
