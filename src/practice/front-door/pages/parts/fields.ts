import { z } from 'zod'
import { fields } from '#platform/http'

/** Words that may be left out: '' then, as the tables keep them. */
export const words = (maximum?: number): z.ZodType<string> =>
  fields.optionalText(maximum).transform((typed) => typed ?? '')

/**
 * A form with buttons that do one step of the work and come back to it (find a child, add one) as well as the button that
 * records. A step takes nothing from the answers, so nothing need be complete yet and nothing typed is lost.
 */
export const stepped = <T>(schema: z.ZodType<T>): z.ZodType<Stepped<T>> =>
  z.looseObject({ step: z.string().max(100).optional() }).transform((typed, context): Stepped<T> => {
    if (typed.step !== undefined && typed.step !== '') return { step: typed.step, answers: null }
    const read = schema.safeParse(typed)
    if (read.success) return { step: null, answers: read.data }
    for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })

export type Stepped<T> =
  | { readonly step: string; readonly answers: null }
  | { readonly step: null; readonly answers: T }
