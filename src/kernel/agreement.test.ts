import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { agreementOf, countPairs, type Estimate, fewPairs } from '#kernel/agreement'
import {
  abstractors,
  benAndGerry,
  diagnosis,
  fiveObservers,
  fourRaters,
  gender,
  ratingsByRater,
  ratingsFrom,
} from './agreement/made-examples.ts'

/** Holds a figure to as many decimals as it was published with. */
function prints(estimate: Estimate, published: Partial<Record<'value' | 'se' | 'low' | 'high', string>>): void {
  if (estimate.value === null) assert.fail(estimate.reason)
  for (const [part, figure] of Object.entries(published)) {
    const decimals = figure.split('.')[1]?.length ?? 0
    assert.equal(estimate[part as 'value'].toFixed(decimals), figure, part)
  }
}

describe('agreement as published by Gwet (irrCAC 1.0 for R, vignettes and README; irrCAC for Python, documentation and tests)', () => {
  it('four raters of twelve subjects, with missing ratings', () => {
    const { units, percentAgreement, ac1, ac2, alpha } = agreementOf(fourRaters)
    assert.equal(units, 12)
    prints(percentAgreement, { value: '0.8181818', se: '0.12561', low: '0.542', high: '1' })
    prints(ac1, { value: '0.77544', se: '0.14295', low: '0.46081', high: '1' })
    prints(ac2.quadratic, { value: '0.91400', se: '0.10396', low: '0.68518', high: '1' })
    prints(ac2.linear, { value: '0.859', se: '0.117', low: '0.600', high: '1' })
    prints(ac2.ordinal, { value: '0.899', se: '0.107', low: '0.664', high: '1' })
    prints(alpha.nominal, { value: '0.74342', se: '0.14557', high: '1' })
    prints(alpha.interval, { value: '0.849', se: '0.129' })
  })

  it('the interval of alpha counts all rated units, as the author’s later version of irrCAC does', () => {
    prints(agreementOf(fourRaters).alpha.nominal, { low: '0.423', high: '1' })
  })

  it('five observers of fifteen units', () => {
    const { percentAgreement, ac1, alpha } = agreementOf(fiveObservers)
    prints(percentAgreement, { value: '0.616' })
    prints(ac1, { value: '0.497', se: '0.122', low: '0.235', high: '0.758' })
    prints(alpha.nominal, { value: '0.481', se: '0.114', low: '0.237', high: '0.724' })
  })

  it('four raters of fifteen people, who hardly agree', () => {
    const { percentAgreement, ac1, alpha } = agreementOf(gender)
    prints(percentAgreement, { value: '0.456' })
    prints(ac1, { value: '0.208', se: '0.091', low: '0.014', high: '0.403' })
    prints(alpha.nominal, { value: '0.143', se: '0.141', low: '-0.158', high: '0.445' })
  })

  it('two raters, one rating missing: kappa takes each rater’s labels from all that they rated', () => {
    const { percentAgreement, ac1, alpha, kappa } = agreementOf(benAndGerry)
    prints(percentAgreement, { value: '0.727' })
    prints(ac1, { value: '0.661', se: '0.184', low: '0.257', high: '1' })
    prints(alpha.nominal, { value: '0.665', se: '0.180' })
    prints(kappa.unweighted, { value: '0.657', se: '0.179', low: '0.262', high: '1' })
  })

  it('two abstractors of a hundred records: kappa, plain and weighted', () => {
    const { percentAgreement, ac1, ac2, alpha, kappa } = agreementOf(abstractors)
    prints(kappa.unweighted, { value: '0.7964094', se: '0.05891072', low: '0.680', high: '0.913' })
    prints(kappa.linear, { value: '0.843', low: '0.748', high: '0.938' })
    prints(kappa.quadratic, { value: '0.892', low: '0.822', high: '0.962' })
    prints(percentAgreement, { value: '0.89' })
    prints(ac1, { value: '0.8493305' })
    prints(alpha.nominal, { value: '0.7972585' })
    prints(ac2.linear, { value: '0.900' })
    prints(ac2.quadratic, { value: '0.940' })
    prints(ac2.ordinal, { value: '0.925' })
  })

  it('two ways to a diagnosis of 223 patients: labels that are no numbers rank as they are declared', () => {
    const { ac1, ac2, kappa } = agreementOf(diagnosis)
    prints(kappa.unweighted, { value: '0.432', se: '0.046', low: '0.341', high: '0.522' })
    prints(kappa.linear, { value: '0.407', se: '0.053', low: '0.302', high: '0.512' })
    prints(kappa.quadratic, { value: '0.383', se: '0.066', low: '0.254', high: '0.513' })
    prints(ac1, { value: '0.456' })
    prints(ac2.linear, { value: '0.377' })
    prints(ac2.quadratic, { value: '0.299' })
    prints(ac2.ordinal, { value: '0.324' })
  })
})

