import type { z } from 'zod'
import { fields } from '#platform/http'
import type { Option } from '#platform/questions'

/** The options of a closed list of words. */
export const optionsOf = (words: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** Words that may be left out: '' then, as the tables keep them. */
export const words = (maximum?: number): z.ZodType<string> =>
  fields.optionalText(maximum).transform((typed) => typed ?? '')
