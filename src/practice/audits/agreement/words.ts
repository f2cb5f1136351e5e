import { type Agreement, bootstrap, type Estimate, fewPairs } from '#kernel/agreement'
import { count } from '#kernel/words'

/** Agreement as a short table for people, line by line. */
export function agreementInWords(agreement: Agreement, pairs: number): readonly string[] {
  const { percentAgreement, alpha, ac1, ac2, kappa } = agreement
  const rows: readonly (readonly [string, Estimate])[] = [
    ['Percentage agreement', percentAgreement],
    ['Krippendorff’s alpha, nominal', alpha.nominal],
    ['Krippendorff’s alpha, ordinal', alpha.ordinal],
    ['Krippendorff’s alpha, interval', alpha.interval],
    ['Gwet’s AC1', ac1],
    ['Gwet’s AC2, linear', ac2.linear],
    ['Gwet’s AC2, quadratic', ac2.quadratic],
    ['Gwet’s AC2, ordinal', ac2.ordinal],
    ['Cohen’s kappa', kappa.unweighted],
    ['Cohen’s kappa, linear', kappa.linear],
    ['Cohen’s kappa, quadratic', kappa.quadratic],
  ]
  const caution = fewPairs(pairs)
  return [
    `${count(agreement.units, 'unit')} rated, ${pairs.toLocaleString('en-GB')} of them by two raters or more.`,
    ...(caution === null ? [] : [caution]),
    `${''.padEnd(nameWidth)}   value    s.e.   95 % interval`,
    ...rows.map(([name, estimate]) => `${name.padEnd(nameWidth)}${inWords(estimate)}`),
    `The interval of alpha, interval, is from ${bootstrap.resamples.toLocaleString('en-GB')} resamples with seed ${bootstrap.seed}; the others are by Student’s t.`,
  ]
}

const nameWidth = 31

function inWords(estimate: Estimate): string {
  if (estimate.value === null) return `  ${estimate.reason}`
  const { value, se, low, high } = estimate
  return `${figure(value).padStart(8)}${figure(se).padStart(8)}   ${figure(low)} to ${figure(high)}`
}

const figure = (value: number): string => value.toFixed(4).replace('-', '−')
