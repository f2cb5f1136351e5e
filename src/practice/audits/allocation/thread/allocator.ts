import { Worker } from 'node:worker_threads'
import type { Allocation } from '../rules/allocation.ts'
import type { AllocationProblem } from '../rules/problem.ts'
import type { Question } from './answering.ts'

/** Solves in a thread of its own, one problem after another; nothing else of the process waits. */
export interface Allocator {
  /** Throws `AllocationFailed` when the solver broke down each time, or proved nothing in its time. */
  allocate(problem: AllocationProblem): Promise<Allocation>
  /** Ends the thread. What still runs is given up. */
  close(): Promise<void>
}

/** Neither allocated nor shown to be impossible; says why. */
export class AllocationFailed extends Error {}

interface Settings {
  readonly entry: URL
  readonly attempts: number
  readonly seconds: number
}

const usual: Settings = {
  entry: new URL('./thread.ts', import.meta.url),
  attempts: 3,
  // Three times what the largest audits have taken; then the thread hangs.
  seconds: 60,
}

/** What the thread may hold beside the solver's own memory. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 }

export function openAllocator(given: Partial<Settings> = {}): Allocator {
  const settings = { ...usual, ...given }
  let worker: Worker | null = null
  let queue: Promise<unknown> = Promise.resolve()
  const drop = async (): Promise<void> => {
    const dropped = worker
    worker = null
    await dropped?.terminate()
  }
  const attemptAll = async (problem: AllocationProblem): Promise<Allocation> => {
    let cause: unknown
    for (let attempt = 1; attempt <= settings.attempts; attempt += 1) {
      worker ??= start(settings.entry)
      try {
        return await ask(worker, { problem, attempt }, settings.seconds)
      } catch (error) {
        cause = error
        await drop()
      }
    }
    throw new AllocationFailed(inWords(settings.attempts, cause), { cause })
  }
  return {
    allocate(problem) {
      const answered = queue.then(() => attemptAll(problem))
      queue = answered.catch(() => undefined)
      return answered
    },
    close: drop,
  }
}

/** A thread that waits for work keeps no process alive. */
function start(entry: URL): Worker {
  const worker = new Worker(entry, { resourceLimits })
  worker.unref()
  return worker
}

function ask(worker: Worker, question: Question, seconds: number): Promise<Allocation> {
  const { promise, resolve, reject } = Promise.withResolvers<Allocation>()
  const onExit = (code: number): void => reject(new Error(`the solver’s thread ended with ${code}`))
  const tooLong = (): void => reject(new Error(`the solver gave no answer in ${seconds} seconds`))
  const timer = setTimeout(tooLong, seconds * 1000)
  worker.once('message', resolve).once('error', reject).once('exit', onExit)
  worker.ref()
  worker.postMessage(question)
  return promise.finally(() => {
    clearTimeout(timer)
    worker.unref()
    worker.off('message', resolve).off('error', reject).off('exit', onExit)
  })
}

const inWords = (attempts: number, cause: unknown): string =>
  `The allocation could not be worked out in ${attempts} attempts: ${cause instanceof Error ? cause.message : String(cause)}.`
