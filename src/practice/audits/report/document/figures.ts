import { shownCells } from '#kernel/suppression'
import type { Cell } from '#platform/documents'
import type { QuarterData } from '../data.ts'
import { inAddress, reportPaths } from '../paths.ts'
import { cellsOf } from './cells.ts'

/** What a figure leads to: the audits that it counts. */
export type Behind = Readonly<Record<string, string | undefined>>

/**
 * How the counts of a report are shown: to staff each leads to the audits behind it; in the public version those that are small,
 * or would give a small one away, are withheld.
 */
export interface Figures {
  readonly isPublic: boolean
  /** A count by its key in `cells.ts`. */
  cell(key: string, behind?: Behind): Cell
  /** The count, or null where it is withheld. */
  count(key: string): number | null
  /** Whether all of these may be told. */
  has(...keys: readonly string[]): boolean
}

export const withheld = 'withheld'

export function figuresOf(data: QuarterData, { publicSafe }: { readonly publicSafe: boolean }): Figures {
  const { cells, sums } = cellsOf(data)
  const shown = publicSafe ? shownCells(cells, sums) : new Set(cells.keys())
  const count = (key: string): number | null => (shown.has(key) ? (cells.get(key)?.count ?? 0) : null)
  return {
    isPublic: publicSafe,
    count,
    has: (...keys) => keys.every((key) => shown.has(key)),
    cell(key, behind) {
      const known = count(key)
      if (known === null) return withheld
      if (publicSafe || behind === undefined || known === 0) return known
      return { text: String(known), href: reportPaths.records(inAddress(data.quarter), behind) }
    },
  }
}
