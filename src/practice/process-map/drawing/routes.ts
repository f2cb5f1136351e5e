import type { Flow } from '../rules/document.ts'
import { type Box, type Cell, grid, type Point } from './grid.ts'

interface Roads {
  readonly cells: ReadonlyMap<string, Cell>
  readonly rowTops: readonly number[]
  /** "column row" of every step. */
  readonly taken: ReadonlySet<string>
  /** How many flows turn in each gap between columns, and run above each row, so far: each gets a line of its own. */
  readonly used: Map<string, number>
}

/** The corners of every flow, from the right side of one step to the left side of another, around the steps between them. */
export function routeFlows(
  flows: readonly Flow[],
  steps: ReadonlyMap<string, Box>,
  cells: ReadonlyMap<string, Cell>,
  rowTops: readonly number[],
): ReadonlyMap<string, readonly Point[]> {
  const taken = new Set([...cells.values()].map(({ column, row }) => `${column} ${row}`))
  const roads: Roads = { cells, rowTops, taken, used: new Map() }
  return new Map(flows.map((flow) => [flow.id, routeOf(flow, steps, roads)]))
}

function routeOf({ from, to }: Flow, steps: ReadonlyMap<string, Box>, roads: Roads): readonly Point[] {
  const [source, target] = [steps.get(from), steps.get(to)]
  const [begun, ended] = [roads.cells.get(from), roads.cells.get(to)]
  if (!source || !target || !begun || !ended) return []
  const start = { x: source.x + source.width, y: source.y + source.height / 2 }
  const end = { x: target.x, y: target.y + target.height / 2 }
  const turn = gapAfter(begun.column, roads)
  if (ended.column === begun.column + 1) return corners(start, [turn], end)
  if (ended.column > begun.column + 1) {
    if (isFree(begun, ended, ended.row, roads)) return corners(start, [turn], end)
    if (isFree(begun, ended, begun.row, roads)) return corners(start, [gapAfter(ended.column - 1, roads)], end)
  }
  // Around: up beside the step, along above the row of the step it goes to, and down again.
  const above = (roads.rowTops[ended.row] ?? 0) + 4 - 6 * (take(roads, `above ${ended.row}`) % 4)
  const back = gapAfter(ended.column - 1, roads)
  return straight([
    start,
    { x: turn, y: start.y },
    { x: turn, y: above },
    { x: back, y: above },
    { x: back, y: end.y },
    end,
  ])
}

const corners = (start: Point, [turn]: readonly [number], end: Point): readonly Point[] =>
  straight([start, { x: turn, y: start.y }, { x: turn, y: end.y }, end])

/** Whether no step stands on a row in the columns between two. */
function isFree(from: Cell, to: Cell, row: number, { taken }: Roads): boolean {
  for (let column = from.column + 1; column < to.column; column += 1) if (taken.has(`${column} ${row}`)) return false
  return true
}

/** Where the next flow turns in the gap after a column: each a little further on. */
function gapAfter(column: number, roads: Roads): number {
  const line = take(roads, `gap ${column}`) % 6
  return grid.left + (column + 1) * grid.columnWidth - grid.gap + 16 + line * 6
}

function take({ used }: Roads, road: string): number {
  const line = used.get(road) ?? 0
  used.set(road, line + 1)
  return line
}

/** Without the corners at which nothing turns. */
function straight(points: readonly Point[]): readonly Point[] {
  return points.filter((point, at) => {
    const [before, after] = [points[at - 1], points[at + 1]]
    if (before === undefined || after === undefined) return true
    const isAcross = before.y === point.y && point.y === after.y
    const isDown = before.x === point.x && point.x === after.x
    return !(isAcross || isDown)
  })
}
