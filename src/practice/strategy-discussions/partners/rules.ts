import type { Temporal } from 'temporal-polyfill'
import type { PartnershipFigures } from './store/figures.ts'

/** Counts below this could point to a child or a family (practice, trap 18). */
export const smallestShown = 5

/** A count as it is shown to those outside: withheld where it is small, or leaves a small number on its other side. */
export const shownCount = (count: number, outOf: number): string =>
  count !== 0 && count < smallestShown
    ? 'withheld'
    : outOf !== count && outOf - count < smallestShown
      ? 'withheld'
      : String(count)

/** A quarter's figures with whatever is small withheld: nothing under five can be read from them or worked out. */
export function shownFigures(
  figures: PartnershipFigures,
): Readonly<Record<keyof Omit<PartnershipFigures, 'quarter'>, string>> {
  const { due, held, notHeld, cancelled, decidedNot, allThree, withNhs, withPolice } = figures
  const ends = { held, notHeld, cancelled, decidedNot }
  const hidden = hiddenAmong(ends)
  const shown = (key: keyof typeof ends): string => (hidden.has(key) ? 'withheld' : String(ends[key]))
  const ofHeld = (count: number): string => (hidden.has('held') ? 'withheld' : shownCount(count, held))
  return {
    due: isSmall(due) ? 'withheld' : String(due),
    held: shown('held'),
    notHeld: shown('notHeld'),
    cancelled: shown('cancelled'),
    decidedNot: shown('decidedNot'),
    allThree: ofHeld(allThree),
    withNhs: ofHeld(withNhs),
    withPolice: ofHeld(withPolice),
  }
}

const isSmall = (count: number): boolean => count > 0 && count < smallestShown

/** The parts of a whole that are withheld: the small ones, and where that is one alone, the next smallest with it. */
function hiddenAmong<Key extends string>(parts: Readonly<Record<Key, number>>): ReadonlySet<Key> {
  const keys = Object.keys(parts) as Key[]
  const hidden = new Set(keys.filter((key) => isSmall(parts[key])))
  if (hidden.size === 1) {
    const [next] = keys.filter((key) => !hidden.has(key) && parts[key] > 0).sort((a, b) => parts[a] - parts[b])
    if (next !== undefined) hidden.add(next)
  }
  return hidden
}

/** "July to September 2026". */
export function quarterInWords({ year, month }: Temporal.PlainDate): string {
  const names = ['January to March', 'April to June', 'July to September', 'October to December']
  return `${names[Math.floor((month - 1) / 3)] ?? ''} ${year}`
}
