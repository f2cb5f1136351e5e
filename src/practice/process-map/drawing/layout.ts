import { layout as dagreLayout, Graph } from '@dagrejs/dagre'
import type { MapDocument, Step } from '../rules/document.ts'
import { type Box, type Cell, grid, type Point } from './grid.ts'
import { routeFlows } from './routes.ts'

/** Where everything on a map stands, in pixels: for the picture, and for the diagram part of a BPMN file. */
export interface MapLayout {
  readonly width: number
  readonly height: number
  readonly lanes: ReadonlyMap<string, Box>
  /** The shape itself, without its words when those stand under it. */
  readonly steps: ReadonlyMap<string, Box>
  readonly flows: ReadonlyMap<string, readonly Point[]>
}

const shapes: Record<Step['kind'], Omit<Box, 'x' | 'y'>> = {
  start: { width: 36, height: 36 },
  end: { width: 36, height: 36 },
  decision: { width: 50, height: 50 },
  parallel: { width: 50, height: 50 },
  task: { width: grid.columnWidth - grid.gap, height: 84 },
}

/** A little above the middle, as words stand under events and gateways. All on one line, so that flows run straight. */
const middleOfRow = grid.rowHeight / 2 - 6

/** Words of tasks stand inside; of events and gateways under them. */
export const labelsUnder = (kind: Step['kind']): boolean => kind !== 'task'

/** Lanes as rows in their order; steps in the column that their flows give them. */
export function layoutMap(document: MapDocument): MapLayout {
  const columns = columnsOf(document)
  const cells = new Map<string, Cell>()
  const lanes = new Map<string, Box>()
  const rowTops: number[] = []
  const width = grid.left + (Math.max(0, ...columns.values()) + 1) * grid.columnWidth + grid.gap / 2
  let top = 0
  for (const lane of document.lanes) {
    const steps = document.steps.filter(({ laneId }) => laneId === lane.id)
    const firstRow = rowTops.length
    const filled = new Map<number, number>()
    for (const { id } of steps) {
      const column = columns.get(id) ?? 0
      const row = filled.get(column) ?? 0
      filled.set(column, row + 1)
      cells.set(id, { column, row: firstRow + row })
    }
    const rows = Math.max(1, ...filled.values())
    for (let row = 0; row < rows; row += 1) rowTops.push(top + grid.lanePadding + row * grid.rowHeight)
    const height = rows * grid.rowHeight + 2 * grid.lanePadding
    lanes.set(lane.id, { x: 0, y: top, width, height })
    top += height
  }
  const steps = new Map(document.steps.map((step) => [step.id, shapeAt(step, cells.get(step.id), rowTops)]))
  return { width, height: top, lanes, steps, flows: routeFlows(document.flows, steps, cells, rowTops) }
}

/** The column of each step, from 0: as far right as the longest way to it. */
function columnsOf({ steps, flows }: MapDocument): ReadonlyMap<string, number> {
  if (steps.length === 0) return new Map()
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of steps) graph.setNode(id, { width: 10, height: 10 })
  for (const { id, from, to } of flows) if (graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to, {}, id)
  dagreLayout(graph)
  const at = new Map(steps.map(({ id }) => [id, Math.round(graph.node(id).x ?? 0)]))
  const inOrder = [...new Set(at.values())].sort((one, other) => one - other)
  return new Map([...at].map(([id, x]) => [id, inOrder.indexOf(x)]))
}

function shapeAt({ kind }: Step, cell: Cell | undefined, rowTops: readonly number[]): Box {
  const { width, height } = shapes[kind]
  const { column, row } = cell ?? { column: 0, row: 0 }
  const middle = grid.left + column * grid.columnWidth + (grid.columnWidth - grid.gap) / 2
  return { x: middle - width / 2, y: (rowTops[row] ?? 0) + middleOfRow - height / 2, width, height }
}
