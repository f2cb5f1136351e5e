import type { Agreement } from '#kernel/agreement'
import { keysOf } from '#kernel/words'

/** How pairs can be taken apart. */
export const groupings = {
  quarter: 'Quarter',
  tool: 'Tool',
  section: 'Section',
  area: 'Area',
  cycle: 'Round',
} as const
export type Grouping = keyof typeof groupings
export const groupingNames = keysOf(groupings)

type Figure = Agreement['percentAgreement']

/** Each coefficient, what it is called, and where it stands in {@link Agreement}; weights are said by name. */
export const coefficients: readonly { readonly name: string; readonly of: (agreement: Agreement) => Figure }[] = [
  { name: 'Same grade, share of pairs', of: ({ percentAgreement }) => percentAgreement },
  { name: 'Krippendorff’s alpha, nominal', of: ({ alpha }) => alpha.nominal },
  { name: 'Krippendorff’s alpha, ordinal', of: ({ alpha }) => alpha.ordinal },
  { name: 'Krippendorff’s alpha, interval', of: ({ alpha }) => alpha.interval },
  { name: 'Gwet’s AC1 (no weights)', of: ({ ac1 }) => ac1 },
  { name: 'Gwet’s AC2, linear weights', of: ({ ac2 }) => ac2.linear },
  { name: 'Gwet’s AC2, quadratic weights', of: ({ ac2 }) => ac2.quadratic },
  { name: 'Gwet’s AC2, ordinal weights', of: ({ ac2 }) => ac2.ordinal },
  { name: 'Cohen’s kappa (no weights)', of: ({ kappa }) => kappa.unweighted },
  { name: 'Cohen’s kappa, linear weights', of: ({ kappa }) => kappa.linear },
  { name: 'Cohen’s kappa, quadratic weights', of: ({ kappa }) => kappa.quadratic },
]

const noInterval = 'no interval'

/** "0.71 (0.52 to 0.90)", or why there is no figure, or none but the figure. */
export const figureInWords = (figure: Figure): string =>
  figure.value === null
    ? figure.reason
    : `${number(figure.value)} (${isBare(figure) ? noInterval : `${number(figure.low)} to ${number(figure.high)}`})`

/** The same of a share: "71 % (52 to 90)". Of a share of pairs no less than none and no more than all. */
export const shareInWords = (figure: Figure): string =>
  figure.value === null
    ? figure.reason
    : `${percent(figure.value)} % (${isBare(figure) ? noInterval : `${percent(Math.max(0, figure.low))} to ${percent(figure.high)}`})`

/** Where every pair adds the same, the standard error is 0: an interval of no width would claim what nobody knows. */
const isBare = ({ low, high }: { readonly low: number; readonly high: number }): boolean => high - low < 1e-9

const number = (value: number): string => {
  const rounded = Math.abs(value).toFixed(2)
  return value < 0 && rounded !== '0.00' ? `−${rounded}` : rounded
}
const percent = (share: number): string => (share * 100).toFixed(0)
