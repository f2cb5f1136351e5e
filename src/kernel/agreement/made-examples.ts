import { answerOf } from '#test/outcome'
import { placeOnScale, type Ratings, ratingsOf, scaleOf } from './ratings.ts'

/** Published examples, for the tests: a line for each unit, a word for each rater, a dot where there is none. */
export function ratingsFrom(labels: string, lines: string): Ratings {
  const scale = answerOf(scaleOf(labels.split(' ')))
  const place = placeOnScale(scale)
  const units = lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const rows = units.map((unit) => unit.map((word) => (word === '.' ? null : (place(word) ?? Number.NaN))))
  return ratingsOf(scale, rows[0]?.length ?? 0, rows)
}

/** Each rater's ratings in a line of its own. */
export function ratingsByRater(labels: string, lines: string): Ratings {
  const raters = lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const units = raters[0]?.map((_, unit) => raters.map((rater) => rater[unit]).join(' ')) ?? []
  return ratingsFrom(labels, units.join('\n'))
}

/** A contingency table of two raters, as the units that it counts. */
export function ratingsInTable(labels: string, table: readonly (readonly number[])[]): Ratings {
  const words = labels.split(' ')
  const units = table.flatMap((row, one) =>
    row.flatMap((many, other) => Array<string>(many).fill(`${words[one]} ${words[other]}`)),
  )
  return ratingsFrom(labels, units.join('\n'))
}

/**
 * Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, page 120; irrCAC's cac.raw4raters. Krippendorff (2011) has the
 * same with four observers and twelve units.
 */
export const fourRaters = ratingsByRater(
  '1 2 3 4 5',
  `1 2 3 3 2 1 4 1 2 . . .
   1 2 3 3 2 2 4 1 2 5 . .
   . 3 3 3 2 3 4 2 2 5 1 3
   1 2 3 3 2 4 4 1 2 5 1 .`,
)

/** irrCAC's cac.raw5obser. */
export const fiveObservers = ratingsByRater(
  '0 1 2 3',
  `1 1 2 . 0 0 1 1 2 2 . 0 1 3 1
   1 1 3 0 0 0 0 . 2 1 1 0 2 3 1
   2 0 3 0 0 0 2 2 2 1 0 0 2 2 1
   . 1 3 . . . . 0 . 1 0 0 2 2 .
   2 . . 0 0 0 1 . 2 . . . . 3 1`,
)

/** irrCAC's cac.raw.gender. */
export const gender = ratingsByRater(
  'a b c',
  `a a a a a b b b c a a a a a b
   a a a a b a b c c a a a a b a
   a b b c a a b b c a b b c a a
   c c c c a a b b c c c c c a a`,
)

/** irrCAC's cac.ben.gerry: two raters, one rating missing. */
export const benAndGerry = ratingsByRater(
  'a b c d e',
  `a a b b d c c c e d d a
   b a b b b c c c e . d d`,
)

/** irrCAC's cont3x3abstractors. */
export const abstractors = ratingsInTable('1 2 3', [
  [13, 0, 0],
  [0, 20, 7],
  [0, 4, 56],
])

/** irrCAC's cont4x4diagnosis. */
export const diagnosis = ratingsInTable('schizophrenia bipolar depression other', [
  [40, 4, 4, 17],
  [6, 25, 2, 13],
  [4, 1, 21, 12],
  [15, 5, 9, 45],
])
