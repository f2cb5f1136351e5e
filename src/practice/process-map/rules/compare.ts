import { type Activity, activities } from '#kernel/process-activities'
import { laneAgencies, stepKinds } from '../words.ts'
import {
  type Flow,
  findLane,
  type MapDocument,
  type Standard,
  type Step,
  standardInWords,
  stepName,
  stepNameOf,
} from './document.ts'

export type ChangeKind = 'added' | 'removed' | 'changed'

/** One difference between two versions, in words. */
export interface Difference {
  readonly about: 'Lane' | 'Step' | 'Standard time' | 'Flow' | 'Barrier'
  readonly kind: ChangeKind
  readonly name: string
  /** "Lane: from Police to NHS"; empty for what was added or removed. */
  readonly detail: string
}

type About = Difference['about']

/** What is different in `after`: lanes, steps, standard times, flows and barriers that were added, removed or changed. */
export function compareMaps(before: MapDocument, after: MapDocument): readonly Difference[] {
  return [
    ...compareParts(
      'Lane',
      before.lanes,
      after.lanes,
      ({ name }) => name,
      (was, is) => [told('Name', was.name, is.name), told('Agency', laneAgencies[was.agency], laneAgencies[is.agency])],
    ),
    ...compareParts('Step', before.steps, after.steps, stepName, (was, is) => [
      told('Name', stepName(was), stepName(is)),
      told('Kind', stepKinds[was.kind], stepKinds[is.kind]),
      pointed('Lane', laneAt(before, was.laneId), laneAt(after, is.laneId)),
      told('Note', was.note, is.note),
      told('Records', recordsIn(was.activities), recordsIn(is.activities)),
    ]),
    ...compareStandards(before, after),
    ...compareParts(
      'Flow',
      before.flows,
      after.flows,
      (flow) => flowName(flow, before, after),
      (was, is) => [
        pointed('From', stepAt(before, was.from), stepAt(after, is.from)),
        pointed('To', stepAt(before, was.to), stepAt(after, is.to)),
        told('Condition', was.condition, is.condition),
        told('Only after', recordsIn(was.after), recordsIn(is.after)),
      ],
    ),
    ...compareParts(
      'Barrier',
      before.barriers,
      after.barriers,
      ({ what }) => what,
      (was, is) => [
        told('Barrier', was.what, is.what),
        pointed('Step', stepAt(before, was.stepId), stepAt(after, is.stepId)),
        pointed('Agency', laneAt(before, was.laneId), laneAt(after, is.laneId)),
        told('Effect', was.effect, is.effect),
        told('Action', was.action, is.action),
        told('Owner', was.ownerName, is.ownerName),
        told('Due', was.dueOn ?? '', is.dueOn ?? ''),
      ],
    ),
  ]
}

function compareParts<Part extends { readonly id: string }>(
  about: About,
  before: readonly Part[],
  after: readonly Part[],
  nameOf: (part: Part) => string,
  detailsOf: (was: Part, is: Part) => readonly string[],
): readonly Difference[] {
  const [was, is] = [byId(before), byId(after)]
  const differences: Difference[] = []
  for (const part of before)
    if (!is.has(part.id)) differences.push({ about, kind: 'removed', name: nameOf(part), detail: '' })
  for (const part of after) {
    const earlier = was.get(part.id)
    if (earlier === undefined) differences.push({ about, kind: 'added', name: nameOf(part), detail: '' })
    else {
      const detail = detailsOf(earlier, part).filter((words) => words !== '')
      if (detail.length > 0) differences.push({ about, kind: 'changed', name: nameOf(part), detail: detail.join('; ') })
    }
  }
  return differences
}

/** Standard times of steps that are in both; those of a new or a gone step came or went with it. */
function compareStandards(before: MapDocument, after: MapDocument): readonly Difference[] {
  const was = byId(before.steps)
  return after.steps.flatMap((step): Difference[] => {
    const earlier = was.get(step.id)
    if (earlier === undefined) return []
    if (isSameStandard(earlier.standard, step.standard)) return []
    const [old, now] = [standardOf(before, earlier), standardOf(after, step)]
    const kind = old === '' ? 'added' : now === '' ? 'removed' : 'changed'
    return [{ about: 'Standard time', kind, name: stepName(step), detail: told('', old, now) }]
  })
}

const isSameStandard = (was: Standard | null, is: Standard | null): boolean =>
  was === is ||
  (was !== null &&
    is !== null &&
    was.amount === is.amount &&
    was.unit === is.unit &&
    was.source === is.source &&
    was.countsFrom === is.countsFrom)

const standardOf = (document: MapDocument, { standard }: Step): string =>
  standard === null ? '' : standardInWords(document, standard)

/** Something that a part points to: the same as long as it is the same thing, whatever it is called by now. */
interface Pointed {
  readonly id: string | null
  readonly name: string
}

const stepAt = (document: MapDocument, id: string): Pointed => ({ id, name: stepNameOf(document, id) })
const laneAt = (document: MapDocument, id: string | null): Pointed => ({ id, name: findLane(document, id)?.name ?? '' })
const recordsIn = (list: readonly Activity[]): string => list.map((activity) => activities[activity]).join(', ')

const pointed = (what: string, was: Pointed, is: Pointed): string =>
  was.id === is.id ? '' : told(what, was.name, is.name)

function flowName(flow: Flow, before: MapDocument, after: MapDocument): string {
  const document = after.flows.some(({ id }) => id === flow.id) ? after : before
  return `${stepNameOf(document, flow.from)} to ${stepNameOf(document, flow.to)}`
}

const byId = <Part extends { readonly id: string }>(parts: readonly Part[]): ReadonlyMap<string, Part> =>
  new Map(parts.map((part) => [part.id, part]))

/** "Lane: from Police to NHS"; nothing when they are the same. */
function told(what: string, was: string, is: string): string {
  if (was === is) return ''
  const lead = what === '' ? '' : `${what}: `
  return `${lead}from ${was === '' ? 'nothing' : `“${was}”`} to ${is === '' ? 'nothing' : `“${is}”`}`
}
