import { access } from '#platform/access'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import type { Section } from '../../pages/discussion/page.ts'
import { healthServices, keyPartners, type Partner, partners } from '../../words.ts'
import { whatCountsAsHealth } from '../pages/attendance/view.ts'
import { meetingPaths } from '../paths.ts'
import { attendedPartners } from '../rules/attendance.ts'
import { type Attendance, listAttendance } from '../store/attendance.ts'
import { cameWords, hows } from '../words.ts'

/** Who was there: the three partners in three rows, always and in their order; the others below. */
export const attendanceSection: Section = async ({ tx, discussion, user }) => {
  const there = await listAttendance(tx, discussion.id)
  const mayRecord = may(user, access.recordDiscussions)
  const isOver = discussion.state !== 'due'
  if (there.length === 0 && !mayRecord && !isOver) return null
  const attended = attendedPartners(there)
  const others = there.filter(({ partner }) => keyPartners.every((key) => key !== partner))
  return html`<h2 class="govuk-heading-m">Attendance</h2>
<table class="govuk-table los-cards"><caption class="govuk-table__caption govuk-visually-hidden">Who attended, by partner</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Partner', 'Attended', 'Who'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${keyPartners.map((partner) => row(partner, markOf(attended.includes(partner), isOver || isRecorded(partner, there)), there))}
${others.length > 0 && othersRow(others)}</tbody></table>
${isOver && html`<p class="govuk-body">${attended.length === keyPartners.length ? 'All three partners attended.' : 'Not all three partners attended.'}</p>`}
${whatCountsAsHealth}
${mayRecord && html`<p class="govuk-body"><a class="govuk-link" href="${meetingPaths.attendance({ discussionId: discussion.id })}">Take attendance</a></p>`}`
}

const isRecorded = (partner: Partner, there: readonly Attendance[]): boolean =>
  there.some((each) => each.partner === partner)

/** Before it is held nobody has stayed away, unless it was taken down so. */
function markOf(isThere: boolean, isOver: boolean): Html {
  if (isThere) return tag('✔ Attended', 'green')
  return isOver ? tag('✘ Did not attend', 'red') : tag('Not held yet', 'grey')
}

const row = (partner: Partner, mark: Html, there: readonly Attendance[]): Html =>
  html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Partner"><strong>${partners[partner]}</strong></td>
<td class="govuk-table__cell" data-label="Attended">${mark}</td>
<td class="govuk-table__cell" data-label="Who">${people(there.filter((each) => each.partner === partner))}</td></tr>`

const othersRow = (others: readonly Attendance[]): Html =>
  html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Partner">Others</td><td class="govuk-table__cell" data-label="Attended">–</td>
<td class="govuk-table__cell" data-label="Who">${people(others)}</td></tr>`

const people = (there: readonly Attendance[]): Html =>
  there.length === 0
    ? html`Nobody is recorded`
    : html`<ul class="govuk-list govuk-!-margin-bottom-0">${there.map((each) => html`<li>${person(each)}</li>`)}</ul>`

/** "Ann Ward, health visitor, Northshire NHS Trust: attended by video". */
export function person({ name, role, agencyName, healthService, came, how, reason, invitationId }: Attendance): string {
  const who = [name, role, healthService === null ? '' : healthServices[healthService], agencyName ?? '']
    .filter((part) => part !== '')
    .join(', ')
  const what = `${cameWords[came].toLowerCase()}${how === null ? '' : ` ${hows[how]}`}`
  return `${who === '' ? 'Name not recorded' : who}: ${what}${reason === '' ? '' : ` (${reason})`}${invitationId === null ? ', not invited' : ''}`
}
