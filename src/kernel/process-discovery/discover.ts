import type { WorkingClock } from '../clock/working-clock.ts'
import { type Activity, activityNames, placeOf } from '../process-activities.ts'
import { quantileOfOrdered } from '../statistics/quantile.ts'
import type { ProcessCase } from './cases.ts'
import { type Numbers, numbers } from './numbers.ts'
import { between } from './time-between.ts'

/** Where a case begins and ends, in a flow. */
export const START = 'start'
export const END = 'end'
export type Place = Activity | typeof START | typeof END

/** How long something took: the middle value and that of nine in ten, and how many were measured. */
export interface Spread {
  readonly median: number
  readonly ninetieth: number
  readonly measured: number
}

/** One thing straight after another. */
export interface ObservedFlow {
  readonly from: Place
  readonly to: Place
  readonly count: number
  /** Working minutes; null from the start, to the end, and where no calendar knows the days. */
  readonly working: Spread | null
}

/** A way that cases went, from beginning to end, and how many went it. */
export interface Variant {
  readonly steps: readonly Activity[]
  readonly count: number
}

export type TimingUnit = 'working-days' | 'working-hours' | 'elapsed-hours'

/** A time to be measured in each case: from the last of one kind of event (null: whatever came before) to the first of another. */
export interface Timing {
  readonly from: ReadonlySet<Activity> | null
  readonly to: ReadonlySet<Activity>
  readonly unit: TimingUnit
}

export interface Discovered {
  readonly cases: number
  readonly events: number
  /** How often each activity happened; those that never did are left out. */
  readonly happened: ReadonlyMap<Activity, number>
  readonly flows: readonly ObservedFlow[]
  /** Most frequent first. */
  readonly variants: readonly Variant[]
  /** For each timing asked for, in its unit; null when no case had it. */
  readonly timings: readonly (Spread | null)[]
}

/** Takes cases one by one and holds only counts and times. */
export interface Discovery {
  take(one: ProcessCase): void
  finish(): Discovered
}

const kinds = activityNames.length
const size = kinds + 2
const [startPlace, endPlace] = [kinds, kinds + 1]
const nameOf = (place: number): Place => activityNames[place] ?? (place === startPlace ? START : END)

/** Begins to discover: what follows what, how often and how long after, which ways cases go, and the timings asked for. */
export function discovery(clock: WorkingClock, timings: readonly Timing[] = []): Discovery {
  const counts = new Uint32Array(size * size)
  const times = new Map<number, Numbers>()
  const happened = new Uint32Array(kinds)
  const variants = new Map<string, number>()
  const timed = timings.map(() => numbers())
  let cases = 0
  let events = 0

  const follow = (from: number, to: number): number => {
    const flow = from * size + to
    counts[flow] = (counts[flow] ?? 0) + 1
    return flow
  }
  const measure = (flow: number, minutes: number): void => {
    if (Number.isNaN(minutes)) return
    const known = times.get(flow) ?? numbers()
    known.add(minutes)
    if (known.length === 1) times.set(flow, known)
  }

  return {
    take(one) {
      cases += 1
      events += one.events.length
      let path = ''
      let before = startPlace
      one.events.forEach((event, at) => {
        const place = placeOf(event.activity)
        happened[place] = (happened[place] ?? 0) + 1
        path += String.fromCharCode(place)
        const flow = follow(before, place)
        const previous = one.events[at - 1]
        if (previous !== undefined) measure(flow, between(clock, previous, event, 'working-hours') * 60)
        before = place
      })
      follow(before, endPlace)
      variants.set(path, (variants.get(path) ?? 0) + 1)
      timings.forEach((timing, at) => {
        const took = timeOf(clock, one, timing)
        if (!Number.isNaN(took)) timed[at]?.add(took)
      })
    },
    finish: () => ({
      cases,
      events,
      happened: new Map(
        activityNames.flatMap((name, place) => {
          const often = happened[place] ?? 0
          return often === 0 ? [] : [[name, often] as const]
        }),
      ),
      flows: flowsOf(counts, times),
      variants: [...variants]
        .map(([path, count]) => ({ steps: stepsOf(path), count }))
        .sort((one, other) => other.count - one.count || one.steps.join().localeCompare(other.steps.join())),
      timings: timed.map(spreadOf),
    }),
  }
}

/** How long one timing took in a case, in its unit; NaN when the case has not got to it. */
function timeOf(clock: WorkingClock, { events }: ProcessCase, { from, to, unit }: Timing): number {
  const at = events.findIndex(({ activity }) => to.has(activity))
  const reached = events[at]
  if (reached === undefined) return Number.NaN
  const before = events.slice(0, at)
  const begun = from === null ? before.at(-1) : before.findLast(({ activity }) => from.has(activity))
  return begun === undefined ? Number.NaN : between(clock, begun, reached, unit)
}

function flowsOf(counts: Uint32Array, times: ReadonlyMap<number, Numbers>): readonly ObservedFlow[] {
  const flows: ObservedFlow[] = []
  counts.forEach((count, flow) => {
    if (count === 0) return
    const [from, to] = [nameOf(Math.floor(flow / size)), nameOf(flow % size)]
    flows.push({ from, to, count, working: spreadOf(times.get(flow) ?? null) })
  })
  return flows
}

const stepsOf = (path: string): readonly Activity[] =>
  [...path].flatMap((character) => activityNames[character.charCodeAt(0)] ?? [])

function spreadOf(values: Numbers | null): Spread | null {
  if (values === null) return null
  const ordered = values.ordered()
  const [median, ninetieth] = [quantileOfOrdered(ordered, 0.5), quantileOfOrdered(ordered, 0.9)]
  return median === null || ninetieth === null ? null : { median, ninetieth, measured: ordered.length }
}
