import loadHighs, { type Highs, type Model } from 'highs'
import type { SparseModel } from '../model/sparse.ts'

/** How one run of the solver ended. Seconds by the clock on the wall. */
export interface Solved {
  /** Limited: the search has gone as far as it may, the same each time. Stopped: by time, and anywhere. */
  readonly status: 'optimal' | 'infeasible' | 'limited' | 'stopped'
  /** The value of each column; null when nothing that keeps the rules was found. */
  readonly values: readonly number[] | null
  readonly objective: number
  /** Nothing better than this exists. */
  readonly bound: number
}

export interface RunOptions {
  readonly seconds: number
  /** How far from the best an answer may be, as a share of it. */
  readonly gap: number
  /** How many branches are looked into at most. */
  readonly nodes: number
  readonly randomSeed: number
  /** Off when a first attempt brought the solver down: another way to the same answer. */
  readonly presolve: boolean
}

// The package calls its types CommonJS, whose default would be wrapped once more; what Node loads is the function itself.
const load = loadHighs as unknown as typeof loadHighs.default
let loaded: Promise<Highs> | undefined

/** HiGHS, loaded once for each thread. Its version goes into the proof. */
export function loadSolver(): Promise<Highs> {
  loaded ??= load()
  return loaded
}

/** Solves one model. Blocks its thread; throws when the solver itself breaks, and is then not to be used again. */
export function runModel(highs: Highs, sparse: SparseModel, options: RunOptions): Solved {
  // HiGHS answers nothing for a model without columns: what must hold then has to hold of zero.
  if (sparse.cost.length === 0) return solvedWithoutColumns(sparse)
  return highs.withModel(toModelData(sparse), (model) => {
    model.options.set({
      output_flag: false,
      time_limit: options.seconds,
      mip_rel_gap: options.gap,
      mip_abs_gap: 1e-6,
      mip_max_nodes: options.nodes,
      random_seed: options.randomSeed,
      presolve: options.presolve ? 'on' : 'off',
    })
    model.run()
    return readSolved(highs, model)
  })
}

const toModelData = (sparse: SparseModel) => ({
  numCols: sparse.cost.length,
  numRows: sparse.rowLower.length,
  offset: sparse.offset,
  colCost: sparse.cost,
  colLower: sparse.lower,
  colUpper: sparse.upper,
  rowLower: sparse.rowLower,
  rowUpper: sparse.rowUpper,
  integrality: Int32Array.from(sparse.isWhole),
  matrix: {
    format: 'csr' as const,
    numRows: sparse.rowLower.length,
    numCols: sparse.cost.length,
    starts: Int32Array.from(sparse.starts),
    indices: Int32Array.from(sparse.indices),
    values: Float64Array.from(sparse.values),
  },
})

function readSolved({ constants }: Highs, model: Model): Solved {
  const { modelStatus, solutionStatus } = constants
  const status = model.getModelStatus()
  if (status === modelStatus.infeasible)
    return { status: 'infeasible', values: null, objective: Number.POSITIVE_INFINITY, bound: Number.POSITIVE_INFINITY }
  const ends = new Map<number, Solved['status']>([
    [modelStatus.optimal, 'optimal'],
    [modelStatus.solutionLimit, 'limited'],
    [modelStatus.timeLimit, 'stopped'],
  ])
  const end = ends.get(status)
  if (end === undefined) throw new Error(`the solver ended with status ${status}`)
  const hasValues = model.info.get('primal_solution_status') === solutionStatus.feasible
  return {
    status: end,
    values: hasValues ? [...model.getSolution().colValue] : null,
    objective: hasValues ? model.getObjectiveValue() : Number.POSITIVE_INFINITY,
    bound: Number(model.info.get('mip_dual_bound')),
  }
}

function solvedWithoutColumns({ rowLower, rowUpper, offset }: SparseModel): Solved {
  const holds = rowLower.every((lower, row) => lower <= 0 && 0 <= (rowUpper[row] ?? 0))
  if (!holds)
    return { status: 'infeasible', values: null, objective: Number.POSITIVE_INFINITY, bound: Number.POSITIVE_INFINITY }
  return { status: 'optimal', values: [], objective: offset, bound: offset }
}
