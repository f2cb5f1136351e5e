import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { keysOf } from '#kernel/words'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { type ActionsAsked, sortKeys } from '../../store/asked.ts'
import { type ActionState, type FromKind, fromKinds } from '../../words.ts'

export const shows = {
  'to-do': 'To do',
  overdue: 'Overdue',
  done: 'Done, to be verified',
  verified: 'Verified',
  cancelled: 'Cancelled',
  all: 'All',
} as const

export const dueBys = { today: 'By today', week: 'Within 7 days', month: 'Within 28 days' } as const

/** What the list can be asked for. */
export const query = z.object({
  whose: z.enum(['mine', 'all'], { error: 'Choose mine, or all' }).optional(),
  show: z.enum(keysOf(shows), { error: 'Choose what to show from the list' }).default('to-do'),
  owner: z
    .uuid({ error: 'Choose an agency from the list' })
    .or(z.enum(['own', '']))
    .optional(),
  from: z.enum(keysOf(fromKinds), { error: 'Choose where they come from' }).or(z.literal('')).optional(),
  due: z.enum(keysOf(dueBys), { error: 'Choose by when they are due' }).or(z.literal('')).optional(),
  sort: z.enum(sortKeys, { error: 'Sort by a column of the list' }).default('due'),
  direction: z.enum(['ascending', 'descending']).default('ascending'),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
  format: z.enum(['csv', 'xlsx'], { error: 'Download as csv or xlsx' }).optional(),
})
export type ListQuery = z.infer<typeof query>

const statesOf: Readonly<Record<keyof typeof shows, readonly ActionState[] | null>> = {
  'to-do': ['open'],
  overdue: ['open'],
  done: ['done'],
  verified: ['verified'],
  cancelled: ['cancelled'],
  all: null,
}

const daysAhead = { today: 0, week: 7, month: 28 } as const

/** Mine for our own people, unless asked otherwise; a partner has nothing but their own agency's. */
export const whoseOf = (asked: ListQuery, user: User): 'mine' | 'all' =>
  asked.whose ?? (user.agencyId === null ? 'mine' : 'all')

/** What the list was asked for, as the store is asked. */
export function askedOf(tx: Tx, asked: ListQuery, user: User): ActionsAsked {
  const states = statesOf[asked.show]
  return {
    ...(whoseOf(asked, user) === 'mine' ? { ownerPersonIds: [user.personId] } : {}),
    ...(states === null ? {} : { states }),
    ...(asked.show === 'overdue' ? { isOverdue: true } : {}),
    ...(asked.owner ? { ownerAgency: asked.owner } : {}),
    ...(asked.from ? { fromKind: asked.from satisfies FromKind } : {}),
    ...(asked.due ? { dueBy: londonDate(tx.now).add({ days: daysAhead[asked.due] }) } : {}),
    sort: asked.sort,
    direction: asked.direction,
  }
}
