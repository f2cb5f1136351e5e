import type { CaseGroup, Relaxed } from '../model/groups.ts'
import { type AllocationModel, buildModel, type Tightened } from '../model/model.ts'
import type { SparseModel } from '../model/sparse.ts'
import { findBreaches } from '../rules/breaches.ts'
import { type AllocationProblem, type Assignment, teamsForPairRule, teamsOf } from '../rules/problem.ts'
import { closedPairs } from '../rules/team-pairs.ts'
import { deal } from './deal.ts'
import type { RunOptions, Solved } from './run-model.ts'

export type Limits = Pick<RunOptions, 'seconds' | 'gap' | 'nodes'>
export type Run = (sparse: SparseModel, limits: Limits) => Solved

export interface Kept {
  readonly solved: Solved
  readonly model: AllocationModel
  /** null when nothing that keeps the rules was found. */
  readonly assignments: readonly Assignment[] | null
  readonly tightened: Tightened
}

interface Asked extends Limits {
  readonly problem: AllocationProblem
  readonly groups: readonly CaseGroup[]
  readonly relaxed: Relaxed
  readonly tightened: Tightened
  readonly run: Run
  /** What is to be small, and any row of its own. */
  readonly finish: (model: AllocationModel) => void
}

export const nothingTightened: Tightened = { pairs: [], minTeams: [] }

/** Solves, looks which rules the answer broke, writes them into the model, and solves again until it breaks none. */
export function solveKeepingRules(asked: Asked): Kept {
  const { problem, groups, relaxed, run, finish, gap, nodes } = asked
  const until = performance.now() + asked.seconds * 1000
  let tightened = asked.tightened
  for (;;) {
    const model = buildModel(problem, groups, relaxed, tightened)
    finish(model)
    const seconds = Math.max(0.1, (until - performance.now()) / 1000)
    const solved = run(model.sparse, { seconds, gap, nodes })
    if (solved.values === null) return { solved, model, assignments: null, tightened }
    const assignments = deal(problem, model, solved.values)
    const broken = brokenBy(problem, assignments, relaxed)
    if (broken.pairs.length === 0 && broken.minTeams.length === 0) return { solved, model, assignments, tightened }
    tightened = tighten(tightened, broken)
  }
}

function brokenBy(problem: AllocationProblem, assignments: readonly Assignment[], relaxed: Relaxed): Tightened {
  const breaches = findBreaches(problem, assignments).filter(({ rule }) => !relaxed.has(rule))
  const wrong = breaches.find(({ rule }) => rule !== 'team-pairs' && rule !== 'min-teams')
  if (wrong !== undefined) throw new Error(`the solver's answer breaks a rule: ${wrong.sentence}`)
  const isPairRule = !relaxed.has('team-pairs') && teamsOf(problem).length >= teamsForPairRule
  return {
    pairs: isPairRule ? closedPairs(problem, assignments) : [],
    minTeams: breaches.filter(({ rule }) => rule === 'min-teams').flatMap(({ auditors }) => auditors),
  }
}

function tighten(before: Tightened, broken: Tightened): Tightened {
  const pairs = broken.pairs.filter((pair) => !before.pairs.some((each) => each.join() === pair.join()))
  const minTeams = broken.minTeams.filter((id) => !before.minTeams.includes(id))
  if (pairs.length + minTeams.length === 0) throw new Error('the solver broke a rule that stands in its model')
  return { pairs: [...before.pairs, ...pairs], minTeams: [...before.minTeams, ...minTeams] }
}
