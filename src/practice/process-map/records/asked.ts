import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import { type ProcessRoute, routeNames } from '#kernel/process-activities'
import { readTypedDay } from '#kernel/typed-date'

const typedDay = z
  .string()
  .max(40)
  .transform((typed, context): Temporal.PlainDate | undefined => {
    if (typed.trim() === '') return undefined
    const read = readTypedDay(typed)
    if (read.ok) return read.value
    context.addIssue({ code: 'custom', message: 'write a day like 21/11/2026' })
    return z.NEVER
  })
  .optional()

/** What may stand behind the `?` of the pages about what the records show. */
export const recordsFilters = {
  from: typedDay,
  until: typedDay,
  area: z.uuid({ error: 'choose an area' }).or(z.literal('')).optional(),
  route: z.enum(routeNames, { error: 'choose a route' }).or(z.literal('')).optional(),
}

const filters = z.object(recordsFilters)

/** Which cases are looked at: those that began on these days, `until` included. */
export interface Looked {
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly areaId: string | undefined
  readonly route: ProcessRoute | undefined
}

const usualMonths = 12
const mostYears = 20

/**
 * The twelve months up to today, unless asked otherwise. Whoever may not read records gets whole months: a day more and a day
 * less would give away what is withheld.
 */
export function chooseCases(
  asked: z.infer<typeof filters>,
  today: Temporal.PlainDate,
  readsRecords: boolean,
): Outcome<Looked> {
  const last = asked.until ?? today
  const first = asked.from ?? last.subtract({ months: usualMonths }).add({ days: 1 })
  const until = readsRecords ? last : last.with({ day: last.daysInMonth })
  const from = readsRecords ? first : first.with({ day: 1 })
  if (Temporal.PlainDate.compare(from, until) > 0)
    return invalid({ field: 'from', message: 'The first day comes after the last.' })
  if (Temporal.PlainDate.compare(from.add({ years: mostYears }), until) < 0)
    return invalid({ field: 'from', message: `Choose at most ${mostYears} years.` })
  return ok({
    from,
    until,
    to: until.add({ days: 1 }),
    areaId: asked.area || undefined,
    route: asked.route || undefined,
  })
}
