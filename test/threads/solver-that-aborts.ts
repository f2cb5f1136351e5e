import { setFlagsFromString } from 'node:v8'
import type { Highs } from 'highs'
import { allocateHere } from '../../src/practice/audits/allocation/solve/allocate-here.ts'
import { loadSolver } from '../../src/practice/audits/allocation/solve/run-model.ts'
import { answerProblems } from '../../src/practice/audits/allocation/thread/answering.ts'

// 128 MB, so that it is soon used up.
setFlagsFromString('--wasm-max-mem-pages=2048')

/** The product's thread, but in each attempt before this one the solver runs out of memory, and truly aborts. */
const soundFrom = Number(process.env['SOLVER_SOUND_FROM'])

answerProblems(async ({ problem, attempt }) => {
  if (attempt < soundFrom) fillUp(await loadSolver())
  return allocateHere(problem, attempt)
})

function fillUp(highs: Highs): never {
  const bounds = new Float64Array(500_000)
  for (;;) highs.createModel().addVars(bounds, bounds)
}
