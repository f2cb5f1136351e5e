import type { Temporal } from 'temporal-polyfill'
import { type Leniency, leniencyOf } from '#kernel/leniency'
import { type Grade, gradeNames, rankOf } from '../../words.ts'
import { halfYearOf } from '../agreement/quarter.ts'

/** A grade that somebody gave, and to what. */
export interface Graded {
  /** The person's id; of others, for whom it is not theirs to know, a name that means nothing. */
  readonly auditor: string
  readonly teamId: string | null
  readonly toolId: string
  readonly gradedOn: Temporal.PlainDate
  readonly grade: Grade
}

export interface LeniencyOverTime {
  readonly auditor: string
  readonly whole: Leniency
  /** Half-years of the council in which they graded, the first first. */
  readonly halves: readonly { readonly half: string; readonly leniency: Leniency }[]
}

/**
 * How much kinder or stricter each auditor grades than those they can be compared with, in steps of the grade, above 0 kinder:
 * over all grades, and in each half-year by its own grades alone. In the order of `auditor`, which is no order of leniency.
 */
export function leniencyOverTime(graded: readonly Graded[]): readonly LeniencyOverTime[] {
  const halves = [...Map.groupBy(graded, ({ gradedOn }) => halfYearOf(gradedOn))]
    .map(([half, some]) => ({ half, some: estimated(some) }))
    .toSorted((one, other) => (one.half < other.half ? -1 : 1))
  return estimated(graded).map((whole) => ({
    auditor: whole.auditor,
    whole,
    halves: halves.flatMap(({ half, some }) => {
      const leniency = some.find(({ auditor }) => auditor === whole.auditor)
      return leniency === undefined ? [] : [{ half, leniency }]
    }),
  }))
}

const estimated = (graded: readonly Graded[]): readonly Leniency[] =>
  leniencyOf(
    graded.map(({ auditor, teamId, toolId, gradedOn, grade }) => ({
      auditor,
      team: teamId ?? 'none',
      tool: toolId,
      month: gradedOn.toPlainYearMonth().toString(),
      // Rank 1 is the best: turned round, so that kinder is more.
      grade: gradeNames.length + 1 - rankOf(grade),
    })),
  )
