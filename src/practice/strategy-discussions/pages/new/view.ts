import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { ageInWords } from '#kernel/words'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { asTyped, choiceOf, choicesOf, longInput, pickOf, textInput, tickOf, timeInput } from '#platform/questions'
import { type Child, nameOf } from '#practice/children'
import type { Person } from '#practice/organisation'
import type { Concern } from '../../store/concerns.ts'
import { routes } from '../../words.ts'
import { concernAbove } from '../parts/concern.ts'

interface NewScreen {
  readonly form: FormState
  readonly child: Child | null
  readonly siblings: readonly Child[]
  readonly workerId: string | null
  readonly concern: Concern | null
  readonly workers: readonly Person[]
  readonly now: Temporal.Instant
}

/** In the order in which it is talked over: about whom, since when and why, how urgent. */
export function newView({ form, child, siblings, workerId, concern, workers, now }: NewScreen): Html {
  return html`${concern !== null && concernAbove(concern)}
${formTag(form, { autosave: true }, [
  textInput(
    form,
    {
      name: 'children',
      label: 'Which children?',
      hint: 'References, such as CH-1042, with commas between them. Unborn children too.',
      fallback: child?.reference ?? '',
    },
    { spellcheck: false },
  ),
  siblings.length > 0
    ? choicesOf(
        form,
        { name: 'siblings', label: 'Others of the household', hint: 'Every child of the household is considered.' },
        siblings.map((sibling) => ({
          value: sibling.id,
          text: `${nameOf(sibling)}, ${ageInWords(sibling, londonDate(now))}`,
        })),
      )
    : html``,
  choiceOf(
    form,
    {
      name: 'route',
      label: 'Was the case already open?',
      hint: 'Attendance is watched for both apart.',
      fallback: child === null ? '' : workerId === null ? 'front-door' : 'open-case',
    },
    [
      { value: 'front-door', text: `${routes['front-door']}: it was not open` },
      { value: 'open-case', text: routes['open-case'] },
    ],
  ),
  pickOf(
    form,
    { name: 'allocatedWorkerId', label: 'Allocated worker (if there is one)', fallback: workerId ?? '' },
    workers.map(({ id, name, jobTitle }) => ({ value: id, text: jobTitle === '' ? name : `${name}, ${jobTitle}` })),
    'Nobody is allocated',
  ),
  timeInput(form, {
    name: 'reasonableCauseAt',
    label: 'When was there reasonable cause?',
    hint: 'The clock runs from here.',
    fallback: asTyped(now),
  }),
  longInput(form, {
    name: 'reasonableCause',
    label: 'Why is there reasonable cause to suspect significant harm?',
  }),
  timeInput(form, {
    name: 'decidedToHoldAt',
    label: 'When was it decided to hold a discussion?',
    hint: 'It is kept beside the other: both are looked at.',
    fallback: asTyped(now),
  }),
  tickOf(form, { name: 'isEmergency', label: 'A child may be in danger now: an emergency call comes first' }),
  longInput(form, {
    name: 'notTheSameBecause',
    label: 'Only if the same children have another discussion now: why is this another one?',
  }),
  button({ text: 'Record that it is due' }),
])}`
}
