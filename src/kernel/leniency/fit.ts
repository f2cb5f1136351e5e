import type { Grading } from './grading.ts'
import { type Matrix, matrix, sweep } from './sweep.ts'

/** The additive model, fitted. */
export interface Fit {
  /** Grades less what was fitted to them. */
  readonly degrees: number
  /** Of a single grade, by chance. */
  readonly variance: number
  /** The auditors, themselves included, whose differences from this one the grades determine. */
  groupOf(auditor: number): readonly number[]
  /** How far an auditor lies from the mean of a group they belong to, and the variance of that. */
  againstMean(auditor: number, group: readonly number[]): { readonly value: number; readonly variance: number }
}

/** Fits what is usual, teams, tools, months and auditors by least squares. `auditors` names each once. */
export function fitGradings(gradings: readonly Grading[], auditors: readonly string[]): Fit {
  const { columnsOf, first, columns } = designOf(gradings, auditors)
  const sums = productsOf(gradings, columnsOf, columns)
  const isSwept = sweep(sums, columns)
  const at = (row: number, column: number): number => sums.of[row * sums.size + column] ?? 0
  const degrees = gradings.length - isSwept.filter(Boolean).length
  const variance = degrees < 1 ? 0 : roundedToNothing(at(columns, columns), gradings.length) / degrees
  const isConnected = connections(at, isSwept, first)
  const effect = (auditor: number): number => (isSwept[first + auditor] ? at(first + auditor, columns) : 0)
  const covariance = (one: number, other: number): number =>
    isSwept[first + one] && isSwept[first + other] ? at(first + one, first + other) : 0
  return {
    degrees,
    variance,
    groupOf: (auditor) => [...auditors.keys()].filter((other) => isConnected(auditor, other)),
    againstMean(auditor, group) {
      const weights = group.map((other) => (other === auditor ? 1 : 0) - 1 / group.length)
      const sum = (of: (place: number) => number): number =>
        weights.reduce((total, weight, place) => total + weight * of(place), 0)
      const inGroup = (place: number): number => group[place] ?? -1
      const spread = sum((one) => sum((other) => covariance(inGroup(one), inGroup(other))))
      return { value: sum((place) => effect(inGroup(place))), variance: Math.max(0, spread) * variance }
    },
  }
}

/**
 * Whether the difference of two auditors is the same in every solution. A column that was left alone depends on swept ones: adding
 * to it and taking its coefficients from those changes nothing, and so must not change the difference either.
 */
function connections(at: (row: number, column: number) => number, isSwept: readonly boolean[], first: number) {
  const left = [...isSwept.keys()].filter((column) => !isSwept[column])
  const change = (column: number, by: number): number => (isSwept[column] ? -at(column, by) : column === by ? 1 : 0)
  return (one: number, other: number): boolean =>
    left.every((by) => Math.abs(change(first + one, by) - change(first + other, by)) < 1e-6)
}

/** Which columns of the model a grading has its ones in: what is usual, its team, tool and month, and its auditor. */
function designOf(gradings: readonly Grading[], auditors: readonly string[]) {
  const columns = new Map<string, number>([['usual', 0]])
  for (const feature of ['team', 'tool', 'month'] as const)
    for (const level of [...new Set(gradings.map((grading) => grading[feature]))].sort())
      columns.set(`${feature} ${level}`, columns.size)
  const first = columns.size
  for (const auditor of auditors) columns.set(`auditor ${auditor}`, columns.size)
  const columnsOf = ({ team, tool, month, auditor }: Grading): readonly number[] =>
    ['usual', `team ${team}`, `tool ${tool}`, `month ${month}`, `auditor ${auditor}`].map(
      (name) => columns.get(name) ?? -1,
    )
  return { columnsOf, first, columns: columns.size }
}

/** The sums of products of the model's columns, and of the grades about their mean as the last one. */
function productsOf(
  gradings: readonly Grading[],
  columnsOf: (grading: Grading) => readonly number[],
  columns: number,
): Matrix {
  const sums = matrix(columns + 1)
  const add = (row: number, column: number, value: number): void => {
    const place = row * sums.size + column
    sums.of[place] = (sums.of[place] ?? 0) + value
  }
  const mean = gradings.reduce((sum, { grade }) => sum + grade, 0) / gradings.length
  for (const grading of gradings) {
    const own = columnsOf(grading)
    const grade = grading.grade - mean
    for (const row of own) {
      for (const column of own) add(row, column, 1)
      add(row, columns, grade)
      add(columns, row, grade)
    }
    add(columns, columns, grade * grade)
  }
  return sums
}

/** What is left over, where that is more than rounding. */
const roundedToNothing = (squares: number, gradings: number): number => (squares > gradings * 1e-10 ? squares : 0)
