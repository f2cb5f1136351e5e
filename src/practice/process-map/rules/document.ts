import { z } from 'zod'
import { activityNames } from '#kernel/process-activities'
import { keysOf } from '#kernel/words'
import { laneAgencies, stepKinds, timeUnits } from '../words.ts'

/**
 * What a version of a map says. Lanes, steps, flows and barriers keep their ids from version to version, so that two versions
 * can be compared and a barrier keeps its history.
 */

const id = z.uuid()
const words = (most: number) => z.string().max(most)

const standard = z.object({
  /** In `unit`; a standard of nothing would be no standard. */
  amount: z.number().positive().max(10_000),
  unit: z.enum(keysOf(timeUnits)),
  /** "Working Together", "Local standard". */
  source: words(200).min(1),
  /** The step from which it is counted; null for whatever comes before. */
  countsFrom: id.nullable(),
})

const lane = z.object({ id, name: words(100).min(1), agency: z.enum(keysOf(laneAgencies)) })

const step = z.object({
  id,
  laneId: id,
  kind: z.enum(keysOf(stepKinds)),
  name: words(200),
  note: words(2000),
  /** What it is called in the event log; empty when the step leaves no record. */
  activities: z.array(z.enum(activityNames)),
  standard: standard.nullable(),
})

const flow = z.object({
  id,
  from: id,
  to: id,
  /** "Yes", "A child may be at risk of significant harm": said at a decision. */
  condition: words(200),
  /** Only when one of these was the last record before; empty for any. */
  after: z.array(z.enum(activityNames)),
})

const barrier = z.object({
  id,
  stepId: id,
  /** Whose barrier it is: a lane. */
  laneId: id.nullable(),
  what: words(300).min(1),
  effect: words(1000),
  action: words(1000),
  ownerId: id.nullable(),
  /** As it was when it was written down; alone for somebody who is not in the organisation. */
  ownerName: words(200),
  /** A London day, "2026-11-27". */
  dueOn: z.iso.date().nullable(),
})

export const mapDocument = z.object({
  lanes: z.array(lane).max(30),
  steps: z.array(step).max(300),
  flows: z.array(flow).max(600),
  barriers: z.array(barrier).max(300),
})

export type MapDocument = z.infer<typeof mapDocument>
export type Lane = z.infer<typeof lane>
export type Step = z.infer<typeof step>
export type Flow = z.infer<typeof flow>
export type Barrier = z.infer<typeof barrier>
export type Standard = z.infer<typeof standard>

export const emptyDocument: MapDocument = { lanes: [], steps: [], flows: [], barriers: [] }

export const findLane = ({ lanes }: MapDocument, id: string | null): Lane | undefined =>
  lanes.find((each) => each.id === id)
export const findStep = ({ steps }: MapDocument, id: string | null): Step | undefined =>
  steps.find((each) => each.id === id)

/** "Decide the outcome"; what has no name is called by its kind. */
export const stepName = ({ name, kind }: Pick<Step, 'name' | 'kind'>): string => (name === '' ? stepKinds[kind] : name)

export const stepNameOf = (document: MapDocument, id: string): string => {
  const step = findStep(document, id)
  return step === undefined ? 'a step that is gone' : stepName(step)
}

/** "15 working days from Strategy discussion (Working Together)". */
export function standardInWords(document: MapDocument, { amount, unit, source, countsFrom }: Standard): string {
  const from = countsFrom === null ? '' : ` from ${stepNameOf(document, countsFrom)}`
  return `${amountInWords({ amount, unit })}${from} (${source})`
}

/** "15 working days", "1 working day". */
export const amountInWords = ({ amount, unit }: Pick<Standard, 'amount' | 'unit'>): string =>
  `${amount} ${amount === 1 ? timeUnits[unit].replace(/s$/, '') : timeUnits[unit]}`
