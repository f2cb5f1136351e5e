import type { Activity } from '../process-activities.ts'
import {
  type Discovered,
  type ObservedFlow,
  type Place,
  type Spread,
  START,
  type Timing,
  type Variant,
} from './discover.ts'

/** One thing straight after another, as the map has it, steps that leave no record in between. */
export interface MappedFlow {
  readonly from: Place
  readonly to: Place
}

/** What a map says of things that leave a record. */
export interface MappedProcess {
  readonly activities: ReadonlySet<Activity>
  readonly flows: readonly MappedFlow[]
  readonly standards: readonly MappedStandard[]
}

/** The standard time of a step. */
export interface MappedStandard extends Timing {
  readonly stepId: string
  readonly name: string
  /** In the timing's unit. */
  readonly limit: number
}

/** A standard and what the records say of it. */
export interface Timed extends MappedStandard {
  /** In the timing's unit; null when no case got there. */
  readonly took: Spread | null
  /** Half of them or more take longer than the standard. */
  readonly isLost: boolean
}

export interface Conformance {
  /** Cases whose whole way is on the map. */
  readonly fitting: number
  readonly cases: number
  /** What happens and is not on the map, most frequent first. */
  readonly strangeActivities: readonly { readonly activity: Activity; readonly count: number }[]
  /** What follows what without the map saying so, most frequent first. */
  readonly strangeFlows: readonly ObservedFlow[]
  /** What the map has and the records never show. */
  readonly neverSeen: readonly MappedFlow[]
  /** After what cases leave the map for the first time, most frequent first. */
  readonly leaving: readonly { readonly after: Place; readonly cases: number }[]
  readonly times: readonly Timed[]
}

const keyOf = ({ from, to }: MappedFlow): string => `${from}>${to}`

/** Lays what was discovered beside a map. The timings discovered must be those of the map's standards, in their order. */
export function conform(discovered: Discovered, mapped: MappedProcess): Conformance {
  const allowed = new Set(mapped.flows.map(keyOf))
  const seen = new Set(discovered.flows.map(keyOf))
  const left = new Map<Place, number>()
  let fitting = 0
  for (const variant of discovered.variants) {
    const after = leavesAfter(variant, allowed)
    if (after === null) fitting += variant.count
    else left.set(after, (left.get(after) ?? 0) + variant.count)
  }
  return {
    fitting,
    cases: discovered.cases,
    strangeActivities: [...discovered.happened]
      .filter(([activity]) => !mapped.activities.has(activity))
      .map(([activity, count]) => ({ activity, count }))
      .sort((one, other) => other.count - one.count),
    strangeFlows: discovered.flows
      .filter((flow) => !allowed.has(keyOf(flow)))
      .toSorted((one, other) => other.count - one.count),
    neverSeen: mapped.flows.filter((flow) => !seen.has(keyOf(flow))),
    leaving: [...left].map(([after, cases]) => ({ after, cases })).sort((one, other) => other.cases - one.cases),
    times: mapped.standards.map((standard, at) => {
      const took = discovered.timings[at] ?? null
      return { ...standard, took, isLost: took !== null && took.median > standard.limit }
    }),
  }
}

/**
 * The last place on the map before a case leaves it for the first time; null when it never does. That a case has not come to an
 * end yet is no departure: records end today, the work goes on.
 */
function leavesAfter({ steps }: Variant, allowed: ReadonlySet<string>): Place | null {
  let before: Place = START
  for (const step of steps) {
    if (!allowed.has(keyOf({ from: before, to: step }))) return before
    before = step
  }
  return null
}
