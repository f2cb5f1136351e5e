import type { Temporal } from 'temporal-polyfill'
import type { Problem } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import type { Html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { asTyped, choiceOf, optionsOf, pickOf, textInput, timeInput } from '#platform/questions'
import type { Person } from '#practice/organisation'
import type { MeetingPlan } from '../../store/plan.ts'
import { forms } from '../../words.ts'
import { personOptions } from '../parts/people.ts'

const lengths = {
  '30': '30 minutes',
  '45': '45 minutes',
  '60': '1 hour',
  '90': '1 hour 30',
  '120': '2 hours',
  '180': '3 hours',
}

export const planForm = {
  startsAt: fields.dateTime('Say when the meeting starts'),
  lasts: fields.choice(keysOf(lengths), 'Say how long it lasts'),
  form: fields.choice(keysOf(forms), 'Say how people meet'),
  place: fields.optionalText(200).transform((typed) => typed ?? ''),
  chairId: fields.id('Choose who chairs'),
  minuteTakerId: fields.optionalId('Choose a minute-taker from the list'),
}

interface Answers {
  readonly startsAt: Temporal.Instant
  readonly lasts: keyof typeof lengths
  readonly form: keyof typeof forms
  readonly place: string
  readonly chairId: string
  readonly minuteTakerId: string | null
}

/** What stands in the form before anything is typed. */
export interface PlanFallback {
  readonly startsAt?: Temporal.Instant
  readonly endsAt?: Temporal.Instant
  readonly form?: string
  readonly place: string
  readonly chairId: string | null
  readonly minuteTakerId: string | null
}

export const planQuestions = (form: FormState, own: readonly Person[], known: PlanFallback): readonly Html[] => [
  timeInput(form, {
    name: 'startsAt',
    label: 'When does it start?',
    fallback: known.startsAt === undefined ? '' : asTyped(known.startsAt),
  }),
  pickOf(form, { name: 'lasts', label: 'How long does it last?', fallback: lengthOf(known) }, [
    ...Object.entries(lengths).map(([value, text]) => ({ value, text })),
  ]),
  choiceOf(form, { name: 'form', label: 'How do people meet?', fallback: known.form ?? '' }, optionsOf(forms)),
  textInput(form, {
    name: 'place',
    label: 'Where?',
    hint: 'A room, or how to join. No link with a password in it.',
    fallback: known.place,
  }),
  pickOf(form, { name: 'chairId', label: 'Who chairs?', fallback: known.chairId ?? '' }, personOptions(own)),
  pickOf(
    form,
    { name: 'minuteTakerId', label: 'Who takes the minutes?', fallback: known.minuteTakerId ?? '' },
    personOptions(own),
    'Not decided',
  ),
]

function lengthOf({ startsAt, endsAt }: PlanFallback): string {
  if (startsAt === undefined || endsAt === undefined) return '60'
  return String(startsAt.until(endsAt).total('minutes'))
}

/** The plan as it is recorded, or what is wrong with the people chosen. */
export function planOf(answers: Answers, own: readonly Person[]): MeetingPlan | readonly Problem[] {
  const chair = own.find(({ id }) => id === answers.chairId)
  const taker = own.find(({ id }) => id === answers.minuteTakerId)
  const problems = [
    ...(chair ? [] : [{ field: 'chairId', message: 'Choose a chair from the list' }]),
    ...(taker || answers.minuteTakerId === null
      ? []
      : [{ field: 'minuteTakerId', message: 'Choose a minute-taker from the list' }]),
  ]
  if (!chair || problems.length > 0) return problems
  const { startsAt, lasts, form, place } = answers
  return {
    startsAt,
    endsAt: startsAt.add({ minutes: Number(lasts) }),
    form,
    place,
    chairId: chair.id,
    chairName: chair.name,
    minuteTakerId: taker?.id ?? null,
    minuteTakerName: taker?.name ?? '',
  }
}

export const isPlan = (made: MeetingPlan | readonly Problem[]): made is MeetingPlan => 'startsAt' in made
