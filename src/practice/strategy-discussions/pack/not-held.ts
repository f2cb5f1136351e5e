import { Temporal } from 'temporal-polyfill'
import { elapsedMinutes, londonDate } from '#kernel/clock'
import { dayInWords, durationInWords } from '#kernel/words'
import type { Block } from '#platform/documents'
import { routes } from '../words.ts'
import type { PackedDiscussion } from './store.ts'

/** Discussions that were not held in time: lapsed, held late, decided against, cancelled. */
export function notHeldBlocks(
  packed: readonly PackedDiscussion[],
  isShown: (each: PackedDiscussion) => boolean,
  { weekEnds, isOurs }: { readonly weekEnds: Temporal.Instant; readonly isOurs: boolean },
): readonly Block[] {
  const is = (kind: string) => packed.filter((each) => kindOf(each, weekEnds) === kind)
  return [
    {
      kind: 'facts',
      rows: kinds.map((kind) => ({ term: kind, value: String(is(kind).length) })),
    },
    {
      kind: 'table',
      caption: 'Which',
      columns: [
        { heading: 'Discussion', width: 2 },
        { heading: 'What became of it', width: 3 },
        { heading: 'Reasonable cause', width: 3 },
        { heading: 'Late by', width: 2 },
        { heading: 'Area and route', width: 3 },
      ],
      rows: packed
        .filter((each) => isShown(each) && kindOf(each, weekEnds) !== 'Held in time')
        .map((each) => ({
          cells: [
            each.reference,
            kindOf(each, weekEnds),
            dayInWords(londonDate(each.reasonableCauseAt)),
            lateBy(each, weekEnds),
            `${each.areaName ?? 'Front door'}, ${routes[each.route].toLowerCase()}`,
          ],
        })),
      empty: isOurs ? 'None.' : 'None that you were part of.',
    },
  ]
}

const kinds = ['Held in time', 'Held late', 'Lapsed: due, and not held', 'Decided not to hold', 'Cancelled'] as const

function kindOf({ state, settledAt, dueAt }: PackedDiscussion, weekEnds: Temporal.Instant): (typeof kinds)[number] {
  if (state === 'cancelled') return 'Cancelled'
  if (state === 'decided-not-to-hold') return 'Decided not to hold'
  // Held after the week of its limit: in this week it had lapsed.
  const isHeldByThen = settledAt !== null && Temporal.Instant.compare(settledAt, weekEnds) < 0
  if (state === 'due' || !isHeldByThen) return 'Lapsed: due, and not held'
  return Temporal.Instant.compare(settledAt, dueAt) > 0 ? 'Held late' : 'Held in time'
}

function lateBy({ dueAt, settledAt, state }: PackedDiscussion, weekEnds: Temporal.Instant): string {
  if (state === 'cancelled' || state === 'decided-not-to-hold') return ''
  const end = settledAt !== null && Temporal.Instant.compare(settledAt, weekEnds) < 0 ? settledAt : weekEnds
  const minutes = elapsedMinutes(dueAt, end)
  return minutes > 0 ? durationInWords(minutes) : ''
}
