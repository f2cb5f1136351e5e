import loadHighs from 'highs'
import { allocateHere } from '../../src/practice/audits/allocation/solve/allocate-here.ts'
import { answerProblems } from '../../src/practice/audits/allocation/thread/answering.ts'

/** The product's thread, in which the solver truly runs out of memory and aborts in each attempt before this one. */
const soundFrom = Number(new URL(import.meta.url).searchParams.get('sound-from'))

answerProblems(async ({ problem, attempt }) => {
  if (attempt < soundFrom) await abort()
  return allocateHere(problem, attempt)
})

async function abort(): Promise<void> {
  const load = loadHighs as unknown as typeof loadHighs.default
  const highs = await load()
  const columns = 400_000_000
  highs.createModel().addVars(new Float64Array(columns), new Float64Array(columns))
}
