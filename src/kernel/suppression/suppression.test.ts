import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Cell, type Sum, shownCells } from '../suppression.ts'

type Counts = Readonly<Record<string, number>>
const cellsOf = (counts: Counts, unprinted: readonly string[] = []): ReadonlyMap<string, Cell> =>
  new Map(Object.entries(counts).map(([key, count]) => [key, { count, isPrinted: !unprinted.includes(key) }]))
const shown = (counts: Counts, sums: readonly Sum[], unprinted: readonly string[] = []) =>
  [...shownCells(cellsOf(counts, unprinted), sums)].sort()

const whole = { total: 'all', parts: ['a', 'b', 'c'] }

test('nought and five are shown, one to four are not', () => {
  assert.deepEqual(shown({ a: 0, b: 5, c: 4, d: 1 }, []), ['a', 'b'])
})

test('one small part takes the next smallest with it, or it could be worked out from the whole', () => {
  assert.deepEqual(shown({ all: 30, a: 3, b: 7, c: 20 }, [whole]), ['all', 'c'])
})

test('two small parts that come to two are plainly one each: a third is withheld', () => {
  assert.deepEqual(shown({ all: 30, a: 1, b: 1, c: 28 }, [whole]), ['all'])
  assert.deepEqual(shown({ all: 30, a: 2, b: 1, c: 27 }, [whole]), ['all', 'c'])
})

test('where a whole has one part that is not nought, both are withheld', () => {
  assert.deepEqual(shown({ all: 3, a: 3, b: 0, c: 0 }, [whole]), ['b', 'c'])
})

test('a small rest that nobody prints is guarded: the share that would give it away is withheld', () => {
  const share = { total: 'all', parts: ['good', 'rest'] }
  assert.deepEqual(shown({ all: 30, good: 28, rest: 2 }, [share], ['rest']), ['all'])
  assert.deepEqual(shown({ all: 30, good: 20, rest: 10 }, [share], ['rest']), ['all', 'good'])
})

/** The sets of counts that a reader would still think possible, no more than two away from the truth: all are gone through. */
function possible(counts: Counts, sums: readonly Sum[], printed: ReadonlySet<string>): readonly Counts[] {
  const free = Object.keys(counts).filter((key) => !printed.has(key))
  const found: Counts[] = []
  const guess: Record<string, number> = { ...counts }
  const fits = (sum: Sum): boolean =>
    sum.parts.reduce((all, part) => all + (guess[part] ?? 0), 0) === (guess[sum.total] ?? 0)
  const go = (at: number): void => {
    const key = free[at]
    if (key === undefined) {
      if (sums.every(fits)) found.push({ ...guess })
      return
    }
    // A sum all of whose members are settled must hold already.
    const left = new Set(free.slice(at))
    if (sums.some((sum) => ![sum.total, ...sum.parts].some((each) => left.has(each)) && !fits(sum))) return
    const count = counts[key] ?? 0
    for (let value = Math.max(1, count - 2); value <= count + 2; value += 1) {
      guess[key] = value
      go(at + 1)
    }
  }
  go(0)
  return found
}

test('whatever the counts of a table with totals both ways, going through all possibilities settles none that is withheld', () => {
  const grid = fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 2 }), {
    minLength: 2,
    maxLength: 3,
  })
  fc.assert(
    fc.property(grid, (rows) => {
      const counts: Record<string, number> = {}
      const columns = [0, 1]
      rows.forEach((row, at) => {
        for (const column of columns) counts[`${at}.${column}`] = row[column] ?? 0
        counts[`${at}`] = row.reduce((all, each) => all + each, 0)
      })
      for (const column of columns) counts[`.${column}`] = rows.reduce((all, row) => all + (row[column] ?? 0), 0)
      counts['.'] = rows.flat().reduce((all, each) => all + each, 0)
      const sums: Sum[] = [
        ...rows.map((_, at) => ({ total: `${at}`, parts: columns.map((column) => `${at}.${column}`) })),
        ...columns.map((column) => ({ total: `.${column}`, parts: rows.map((_, at) => `${at}.${column}`) })),
        { total: '.', parts: columns.map((column) => `.${column}`) },
        { total: '.', parts: rows.map((_, at) => `${at}`) },
      ]
      const printed = shownCells(cellsOf(counts), sums)
      const hidden = Object.keys(counts).filter((key) => !printed.has(key))
      for (const [key, count] of Object.entries(counts)) if (printed.has(key)) assert.ok(count === 0 || count >= 5)
      // More than this many unknowns take too long to go through; they are the tables with nearly everything withheld.
      if (hidden.length > 8) return
      const worlds = possible(counts, sums, printed)
      for (const key of hidden)
        assert.ok(new Set(worlds.map((world) => world[key])).size > 1, `${key} of ${JSON.stringify(rows)}`)
    }),
    { numRuns: 300, seed: 29 },
  )
})
