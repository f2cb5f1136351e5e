import type { Element } from './extension.ts'

export const listOf = (element: Element, property: string): readonly Element[] => {
  const list = element[property]
  return Array.isArray(list) ? (list as readonly Element[]) : []
}

export const rootsOf = (root: Element, type: string): readonly Element[] =>
  listOf(root, 'rootElements').filter(({ $type }) => $type === type)

/** The lanes in which steps stand; of lanes within lanes the inner ones, called by both names. */
export function leafLanes(process: Element): readonly { readonly lane: Element; readonly title: string }[] {
  const within = (lane: Element, before: string): readonly { readonly lane: Element; readonly title: string }[] => {
    const title = [before, (lane.name ?? '').trim()].filter((part) => part !== '').join(': ')
    const inner = lane['childLaneSet'] as Element | undefined
    const children = inner === undefined ? [] : listOf(inner, 'lanes')
    // A lane that has lanes in it can still hold steps of its own.
    const own = children.length === 0 || listOf(lane, 'flowNodeRef').length > 0 ? [{ lane, title }] : []
    return [...own, ...children.flatMap((child) => within(child, title))]
  }
  return listOf(process, 'laneSets').flatMap((set) => listOf(set, 'lanes').flatMap((lane) => within(lane, '')))
}

const isNode = ({ $type }: Element): boolean => /(Task|Gateway|Event|SubProcess|CallActivity|Transaction)$/.test($type)

/** What of a process can be steps and flows, and in sentences what cannot. */
export function flowNodes(process: Element) {
  const all = listOf(process, 'flowElements')
  const taken = all.filter((each) => isNode(each) && each.$type !== 'bpmn:BoundaryEvent')
  const flows = all.filter(({ $type }) => $type === 'bpmn:SequenceFlow')
  const other = all.filter((each) => !taken.includes(each) && !flows.includes(each))
  const artifacts = listOf(process, 'artifacts')
  return { taken, flows, notTaken: [...other, ...artifacts].map(notTaken) }
}

function notTaken(element: Element): string {
  const { $type } = element
  const kind = $type
    .replace('bpmn:', '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
  const words = String(element.name ?? element['text'] ?? '').slice(0, 100)
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${words === '' ? '' : ` “${words}”`}: a map has no place for it.`
}
