import { monthNames, type PublishedYear, sourceGroups } from './leeds.ts'
import type { MadeYear } from './made-years.ts'

/** One published figure beside the made one. Shares are in per cent, volumes counts. */
export interface Fit {
  readonly what: string
  readonly year: number
  readonly published: number
  readonly made: number
  readonly unit: '%' | ''
}

const classesWithin = (classes: PublishedYear['assessmentsLasting'], days: number): number => {
  const all = classes.reduce((sum, { many }) => sum + many, 0)
  const within = classes.filter(({ most }) => most <= days).reduce((sum, { many }) => sum + many, 0)
  return within / all
}

/** Published and made, as shares from 0 to 1. */
const shares: readonly (readonly [string, (year: PublishedYear) => number, (year: MadeYear) => number])[] = [
  ['re-referred within 12 months', (leeds) => leeds.reReferred, (made) => made.reReferred / made.referrals],
  ['no further action', (leeds) => leeds.noFurtherAction, (made) => made.noFurtherAction / made.referrals],
  ['assessed, not in need', (leeds) => leeds.notInNeed, (made) => made.notInNeed / made.referrals],
  [
    'assessed within 45 working days',
    (leeds) => classesWithin(leeds.assessmentsLasting, 45),
    (made) => made.assessmentsInTime / made.assessments,
  ],
  [
    'section 47 enquiries for 100 referrals',
    (leeds) => leeds.section47s / leeds.referrals,
    (made) => made.section47s / made.referrals,
  ],
  [
    'section 47 with a conference',
    (leeds) => leeds.conferences / leeds.section47s,
    (made) => made.conferences / made.section47s,
  ],
  [
    'conferences within 15 working days',
    (leeds) => classesWithin(leeds.conferencesAfter, 15),
    (made) => made.conferencesInTime / made.conferences,
  ],
]

interface Pair {
  readonly leeds: PublishedYear
  readonly made: MadeYear
}

/** Every published figure beside the made one. Volumes are scaled: all years together are then as many as were published. */
export function fitOf(published: readonly PublishedYear[], made: ReadonlyMap<number, MadeYear>): readonly Fit[] {
  const pairs = published.flatMap((leeds): readonly Pair[] => {
    const year = made.get(leeds.year)
    return year === undefined ? [] : [{ leeds, made: year }]
  })
  const sum = (of: (pair: Pair) => number): number => pairs.reduce((total, pair) => total + of(pair), 0)
  const scale = sum(({ leeds }) => leeds.referrals) / sum((pair) => pair.made.referrals)
  return [
    ...pairs.map(
      ({ leeds, made: { referrals } }): Fit => ({
        what: 'referrals',
        year: leeds.year,
        published: leeds.referrals,
        made: referrals * scale,
        unit: '',
      }),
    ),
    ...[...shares, ...sourceShares, ...monthShares].flatMap((share) => pairs.map((pair) => fitOfShare(share, pair))),
  ]
}

type Share = (typeof shares)[number]

const fitOfShare = ([what, ofLeeds, ofMade]: Share, { leeds, made }: Pair): Fit => ({
  what,
  year: leeds.year,
  published: 100 * ofLeeds(leeds),
  made: 100 * ofMade(made),
  unit: '%',
})

const sourceShares: readonly Share[] = sourceGroups.map((group, at) => [
  `from ${group.replaceAll('_', ' ')}`,
  (leeds) => (leeds.sources[at] ?? 0) / leeds.referrals,
  (made) => made.sources[group] / made.referrals,
])

const monthShares: readonly Share[] = monthNames.map((month, at) => [
  `in ${month}`,
  (leeds) => (leeds.months[at] ?? 0) / leeds.referrals,
  (made) => (made.months[at] ?? 0) / made.referrals,
])

/** The table of the README: a line for each figure, a column for each year, "published / made". */
export function fitTable(fits: readonly Fit[]): string {
  const years = [...new Set(fits.map(({ year }) => year))]
  const whats = [...new Set(fits.map(({ what }) => what))]
  const cell = ({ published, made, unit }: Fit): string =>
    unit === '' ? `${published} / ${Math.round(made)}` : `${published.toFixed(1)} / ${made.toFixed(1)}`
  const line = (what: string): string =>
    `| ${what} | ${fits
      .filter((fit) => fit.what === what)
      .map(cell)
      .join(' | ')} |`
  const head = `| published / made | ${years.join(' | ')} |\n|---|${years.map(() => '---').join('|')}|`
  return [head, ...whats.map(line)].join('\n')
}
