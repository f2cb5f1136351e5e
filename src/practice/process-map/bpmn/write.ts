import { BpmnModdle } from 'bpmn-moddle'
import { activities } from '#kernel/process-activities'
import type { Box, Point } from '../drawing/grid.ts'
import { labelsUnder, layoutMap } from '../drawing/layout.ts'
import {
  type Barrier,
  type Flow,
  type Lane,
  type MapDocument,
  type Step,
  standardInWords,
  stepName,
} from '../rules/document.ts'
import { laneAgencies } from '../words.ts'
import { type Element, keptOf, losPackage } from './extension.ts'

/** In BPMN a gateway and an event have a name beside them; these are the elements for each kind of step. */
const elements: Record<Step['kind'], string> = {
  start: 'bpmn:StartEvent',
  task: 'bpmn:Task',
  decision: 'bpmn:ExclusiveGateway',
  parallel: 'bpmn:ParallelGateway',
  end: 'bpmn:EndEvent',
}

/**
 * A map as BPMN 2.0 XML with its diagram, so that any viewer opens it: one pool, its lanes, steps and flows. Standard times and
 * barriers, which BPMN does not know, stand in the documentation for people and in extension elements for the way back.
 */
export async function writeBpmn(name: string, document: MapDocument): Promise<string> {
  const moddle = new BpmnModdle({ los: losPackage })
  const create = (type: string, properties: Record<string, unknown>): Element =>
    moddle.create(type, properties) as Element
  const steps = new Map(document.steps.map((step) => [step.id, stepElement(create, document, step)]))
  const flows = new Map(document.flows.flatMap((flow) => flowElement(create, steps, flow)))
  for (const { from, to, id } of document.flows) {
    const flow = flows.get(id)
    if (flow === undefined) continue
    append(steps.get(from), 'outgoing', flow)
    append(steps.get(to), 'incoming', flow)
  }
  const lanes = new Map(document.lanes.map((lane) => [lane.id, laneElement(create, document, lane, steps)]))
  const process = create('bpmn:Process', {
    id: 'Process_1',
    name,
    isExecutable: false,
    laneSets: lanes.size === 0 ? [] : [create('bpmn:LaneSet', { id: 'LaneSet_1', lanes: [...lanes.values()] })],
    flowElements: [...steps.values(), ...flows.values()],
  })
  const pool = create('bpmn:Participant', { id: 'Participant_1', name, processRef: process })
  const collaboration = create('bpmn:Collaboration', { id: 'Collaboration_1', participants: [pool] })
  const definitions = create('bpmn:Definitions', {
    id: 'Definitions_1',
    targetNamespace: 'urn:line-of-sight:process-map',
    exporter: 'Line of Sight',
    rootElements: [collaboration, process],
    diagrams: [diagram(create, document, { collaboration, pool, lanes, steps, flows })],
  })
  const { xml } = await moddle.toXML(definitions, { format: true })
  return xml
}

type Create = (type: string, properties: Record<string, unknown>) => Element

function append(element: Element | undefined, list: string, value: Element): void {
  if (element === undefined) return
  const known = element[list]
  element[list] = [...(Array.isArray(known) ? known : []), value]
}

function stepElement(create: Create, document: MapDocument, step: Step): Element {
  const barriers = document.barriers.filter(({ stepId }) => stepId === step.id)
  const words = [
    step.note,
    ...(step.activities.length === 0 ? [] : [`Records: ${step.activities.map((each) => activities[each]).join(', ')}`]),
    ...(step.standard === null ? [] : [`Standard time: ${standardInWords(document, step.standard)}`]),
    ...barriers.map((barrier) => barrierInWords(document, barrier)),
  ].filter((each) => each !== '')
  return create(elements[step.kind], {
    id: `Step_${step.id}`,
    name: step.name,
    ...(words.length === 0 ? {} : { documentation: [create('bpmn:Documentation', { text: words.join('\n') })] }),
    extensionElements: keptOf(create, {
      note: step.note,
      activities: step.activities,
      standard: step.standard,
      barriers,
    }),
  })
}

