import { BpmnModdle } from 'bpmn-moddle'
import { isId, newId } from '#kernel/ids'
import { type Checked, invalid, ok } from '#kernel/outcome'
import {
  type Barrier,
  type Flow,
  findStep,
  type Lane,
  type MapDocument,
  mapDocument,
  type Step,
} from '../rules/document.ts'
import type { LaneAgency } from '../words.ts'
import { flowNodes, leafLanes, listOf, rootsOf } from './elements.ts'
import { type Element, losPackage, readKept } from './extension.ts'
import { kindOf } from './kinds.ts'

/** A map from somebody's file, and in sentences what of the file is not in it. */
export interface BpmnRead {
  readonly name: string
  readonly document: MapDocument
  readonly notTaken: readonly string[]
}

/** A map of three hundred steps has some 300 kB; what is larger is something else. */
export const largestBpmn = 2_000_000

/**
 * Takes a BPMN 2.0 file of any program. Nothing is fetched and no entity is expanded: a document type is refused before anything
 * is read. Invalid, in a sentence, for what is no BPMN or holds no process.
 */
export async function readBpmn(xml: string): Promise<Checked<BpmnRead>> {
  if (xml.length > largestBpmn) return refuse('This file is larger than 2 MB: no process map is. Choose another file.')
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    return refuse('This file has a document type, which is never taken. Save it again as BPMN 2.0.')
  const read = await parse(xml)
  if (read === null) return refuse('This is not a BPMN 2.0 file. In your program choose “Save as BPMN 2.0 XML”.')
  const processes = rootsOf(read.root, 'bpmn:Process')
  if (processes.length === 0) return refuse('There is no process in this file: only a process can become a map.')
  const taking = begin(read.warnings)
  for (const process of processes) takeProcess(taking, process, poolName(read.root, process))
  takeMessages(taking, read.root)
  const whole = mapDocument.safeParse(taking.document)
  if (!whole.success) return refuse('This file holds more than a map can: 300 steps, 600 flows, 30 lanes. Split it.')
  const name = poolName(read.root, processes[0]) || (processes[0]?.name ?? '')
  return ok({ name, document: tidied(whole.data, taking), notTaken: [...new Set(taking.notTaken)] })
}

const refuse = (message: string): Checked<never> => invalid({ field: 'file', message })

async function parse(xml: string): Promise<{ readonly root: Element; readonly warnings: readonly string[] } | null> {
  try {
    const { rootElement, warnings } = await new BpmnModdle({ los: losPackage }).fromXML(xml)
    if (rootElement.$type !== 'bpmn:Definitions') return null
    return { root: rootElement as Element, warnings: warnings.map(({ message }) => message.split('\n')[0] ?? '') }
  } catch {
    return null
  }
}

interface Taking {
  readonly document: { lanes: Lane[]; steps: Step[]; flows: Flow[]; barriers: Barrier[] }
  /** The file's id of each step that was taken, to ours. */
  readonly steps: Map<string, string>
  readonly notTaken: string[]
}

const begin = (warnings: readonly string[]): Taking => ({
  document: { lanes: [], steps: [], flows: [], barriers: [] },
  steps: new Map(),
  notTaken: warnings.map((warning) => `Not understood in the file: ${warning.slice(0, 200)}.`),
})

function poolName(root: Element, process: Element | undefined): string {
  const pools = rootsOf(root, 'bpmn:Collaboration').flatMap((each) => listOf(each, 'participants'))
  return pools.find((pool) => pool['processRef'] === process)?.name ?? ''
}

function takeProcess(taking: Taking, process: Element, pool: string): void {
  const lanes = leafLanes(process)
  const laneOf = new Map(
    lanes.flatMap(({ lane, title }) => {
      const id = takeLane(taking, lane, title)
      return listOf(lane, 'flowNodeRef').map((node) => [node, id] as const)
    }),
  )
  const nodes = flowNodes(process)
  const isWithout = nodes.taken.some((node) => !laneOf.has(node))
  // What stands in no lane stands in one of its own: the pool's, or one that says so.
  const rest = isWithout ? takeLane(taking, null, pool || process.name || 'Without a lane') : ''
  for (const node of nodes.taken) takeStep(taking, node, laneOf.get(node) ?? rest)
  for (const flow of nodes.flows) takeFlow(taking, flow)
  taking.notTaken.push(...nodes.notTaken)
}

function takeLane({ document, notTaken }: Taking, lane: Element | null, title: string): string {
  const { kept, isSpoilt } = lane === null ? { kept: {}, isSpoilt: false } : readKept(lane)
  if (isSpoilt) notTaken.push(spoilt(title))
  const id = ownId(lane?.id, 'Lane_', document.lanes)
  const name = uniqueName(title.trim().slice(0, 90) || 'Lane', document.lanes)
  document.lanes.push({ id, name, agency: kept.agency ?? agencyOf(title) })
  return id
}

