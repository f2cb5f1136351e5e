import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { sourceCodes, urgencyNames } from '../words.ts'

/** Ages of children as the children in need census bands them, in whole years; the unborn stand apart. */
export const ageBands = {
  unborn: { words: 'Unborn', from: null, to: null },
  'under-1': { words: 'Under 1', from: 0, to: 0 },
  '1-4': { words: '1 to 4', from: 1, to: 4 },
  '5-9': { words: '5 to 9', from: 5, to: 9 },
  '10-15': { words: '10 to 15', from: 10, to: 15 },
  '16-17': { words: '16 and 17', from: 16, to: 17 },
} as const
export type AgeBand = keyof typeof ageBands
export const ageBandNames = Object.keys(ageBands) as readonly AgeBand[]

const orNothing = <T extends z.ZodType>(schema: T) => schema.or(z.literal('')).optional()

/** What may stand behind the board's `?`: codes and ids alone. An empty filter is none. */
export const boardQuery = z.object({
  team: orNothing(z.uuid({ error: 'choose a team' })),
  source: orNothing(z.enum(sourceCodes, { error: 'choose a source' })),
  age: orNothing(z.enum(ageBandNames, { error: 'choose an age' })),
  urgency: orNothing(z.enum(urgencyNames, { error: 'choose an urgency' })),
  page: z.coerce.number({ error: 'a page has a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx']).optional(),
})
export type BoardQuery = z.infer<typeof boardQuery>

export const isFiltered = ({ team, source, age, urgency }: BoardQuery): boolean =>
  [team, source, age, urgency].some((filter) => filter !== undefined && filter !== '')

/** The filters as conditions on `waiting`, a row of front_door.awaiting_outcome. */
export function filtered({ team, source, age, urgency }: BoardQuery, today: Temporal.PlainDate): RawBuilder<boolean> {
  return sql.join(
    [
      sql`true`,
      ...(team ? [sql`waiting.team_id = ${team}`] : []),
      ...(source ? [sql`waiting.source_code = ${source}`] : []),
      ...(urgency ? [sql`waiting.urgency = ${urgency}`] : []),
      ...(age ? [hasChildOf(age, today)] : []),
    ],
    sql` and `,
  )
}

/** A contact is found when one of its children has the age. */
const hasChildOf = (age: AgeBand, today: Temporal.PlainDate) => sql`exists (
  select from front_door.contact_child about
    join children.child child on child.authority_id = about.authority_id and child.id = about.child_id
   where about.authority_id = waiting.authority_id and about.contact_id = waiting.contact_id and ${bornFor(age, today)})`

function bornFor(age: AgeBand, today: Temporal.PlainDate) {
  const { from, to } = ageBands[age]
  if (from === null) return sql`child.date_of_birth is null and child.expected_date is not null`
  const latest = today.subtract({ years: from })
  const earliest = today.subtract({ years: to + 1 })
  return sql`child.date_of_birth > ${earliest} and child.date_of_birth <= ${latest}`
}