function barrierInWords({ lanes }: MapDocument, { what, laneId, effect, action, ownerName }: Barrier): string {
  const lane = lanes.find(({ id }) => id === laneId)?.name
  const parts = [
    `Barrier: ${what}`,
    ...(lane === undefined ? [] : [`agency: ${lane}`]),
    ...(effect === '' ? [] : [`effect: ${effect}`]),
    ...(action === '' ? [] : [`action: ${action}`]),
    ...(ownerName === '' ? [] : [`owner: ${ownerName}`]),
  ]
  return parts.join('; ')
}

function flowElement(
  create: Create,
  steps: ReadonlyMap<string, Element>,
  flow: Flow,
): readonly (readonly [string, Element])[] {
  const [source, target] = [steps.get(flow.from), steps.get(flow.to)]
  if (source === undefined || target === undefined) return []
  return [
    [
      flow.id,
      create('bpmn:SequenceFlow', {
        id: `Flow_${flow.id}`,
        ...(flow.condition === '' ? {} : { name: flow.condition }),
        sourceRef: source,
        targetRef: target,
        ...(flow.after.length === 0 ? {} : { extensionElements: keptOf(create, { after: flow.after }) }),
      }),
    ],
  ]
}

const laneElement = (
  create: Create,
  document: MapDocument,
  { id, name, agency }: Lane,
  steps: ReadonlyMap<string, Element>,
): Element =>
  create('bpmn:Lane', {
    id: `Lane_${id}`,
    name,
    documentation: [create('bpmn:Documentation', { text: laneAgencies[agency] })],
    extensionElements: keptOf(create, { agency }),
    flowNodeRef: document.steps.flatMap((step) => (step.laneId === id ? (steps.get(step.id) ?? []) : [])),
  })

interface Drawn {
  readonly collaboration: Element
  readonly pool: Element
  readonly lanes: ReadonlyMap<string, Element>
  readonly steps: ReadonlyMap<string, Element>
  readonly flows: ReadonlyMap<string, Element>
}

/** BPMN draws the name of a pool and of a lane in a band on its left side. */
const band = 30

function diagram(create: Create, document: MapDocument, drawn: Drawn): Element {
  const layout = layoutMap(document)
  const bounds = ({ x, y, width, height }: Box): Element => create('dc:Bounds', { x: x + 2 * band, y, width, height })
  const points = (way: readonly Point[]): readonly Element[] =>
    way.map(({ x, y }) => create('dc:Point', { x: x + 2 * band, y }))
  const pool = create('bpmndi:BPMNShape', {
    id: 'Participant_1_di',
    bpmnElement: drawn.pool,
    isHorizontal: true,
    bounds: create('dc:Bounds', { x: 0, y: 0, width: layout.width + 2 * band, height: Math.max(layout.height, 100) }),
  })
  const lanes = [...drawn.lanes].flatMap(([id, element]) => {
    const box = layout.lanes.get(id)
    if (box === undefined) return []
    const wide = create('dc:Bounds', { x: band, y: box.y, width: box.width + band, height: box.height })
    return [create('bpmndi:BPMNShape', { id: `Lane_${id}_di`, bpmnElement: element, isHorizontal: true, bounds: wide })]
  })
  const steps = document.steps.flatMap((step) => {
    const box = layout.steps.get(step.id)
    if (box === undefined) return []
    const under = { x: box.x + box.width / 2 - 60, y: box.y + box.height + 3, width: 120, height: 42 }
    const label =
      labelsUnder(step.kind) && stepName(step) !== ''
        ? { label: create('bpmndi:BPMNLabel', { bounds: bounds(under) }) }
        : {}
    const shape = { id: `Step_${step.id}_di`, bpmnElement: drawn.steps.get(step.id), bounds: bounds(box), ...label }
    return [create('bpmndi:BPMNShape', step.kind === 'decision' ? { ...shape, isMarkerVisible: true } : shape)]
  })
  const flows = [...drawn.flows].map(([id, element]) =>
    create('bpmndi:BPMNEdge', {
      id: `Flow_${id}_di`,
      bpmnElement: element,
      waypoint: points(layout.flows.get(id) ?? []),
    }),
  )
  return create('bpmndi:BPMNDiagram', {
    id: 'BPMNDiagram_1',
    plane: create('bpmndi:BPMNPlane', {
      id: 'BPMNPlane_1',
      bpmnElement: drawn.collaboration,
      planeElement: [pool, ...lanes, ...steps, ...flows],
    }),
  })
}
