import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Invalid, invalid } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import type { Html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { asTyped, pickOf, textInput, timeInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { overlaps, type Span } from '../../rules/slots.ts'
import { listClashes, type Slot } from '../../store/slots.ts'
import { asOptions, listMinuteTakers, unlessOneOf } from '../parts/people.ts'

export const slotForm = z.object({
  startsAt: fields.dateTime('Enter when it begins'),
  endsAt: fields.dateTime('Enter when it ends'),
  place: fields.text('Enter where it is', 200),
  chairName: fields.optionalText(200),
  minuteTakerId: fields.optionalId('Choose who takes the minutes'),
})

/** The questions about a slot, filled with what stands. */
export const slotQuestions = async (tx: Tx, form: FormState, slot: Slot | null): Promise<readonly Html[]> => [
  timeInput(form, { name: 'startsAt', label: 'Begins', fallback: slot === null ? '' : asTyped(slot.startsAt) }),
  timeInput(form, { name: 'endsAt', label: 'Ends', fallback: slot === null ? '' : asTyped(slot.endsAt) }),
  textInput(form, { name: 'place', label: 'Where', fallback: slot?.place ?? '' }),
  textInput(form, {
    name: 'chairName',
    label: 'Chair (optional)',
    hint: 'The independent chair, once it is known.',
    fallback: slot?.chairName ?? '',
  }),
  pickOf(
    form,
    {
      name: 'minuteTakerId',
      label: 'Who takes the minutes (optional)',
      hint: 'A slot without anybody is shown as one that cannot be relied on.',
      fallback: slot?.minuteTakerId ?? '',
    },
    asOptions(await listMinuteTakers(tx)),
    'Nobody yet',
  ),
]

interface Minutes {
  readonly minuteTakerId: string | null
  readonly spans: readonly Span[]
  /** The slot that is being changed. */
  readonly except?: string
  readonly now: Temporal.Instant
}

/** Nobody takes minutes in two places at once, neither in what stands nor among those that are entered together. */
export async function unlessMinutesClash(
  tx: Tx,
  { minuteTakerId, spans, except, now }: Minutes,
): Promise<Invalid | null> {
  if (minuteTakerId === null) return null
  const field = 'minuteTakerId'
  const people = await listMinuteTakers(tx)
  const wrong = unlessOneOf(people, minuteTakerId, field, 'Choose a minute-taker from the list')
  if (wrong !== null) return wrong
  const name = people.find(({ id }) => id === minuteTakerId)?.name ?? 'The minute-taker'
  const own = spans.find((span, at) => spans.slice(at + 1).some((other) => overlaps(span, other)))
  if (own !== undefined)
    return invalid({ field, message: `These slots overlap each other on ${whenInWords(own.startsAt, now)}` })
  const [clash] = await listClashes(tx, minuteTakerId, spans, except ?? null)
  if (clash === undefined) return null
  return invalid({
    field,
    message: `${name} takes the minutes of ${clash.what} on ${whenInWords(clash.startsAt, now)}: choose somebody else, or nobody yet`,
  })
}
