import { type Drawn, drawSample } from '#kernel/sampling'
import { marginOfError } from '#kernel/statistics'
import { apportion } from './apportion.ts'

/** One case of the frame, with what it can be stratified by. */
export interface FrameEntry {
  readonly id: string
  readonly team: string
  readonly outcome: string
  /** Of the youngest child: "under 1", "1 to 4" … */
  readonly ageBand: string
  readonly need: string
}

export const stratifiers = ['team', 'outcome', 'ageBand', 'need'] as const
export type Stratifier = (typeof stratifiers)[number]

/** What a sample was asked for. Together with the frame it is all that is needed to draw the same again. */
export interface SamplePlan {
  readonly size: number
  /** Made before anybody sees the frame, of 128 bits (see kernel/sampling). */
  readonly seed: string
  /** One sample of the whole frame, or one of each stratum. Several are crossed: team and outcome together. */
  readonly by: readonly Stratifier[]
}

export interface Sample {
  readonly plan: SamplePlan
  /** All that could have been drawn, by id: kept, so that the draw can be repeated. */
  readonly frame: readonly FrameEntry[]
  /** In the order of drawing within each stratum; the strata by name. */
  readonly ids: readonly string[]
  readonly strata: readonly DrawnStratum[]
  readonly precision: Precision
}

export interface DrawnStratum {
  /** What its cases have in common, in the order of `plan.by`; empty when the sample is not stratified. */
  readonly of: readonly string[]
  readonly drawn: Drawn
}

/** How far a share found in the sample may be from that of the frame. */
export interface Precision {
  readonly frameSize: number
  readonly sampleSize: number
  /** 95 % margin of error of a share of 50 %, 0 to 1, with finite-population correction; null when nothing was drawn. */
  readonly margin: number | null
}

/**
 * Draws a sample. Strata are shared out in proportion, at least one of each where the size allows it, and each is drawn with a seed
 * of its own that is made of the plan's and its name, so that each can be drawn again by itself. The margin of error is that of a
 * simple random sample of the size: proportional strata are seldom less precise.
 */
export function drawByPlan(frame: readonly FrameEntry[], plan: SamplePlan): Sample {
  if (!Number.isInteger(plan.size) || plan.size < 0) throw new RangeError(`${plan.size} is no size of a sample`)
  const ordered = [...frame].sort((one, other) => (one.id < other.id ? -1 : 1))
  if (ordered.some(({ id }, at) => id === ordered[at + 1]?.id)) throw new Error('an id stands in the frame twice')
  const named = Map.groupBy(ordered, (entry) => JSON.stringify(plan.by.map((stratifier) => entry[stratifier])))
  const strata = [...named].sort(([one], [other]) => (one < other ? -1 : 1))
  const seats = apportion(
    strata.map(([name, { length: size }]) => ({ name, size })),
    plan.size,
  )
  const drawn = strata.map(([name, entries]): DrawnStratum => {
    const ids = entries.map(({ id }) => id)
    return { of: JSON.parse(name), drawn: drawSample(ids, seats.get(name) ?? 0, seedOf(plan, name)) }
  })
  const ids = drawn.flatMap(({ drawn: { ids: own } }) => own)
  const precision = {
    frameSize: ordered.length,
    sampleSize: ids.length,
    margin: marginOfError(ids.length, ordered.length),
  }
  return { plan, frame: ordered, ids, strata: drawn, precision }
}

const seedOf = ({ seed, by }: SamplePlan, name: string): string => (by.length === 0 ? seed : `${seed}:${name}`)

/** "40 of 380 drawn; a share of 50 % is right to within 14.7 percentage points either way, 95 times in 100". */
export function precisionInWords({ frameSize, sampleSize, margin }: Precision): string {
  const drawn = `${sampleSize} of ${frameSize} drawn`
  if (margin === null) return `${drawn}: nothing can be said of the rest`
  if (margin === 0) return `${drawn}: all of them, so what is found is exact`
  return `${drawn}; a share of 50 % is right to within ${(margin * 100).toFixed(1)} percentage points either way, 95 times in 100`
}
