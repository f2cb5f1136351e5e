import { type Agreement, agreementOf, countPairs, fewPairs, type Ratings, ratingsOf } from '#kernel/agreement'
import type { Block } from '#platform/documents'
import { gradeNames, rankOf } from '../../words.ts'
import type { QuarterData } from '../data.ts'
import { heading, paragraph, percent, table } from './blocks.ts'
import type { Figures } from './figures.ts'

/** How many were graded twice, what that changed, and how far the two agreed: the random share alone in the headline. */
export function moderationSection(data: QuarterData, figures: Figures): readonly Block[] {
  const { cell } = figures
  return [
    heading('Moderation'),
    paragraph(
      'Second grades are made blind. The random share is drawn from all audits and says how far grading can be trusted; those moderated for a reason (every Inadequate and Outstanding, and auditors whose agreement is low or not known) stand apart, because they were not drawn at random.',
    ),
    table(
      'Moderated audits',
      ['Of audits whose grade stands', 'Audits'],
      [
        ['Moderated, drawn at random', cell('random', { moderated: 'random' })],
        ['Moderated for a reason', cell('targeted', { moderated: 'targeted' })],
        ['Not moderated', cell('notModerated', { moderated: 'none' })],
        ['Moderated: final grade better than the first', cell('changedUp', { changed: 'up' })],
        ['Moderated: final grade worse than the first', cell('changedDown', { changed: 'down' })],
        ['Moderated: final grade as the first', cell('unchanged', { changed: 'no' })],
      ],
    ),
    heading('How far the two graders agreed', 2),
    ...(figures.isPublic ? publicAgreement(figures) : staffAgreement(data)),
  ]
}

/** Coefficients of few pairs could tell the grades of single audits: the public version has counts alone. */
const publicAgreement = ({ cell }: Figures): readonly Block[] => [
  table(
    'Agreement between first and second grade',
    ['Share', 'Pairs', 'Same grade'],
    [
      ['Drawn at random', cell('random'), cell('same/random')],
      ['Moderated for a reason', cell('targeted'), cell('same/targeted')],
    ],
  ),
]

type Estimate = Agreement['percentAgreement']

function staffAgreement({ moderation }: QuarterData): readonly Block[] {
  const shares = [
    ['Drawn at random', ratingsIn(moderation.randomPairs)],
    ['Moderated for a reason', ratingsIn(moderation.targetedPairs)],
  ] as const
  const few = fewPairs(countPairs(shares[0][1]))
  return [
    ...(few === null ? [] : [paragraph(`Drawn at random: ${few}`)]),
    table(
      'Agreement between first and second grade (95 % interval)',
      ['Share', 'Same grade', 'Krippendorff’s alpha, ordinal', 'Gwet’s AC2, ordinal weights', 'Pairs'],
      shares.map(([name, ratings]) => {
        const { percentAgreement, alpha, ac2 } = agreementOf(ratings)
        return [name, shareWords(percentAgreement), inWords(alpha.ordinal), inWords(ac2.ordinal), pairsInWords(ratings)]
      }),
      { wordColumns: 4 },
    ),
  ]
}

const pairsInWords = (ratings: Ratings): number | string => {
  const pairs = countPairs(ratings)
  return fewPairs(pairs) === null ? pairs : `${pairs}, fewer than 10 pairs`
}

/** One unit for each pair, by rank: 1 is Outstanding. */
function ratingsIn(pairs: readonly (readonly number[])[]): Ratings {
  const scale = { labels: gradeNames, values: gradeNames.map(rankOf) }
  const units = pairs.flatMap((row, first) =>
    row.flatMap((many, second) => Array.from({ length: many }, () => [first, second])),
  )
  return ratingsOf(scale, 2, units)
}

const inWords = (estimate: Estimate): string =>
  estimate.value === null
    ? estimate.reason
    : `${estimate.value.toFixed(2)} (${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)})`

const shareWords = (estimate: Estimate): string =>
  estimate.value === null
    ? estimate.reason
    : `${percent(estimate.value)} % (${percent(Math.max(0, estimate.low))} to ${percent(estimate.high)})`
