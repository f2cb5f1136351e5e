import type { Temporal } from 'temporal-polyfill'
import { timeInWords, whenInWords } from '#kernel/words'
import { button, details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { choiceOf, longInput, type Option, optionsOf, pickOf, textInput } from '#platform/questions'
import { threePartners } from '../../../pages/parts/partners.ts'
import { healthServices, keyPartners, type Partner, partners } from '../../../words.ts'
import { attendedPartners } from '../../rules/attendance.ts'
import type { Attendance } from '../../store/attendance.ts'
import { attendanceChoices } from '../../words.ts'
import { takeBack } from './form.ts'
import type { AttendanceRow } from './rows.ts'

export interface AttendanceView {
  readonly form: FormState
  readonly rows: readonly AttendanceRow[]
  readonly there: readonly Attendance[]
  readonly agencies: readonly Option[]
  readonly people: readonly Option[]
  readonly now: Temporal.Instant
}

/** Everybody by partner, the three always first and in their order; then somebody who was not asked. */
export function attendanceView({ form, rows, there, agencies, people, now }: AttendanceView): Html {
  const isOneOfThree = (partner: Partner) => keyPartners.some((key) => key === partner)
  return html`${threePartners(attendedPartners(there))}
<p class="govuk-body">Only attendance counts among the three partners. Information that was sent, and a call beforehand, stand beside it.</p>
${whatCountsAsHealth}
${formTag(form, {}, [
  ...keyPartners.map((partner) =>
    partnerRows(
      form,
      partner,
      rows.filter((row) => row.partner === partner),
      now,
    ),
  ),
  html`<h2 class="govuk-heading-m">Others</h2>`,
  ...rows.filter(({ partner }) => !isOneOfThree(partner)).map((row) => rowQuestions(form, row, now)),
  newcomer(form, agencies, people),
  button({ text: 'Save attendance', preventDoubleClick: true }),
])}`
}

/** What counts as the NHS, said where it is counted (practice, traps 7). */
export const whatCountsAsHealth = details({
  summaryText: 'What counts as the NHS',
  html: html`<p class="govuk-body">Somebody from any of these: ${Object.values(healthServices).join(', ')}. Nobody else stands in for the NHS.</p>`,
})

function partnerRows(form: FormState, partner: Partner, rows: readonly AttendanceRow[], now: Temporal.Instant): Html {
  return html`<h2 class="govuk-heading-m">${partners[partner]}</h2>
${rows.length === 0 ? html`<p class="govuk-body">Nobody was invited. If somebody came, add them below.</p>` : rows.map((row) => rowQuestions(form, row, now))}`
}

function rowQuestions(form: FormState, row: AttendanceRow, now: Temporal.Instant): Html {
  const { key, stands, choice } = row
  const field = (name: string) => `there.${key}.${name}`
  // Sent back because somebody else was quicker: what they recorded is now on the page, so the next press is in its knowledge.
  const wasOvertaken = form.wasTyped && form.problems.length === 0
  const seen = wasOvertaken ? (stands?.id ?? '') : form.value(field('seen'), stands?.id ?? '')
  const mistake: readonly Option[] =
    stands === null ? [] : [{ value: takeBack, text: 'Recorded by mistake: take it back' }]
  return html`<div class="los-section">
<input type="hidden" name="${field('seen')}" value="${seen}">
${choiceOf(
  form,
  { name: field('choice'), label: calledIn(row), hint: stateOf(row, now), fallback: choice ?? '' },
  [...optionsOf(attendanceChoices), ...mistake],
  'govuk-radios--inline',
)}
<div class="los-fields">${textInput(form, { name: field('name'), label: 'Who', fallback: row.name })}
${textInput(form, { name: field('role'), label: 'Role', fallback: row.role })}
${row.partner === 'nhs' && healthService(form, field('healthService'), row.healthService ?? '')}
${textInput(form, { name: field('reason'), label: 'If absent, why', fallback: row.reason })}</div>
</div>`
}

const healthService = (form: FormState, name: string, fallback: string): Html =>
  pickOf(form, { name, label: 'Health service', fallback }, optionsOf(healthServices))

const calledIn = ({ partner, agencyName, name, asked, healthService: service }: AttendanceRow): string =>
  [
    partners[partner],
    service === null ? '' : healthServices[service],
    agencyName,
    asked?.name || (asked === null ? name : ''),
    asked === null ? 'not invited' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')

/** What was answered, and what stands with who recorded it. */
function stateOf({ asked, stands, choice }: AttendanceRow, now: Temporal.Instant): string {
  const answers = {
    yes: 'yes',
    no: 'no',
    'someone-else': 'somebody else comes',
    'information-only': 'information only',
  }
  const answered =
    asked === null
      ? ''
      : asked.answer === null
        ? 'Has not answered the invitation. '
        : `Answered: ${answers[asked.answer]}${asked.answerReason === '' ? '' : `, ${asked.answerReason}`}. `
  if (stands === null || choice === null) return `${answered}Nothing recorded yet.`
  const when =
    stands.recordedAt.epochMilliseconds > now.epochMilliseconds - 43_200_000
      ? timeInWords(stands.recordedAt)
      : whenInWords(stands.recordedAt, now)
  return `${answered}Recorded: ${attendanceChoices[choice].toLowerCase()} (${stands.recordedByName}, ${when}).`
}

const newcomer = (form: FormState, agencies: readonly Option[], people: readonly Option[]): Html =>
  html`<div class="los-section"><h2 class="govuk-heading-m">Somebody who was not invited</h2>
<div class="los-fields">${pickOf(form, { name: 'new.partner', label: 'Where they came from' }, optionsOf(partners), 'Nobody to add')}
${pickOf(form, { name: 'new.healthService', label: 'Health service, for the NHS' }, optionsOf(healthServices))}
${pickOf(form, { name: 'new.agencyId', label: 'Agency' }, agencies, 'None of these')}
${textInput(form, { name: 'new.name', label: 'Name' })}
${textInput(form, { name: 'new.role', label: 'Role' })}
${pickOf(form, { name: 'new.personId', label: 'If they sign in here, who they are', hint: 'The record can then be sent to them here.' }, people, 'They do not, or not known')}</div>
${choiceOf(form, { name: 'new.choice', label: 'What they did' }, optionsOf(attendanceChoices), 'govuk-radios--inline')}
${longInput(form, { name: 'new.reason', label: 'If absent, why' }, 2)}</div>`
