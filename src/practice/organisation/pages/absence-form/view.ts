import type { Temporal } from 'temporal-polyfill'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { paths } from '../../paths.ts'
import type { OpenSpan } from '../../rules/gaps.ts'
import type { Shift } from '../../rules/rota.ts'
import type { Absence } from '../../store/absences.ts'
import type { Covering } from '../../store/cover.ts'
import type { Person } from '../../store/people.ts'
import { absenceKindNames, absenceKinds } from '../../words.ts'
import { coverLines, spanInWords } from '../parts/away.ts'
import { asTyped, choiceOf, longInput, pickOf, timeInput } from '../parts/inputs.ts'
import { peopleOptions } from '../parts/people.ts'
import { shiftInWords } from '../parts/shifts.ts'

/** First entry. `people` is one's own line alone for somebody who may record only their own absence. */
export const newAbsenceView = (form: FormState, people: readonly Person[], personId: string): Html =>
  formTag(form, {}, [
    pickOf(form, { name: 'personId', label: 'Who is away', fallback: personId }, peopleOptions(people)),
    choiceOf(
      form,
      { name: 'kind', label: 'Was it planned?', hint: 'Not why: that is for human resources.' },
      absenceKindNames.map((kind) => ({ value: kind, text: absenceKinds[kind] })),
    ),
    timeInput(form, { name: 'startsAt', label: 'Away from' }),
    timeInput(form, { name: 'endsAt', label: 'Back at (optional)', hint: 'Leave it empty if nobody knows yet.' }),
    button({ text: 'Record the absence' }),
  ])

interface AbsencePage {
  readonly form: FormState
  readonly absence: Absence
  readonly cover: readonly Covering[]
  /** Their shifts within the absence. */
  readonly shifts: readonly Shift[]
  readonly mayChange: boolean
  readonly mayCover: boolean
  readonly now: Temporal.Instant
}

/** An absence: who covers it, which shifts it leaves open, and its change. */
export const absenceView = ({
  form,
  absence,
  cover,
  shifts,
  mayChange,
  mayCover,
  now,
}: AbsencePage): Html => html`<p class="govuk-body">${absenceKinds[absence.kind]}: away ${spanInWords(absence, now)}.</p>
<h2 class="govuk-heading-m">Cover</h2>
${cover.length === 0 ? html`<p class="govuk-body">Nobody covers yet.</p>` : html`<ul class="govuk-list">${coverLines(cover, now)}</ul>`}
${mayCover && html`<p class="govuk-body"><a class="govuk-link" href="${paths.addCover({}, { absence: absence.id })}">Record who covers</a></p>`}
<h2 class="govuk-heading-m">Shifts in this time</h2>
${shifts.length === 0 ? html`<p class="govuk-body">They are on no shift in this time.</p>` : html`<ul class="govuk-list">${shifts.map((shift) => html`<li>${shiftInWords(shift, now)}</li>`)}</ul>`}
${mayChange && html`<h2 class="govuk-heading-m">Change it</h2>${changeForm(form, absence, 'It ends at another time', 'They were never away: it was entered by mistake')}`}`

/** When it ends, or that it never was: what is asked of an absence and of cover alike. */
export const changeForm = (form: FormState, entry: OpenSpan, ends: string, never: string): Html =>
  formTag(form, {}, [
    choiceOf(form, { name: 'change', label: 'What changes?' }, [
      { value: 'ends', text: ends },
      { value: 'never', text: never },
    ]),
    timeInput(form, {
      name: 'endsAt',
      label: 'Ends',
      hint: 'For another end. Leave it empty for until further notice.',
      fallback: asTyped(entry.endsAt),
    }),
    longInput(form, { name: 'why', label: 'Why' }),
    button({ text: 'Save' }),
  ])
