import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { readTypedDay, readTypedTime } from '#kernel/typed-date'

/**
 * Schemas for what people type into forms. Each takes the sentence shown when the answer is missing; everything typed is
 * trimmed, and an empty answer to an optional question is `null`.
 */

const trimmed = z
  .string()
  .optional()
  .transform((value) => (value ?? '').trim())

const longest = 20_000

/** Words that must be there. */
export const text = (message: string, maximum = longest): z.ZodType<string> =>
  trimmed.pipe(z.string().min(1, message).max(maximum, `Shorten this to ${maximum} characters or fewer`))

export const optionalText = (maximum = longest): z.ZodType<string | null> =>
  trimmed
    .pipe(z.string().max(maximum, `Shorten this to ${maximum} characters or fewer`))
    .transform((value) => (value === '' ? null : value))

/** One of a closed list, none preselected. */
export const choice = <const Choice extends string>(choices: readonly Choice[], message: string): z.ZodType<Choice> =>
  trimmed.transform((value, context): Choice => {
    const found = choices.find((option) => option === value)
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

export const optionalChoice = <const Choice extends string>(
  choices: readonly Choice[],
  message: string,
): z.ZodType<Choice | null> =>
  trimmed.transform((value, context): Choice | null => {
    if (value === '') return null
    const found = choices.find((option) => option === value)
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** Any number of a closed list: one checkbox sends a word, several send a list. */
export const choices = <const Choice extends string>(
  options: readonly Choice[],
  message: string,
): z.ZodType<readonly Choice[]> =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value, context): readonly Choice[] => {
      const ticked = (typeof value === 'string' ? [value] : (value ?? [])).filter((word) => word !== '')
      const known = options.filter((option) => ticked.includes(option))
      if (known.length === ticked.length) return known
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })

/** A ticked box. */
export const ticked: z.ZodType<boolean> = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => value !== undefined && value !== '')

export const id = (message: string): z.ZodType<string> => trimmed.pipe(z.uuid(message))

export const optionalId = (message: string): z.ZodType<string | null> =>
  trimmed.transform((value, context): string | null => {
    if (value === '') return null
    if (z.uuid().safeParse(value).success) return value
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** A day as people type it (`21/11/2026`, `21 Nov 2026`) or as a browser's date field sends it. */
export const day = (message: string): z.ZodType<Temporal.PlainDate> => trimmed.transform(dayIn(message))

export const optionalDay = (): z.ZodType<Temporal.PlainDate | null> =>
  trimmed.transform((value, context) => (value === '' ? null : dayIn('')(value, context)))

/** A date and time in Europe/London as people type it (`21/11/2026 14:05`) or as a browser's field sends it. */
export const dateTime = (message: string): z.ZodType<Temporal.Instant> => trimmed.transform(timeIn(message))

export const optionalDateTime = (): z.ZodType<Temporal.Instant | null> =>
  trimmed.transform((value, context) => (value === '' ? null : timeIn('')(value, context)))

type Complaint = { addIssue(issue: { code: 'custom'; message: string }): void }

const dayIn =
  (message: string) =>
  (value: string, context: Complaint): Temporal.PlainDate => {
    if (value === '') return complain(context, message)
    const read = readTypedDay(value)
    return read.ok ? read.value : complain(context, read.problems[0]?.message ?? message)
  }

const timeIn =
  (message: string) =>
  (value: string, context: Complaint): Temporal.Instant => {
    if (value === '') return complain(context, message)
    const read = readTypedTime(value)
    return read.ok ? read.value : complain(context, read.problems[0]?.message ?? message)
  }

function complain(context: Complaint, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}
