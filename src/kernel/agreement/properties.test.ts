import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Agreement, agreementOf, type Estimate, ratingsOf, scaleOf } from '#kernel/agreement'
import { seededDraws } from '#kernel/statistics'
import { answerOf } from '#test/outcome'

type Unit = readonly (number | null)[]

const labels = ['1', '2', '4', '8']
const scale = answerOf(scaleOf(labels))
const of = (units: readonly Unit[]): Agreement => agreementOf(ratingsOf(scale, units[0]?.length ?? 1, units))

const rating = fc.option(fc.integer({ min: 0, max: 3 }), { freq: 5 })
const someRatings = fc
  .integer({ min: 2, max: 4 })
  .chain((raters) =>
    fc.array(fc.array(rating, { minLength: raters, maxLength: raters }), { minLength: 1, maxLength: 12 }),
  )

function estimatesOf({ percentAgreement, alpha, ac1, ac2, kappa }: Agreement): Record<string, Estimate> {
  return {
    percentAgreement,
    'alpha nominal': alpha.nominal,
    'alpha ordinal': alpha.ordinal,
    'alpha interval': alpha.interval,
    ac1,
    'ac2 linear': ac2.linear,
    'ac2 quadratic': ac2.quadratic,
    'ac2 ordinal': ac2.ordinal,
    kappa: kappa.unweighted,
    'kappa linear': kappa.linear,
    'kappa quadratic': kappa.quadratic,
  }
}

function same(one: Agreement, other: Agreement): void {
  assert.equal(one.units, other.units)
  for (const [name, estimate] of Object.entries(estimatesOf(one))) {
    const counterpart = estimatesOf(other)[name]
    if (estimate.value === null || counterpart?.value == null) assert.deepEqual(estimate, counterpart, name)
    else
      for (const part of ['value', 'se', 'low', 'high'] as const)
        assert.ok(Math.abs(estimate[part] - counterpart[part]) < 1e-9, `${name} ${part}`)
  }
}

