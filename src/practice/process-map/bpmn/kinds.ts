import type { StepKind } from '../words.ts'
import { listOf } from './elements.ts'
import type { Element } from './extension.ts'

interface KindTaken {
  readonly kind: StepKind
  /** What of it was lost, to stand after its name; null when nothing was. */
  readonly remark: string | null
}

/** Which kind of step an element of BPMN becomes. */
export function kindOf(element: Element): KindTaken {
  const { $type } = element
  const type = $type.replace('bpmn:', '')
  const event = listOf(element, 'eventDefinitions')[0]
    ?.$type.replace('bpmn:', '')
    .replace('EventDefinition', '')
    .toLowerCase()
  if (type === 'StartEvent')
    return told('start', event, `begins with a ${event} in the file; here it is a plain start.`)
  if (type === 'EndEvent') return told('end', event, `ends with a ${event} in the file; here it is a plain end.`)
  if (type === 'ExclusiveGateway') return { kind: 'decision', remark: null }
  if (type === 'ParallelGateway') return { kind: 'parallel', remark: null }
  if (type.endsWith('Gateway'))
    return { kind: 'decision', remark: 'is another kind of gateway in the file; here it is a decision.' }
  if (type.endsWith('Event')) return { kind: 'task', remark: 'is an event on the way in the file; here it is a task.' }
  if (/SubProcess|Transaction/.test(type))
    return { kind: 'task', remark: 'holds a process of its own in the file; only its name was taken.' }
  if (type === 'CallActivity') return { kind: 'task', remark: 'calls another process in the file; here it is a task.' }
  return {
    kind: 'task',
    remark: element['loopCharacteristics'] === undefined ? null : 'is repeated in the file; here it is done once.',
  }
}

const told = (kind: StepKind, event: string | undefined, remark: string): KindTaken => ({
  kind,
  remark: event === undefined ? null : remark,
})
