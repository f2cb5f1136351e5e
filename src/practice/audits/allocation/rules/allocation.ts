import type { AllocationRule } from './breaches.ts'
import type { Assignment } from './problem.ts'

/** The answer to a problem, with its proof. */
export type Allocation = Allocated | CannotAllocate

export interface Allocated {
  readonly status: 'optimal'
  /** By case, then auditor. */
  readonly assignments: readonly Assignment[]
  readonly proof: Proof
  /** What whoever uses it should know: pairs of teams that could not be kept apart, a search that was ended by time. */
  readonly notes: readonly string[]
}

/** Kept with the allocation, so that anybody can see how good it is known to be. */
export interface Proof {
  /** Summed distance of loads from capacity-proportional ones, in hours (audits, when cases carry no hours). */
  readonly deviation: number
  /** No allocation that keeps the rules has less. */
  readonly bound: number
  /** (deviation − bound) ÷ deviation: 0 is proven fairest, and more than 0.005 is not called optimal. */
  readonly gap: number
  /** False when time ended the search among equally fair allocations: another run may then answer another of them. */
  readonly isRepeatable: boolean
  /** "HiGHS 1.15.1". */
  readonly solver: string
  /** 1, or more when the solver broke down and was started again. */
  readonly attempt: number
}

export interface CannotAllocate {
  readonly status: 'infeasible'
  readonly clashes: readonly Clash[]
}

/** Why there is no allocation: rules that cannot be kept together for these cases. */
export interface Clash {
  readonly rule: AllocationRule
  readonly cases: readonly string[]
  readonly auditors: readonly string[]
  readonly sentence: string
  /** What would free it, each by itself. */
  readonly frees: readonly string[]
}

/** The largest gap at which an allocation is called optimal. */
export const largestGap = 0.005