describe('whatever the ratings', () => {
  it('the order of raters and of units does not matter, nor do units that nobody rated', () => {
    fc.assert(
      fc.property(someRatings, (units) => {
        const found = of(units)
        same(found, of(units.map((unit) => unit.toReversed())))
        same(found, of(units.toReversed()))
        same(found, of([...units, units[0]?.map(() => null) ?? []]))
      }),
      { numRuns: 100 },
    )
  })

  it('estimates are numbers, at most 1, inside their intervals, and the same every time', () => {
    fc.assert(
      fc.property(someRatings, (units) => {
        const found = of(units)
        assert.deepEqual(found, of(units))
        for (const [name, estimate] of Object.entries(estimatesOf(found))) {
          if (estimate.value === null) continue
          const { value, se, low, high } = estimate
          assert.ok([value, se, low, high].every(Number.isFinite), name)
          assert.ok(se >= 0 && low <= high && value <= 1 + 1e-12 && high <= 1 + 1e-12, name)
          if (name !== 'alpha interval') assert.ok(low <= value + 1e-12 && value <= high + 1e-12, name)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('raters who always agree, on more than one label, agree wholly by every coefficient', () => {
    const agreed = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(agreed, (each) => {
        fc.pre(new Set(each).size > 1)
        for (const [name, estimate] of Object.entries(estimatesOf(of(each.map((place) => [place, place]))))) {
          assert.ok(Math.abs((estimate.value ?? 0) - 1) < 1e-12, name)
          assert.ok((estimate.value === null ? 1 : estimate.se) < 1e-9, name)
        }
      }),
    )
  })

  it('alpha is what counting all pairs of ratings gives, by each of Krippendorff’s metrics', () => {
    fc.assert(
      fc.property(someRatings, (units) => {
        const { alpha } = of(units)
        for (const metric of ['nominal', 'ordinal', 'interval'] as const) {
          const { value } = alpha[metric]
          if (value !== null) assert.ok(Math.abs(value - slowAlpha(units, metric)) < 1e-9, metric)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('the percentage is the mean over units of the share of pairs that agree', () => {
    fc.assert(
      fc.property(someRatings, (units) => {
        const shares = units.flatMap((unit) => {
          const pairs = pairsOf(unit)
          return pairs.length === 0 ? [] : [pairs.filter(([one, other]) => one === other).length / pairs.length]
        })
        const { value } = of(units).percentAgreement
        const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
        if (value !== null) assert.ok(Math.abs(value - mean) < 1e-12)
      }),
    )
  })
})

describe('standard errors', () => {
  it('agree with leaving out one unit at a time, where there are many and none is missing', () => {
    for (const raters of [2, 3])
      for (const [name, ratio] of ratiosToJackknife(drawnUnits(100, raters, 0)))
        assert.ok(0.98 < ratio && ratio < 1.02, `${name} of ${raters}: ${ratio}`)
  })

  it('are never much too narrow where ratings are missing, and not far too wide', () => {
    for (const raters of [2, 3])
      for (const [name, ratio] of ratiosToJackknife(drawnUnits(100, raters, 0.1)))
        assert.ok(0.97 < ratio && ratio < 1.12, `${name} of ${raters}: ${ratio}`)
  })

  it('the resampled interval of alpha is about as wide as the linearised one, where there are many units', () => {
    const { ordinal, interval } = of(drawnUnits(2000, 4, 0.1)).alpha
    assert.ok(interval.value !== null && ordinal.value !== null)
    const width = (interval.high - interval.low) / (2 * 1.96 * interval.se)
    assert.ok(Math.abs(width - 1) < 0.05, `${width}`)
  })
})

/** Units whose raters see the truth six times in ten and guess otherwise; some ratings are missing. */
function drawnUnits(many: number, raters: number, missing: number): readonly Unit[] {
  const draws = seededDraws(7)
  return Array.from({ length: many }, () => {
    const truth = draws.below(4)
    return Array.from({ length: raters }, () => {
      if (draws.share() < missing) return null
      return draws.share() < 0.6 ? truth : draws.below(4)
    })
  })
}

/** Each standard error, of that by leaving out one unit at a time. */
function ratiosToJackknife(units: readonly Unit[]): readonly (readonly [string, number])[] {
  const left = units.map((_, out) => estimatesOf(of(units.filter((_, at) => at !== out))))
  return Object.entries(estimatesOf(of(units))).flatMap(([name, estimate]) => {
    if (estimate.value === null) return []
    return [[name, estimate.se / jackknife(left.map((each) => each[name]?.value ?? Number.NaN))] as const]
  })
}

function jackknife(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(((values.length - 1) / values.length) * squares)
}

const ratedOf = (unit: Unit): readonly number[] => unit.filter((place) => place !== null)

const pairsOf = (unit: Unit): readonly (readonly [number, number])[] => {
  const rated = ratedOf(unit)
  return rated.flatMap((one, at) => rated.filter((_, place) => place !== at).map((other) => [one, other] as const))
}

function slowAlpha(units: readonly Unit[], metric: 'nominal' | 'ordinal' | 'interval'): number {
  const rated = units.map(ratedOf).filter(({ length }) => length >= 2)
  const all = rated.flat()
  const given = (place: number): number => all.filter((one) => one === place).length
  const apart = (one: number, other: number): number => {
    if (one === other) return 0
    if (metric === 'nominal') return 1
    if (metric === 'interval') return (Number(labels[one]) - Number(labels[other])) ** 2
    const [low, high] = [Math.min(one, other), Math.max(one, other)]
    let between = 0
    for (let place = low; place <= high; place += 1) between += given(place)
    return (between - (given(low) + given(high)) / 2) ** 2
  }
  const observed = rated.reduce((sum, unit) => {
    const disagreement = pairsOf(unit).reduce((total, [one, other]) => total + apart(one, other), 0)
    return sum + disagreement / (unit.length - 1)
  }, 0)
  const expected = pairsOf(all).reduce((sum, [one, other]) => sum + apart(one, other), 0)
  return 1 - ((all.length - 1) * observed) / expected
}
