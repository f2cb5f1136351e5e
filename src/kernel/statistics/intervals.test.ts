import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  betaQuantile,
  exactInterval,
  funnelLimits,
  incompleteBeta,
  sampleMargin,
  seededDraws,
  studentQuantile,
  studentShare,
  wilsonInterval,
} from '#kernel/statistics'

const near = (found: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(found - wanted) <= within * Math.max(1, Math.abs(wanted)), `${found}, not ${wanted}`)

describe('Student’s t and the beta distribution', () => {
  it('t is what tables and SciPy 1.17 say', () => {
    const known: readonly (readonly [number, number, number])[] = [
      [0.975, 3, 3.1824463052837078],
      [0.975, 11, 2.200985160091639],
      [0.999, 4, 7.173182219782307],
      [0.6, 7, 0.2631668613520229],
      [0.975, 30, 2.0422724563012378],
      [0.975, 9999, 1.960201263621357],
      [0.975, 99_999, 1.9599877077718442],
    ]
    for (const [p, degrees, t] of known) near(studentQuantile(p, degrees), t)
  })

  it('t of one and two degrees of freedom is what their formulas give', () => {
    for (const p of [0.01, 0.3, 0.5, 0.9, 0.9995]) {
      near(studentQuantile(p, 1), Math.tan(Math.PI * (p - 0.5)))
      near(studentQuantile(p, 2), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)))
    }
  })

  it('shares and quantiles undo each other', () => {
    const degrees = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), degrees, (p, many) => {
        near(studentShare(studentQuantile(p, many), many), p)
      }),
      { numRuns: 50 },
    )
    near(incompleteBeta(betaQuantile(0.2, 3, 8), 3, 8), 0.2)
  })

  it('the incomplete beta function is what SciPy 1.17 says', () => {
    near(incompleteBeta(0.3, 2, 5), 0.579825)
    near(incompleteBeta(0.999, 5000, 0.5), 0.0015615791602892836)
    near(incompleteBeta(0.2, 50, 200), 0.5126237681513187)
    near(incompleteBeta(0.7, 10_000, 4000), 0.00010429331498673353)
    assert.throws(() => incompleteBeta(1.1, 1, 1), RangeError)
  })
})

describe('where a share may lie', () => {
  /** Newcombe (1998), Statistics in Medicine 17, 857-872, table I: methods 3 and 5. */
  const newcombe = [
    { of: [81, 263], wilson: ['0.2553', '0.3662'], exact: ['0.2527', '0.3676'] },
    { of: [15, 148], wilson: ['0.0624', '0.1605'], exact: ['0.0578', '0.1617'] },
    { of: [0, 20], wilson: ['0.0000', '0.1611'], exact: ['0.0000', '0.1684'] },
    { of: [1, 29], wilson: ['0.0061', '0.1718'], exact: ['0.0009', '0.1776'] },
  ] as const

  it('Wilson’s interval and the exact one are those that Newcombe published', () => {
    for (const { of, wilson, exact } of newcombe) {
      const [numerator, denominator] = of
      const printed = (interval: ReturnType<typeof wilsonInterval>) => [
        interval?.low.toFixed(4),
        interval?.high.toFixed(4),
      ]
      assert.deepEqual(printed(wilsonInterval(numerator, denominator)), wilson)
      assert.deepEqual(printed(exactInterval(numerator, denominator)), exact)
    }
  })

  it('of nothing there is none, and of all it ends at 1', () => {
    assert.equal(wilsonInterval(0, 0), null)
    assert.equal(exactInterval(0, 0), null)
    assert.deepEqual([wilsonInterval(7, 7)?.high, exactInterval(7, 7)?.high], [1, 1])
    assert.throws(() => wilsonInterval(3, 2), RangeError)
  })

  it('the exact interval leaves at most one in forty on either side', () => {
    const { low, high } = exactInterval(8, 50) ?? { low: 0, high: 0 }
    near(1 - incompleteBeta(1 - low, 43, 8), 0.025)
    near(incompleteBeta(1 - high, 42, 9), 0.025)
  })
})

