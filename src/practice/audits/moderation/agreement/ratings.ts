import { type Agreement, agreementOf, ratingsOf, type Scale } from '#kernel/agreement'
import { type Grade, gradeNames, rankOf } from '../../words.ts'

/** All four grades, whether they were given or not, by their rank 1…4: 1 is Outstanding. */
export const gradeScale: Scale = { labels: gradeNames, values: gradeNames.map(rankOf) }

/** How far first and second grades agree. */
export const agreementOfPairs = (
  pairs: readonly { readonly firstGrade: Grade; readonly secondGrade: Grade }[],
): Agreement =>
  agreementOf(
    ratingsOf(
      gradeScale,
      2,
      pairs.map(({ firstGrade, secondGrade }) => [rankOf(firstGrade) - 1, rankOf(secondGrade) - 1]),
    ),
  )
