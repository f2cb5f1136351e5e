import { Graph, layout } from '@dagrejs/dagre'
import type { Place } from '#kernel/process-discovery'
import { count } from '#kernel/words'
import { type Html, html } from '#platform/html'
import type { ShownFlow, ShownRecords } from '../records/suppress.ts'
import { placeInWords, workingTimeInWords } from '../records/words.ts'
import { arrow, blue, picture, quiet, red, text, wrap } from './svg.ts'

const [nodeWidth, nodeHeight] = [150, 64]

/** The most frequent flows that a reader can still follow with the eye; the table has them all. */
const mostDrawn = 28

/** What happened after what, as the records show it: thicker where it is more frequent, dashed and red where the map has no such flow. */
export function drawRecords(
  id: string,
  title: string,
  records: ShownRecords,
  isMapped: (flow: ShownFlow) => boolean,
): Html {
  const drawn = records.flows
    .filter(({ count: often }) => often !== null)
    .toSorted((one, other) => (other.count ?? 0) - (one.count ?? 0))
    .slice(0, mostDrawn)
  const graph = laidOut(drawn)
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  const most = Math.max(1, ...drawn.map(({ count: often }) => often ?? 0))
  const strange = drawn.filter((flow) => !isMapped(flow)).length
  const description = `${count(new Set(drawn.flatMap(({ from, to }) => [from, to])).size, 'place')} joined by the ${count(drawn.length, 'most frequent flow')}, ${strange} of them not on the map. The table under the pictures holds them all.`
  return picture(
    { id, title, description, width: width + 2, height: height + 2 },
    html`${drawn.map((flow) => {
      const { points = [] } = graph.edge(flow.from, flow.to) as { points?: { x: number; y: number }[] }
      return arrow(id, points, { isOff: !isMapped(flow), width: 1 + 4 * Math.sqrt((flow.count ?? 0) / most) })
    })}
${graph.nodes().map((node: string) => drawPlace(node as Place, graph.node(node) as { x: number; y: number }, records))}
${drawn.map((flow) => drawFigures(flow, graph.edge(flow.from, flow.to) as { x?: number; y?: number }, isMapped(flow)))}`,
  )
}

function laidOut(flows: readonly ShownFlow[]): Graph {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 34, ranksep: 60, marginx: 8, marginy: 20 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const place of new Set(flows.flatMap(({ from, to }) => [from, to]))) {
    graph.setNode(place, { width: nodeWidth, height: nodeHeight })
  }
  // The label's room is kept free by the layout, so that figures of two flows do not run into each other.
  for (const flow of flows) graph.setEdge(flow.from, flow.to, { width: 92, height: 32, labelpos: 'c' })
  layout(graph)
  return graph
}

function drawPlace(place: Place, { x, y }: { readonly x: number; readonly y: number }, records: ShownRecords): Html {
  const isEdge = place === 'start' || place === 'end'
  const often = records.happened.find(({ activity }) => activity === place)?.count
  const lines = wrap(placeInWords(place), 19, 2)
  const all = often == null ? lines : [...lines, count(often, 'time')]
  return html`<rect x="${x - nodeWidth / 2}" y="${y - nodeHeight / 2}" width="${nodeWidth}" height="${nodeHeight}" rx="${isEdge ? nodeHeight / 2 : 8}" fill="#ffffff" stroke="${isEdge ? quiet : blue}" stroke-width="2"/>
${text({ x, y: y + 5 - ((all.length - 1) * 16.8) / 2, lines: all })}`
}

function drawFigures(
  { count: often, working }: ShownFlow,
  at: { readonly x?: number; readonly y?: number },
  isMapped: boolean,
): Html {
  const lines = [
    (often ?? 0).toLocaleString('en-GB'),
    ...(working === null ? [] : [workingTimeInWords(working.median)]),
  ]
  return text({ x: at.x ?? 0, y: (at.y ?? 0) + 2, lines, size: 12, ...(isMapped ? {} : { colour: red }) })
}
