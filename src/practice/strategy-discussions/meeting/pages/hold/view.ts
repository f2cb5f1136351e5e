import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import {
  asTyped,
  choiceOf,
  longInput,
  type Option,
  optionsOf,
  pickOf,
  type Question,
  textInput,
  tickOf,
  timeInput,
} from '#platform/questions'
import type { Settlement } from '../../../store/discussions.ts'
import { forms } from '../../../words.ts'
import type { Planned } from '../../store/asked.ts'

export interface HoldView {
  readonly form: FormState
  /** What stands, when it is corrected. */
  readonly held: Settlement | null
  readonly planned: Planned | null
  readonly isEmergency: boolean
  readonly chairs: readonly Option[]
  readonly minuteTakers: readonly Option[]
}

/** How it was held, filled with how it was planned, or with what stands when it is corrected. */
export function holdView({ form, held, planned, isEmergency, chairs, minuteTakers }: HoldView): Html {
  const began = held?.happenedAt ?? planned?.startsAt ?? null
  const ended = held?.endedAt ?? null
  const wasCall = held === null ? isEmergency : held.isEmergencyCall
  return html`${formTag(form, { autosave: true }, [
    timeInput(form, filled({ name: 'beganAt', label: 'When did it begin?' }, began === null ? '' : asTyped(began))),
    timeInput(
      form,
      filled(
        { name: 'endedAt', label: 'When did it end?', hint: 'The record is due one working day after this.' },
        ended === null ? '' : asTyped(ended),
      ),
    ),
    choiceOf(
      form,
      filled({ name: 'form', label: 'How was it held?' }, held?.form ?? planned?.form ?? ''),
      optionsOf(forms),
    ),
    tickOf(form, {
      name: 'isEmergencyCall',
      label: 'It was an emergency call',
      hint: 'Held by telephone or video because it could not wait. The meeting of all three partners then falls due.',
      ...(wasCall ? { fallback: 'yes' } : {}),
    }),
    longInput(
      form,
      filled(
        {
          name: 'whyByPhone',
          label: 'Why by telephone, or as an emergency call?',
          hint: 'Leave empty if it was a meeting.',
        },
        held?.whyByPhone ?? '',
      ),
      2,
    ),
    pickOf(
      form,
      filled(
        {
          name: 'chairId',
          label: 'Who chaired it?',
          hint: 'By the standard a team manager or above, and not the allocated worker.',
        },
        held?.chairId ?? planned?.chairId ?? '',
      ),
      chairs,
      'Somebody who is not in this list',
    ),
    textInput(
      form,
      filled({ name: 'chairName', label: 'Name of the chair, if not in the list' }, held?.chairName ?? ''),
    ),
    longInput(
      form,
      filled(
        {
          name: 'chairDepartureReason',
          label: 'If the chair was below team manager, or the allocated worker: why?',
          hint: 'A team manager is asked to confirm it the next morning.',
        },
        held?.chairDepartureReason ?? '',
      ),
      2,
    ),
    pickOf(
      form,
      filled(
        { name: 'minuteTakerId', label: 'Who took the minutes?', hint: 'They can record this discussion for 30 days.' },
        held?.minuteTakerId ?? planned?.minuteTakerId ?? '',
      ),
      minuteTakers,
      'Nobody',
    ),
    ...(held === null
      ? []
      : [
          longInput(
            form,
            { name: 'reason', label: 'Why is it corrected?', hint: 'What was recorded before stays on record.' },
            2,
          ),
        ]),
    button({ text: held === null ? 'Record that it was held' : 'Correct how it was held', preventDoubleClick: true }),
  ])}`
}

const filled = (question: Question, fallback: string): Question => ({ ...question, fallback })