function takeStep({ document, steps, notTaken }: Taking, node: Element, laneId: string): void {
  const { kept, isSpoilt } = readKept(node)
  const name = (node.name ?? '').trim().replaceAll(/\s+/g, ' ')
  if (isSpoilt) notTaken.push(spoilt(name))
  const { kind, remark } = kindOf(node)
  if (remark !== null) notTaken.push(`“${name || 'A step without a name'}” ${remark}`)
  const id = ownId(node.id, 'Step_', document.steps)
  const written = listOf(node, 'documentation').map((each) => String(each['text'] ?? ''))
  const note = kept.note ?? written.join('\n')
  if (note.length > 2000) notTaken.push(`The documentation of “${name}” is cut after 2,000 letters.`)
  document.steps.push({
    id,
    laneId,
    kind,
    name: name.slice(0, 200) || (kind === 'task' ? 'Without a name' : ''),
    note: note.slice(0, 2000),
    activities: kept.activities ?? [],
    standard: kept.standard ?? null,
  })
  document.barriers.push(...(kept.barriers ?? []).map((barrier) => ({ ...barrier, stepId: id })))
  if (node.id !== undefined) steps.set(node.id, id)
}

function takeFlow({ document, steps, notTaken }: Taking, flow: Element): void {
  const [source, target] = [flow['sourceRef'], flow['targetRef']] as (Element | undefined)[]
  const [from, to] = [steps.get(source?.id ?? ''), steps.get(target?.id ?? '')]
  const { kept } = readKept(flow)
  const said = flow.name ?? String((flow['conditionExpression'] as Element | undefined)?.['body'] ?? '')
  if (from === undefined || to === undefined) {
    notTaken.push(`A flow${said === '' ? '' : ` “${said}”`} whose ends are not among the steps that were taken.`)
    return
  }
  const condition = said.trim().replaceAll(/\s+/g, ' ').slice(0, 200)
  document.flows.push({ id: ownId(flow.id, 'Flow_', document.flows), from, to, condition, after: kept.after ?? [] })
}

/** Messages between pools are flows between agencies here; between pools as a whole there is nothing for them to join. */
function takeMessages(taking: Taking, root: Element): void {
  const messages = rootsOf(root, 'bpmn:Collaboration').flatMap((each) => listOf(each, 'messageFlows'))
  for (const message of messages) takeFlow(taking, message)
}

/** References that lead nowhere are dropped, and said. */
function tidied(document: MapDocument, { notTaken }: Taking): MapDocument {
  const lanes = new Set(document.lanes.map(({ id }) => id))
  const steps = document.steps.map((step) => {
    const from = step.standard?.countsFrom ?? null
    if (step.standard === null || from === null || findStep(document, from) !== undefined) return step
    notTaken.push(`From which step the standard time of “${step.name}” is counted.`)
    return { ...step, standard: { ...step.standard, countsFrom: null } }
  })
  const barriers = document.barriers.map((each) =>
    each.laneId !== null && !lanes.has(each.laneId) ? { ...each, laneId: null } : each,
  )
  return { ...document, steps, barriers }
}

const spoilt = (name: string): string =>
  `What Line of Sight had kept beside “${name}”: it has been changed and cannot be read.`

/** Our own files keep their ids, so that what comes back can be compared with what went out. */
function ownId(given: string | undefined, prefix: string, known: readonly { readonly id: string }[]): string {
  const own = given?.startsWith(prefix) ? given.slice(prefix.length) : ''
  return isId(own) && !known.some(({ id }) => id === own) ? own : newId()
}

function uniqueName(name: string, lanes: readonly Lane[]): string {
  let unique = name
  for (let copy = 2; lanes.some((lane) => lane.name.toLowerCase() === unique.toLowerCase()); copy += 1)
    unique = `${name} ${copy}`
  return unique
}

/** Whose lane it is, by its name; another agency's when it does not say. */
function agencyOf(title: string): LaneAgency {
  const agencies: readonly (readonly [LaneAgency, RegExp])[] = [
    ['police', /police/i],
    ['nhs', /\b(nhs|health|hospital|gp|midwi\w+|camhs)\b/i],
    ['education', /\b(school|education|college|nursery)\b/i],
    ['local-authority', /\b(local authority|council|social (work|care)|children.s services|front door|duty)\b/i],
    ['family-or-public', /\b(family|parent|public|child)\b/i],
  ]
  return agencies.find(([, words]) => words.test(title))?.[0] ?? 'other'
}
