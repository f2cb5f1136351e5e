import { z } from 'zod'
import { activityNames } from '#kernel/process-activities'
import { keysOf } from '#kernel/words'
import { type Barrier, mapDocument, type Step } from '../rules/document.ts'
import { laneAgencies } from '../words.ts'

/** An element of a BPMN document, with the properties that its type has. */
export interface Element {
  readonly $type: string
  readonly id?: string
  readonly name?: string
  [property: string]: unknown
}

/** Our own extension elements: `<los:kept>` holds what BPMN has no place for, as JSON. */
export const losPackage = {
  name: 'Line of Sight',
  uri: 'urn:line-of-sight:process-map:1',
  prefix: 'los',
  xml: { tagAlias: 'lowerCase' },
  types: [{ name: 'Kept', superClass: ['Element'], properties: [{ name: 'body', isBody: true, type: 'String' }] }],
} as const

/** What is kept beside a lane, a step or a flow. */
export interface Kept {
  readonly agency?: keyof typeof laneAgencies | undefined
  readonly note?: string | undefined
  readonly activities?: Step['activities'] | undefined
  readonly standard?: Step['standard'] | undefined
  readonly barriers?: readonly Barrier[] | undefined
  readonly after?: Step['activities'] | undefined
}

const { shape } = mapDocument
const kept = z.object({
  agency: z.enum(keysOf(laneAgencies)).optional(),
  note: z.string().max(2000).optional(),
  activities: z.array(z.enum(activityNames)).optional(),
  standard: shape.steps.unwrap().shape.standard.optional(),
  barriers: shape.barriers.optional(),
  after: z.array(z.enum(activityNames)).optional(),
})

export const keptOf = (create: (type: string, properties: Record<string, unknown>) => Element, what: Kept): Element =>
  create('bpmn:ExtensionElements', { values: [create('los:Kept', { body: JSON.stringify(what) })] })

/** What stands beside an element of a file that we made; nothing for others, and nothing for what somebody has spoilt. */
export function readKept(element: Element): { readonly kept: Kept; readonly isSpoilt: boolean } {
  const { values } = (element['extensionElements'] ?? {}) as { values?: readonly Element[] }
  const found = values?.find(({ $type }) => $type === 'los:Kept')
  if (found === undefined) return { kept: {}, isSpoilt: false }
  const body = found['body']
  try {
    const read = kept.safeParse(JSON.parse(typeof body === 'string' ? body : ''))
    return read.success ? { kept: read.data, isSpoilt: false } : { kept: {}, isSpoilt: true }
  } catch {
    return { kept: {}, isSpoilt: true }
  }
}
