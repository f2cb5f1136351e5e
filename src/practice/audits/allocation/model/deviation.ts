import { fairLoads } from '../rules/fair-load.ts'
import { type AllocationProblem, hoursOf } from '../rules/problem.ts'
import { addColumn, addRow, type SparseModel, type Term } from './sparse.ts'

export interface DeviationTerms {
  readonly terms: readonly Term[]
  /** What the terms begin from: the deviation when nobody audits anything. */
  readonly constant: number
}

/**
 * The deviation from fair loads, in hours, as terms of a sum. A load goes in steps of the largest length of which all audits are
 * multiples, so |load − fair| is a line that bends only at whole steps: what fills up to the step below fair brings it down, one
 * step leads over it, and the rest takes it up again. Bent there, and not at the fair load itself, the relaxation of the model
 * already says the deviation that whole audits must have, and the proof is short. `loadOf` gives an auditor's load in hours.
 */
export function addDeviation(
  sparse: SparseModel,
  problem: AllocationProblem,
  loadOf: (auditor: string) => readonly Term[],
): DeviationTerms {
  const step = stepOf(problem)
  const terms: Term[] = []
  let constant = 0
  for (const [id, fair] of fairLoads(problem)) {
    const load = loadOf(id)
    constant += fair
    if (load.length === 0) continue
    const below = Math.floor(fair / step + 1e-9)
    const over = Math.max(0, fair / step - below)
    const columns = [below, 1, Number.POSITIVE_INFINITY].map((upper) => addColumn(sparse, { upper }))
    const steps = load.map(([column, hours]): Term => [column, Math.round(hours / step)])
    addRow(sparse, [...steps, ...columns.map((column): Term => [column, -1])], 0, 0)
    const slopes = [-1, 1 - 2 * over, 1]
    for (const [at, column] of columns.entries()) terms.push([column, (slopes[at] ?? 0) * step])
  }
  return { terms, constant }
}

/** The largest length, in whole hundredths of an hour, of which all lengths are multiples. */
function stepOf({ cases }: AllocationProblem): number {
  const divide = (one: number, other: number): number => (other === 0 ? one : divide(other, one % other))
  return cases.map((each) => Math.round(hoursOf(each) * 100)).reduce(divide, 0) / 100 || 1
}
