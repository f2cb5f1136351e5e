import { Temporal } from 'temporal-polyfill'
import { startOfLondonDay } from '#kernel/clock'
import type { HistoryEvent } from '#platform/area'

/** An event with the later ones that correct it, the newest correction first. */
export interface Told {
  readonly event: HistoryEvent
  readonly corrects: readonly HistoryEvent[]
}

/** When an event happened, for putting in order; a day known without its time stands at its beginning. */
const momentOf = ({ at }: HistoryEvent): Temporal.Instant =>
  at instanceof Temporal.PlainDate ? startOfLondonDay(at) : at

/**
 * Everything in time order, latest first. What was corrected is folded under what corrects it: the correction is what
 * stands, and it stands where the corrected event stood.
 */
export function tellInOrder(events: readonly HistoryEvent[]): readonly Told[] {
  const byId = new Map(events.map((event) => [event.id, event]))
  const isCorrected = new Set(events.flatMap(({ corrects }) => (corrects === undefined ? [] : [corrects])))
  const told = events
    .filter(({ id }) => !isCorrected.has(id))
    .map((event) => ({ event, corrects: earlierOf(event, byId) }))
  return told.sort(
    (a, b) => Temporal.Instant.compare(momentOf(b.event), momentOf(a.event)) || (a.event.id < b.event.id ? 1 : -1),
  )
}

function earlierOf(event: HistoryEvent, byId: ReadonlyMap<string, HistoryEvent>): readonly HistoryEvent[] {
  const earlier: HistoryEvent[] = []
  let next = event.corrects === undefined ? undefined : byId.get(event.corrects)
  // A chain that names itself would go on for ever; none should exist, and none may hang a page.
  while (next !== undefined && !earlier.includes(next)) {
    earlier.push(next)
    next = next.corrects === undefined ? undefined : byId.get(next.corrects)
  }
  return earlier
}
