import { isAmbiguous } from './ambiguous.ts'

/** Counts below this could point to a child or a family (practice.md §5, trap 18). */
export const smallestShown = 5

export interface Cell {
  readonly count: number
  /** False for a count that follows from others and is never printed, such as the rest of a share: it is guarded all the same. */
  readonly isPrinted: boolean
}

/** One count that is the sum of others, as a reader can see or guess. */
export interface Sum {
  readonly total: string
  readonly parts: readonly string[]
}

/**
 * Which counts may be printed: those that are not small, and are not needed to keep a small one secret (secondary suppression).
 * The small ones are withheld first; then, as long as one that is withheld could be worked out from what is printed, the
 * smallest count beside it is withheld as well. In the end there is, for each of them, another set of counts that gives the same
 * printed figures. Nought is printed. Counts that name one and the same number must have one key, or a sum of one part: they are
 * withheld together. `withheld` are keys that are not printed for another reason.
 */
export function shownCells(
  cells: ReadonlyMap<string, Cell>,
  sums: readonly Sum[],
  withheld: Iterable<string> = [],
): ReadonlySet<string> {
  const hidden = new Set<string>()
  for (const [key, { isPrinted }] of cells) if (!isPrinted) hidden.add(key)
  const small = [...cells].filter(([, { count }]) => isSmall(count)).map(([key]) => key)
  for (const key of [...small, ...withheld]) for (const alike of keysAlike(key, sums)) hidden.add(alike)
  for (;;) {
    const known = [...hidden]
      .filter((key) => isAtRisk(cells.get(key)))
      .find((key) => !isAmbiguous(key, cells, sums, hidden))
    if (known === undefined) break
    const next = nextToHide(known, cells, sums, hidden)
    // Nothing is left to be withheld with it, and no proof was found that it stays secret: then nothing is printed.
    if (next === null) return new Set([...cells].filter(([, { count }]) => count === 0).map(([key]) => key))
    for (const alike of keysAlike(next, sums)) hidden.add(alike)
  }
  return new Set([...cells.keys()].filter((key) => !hidden.has(key)))
}

/** The key itself and those that name the same number: a sum of one part is that part under another name. */
function keysAlike(key: string, sums: readonly Sum[]): ReadonlySet<string> {
  const alike = new Set([key])
  for (const known of alike)
    for (const { total, parts } of sums) {
      const [part, ...others] = parts
      if (part === undefined || others.length > 0) continue
      if (total === known) alike.add(part)
      if (part === known) alike.add(total)
    }
  return alike
}

export const isSmall = (count: number): boolean => count > 0 && count < smallestShown

/** What must stay unknown: all that is withheld in print, and what is small though never printed. */
const isAtRisk = (cell: Cell | undefined): boolean =>
  cell !== undefined && (cell.isPrinted ? cell.count > 0 : isSmall(cell.count))

/** The smallest shown count in the sums nearest to this one; the parts of a whole before the whole, noughts last. */
function nextToHide(
  key: string,
  cells: ReadonlyMap<string, Cell>,
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
): string | null {
  const reached = new Set([key])
  for (;;) {
    const near = sums.filter(({ total, parts }) => reached.has(total) || parts.some((part) => reached.has(part)))
    const around = near.flatMap(({ total, parts }) => [...parts, total])
    const wholes = new Set(near.map(({ total }) => total))
    const [smallest] = [...new Set(around)]
      .filter((each) => !hidden.has(each) && (cells.get(each)?.count ?? 0) > 0)
      .sort(
        (one, other) =>
          Number(wholes.has(one)) - Number(wholes.has(other)) ||
          (cells.get(one)?.count ?? 0) - (cells.get(other)?.count ?? 0) ||
          (one < other ? -1 : 1),
      )
    if (smallest !== undefined) return smallest
    const before = reached.size
    for (const each of around) reached.add(each)
    if (reached.size === before) return null
  }
}