describe('alpha as published by Krippendorff (2011, “Computing Krippendorff’s alpha-reliability”)', () => {
  it('two observers of yes and no', () => {
    const { alpha } = agreementOf(ratingsByRater('0 1', '0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0'))
    prints(alpha.nominal, { value: '0.095' })
  })

  it('two observers of five labels', () => {
    const { alpha } = agreementOf(ratingsByRater('a b c d e', 'a a b b d c c c e d d a\nb a b b b c c c e d d d'))
    prints(alpha.nominal, { value: '0.692' })
  })

  it('four observers of twelve units, one of them rated once: nominal, ordinal by his own metric, interval', () => {
    const { alpha } = agreementOf(fourRaters)
    prints(alpha.nominal, { value: '0.743' })
    prints(alpha.ordinal, { value: '0.815' })
    prints(alpha.interval, { value: '0.849' })
  })
})

describe('what cannot be estimated', () => {
  const reasons = (of: Estimate) => (of.value === null ? of.reason : `value ${of.value}`)

  it('kappa compares exactly two raters', () => {
    const { kappa } = agreementOf(fourRaters)
    assert.deepEqual(Object.values(kappa).map(reasons), Array(3).fill('kappa compares exactly two raters'))
  })

  it('without variation alpha and kappa say nothing, percentage and AC1 are 1 on the declared scale', () => {
    const { percentAgreement, ac1, ac2, alpha, kappa } = agreementOf(ratingsFrom('a b c', 'b b\nb b\n. .\nb b'))
    const nothing = [...Object.values(alpha), ...Object.values(kappa)]
    assert.deepEqual(nothing.map(reasons), Array(6).fill('not estimable: no variation'))
    const whole = { value: 1, se: 0, low: 1, high: 1 }
    assert.deepEqual([ac1, ...Object.values(ac2)], Array(4).fill(whole))
    assert.equal(percentAgreement.value, 1)
  })

  it('units with a single rating each say nothing of agreement', () => {
    const { units, percentAgreement, ac1, alpha, kappa } = agreementOf(ratingsFrom('a b', 'a .\n. b\n. .'))
    assert.equal(units, 2)
    const all = [percentAgreement, ac1, alpha.ordinal, kappa.linear]
    assert.deepEqual(all.map(reasons), Array(4).fill('not estimable: no unit was rated by two raters'))
  })

  it('nothing rated, and one unit alone, are said', () => {
    assert.equal(reasons(agreementOf(ratingsFrom('a b', '. .\n. .')).ac1), 'not estimable: nothing was rated')
    const one = agreementOf(ratingsFrom('a b', 'a b\n. .'))
    assert.equal(reasons(one.percentAgreement), 'not estimable: one unit alone gives no standard error')
    assert.equal(reasons(one.alpha.interval), 'not estimable: one unit alone gives no standard error')
    assert.equal(reasons(one.kappa.linear), 'not estimable: one unit alone gives no standard error')
  })

  it('the scale counts whether it was used or not: a longer one lowers what chance explains', () => {
    const [short, long] = ['a b', 'a b c d'].map((scale) => agreementOf(ratingsFrom(scale, 'a a\nb b\na b\na a')))
    assert.equal(short?.ac1.value?.toFixed(4), '0.5294')
    assert.equal(long?.ac1.value?.toFixed(4), '0.7037')
    assert.equal(short?.alpha.nominal.value, long?.alpha.nominal.value)
  })

  it('fewer than ten pairs are said in words', () => {
    assert.equal(countPairs(fourRaters), 11)
    assert.equal(fewPairs(10), null)
    assert.match(fewPairs(9) ?? '', /^Fewer than 10 pairs \(9\)/)
  })
})
