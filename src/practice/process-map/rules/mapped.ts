import { type Activity, activityNames } from '#kernel/process-activities'
import { END, type MappedFlow, type MappedProcess, type Place, START } from '#kernel/process-discovery'
import { findStep, type MapDocument, type Step, stepName } from './document.ts'

/**
 * What a map says of things that leave a record: which may follow which, through whatever steps leave none (a gateway, a
 * conversation), and the standard times between them.
 */
export function mappedProcess(document: MapDocument): MappedProcess {
  const flows: MappedFlow[] = []
  const add = (from: Place, step: Step, after: Activity | null): void => {
    for (const to of reached(document, step, after)) flows.push({ from, to })
  }
  for (const step of document.steps) {
    if (step.kind === 'start' && step.activities.length === 0) add(START, step, null)
    if (step.kind === 'start') for (const activity of step.activities) flows.push({ from: START, to: activity })
    for (const activity of step.activities) {
      if (step.kind === 'end') flows.push({ from: activity, to: END })
      else add(activity, step, activity)
    }
  }
  return {
    activities: new Set(document.steps.flatMap(({ activities }) => activities)),
    flows: [...new Map(flows.map((flow) => [`${flow.from}>${flow.to}`, flow])).values()],
    standards: document.steps.flatMap((step) => standardOf(document, step)),
  }
}

/** The next things that leave a record, and the end, from a step on; a step without records is gone through. */
function reached(document: MapDocument, from: Step, after: Activity | null): ReadonlySet<Place> {
  const found = new Set<Place>()
  const been = new Set<string>()
  const go = (step: Step): void => {
    for (const flow of document.flows) {
      if (flow.from !== step.id) continue
      if (after !== null && flow.after.length > 0 && !flow.after.includes(after)) continue
      const next = findStep(document, flow.to)
      if (next === undefined) continue
      if (next.activities.length > 0) for (const activity of next.activities) found.add(activity)
      else if (next.kind === 'end') found.add(END)
      else if (!been.has(next.id)) {
        been.add(next.id)
        go(next)
      }
    }
  }
  go(from)
  return found
}

/** A standard can be measured where the step leaves a record, and so does what it is counted from. */
function standardOf(document: MapDocument, step: Step): MappedProcess['standards'] {
  if (step.standard === null || step.activities.length === 0) return []
  const { amount, unit, countsFrom } = step.standard
  const begun = countsFrom === null ? null : (findStep(document, countsFrom)?.activities ?? [])
  if (begun !== null && begun.length === 0) return []
  return [
    {
      stepId: step.id,
      name: stepName(step),
      limit: amount,
      unit,
      from: begun === null ? null : new Set(begun),
      to: new Set(step.activities),
    },
  ]
}

/**
 * The records that can be the last before a step is left: its own, or when it leaves none those of the steps that lead to it. A
 * flow can be taken only after some of them: at the gateway "Which outcome?", after the outcome it stands for.
 */
export function recordsBefore(document: MapDocument, stepId: string): readonly Activity[] {
  const found = new Set<Activity>()
  const been = new Set<string>()
  const go = (id: string): void => {
    const step = findStep(document, id)
    if (step === undefined || been.has(id)) return
    been.add(id)
    for (const activity of step.activities) found.add(activity)
    if (step.activities.length === 0) for (const { from, to } of document.flows) if (to === id) go(from)
  }
  go(stepId)
  return activityNames.filter((activity) => found.has(activity))
}
