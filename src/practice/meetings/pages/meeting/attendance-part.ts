import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { choiceOf, optionsOf, pickOf, textInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import type { Invitation } from '../../store/invitations.ts'
import { attendances } from '../../words.ts'
import { agencyOptions } from '../parts/people.ts'
import type { MeetingView } from './view.ts'

/** Who is invited and who came. While it can be recorded: radio buttons, a line for each. */
export function attendancePart(given: MeetingView): Html {
  const { invited, attendance, mayRecord, isClosed, meeting } = given
  const guests = attendance.filter(({ invitationId }) => invitationId === null)
  const isAsked = mayRecord && isClosed === null
  return html`${invited.length === 0 && html`<div class="los-empty"><p class="govuk-body">Nobody is invited yet.</p></div>`}
${isAsked ? invited.map((one) => askedLine(given, one)) : listed(given)}
${guests.length > 0 && html`<p class="govuk-body">Also there:</p><ul class="govuk-list govuk-list--bullet">${guests.map(({ name, agencyName, attended }) => html`<li>${calledWith(name, agencyName)}: ${attendances[attended].toLowerCase()}</li>`)}</ul>`}
${isAsked && guestQuestions(given)}
${mayRecord && meeting.state !== 'cancelled' && html`<p class="govuk-body"><a class="govuk-link" href="${paths.invite({ meetingId: meeting.id })}">Invite somebody, or take an invitation back</a></p>`}`
}

const calledWith = (name: string, agencyName: string): string =>
  agencyName === '' || agencyName === name ? name : `${name}, ${agencyName}`

const askedLine = ({ form, attendance }: MeetingView, { id, name, agencyName }: Invitation): Html => {
  const known = attendance.find(({ invitationId }) => invitationId === id)
  const question = { name: `came.${id}`, label: calledWith(name, agencyName), fallback: known?.attended ?? '' }
  return choiceOf(form, question, optionsOf(attendances), 'govuk-radios--inline govuk-radios--small')
}

const listed = ({ invited, attendance }: MeetingView): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${invited.map(({ id, name, agencyName }) => {
    const came = attendance.find(({ invitationId }) => invitationId === id)
    return html`<li>${calledWith(name, agencyName)}: ${came === undefined ? 'invited' : attendances[came.attended].toLowerCase()}</li>`
  })}</ul>`

const guestQuestions = ({ form, agencies }: MeetingView): Html =>
  details({
    summaryText: 'Somebody came who was not invited',
    open: form.value('guest.name') !== '',
    html: html`${textInput(form, { name: 'guest.name', label: 'Name' }, { classes: 'govuk-input--width-20' })}
${pickOf(form, { name: 'guest.agencyId', label: 'Agency' }, agencyOptions(agencies), 'None of them')}
${choiceOf(form, { name: 'guest.attended', label: 'How did they come?' }, optionsOf(attendances).slice(0, 3), 'govuk-radios--inline')}`,
  })
