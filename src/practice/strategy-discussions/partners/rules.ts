import type { Temporal } from 'temporal-polyfill'
import { type Cell, type Sum, shownCells } from '#kernel/suppression'
import type { PartnershipFigures } from './store/figures.ts'

/** A quarter's figures with whatever is small withheld: nothing under five can be read from them or worked out. */
export function shownFigures(
  figures: PartnershipFigures,
): Readonly<Record<keyof Omit<PartnershipFigures, 'quarter'>, string>> {
  const { quarter: _quarter, ...counts } = figures
  const { due, held, notHeld, cancelled, decidedNot, allThree, withNhs, withPolice } = counts
  const cells = new Map<string, Cell>(Object.entries(counts).map(([key, count]) => [key, { count, isPrinted: true }]))
  const sums: Sum[] = []
  // Only where they add up: a discussion that was due in one quarter may have been settled in none yet.
  if (due === held + notHeld + cancelled + decidedNot)
    sums.push({ total: 'due', parts: ['held', 'notHeld', 'cancelled', 'decidedNot'] })
  for (const [key, count] of Object.entries({ allThree, withNhs, withPolice })) {
    cells.set(`without ${key}`, { count: held - count, isPrinted: false })
    sums.push({ total: 'held', parts: [key, `without ${key}`] })
  }
  const shown = shownCells(cells, sums)
  const words = (key: keyof typeof counts): string => (shown.has(key) ? String(counts[key]) : 'withheld')
  return {
    ...{ due: words('due'), held: words('held'), notHeld: words('notHeld'), cancelled: words('cancelled') },
    ...{ decidedNot: words('decidedNot'), allThree: words('allThree') },
    ...{ withNhs: words('withNhs'), withPolice: words('withPolice') },
  }
}

/** "July to September 2026". */
export function quarterInWords({ year, month }: Temporal.PlainDate): string {
  const names = ['January to March', 'April to June', 'July to September', 'October to December']
  return `${names[Math.floor((month - 1) / 3)] ?? ''} ${year}`
}
