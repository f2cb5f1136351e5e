import { parentPort } from 'node:worker_threads'
import type { Allocation } from '../rules/allocation.ts'
import type { AllocationProblem } from '../rules/problem.ts'
import { allocateHere } from '../solve/allocate-here.ts'

/** What the thread is asked, one at a time, and what it answers. */
export interface Question {
  readonly problem: AllocationProblem
  readonly attempt: number
}

/**
 * Answers problems as they come, for as long as the thread lives. An error is left to end the thread: after the solver broke
 * down its memory is not to be trusted, and whoever asked begins again with a new one.
 */
export function answerProblems(
  answer: (question: Question) => Promise<Allocation> = ({ problem, attempt }) => allocateHere(problem, attempt),
): void {
  if (!parentPort) throw new Error('this file runs as a worker thread')
  const port = parentPort
  port.on('message', async (question: Question) => port.postMessage(await answer(question)))
}