describe('the precision of a sample', () => {
  it('is five points or better at the sizes of Krejcie and Morgan’s table (1970), and worse with one fewer', () => {
    for (const [frame, drawn] of [
      [100, 80],
      [500, 217],
      [1000, 278],
      [10_000, 370],
    ] as const) {
      assert.ok(Math.round((sampleMargin(drawn, frame) ?? 1) * 1000) / 1000 <= 0.05)
      assert.ok((sampleMargin(drawn - 1, frame) ?? 0) > 0.0499)
    }
  })

  it('is whole when everything was drawn, and unknown when nothing was', () => {
    assert.equal(sampleMargin(40, 40), 0)
    assert.equal(sampleMargin(0, 40), null)
    assert.throws(() => sampleMargin(41, 40), RangeError)
  })
})

describe('limits of a funnel plot', () => {
  it('are Spiegelhalter’s, as worked out by hand for ten cases and one half', () => {
    const { warning } = funnelLimits(10, 0.5)
    // At most 1, 2, 7 and 8 of ten: 11, 56, 968 and 1013 in 1024.
    near(warning.low, (2 - (56 - 0.025 * 1024) / 45) / 10)
    near(warning.high, (8 - (1013 - 0.975 * 1024) / 45) / 10)
  })

  it('are what his formula gives with SciPy’s binomial distribution', () => {
    const known = [
      [40, 0.8, 0.65586616975819, 0.904217960140637, 0.5751154261781194, 0.9586920903868427],
      [250, 0.73, 0.6721443959418025, 0.7822305614225382, 0.6387295750827604, 0.8118578105055773],
      [1000, 0.02, 0.011265613818237083, 0.028646823105793518, 0.00723545146302791, 0.03452530338245558],
    ] as const
    for (const [cases, target, ...wanted] of known) {
      const { warning, alarm } = funnelLimits(cases, target)
      for (const [at, found] of [warning.low, warning.high, alarm.low, alarm.high].entries())
        near(found, wanted[at] ?? Number.NaN)
    }
  })

  it('narrow with more cases, and the alarm lies outside the warning', () => {
    const limits = [20, 50, 200, 1000].map((cases) => funnelLimits(cases, 0.7))
    for (const { warning, alarm } of limits) assert.ok(alarm.low < warning.low && warning.high < alarm.high)
    const widths = limits.map(({ warning }) => warning.high - warning.low)
    assert.deepEqual(
      widths,
      widths.toSorted((one, other) => other - one),
    )
  })

  it('stay within 0 and 1, also where the target is one of them', () => {
    assert.deepEqual(funnelLimits(3, 0).alarm, { low: 0, high: 0 })
    const { warning, alarm } = funnelLimits(2, 0.9)
    assert.ok(
      [warning.low, alarm.low].every((low) => low >= 0) && [warning.high, alarm.high].every((high) => high <= 1),
    )
    assert.throws(() => funnelLimits(0, 0.5), RangeError)
  })
})

describe('draws from a seed', () => {
  it('are the same for the same seed, others for another, and evenly spread', () => {
    const drawn = (seed: number) =>
      Array.from(
        { length: 20 },
        (
          (draws) => () =>
            draws.below(100)
        )(seededDraws(seed)),
      )
    assert.deepEqual(drawn(1), drawn(1))
    assert.notDeepEqual(drawn(1), drawn(2))
    const draws = seededDraws(3)
    const counts = new Array<number>(10).fill(0)
    for (let draw = 0; draw < 100_000; draw += 1) {
      const number = draws.below(10)
      counts[number] = (counts[number] ?? 0) + 1
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    // Of nine degrees of freedom, one in a thousand is above 27.9.
    assert.ok(chiSquare < 27.9, `${chiSquare}`)
  })
})
