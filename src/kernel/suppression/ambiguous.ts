import type { Cell, Sum } from './suppress.ts'

/** Longer rings of counts that make up for each other are not looked for: what needs one is withheld instead. */
const longest = 30
/** So many steps of the search at most for one count, for the same reason. */
const mostSteps = 20_000

/**
 * Whether the published figures leave open what a withheld count is. True only with a proof in hand: another set of counts that
 * adds up to everything that is published and has one more or one fewer here. `hidden` are the keys of what is not published.
 * A reader knows that what is withheld is at least 1, because nought is shown; of a count that is never printed, at least 0.
 */
export function isAmbiguous(
  key: string,
  cells: ReadonlyMap<string, Cell>,
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
): boolean {
  const search: Search = { cells, sums: sums.filter((sum) => touches(sum, hidden)), hidden, steps: 0 }
  return [1, -1].some((way) => canMove(search, key, way) && settles(search, new Map([[key, way]])))
}

interface Search {
  readonly cells: ReadonlyMap<string, Cell>
  readonly sums: readonly Sum[]
  readonly hidden: ReadonlySet<string>
  steps: number
}

const touches = ({ total, parts }: Sum, hidden: ReadonlySet<string>): boolean =>
  hidden.has(total) || parts.some((part) => hidden.has(part))

function canMove({ cells, hidden }: Search, key: string, way: number): boolean {
  const cell = cells.get(key)
  if (cell === undefined || !hidden.has(key)) return false
  return cell.count + way >= (cell.isPrinted ? 1 : 0)
}

/** Whether these moves, each by one, can be completed so that every sum still holds. */
function settles(search: Search, moves: ReadonlyMap<string, number>): boolean {
  search.steps += 1
  if (moves.size > longest || search.steps > mostSteps) return false
  const broken = search.sums.find((sum) => excess(sum, moves) !== 0)
  if (broken === undefined) return true
  const over = excess(broken, moves) > 0
  const mends = [...broken.parts.map((part) => [part, over ? -1 : 1] as const), [broken.total, over ? 1 : -1] as const]
  return mends.some(
    ([part, way]) =>
      !moves.has(part) && canMove(search, part, way) && settles(search, new Map([...moves, [part, way]])),
  )
}

/** By how much the parts have moved beyond the total. */
const excess = ({ total, parts }: Sum, moves: ReadonlyMap<string, number>): number =>
  parts.reduce((all, part) => all + (moves.get(part) ?? 0), 0) - (moves.get(total) ?? 0)
