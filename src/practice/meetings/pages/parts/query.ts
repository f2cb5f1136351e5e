import { z } from 'zod'

/** What may stand behind the `?` of a list here. */
export const listQuery = {
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
} as const

/** An id chosen in a filter; the empty answer is all of them. */
export const chosenId = z
  .uuid({ error: 'Choose from the list' })
  .or(z.literal(''))
  .optional()
  .transform((id) => id || undefined)

export const perPage = 50

/** The part of a list that is shown, or all of it as a file. */
export const partOf = ({ page, format }: { readonly page: number; readonly format?: string | undefined }) =>
  format === undefined ? { limit: perPage, skip: (page - 1) * perPage } : { limit: 10_000, skip: 0 }
