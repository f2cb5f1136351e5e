import type { Temporal } from 'temporal-polyfill'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Shift } from '../../rules/rota.ts'
import type { Person } from '../../store/people.ts'
import { duties, dutyNames } from '../../words.ts'
import { asTyped, choiceOf, longInput, pickOf, timeInput } from '../parts/inputs.ts'
import { peopleOptions } from '../parts/people.ts'

interface ShiftForm {
  readonly form: FormState
  /** Everyone whose roles let them do one of the duties. */
  readonly people: readonly Person[]
  /** The shift to change; null at first entry. */
  readonly shift: Shift | null
  /** Where the gap begins and ends that the shift is to fill. */
  readonly from: Temporal.Instant | null
  readonly to: Temporal.Instant | null
}

/** First entry and change of a shift. Nobody and no duty is chosen at first entry. */
export const shiftFormView = ({ form, people, shift, from, to }: ShiftForm): Html => html`${formTag(form, {}, [
  choiceOf(
    form,
    { name: 'duty', label: 'Duty', fallback: shift?.duty ?? '' },
    dutyNames.map((duty) => ({ value: duty, text: duties[duty], hint: dutyHints[duty] })),
  ),
  pickOf(form, { name: 'personId', label: 'Who', fallback: shift?.personId ?? '' }, peopleOptions(people)),
  timeInput(form, { name: 'startsAt', label: 'Starts', fallback: asTyped(shift?.startsAt ?? from) }),
  timeInput(form, {
    name: 'endsAt',
    label: 'Ends',
    hint: 'The moment the next shift takes over.',
    fallback: asTyped(shift?.endsAt ?? to),
  }),
  ...departureInput(form, shift),
  ...(shift === null ? [] : [longInput(form, { name: 'why', label: 'Why it is changed' })]),
  button({ text: shift === null ? 'Add the shift' : 'Change the shift' }),
])}
${shift !== null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.cancelShift({ shiftId: shift.id })}">Take this shift off the rota</a></p>`}`

const dutyHints = {
  'duty-manager': 'Decides contacts and records 24-hour reviews.',
  'out-of-hours-decider':
    'The named person who decides at night, at weekends and on bank holidays. Needs training to decide at night.',
  'duty-social-worker': 'Takes contacts and works on them.',
} as const

/** Asked only once it matters: when the person chosen departs from the standard. */
const departureInput = (form: FormState, shift: Shift | null): readonly Html[] =>
  form.error('departure') === undefined && !form.value('departure', shift?.departure)
    ? []
    : [
        longInput(form, {
          name: 'departure',
          label: 'Why they work this shift all the same',
          hint: 'The rota says who is really there. The departure is shown beside their name.',
          fallback: shift?.departure ?? '',
        }),
      ]
