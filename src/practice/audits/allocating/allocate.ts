import { randomInt } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import type { Tx } from '#platform/transaction'
import type { Allocation, Clash } from '../allocation/rules/allocation.ts'
import type { AllocationProblem, Assignment } from '../allocation/rules/problem.ts'
import { AllocationFailed, type Allocator, openAllocator } from '../allocation/thread/allocator.ts'
import { dueFor } from '../cases/rules/weeks.ts'
import { assign, listAssigned } from '../cases/store/assignments.ts'
import { findCase } from '../cases/store/cases.ts'
import type { Cycle } from '../cases/store/cycles.ts'
import { recordAllocation } from './store/allocations.ts'
import { loadProblem } from './store/load.ts'

export interface AllocateAsked {
  readonly calendar: WorkingCalendar
  readonly hoursEach: number | null
  /** Where not everything can be done: allocate the rest, and say which cases were set aside and why. */
  readonly setsAside: boolean
}

export interface AllocatedRound {
  readonly status: 'optimal' | 'infeasible' | 'failed'
  /** How many audits somebody has now who had not before. */
  readonly changed: number
  readonly clashes: number
}

let thread: Allocator | undefined
/** One thread for the process, begun when it is first needed. */
const solver = (): Allocator => {
  thread ??= openAllocator()
  return thread
}

/**
 * Works out who audits what in a round, keeps the question, the answer and its proof, and gives the audits, in one transaction;
 * the round is locked by the caller. Null where nothing is left to be given.
 */
export async function allocateRound(tx: Tx, cycle: Cycle, asked: AllocateAsked): Promise<AllocatedRound | null> {
  const seed = randomInt(2 ** 31 - 1)
  const { problem, unknown } = await loadProblem(tx, cycle, { seed, hoursEach: asked.hoursEach })
  if (problem.cases.length === 0 && unknown.length === 0) return null
  const began = performance.now()
  const solved = await solveFor(problem, asked.setsAside)
  const { allocation } = solved
  const isOptimal = allocation.status === 'optimal'
  const allocationId = await recordAllocation(tx, {
    cycleId: cycle.id,
    seed,
    problem: solved.problem,
    status: allocation.status,
    objective: isOptimal ? allocation.proof.deviation : null,
    gap: isOptimal ? allocation.proof.gap : null,
    proof: isOptimal ? { ...allocation.proof, notes: allocation.notes } : { notes: solved.notes },
    clashes: [...unknown.map(unknownClash), ...solved.clashes],
    solvedInMs: Math.round(performance.now() - began),
  })
  const given = isOptimal ? allocation.assignments : []
  const changed = isOptimal ? await giveAll(tx, solved.problem, given, { ...asked, allocationId }) : 0
  return { status: allocation.status, changed, clashes: unknown.length + solved.clashes.length }
}

interface Solved {
  readonly problem: AllocationProblem
  readonly allocation: Allocation | { readonly status: 'failed' }
  readonly clashes: readonly Clash[]
  readonly notes: readonly string[]
}

/** Each round of setting aside takes at least one case out, and there is an end to that. */
async function solveFor(asked: AllocationProblem, setsAside: boolean): Promise<Solved> {
  const clashes: Clash[] = []
  for (let problem = asked; ; ) {
    try {
      const allocation = await solver().allocate(problem)
      if (allocation.status === 'optimal') return { problem, allocation, clashes, notes: [] }
      clashes.push(...allocation.clashes)
      const aside = new Set(allocation.clashes.flatMap(({ cases }) => cases))
      const cases = problem.cases.filter(({ id }) => !aside.has(id))
      if (!setsAside || cases.length === problem.cases.length || cases.length === 0)
        return { problem, allocation, clashes, notes: [] }
      problem = { ...problem, cases }
    } catch (error) {
      if (!(error instanceof AllocationFailed)) throw error
      return { problem, allocation: { status: 'failed' }, clashes, notes: [error.message] }
    }
  }
}

const unknownClash = (id: string): Clash => ({
  rule: 'unknown-people',
  cases: [id],
  auditors: [],
  sentence: `Nobody is known to be independent of case ${id}: not everybody whose work it was is known.`,
  frees: ['somebody saying whose work it was, on the page of the case'],
})

interface Giving {
  readonly calendar: WorkingCalendar
  readonly allocationId: string
}

/** Gives each case to those it was allocated to. Whoever has it already keeps their place. */
async function giveAll(
  tx: Tx,
  problem: AllocationProblem,
  assignments: readonly Assignment[],
  giving: Giving,
): Promise<number> {
  const auditors = Map.groupBy(assignments, (each) => each.case)
  let changed = 0
  for (const { id } of problem.cases)
    changed += await giveOne(
      tx,
      id,
      (auditors.get(id) ?? []).map(({ auditor }) => auditor),
      giving,
    )
  return changed
}

async function giveOne(tx: Tx, caseId: string, auditors: readonly string[], giving: Giving): Promise<number> {
  const audited = await findCase(tx, caseId)
  if (audited === null) return 0
  const has = (await listAssigned(tx, caseId)).filter(({ isLast, purpose }) => isLast && purpose === 'mark')
  const kept = has.filter(({ auditorId }) => auditorId !== null && auditors.includes(auditorId))
  const left = auditors.filter((auditor) => !kept.some(({ auditorId }) => auditorId === auditor))
  const taken = new Set(kept.map(({ marker }) => marker))
  const places = auditors.map((_each, at) => at + 1).filter((marker) => !taken.has(marker))
  const dueOn = dueFor(audited, londonDate(tx.now), giving.calendar)
  const step = (marker: number, auditorId: string | null, reason: string) =>
    assign(tx, audited, { purpose: 'mark', marker, auditorId, reason, dueOn, allocationId: giving.allocationId })
  const again = `Allocated again on ${dateInWords(londonDate(tx.now))}`
  // Two who change places would each be refused because of the other who is still there.
  if (places.length > 1)
    for (const marker of places)
      if (has.some((each) => each.marker === marker && each.auditorId !== null)) await step(marker, null, again)
  for (const [at, marker] of places.entries()) {
    const reason = has.some((each) => each.marker === marker) ? again : ''
    const given = await step(marker, left[at] ?? null, reason)
    if (!given.ok)
      throw new Error(`the allocation of case ${audited.reference} cannot be recorded: ${JSON.stringify(given)}`)
  }
  return places.length
}
