import { type Agreement, agreementOf, ratingsOf } from '#kernel/agreement'
import { rankOf } from '../../words.ts'
import { gradeScale } from '../agreement/ratings.ts'
import type { SessionCase } from '../store/sessions.ts'

/** How far everybody who has graded agrees: each case a unit, each person a rater, what is not graded yet missing. */
export function agreementAmongAll(cases: readonly SessionCase[]): {
  readonly people: number
  readonly agreement: Agreement | null
} {
  const people = [...new Set(cases.flatMap(({ grades }) => grades.map(({ auditorId }) => auditorId)))]
  if (people.length < 2) return { people: people.length, agreement: null }
  const units = cases.map(({ grades }) =>
    people.map((id) => {
      const theirs = grades.find(({ auditorId }) => auditorId === id)
      return theirs === undefined ? null : rankOf(theirs.grade) - 1
    }),
  )
  return { people: people.length, agreement: agreementOf(ratingsOf(gradeScale, people.length, units)) }
}
