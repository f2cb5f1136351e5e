import type { Temporal } from 'temporal-polyfill'
import { londonDate, londonDateTime } from '#kernel/clock'
import { count } from '#kernel/words'
import type { WorkItem } from '#platform/area'

export interface SortedWork {
  readonly overdue: readonly WorkItem[]
  readonly today: readonly WorkItem[]
  /** Due after today, and what has no clock, which comes last. */
  readonly later: readonly WorkItem[]
}

/** One list from every area, soonest first, apart by what is overdue, due today in London, and later. */
export function sortWork(items: readonly WorkItem[], now: Temporal.Instant): SortedWork {
  const today = londonDate(now).toString()
  const bySoonest = items.toSorted(soonestFirst)
  const isOverdue = ({ due }: WorkItem) => due !== null && due.epochNanoseconds < now.epochNanoseconds
  const isToday = ({ due }: WorkItem) => due !== null && londonDate(due).toString() === today
  return {
    overdue: bySoonest.filter(isOverdue),
    today: bySoonest.filter((item) => !isOverdue(item) && isToday(item)),
    later: bySoonest.filter((item) => !isOverdue(item) && !isToday(item)),
  }
}

function soonestFirst(one: WorkItem, other: WorkItem): number {
  const [a, b] = [one.due?.epochNanoseconds, other.due?.epochNanoseconds]
  if (a === b) return one.title.localeCompare(other.title)
  if (a === undefined) return 1
  if (b === undefined) return -1
  return a < b ? -1 : 1
}

/** "Good morning, Amina." by the London clock, and what waits in one breath. */
export function greeting(name: string, now: Temporal.Instant): string {
  const { hour } = londonDateTime(now)
  const part = hour < 5 ? 'evening' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  return `Good ${part}, ${name.trim().split(/\s+/)[0] ?? name}`
}

/** "2 things are overdue, 5 due today." Says so when there is nothing. */
export function countsInWords({ overdue, today, later }: SortedWork): string {
  if (overdue.length + today.length === 0) {
    return later.length === 0 ? 'Nothing is waiting for you.' : 'Nothing is overdue and nothing is due today.'
  }
  const late =
    overdue.length === 0
      ? 'Nothing is overdue'
      : `${count(overdue.length, 'thing')} ${overdue.length === 1 ? 'is' : 'are'} overdue`
  return `${late}, ${today.length === 0 ? 'nothing more is' : today.length} due today.`
}

/** The same items in the same order, with those that are alike put together where the first of them stands. */
export function foldAlike(items: readonly WorkItem[]): readonly (readonly WorkItem[])[] {
  const groups: WorkItem[][] = []
  const begun = new Map<string, WorkItem[]>()
  for (const item of items) {
    const known = item.alike === undefined ? undefined : begun.get(item.alike)
    if (known !== undefined) known.push(item)
    else {
      const group = [item]
      groups.push(group)
      if (item.alike !== undefined) begun.set(item.alike, group)
    }
  }
  return groups
}
