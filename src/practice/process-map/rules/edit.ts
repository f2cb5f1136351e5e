import { invalid, type Outcome, ok } from '#kernel/outcome'
import { type Barrier, type Flow, findStep, type Lane, type MapDocument, type Step, stepNameOf } from './document.ts'
import { recordsBefore } from './mapped.ts'

/** What a document becomes, and what was done, in words for its history. */
export interface Edited {
  readonly document: MapDocument
  readonly what: string
}

/** Adds a lane, or changes the one with this id. */
export function putLane(document: MapDocument, lane: Lane): Outcome<Edited> {
  const isTaken = document.lanes.some(({ id, name }) => id !== lane.id && same(name, lane.name))
  if (isTaken) return invalid({ field: 'name', message: 'Another lane has this name: choose another' })
  return put(document, 'lanes', lane, `Lane`, lane.name)
}

/** A lane goes only when nothing stands in it. */
export function removeLane(document: MapDocument, laneId: string): Outcome<Edited> {
  const lane = document.lanes.find(({ id }) => id === laneId)
  const inIt = document.steps.filter((step) => step.laneId === laneId).length
  if (inIt > 0) return invalid({ field: '', message: 'Move or remove the steps in this lane first' })
  const barriers = document.barriers.map((each) => (each.laneId === laneId ? { ...each, laneId: null } : each))
  return ok({
    document: { ...document, lanes: document.lanes.filter(({ id }) => id !== laneId), barriers },
    what: `Lane removed: ${lane?.name ?? ''}`,
  })
}

export function putStep(document: MapDocument, step: Step): Outcome<Edited> {
  const hasLane = document.lanes.some(({ id }) => id === step.laneId)
  if (!hasLane) return invalid({ field: 'laneId', message: 'Choose a lane from the list' })
  if (step.name === '' && step.kind !== 'start' && step.kind !== 'end')
    return invalid({ field: 'name', message: 'Say what happens in this step' })
  const from = step.standard?.countsFrom ?? null
  if (from !== null && (from === step.id || findStep(document, from) === undefined))
    return invalid({ field: 'countsFrom', message: 'Choose another step of this map' })
  const taken = document.steps.find(
    (other) => other.id !== step.id && other.activities.some((activity) => step.activities.includes(activity)),
  )
  if (taken !== undefined)
    return invalid({
      field: 'activities',
      message: `“${stepNameOf(document, taken.id)}” has one of these records already: each belongs to one step`,
    })
  return put(document, 'steps', step, 'Step', stepNameOf({ ...document, steps: [step] }, step.id))
}

/** A step goes with its flows and its barriers, and standards that were counted from it are counted from what comes before. */
export function removeStep(document: MapDocument, stepId: string): Outcome<Edited> {
  const steps = document.steps
    .filter(({ id }) => id !== stepId)
    .map((step) =>
      step.standard?.countsFrom === stepId ? { ...step, standard: { ...step.standard, countsFrom: null } } : step,
    )
  return ok({
    document: {
      ...document,
      steps,
      flows: document.flows.filter(({ from, to }) => from !== stepId && to !== stepId),
      barriers: document.barriers.filter((barrier) => barrier.stepId !== stepId),
    },
    what: `Step removed: ${stepNameOf(document, stepId)}`,
  })
}

export function putFlow(document: MapDocument, flow: Flow): Outcome<Edited> {
  const [from, to] = [findStep(document, flow.from), findStep(document, flow.to)]
  if (from === undefined) return invalid({ field: 'from', message: 'Choose the step it comes from' })
  if (to === undefined) return invalid({ field: 'to', message: 'Choose the step it goes to' })
  if (from.kind === 'end') return invalid({ field: 'from', message: 'Nothing comes after an end: choose another step' })
  if (to.kind === 'start') return invalid({ field: 'to', message: 'Nothing comes before a start: choose another step' })
  if (from.id === to.id) return invalid({ field: 'to', message: 'Choose a step other than the one it comes from' })
  const isThere = document.flows.some(
    (each) =>
      each.id !== flow.id && each.from === flow.from && each.to === flow.to && each.condition === flow.condition,
  )
  if (isThere) return invalid({ field: 'to', message: 'This flow is on the map already' })
  const before = recordsBefore(document, from.id)
  const after = flow.after.filter((activity) => before.includes(activity))
  return put(
    document,
    'flows',
    { ...flow, after },
    'Flow',
    `${stepNameOf(document, from.id)} to ${stepNameOf(document, to.id)}`,
  )
}

export function removeFlow(document: MapDocument, flowId: string): Outcome<Edited> {
  const flow = document.flows.find(({ id }) => id === flowId)
  const what = flow === undefined ? '' : `${stepNameOf(document, flow.from)} to ${stepNameOf(document, flow.to)}`
  return ok({
    document: { ...document, flows: document.flows.filter(({ id }) => id !== flowId) },
    what: `Flow removed: ${what}`,
  })
}

export function putBarrier(document: MapDocument, barrier: Barrier): Outcome<Edited> {
  if (findStep(document, barrier.stepId) === undefined)
    return invalid({ field: 'stepId', message: 'Choose the step at which it stands' })
  return put(document, 'barriers', barrier, 'Barrier', barrier.what)
}

export function removeBarrier(document: MapDocument, barrierId: string): Outcome<Edited> {
  const barrier = document.barriers.find(({ id }) => id === barrierId)
  return ok({
    document: { ...document, barriers: document.barriers.filter(({ id }) => id !== barrierId) },
    what: `Barrier removed: ${barrier?.what ?? ''}`,
  })
}

type List = keyof MapDocument

function put<Name extends List>(
  document: MapDocument,
  list: Name,
  part: MapDocument[Name][number],
  kind: string,
  name: string,
): Outcome<Edited> {
  const parts: readonly MapDocument[List][number][] = document[list]
  const isKnown = parts.some(({ id }) => id === part.id)
  const next = isKnown ? parts.map((each) => (each.id === part.id ? part : each)) : [...parts, part]
  return ok({ document: { ...document, [list]: next }, what: `${kind} ${isKnown ? 'changed' : 'added'}: ${name}` })
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()
