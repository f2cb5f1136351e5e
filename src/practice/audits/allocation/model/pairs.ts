import type { TeamPair } from '../rules/team-pairs.ts'
import type { AllocationModel, Share } from './model.ts'
import { addColumn, addRow, type SparseModel, type Term } from './sparse.ts'

/**
 * The pair does not audit only each other: one of them audits a third team, or does not audit the other at all. With `cost` it
 * may, at that price.
 */
export function addPairRule({ sparse, shares }: AllocationModel, [one, other]: TeamPair, cost?: number): void {
  const between = (by: string, of: string): readonly Share[] =>
    shares.filter(({ auditor, group }) => auditor.teams.includes(by) && group.team === of)
  const elsewhere = shares.filter(
    ({ auditor, group }) =>
      (auditor.teams.includes(one) && group.team !== other) || (auditor.teams.includes(other) && group.team !== one),
  )
  const ways = [
    addSwitch(sparse, elsewhere, 'some'),
    addSwitch(sparse, between(one, other), 'none'),
    addSwitch(sparse, between(other, one), 'none'),
  ]
  const price = cost === undefined ? [] : [addColumn(sparse, { upper: 1, cost, isWhole: true })]
  addRow(
    sparse,
    [...ways, ...price].map((column): Term => [column, 1]),
    1,
    Number.POSITIVE_INFINITY,
  )
}

/** A column that can be 1 only when there is some audit among the shares, or when there is none. */
function addSwitch(sparse: SparseModel, shares: readonly Share[], when: 'some' | 'none'): number {
  const isOn = addColumn(sparse, { upper: 1, isWhole: true })
  const audits = shares.map(({ column }): Term => [column, 1])
  if (when === 'some') addRow(sparse, [...audits, [isOn, -1]], 0, Number.POSITIVE_INFINITY)
  else {
    const most = shares.reduce((sum, { group }) => sum + group.cases.length, 0)
    addRow(sparse, [...audits, [isOn, most]], 0, most)
  }
  return isOn
}
