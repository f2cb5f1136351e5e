import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { median, quantile, rate, sampleMargin, share, shareOf } from '#kernel/statistics'

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })

describe('medians and quantiles', () => {
  it('the median is the middle value, or halfway between the two middle ones', () => {
    assert.equal(median([9, 1, 5]), 5)
    assert.equal(median([10, 2, 4, 8]), 6)
    assert.equal(median([7]), 7)
  })

  it('of nothing there is none', () => {
    assert.equal(median([]), null)
    assert.equal(quantile([], 0.9), null)
  })

  it('agree with Excel’s PERCENTILE.INC and R’s type 7', () => {
    assert.equal(quantile([1, 2, 3, 4], 0.25), 1.75)
    assert.equal(quantile([15, 20, 35, 40, 50], 0.4), 29)
    assert.equal(quantile([3, 1, 2], 0), 1)
    assert.equal(quantile([3, 1, 2], 1), 3)
  })

  it('grow with the share and lie between the least and the most', () => {
    const shares = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(numbers, shares, (values, [one, other]) => {
        const lower = quantile(values, Math.min(one, other)) ?? Number.NaN
        const upper = quantile(values, Math.max(one, other)) ?? Number.NaN
        assert.ok(Math.min(...values) <= lower && lower <= upper + 1e-9 && upper <= Math.max(...values))
      }),
    )
  })

  it('do not disturb the values they were given', () => {
    const values = [3, 1, 2]
    median(values)
    assert.deepEqual(values, [3, 1, 2])
  })

  it('of what is no number, or beyond 0 to 1, are a mistake of ours', () => {
    assert.throws(() => quantile([1, Number.NaN], 0.5), RangeError)
    assert.throws(() => quantile([1], 1.1), RangeError)
  })
})

describe('shares and rates', () => {
  it('a share carries its denominator', () => {
    assert.deepEqual(share(3, 4), { numerator: 3, denominator: 4, value: 0.75 })
  })

  it('of nothing is neither 0 % nor 100 %', () => {
    assert.deepEqual(share(0, 0), { numerator: 0, denominator: 0, value: null })
    assert.equal(rate(0, 0, 10_000), null)
  })

  it('counts those of whom something holds', () => {
    assert.deepEqual(
      shareOf([10, 30, 70], (minutes) => minutes <= 60),
      { numerator: 2, denominator: 3, value: 2 / 3 },
    )
  })

  it('a rate may count one child twice', () => {
    assert.equal(rate(30, 20, 10_000), 15_000)
  })

  it('more than there are is a mistake of ours', () => {
    assert.throws(() => share(5, 4), RangeError)
    assert.throws(() => share(-1, 4), RangeError)
    assert.throws(() => rate(1, -4, 1000), RangeError)
  })
})

describe('the margin of error of a sample', () => {
  it('is z √(¼ ÷ n) in a large population, and less in a small one', () => {
    // 385 for 5 points in a large population, and 278 of 1,000: the sizes every table of sample sizes gives.
    assert.ok(Math.abs((sampleMargin(385, 100_000_000) ?? 0) - 0.04995) < 1e-5)
    assert.ok(Math.abs((sampleMargin(278, 1000) ?? 0) - 0.04997) < 1e-5)
  })

  it('is nothing when all were looked at, and unknown when nobody was', () => {
    assert.equal(sampleMargin(12, 12), 0)
    assert.equal(sampleMargin(0, 12), null)
    assert.equal(sampleMargin(0, 0), null)
  })

  it('shrinks with every one more', () => {
    const margins = Array.from({ length: 40 }, (_each, at) => sampleMargin(at + 1, 40) ?? Number.NaN)
    assert.ok(margins.every((margin, at) => at === 0 || margin < (margins[at - 1] ?? 0)))
  })

  it('of more than there are is a mistake of ours', () => {
    assert.throws(() => sampleMargin(5, 4), RangeError)
    assert.throws(() => sampleMargin(-1, 4), RangeError)
    assert.throws(() => sampleMargin(1.5, 4), RangeError)
  })
})
