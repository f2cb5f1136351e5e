import type { z } from 'zod'
import type { Html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { longInput, pickOf, textInput } from '#platform/questions'
import type { Person } from '#practice/organisation'
import type { Series, SeriesTerms } from '../../store/series.ts'
import { personOptions } from '../parts/people.ts'

const words = (maximum: number) => fields.optionalText(maximum).transform((typed) => typed ?? '')

export const termsForm = {
  name: fields.text('Say what the series is called', 120),
  purpose: words(2000),
  place: words(200),
  chairId: fields.optionalId('Choose a chair from the list'),
  minuteTakerId: fields.optionalId('Choose a minute-taker from the list'),
} satisfies Record<keyof SeriesTerms, z.ZodType>

export const termsQuestions = (form: FormState, people: readonly Person[], known?: Series): readonly Html[] => [
  textInput(form, { name: 'name', label: 'What is it called?', fallback: known?.name ?? '' }),
  longInput(form, { name: 'purpose', label: 'What is it for?', fallback: known?.purpose ?? '' }, 3),
  textInput(form, { name: 'place', label: 'Where does it usually meet?', fallback: known?.place ?? '' }),
  pickOf(
    form,
    { name: 'chairId', label: 'Who usually chairs it?', fallback: known?.chairId ?? '' },
    personOptions(people),
    'Not decided',
  ),
  pickOf(
    form,
    { name: 'minuteTakerId', label: 'Who usually takes the minutes?', fallback: known?.minuteTakerId ?? '' },
    personOptions(people),
    'Not decided',
  ),
]

/** What is wrong with the people chosen; they come from a list, so this is somebody who left meanwhile. */
export function peopleProblems(
  { chairId, minuteTakerId }: Pick<SeriesTerms, 'chairId' | 'minuteTakerId'>,
  people: readonly Person[],
) {
  const isKnown = (id: string | null) => id === null || people.some((person) => person.id === id)
  return [
    ...(isKnown(chairId) ? [] : [{ field: 'chairId', message: 'Choose a chair from the list' }]),
    ...(isKnown(minuteTakerId) ? [] : [{ field: 'minuteTakerId', message: 'Choose a minute-taker from the list' }]),
  ]
}
