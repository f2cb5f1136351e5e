import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import { readTypedDay } from '#kernel/typed-date'
import { type Measure, type MeasureAsked, measureSplits } from '#platform/area'
import { sourceCodes } from '#practice/front-door'

const typedDay = z
  .string()
  .max(40)
  .transform((typed, context): Temporal.PlainDate | undefined => {
    if (typed.trim() === '') return undefined
    const read = readTypedDay(typed)
    if (read.ok) return read.value
    context.addIssue({ code: 'custom', message: 'Write a day like 21/11/2026' })
    return z.NEVER
  })
  .optional()

const orNothing = <T extends z.ZodType>(schema: T) => schema.or(z.literal('')).optional()

/** What may stand behind a measure's `?`. */
export const measureQuery = z.object({
  from: typedDay,
  until: typedDay,
  by: orNothing(z.enum(['day', 'week'], { error: 'Show days or weeks' })),
  split: orNothing(z.enum(measureSplits, { error: 'Choose how to split it' })),
  team: orNothing(z.uuid({ error: 'Choose a team' })),
  source: orNothing(z.enum(sourceCodes, { error: 'Choose a source' })),
  page: z.coerce.number({ error: 'A page has a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Downloads are csv or xlsx' }).optional(),
})
export type MeasureQuery = z.infer<typeof measureQuery>

/** What is shown: the last day is `until`, itself included. */
export interface Chosen extends MeasureAsked {
  readonly by: 'day' | 'week'
  readonly until: Temporal.PlainDate
}

/** How many weeks are shown unless somebody asks for others. */
export const usualWeeks = 13
const mostYears = 10
const mostDays = 400

/** Whole weeks up to today, unless asked otherwise; readers outside practice see weeks alone, so that days do not give away what is withheld. */
export function chooseShown(
  query: MeasureQuery,
  facts: {
    readonly today: Temporal.PlainDate
    readonly measure: Pick<Measure, 'splits' | 'filters'>
    readonly isOutsider: boolean
  },
): Outcome<Chosen> {
  const { today, measure, isOutsider } = facts
  const until = query.until ?? today
  const from = query.from ?? mondayOf(until).subtract({ weeks: usualWeeks - 1 })
  const by = query.by === 'day' && !isOutsider ? 'day' : 'week'
  const split = query.split || measure.splits[0] || 'none'
  if (Temporal.PlainDate.compare(from, until) > 0) return refused('from', 'The first day comes after the last')
  if (Temporal.PlainDate.compare(from.add({ years: mostYears }), until) < 0)
    return refused('from', `Choose at most ${mostYears} years`)
  if (by === 'day' && from.until(until).days > mostDays)
    return refused('by', `Choose weeks, or at most ${mostDays} days: so many days cannot be read`)
  if (!measure.splits.includes(split)) return refused('split', 'This measure cannot be split that way')
  const { filters = ['team', 'source'] } = measure
  const only = {
    teamId: (filters.includes('team') && query.team) || undefined,
    source: (filters.includes('source') && query.source) || undefined,
  }
  return ok({ from: isOutsider ? mondayOf(from) : from, until, to: until.add({ days: 1 }), by, split, only })
}

const refused = (field: string, message: string): Outcome<Chosen> => invalid({ field, message })

const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

/** The last week that is over, Monday to Sunday. */
export function lastFullWeek(today: Temporal.PlainDate): MeasureAsked {
  const to = mondayOf(today)
  return { from: to.subtract({ weeks: 1 }), to, by: 'whole', split: 'none' }
}
