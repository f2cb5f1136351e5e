import type { z } from 'zod'
import { fields } from '#platform/http'

/** Words that may be left out: '' then, as the tables keep them. */
export const words = (maximum?: number): z.ZodType<string> =>
  fields.optionalText(maximum).transform((typed) => typed ?? '')
