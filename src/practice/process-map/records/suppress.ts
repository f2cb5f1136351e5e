import type { Activity } from '#kernel/process-activities'
import type { Conformance, Discovered, ObservedFlow, Place, Spread, Timed, Variant } from '#kernel/process-discovery'
import { isSmall, smallestShown } from '#kernel/suppression'

/** A count that may be withheld: null says that there is one and it is not shown. */
export type ShownCount = number | null

export interface ShownFlow {
  readonly from: Place
  readonly to: Place
  readonly count: ShownCount
  readonly working: Spread | null
}

/** The process as the records show it, as far as a reader may see it. */
export interface ShownRecords {
  readonly cases: ShownCount
  readonly events: ShownCount
  readonly happened: readonly { readonly activity: Activity; readonly count: ShownCount }[]
  readonly flows: readonly ShownFlow[]
  readonly variants: readonly { readonly steps: readonly Activity[]; readonly count: ShownCount }[]
  readonly fitting: ShownCount
  readonly leaving: readonly { readonly after: Place; readonly cases: ShownCount }[]
  readonly times: readonly Timed[]
}

const asTheyAre = (discovered: Discovered, conformance: Conformance): ShownRecords => ({
  cases: discovered.cases,
  events: discovered.events,
  happened: [...discovered.happened].map(([activity, count]) => ({ activity, count })),
  flows: discovered.flows,
  variants: discovered.variants,
  fitting: conformance.fitting,
  leaving: conformance.leaving,
  times: conformance.times,
})

/**
 * What may be shown. Whoever may not read records sees no count under five, none from which one could be worked out (of flows that
 * part or meet at the same place the next smallest goes with a single small one), and no time that rests on fewer than five.
 */
export function shownRecords(discovered: Discovered, conformance: Conformance, readsRecords: boolean): ShownRecords {
  const whole = asTheyAre(discovered, conformance)
  if (readsRecords) return whole
  if (discovered.cases < smallestShown) return nothingShown
  const flows = withoutSmallFlows(discovered.flows)
  const outside = discovered.cases - conformance.fitting
  return {
    cases: whole.cases,
    // Together with the counts of each activity it would give away a single one that is withheld.
    events: null,
    happened: withoutSmall(whole.happened.map(({ activity, count }) => ({ activity, count: count ?? 0 }))),
    flows,
    variants: withoutSmall<Variant>(discovered.variants),
    fitting: isSmall(conformance.fitting) || isSmall(outside) ? null : conformance.fitting,
    leaving: withoutSmall(conformance.leaving.map(({ after, cases }) => ({ after, count: cases }))).map(
      ({ after, count }) => ({ after, cases: count }),
    ),
    times: conformance.times.map((time) =>
      time.took !== null && time.took.measured < smallestShown ? { ...time, took: null, isLost: false } : time,
    ),
  }
}

const nothingShown: ShownRecords = {
  cases: null,
  events: null,
  happened: [],
  flows: [],
  variants: [],
  fitting: null,
  leaving: [],
  times: [],
}

/** Counts of one whole: small ones from which each could be worked out take the next smallest with them. */
function withoutSmall<Counted extends { readonly count: number }>(
  counted: readonly Counted[],
): readonly (Omit<Counted, 'count'> & { readonly count: ShownCount })[] {
  const hidden = new Set(counted.filter(({ count }) => isSmall(count)))
  takeNext(counted, hidden)
  return counted.map((each) => ({ ...each, count: hidden.has(each) ? null : each.count }))
}

/** Flows out of one place add up to what happened there, and so do flows into it: both ways nothing may be worked out. */
function withoutSmallFlows(flows: readonly ObservedFlow[]): readonly ShownFlow[] {
  const hidden = new Set(flows.filter(({ count }) => isSmall(count)))
  const sums = [...Map.groupBy(flows, ({ from }) => from).values(), ...Map.groupBy(flows, ({ to }) => to).values()]
  for (let known = -1; known !== hidden.size; ) {
    known = hidden.size
    for (const sum of sums) takeNext(sum, hidden)
  }
  return flows.map((flow) => {
    if (hidden.has(flow)) return { ...flow, count: null, working: null }
    const isThin = flow.working !== null && flow.working.measured < smallestShown
    return isThin ? { ...flow, working: null } : flow
  })
}

/**
 * One that is withheld alone is what is left of the whole; several that come to as many as they are, are one each. The search for
 * a proof of `kernel/suppression` does not end on a process: flows and ways hang together in too many sums.
 */
function takeNext<Counted extends { readonly count: number }>(sum: readonly Counted[], hidden: Set<Counted>): void {
  const withheld = sum.filter((each) => hidden.has(each))
  if (withheld.length === 0 || (withheld.length > 1 && withheld.some(({ count }) => count > 1))) return
  const [next] = sum.filter((each) => !hidden.has(each) && each.count > 0).sort((one, other) => one.count - other.count)
  if (next !== undefined) hidden.add(next)
}
