import assert from 'node:assert/strict'
import { test } from 'node:test'
import { largestRound, makeProblem } from '../made-problem.ts'
import { AllocationFailed, openAllocator } from './allocator.ts'

const aborts = new URL('../../../../../test/threads/solver-that-aborts.ts', import.meta.url)
/** The thread reads from its environment in which attempt the solver is sound. */
const abortingBefore = (attempt: number) => {
  process.env['SOLVER_SOUND_FROM'] = String(attempt)
  return openAllocator({ entry: aborts })
}
const problem = makeProblem(2, { ...largestRound, auditors: 12, cases: 30, teams: 6 })

test('a solver that runs out of memory and aborts is dropped, and a new one answers', async () => {
  const allocator = abortingBefore(3)
  const allocation = await allocator.allocate(problem)
  assert.ok(allocation.status === 'optimal')
  assert.equal(allocation.proof.attempt, 3)
  await allocator.close()
})

test('a solver that aborts each time is an error that says so, and the next problem is tried again', async () => {
  const allocator = abortingBefore(9)
  const failed = (error: unknown): boolean =>
    error instanceof AllocationFailed && /could not be worked out in 3 attempts: Aborted/.test(error.message)
  await assert.rejects(allocator.allocate(problem), failed)
  await assert.rejects(allocator.allocate(problem), failed)
  await allocator.close()
})

test('a solver that hangs is given up after its time', async () => {
  const allocator = openAllocator({ seconds: 0.001, attempts: 2 })
  await assert.rejects(allocator.allocate(problem), /no answer in 0.001 seconds/)
  await allocator.close()
})

test('problems that are asked together are answered one after another, each with its own', async () => {
  const allocator = openAllocator()
  const problems = [1, 2, 3].map((seed) =>
    makeProblem(seed, { ...largestRound, auditors: 8, cases: seed, teams: 6, room: 20 }),
  )
  const answers = await Promise.all(problems.map((each) => allocator.allocate(each)))
  assert.deepEqual(
    answers.map((answer) => answer.status === 'optimal' && new Set(answer.assignments.map((each) => each.case)).size),
    [1, 2, 3],
  )
  await allocator.close()
})

test('while it solves, the process goes on answering others', async () => {
  const allocator = openAllocator()
  await allocator.allocate(problem)
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const began = performance.now()
  await allocator.allocate(makeProblem(1, largestRound))
  const took = performance.now() - began
  clearInterval(beat)
  await allocator.close()
  assert.ok(longest < took / 3, `${longest} ms of ${took} ms without a beat`)
})
