import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drawSample } from '#kernel/sampling'
import { apportion } from './apportion.ts'
import { drawByPlan, type FrameEntry, precisionInWords, type SamplePlan, stratifiers } from './draw.ts'

const entry = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 6 }),
    team: fc.constantFrom('North', 'South', 'East'),
    outcome: fc.constantFrom('assessment', 'no further action'),
    ageBand: fc.constantFrom('under 1', '1 to 4', '5 to 15'),
    need: fc.constantFrom('abuse or neglect', 'disability'),
  },
  { noNullPrototype: true },
)
const anyFrame = fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 60 })
const anyPlan: fc.Arbitrary<SamplePlan> = fc.record(
  {
    size: fc.nat(70),
    seed: fc.string({ minLength: 1 }),
    by: fc.subarray([...stratifiers]),
  },
  { noNullPrototype: true },
)

const nameOf = (one: FrameEntry, { by }: SamplePlan): string => JSON.stringify(by.map((each) => one[each]))

describe('a sample drawn by plan', () => {
  it('is of the frame, nobody twice, and of the size that was asked where there are so many', () => {
    fc.assert(
      fc.property(anyFrame, anyPlan, (frame, plan) => {
        const { ids, precision } = drawByPlan(frame, plan)
        assert.equal(ids.length, Math.min(plan.size, frame.length))
        assert.equal(new Set(ids).size, ids.length)
        assert.ok(ids.every((id) => frame.some((each) => each.id === id)))
        assert.deepEqual([precision.frameSize, precision.sampleSize], [frame.length, ids.length])
      }),
    )
  })

  it('can be drawn again from what is kept, whatever the order of the frame', () => {
    fc.assert(
      fc.property(anyFrame, anyPlan, (frame, plan) => {
        const sample = drawByPlan([...frame].reverse(), plan)
        const kept = JSON.parse(JSON.stringify(sample)) as typeof sample
        assert.deepEqual(drawByPlan(kept.frame, kept.plan), sample)
      }),
    )
  })

  it('each stratum can be drawn again by itself, from its own seed and ids', () => {
    fc.assert(
      fc.property(anyFrame, anyPlan, (frame, plan) => {
        for (const { of, drawn } of drawByPlan(frame, plan).strata) {
          const own = frame.filter((each) => nameOf(each, plan) === JSON.stringify(of)).map(({ id }) => id)
          assert.equal(drawn.frameSize, own.length)
          assert.deepEqual(drawSample(own, drawn.ids.length, drawn.seed), drawn)
        }
      }),
    )
  })

  it('takes one at least of every stratum where the size allows, and else is within one of proportional', () => {
    fc.assert(
      fc.property(anyFrame, anyPlan, (frame, plan) => {
        const { strata, ids } = drawByPlan(frame, plan)
        if (ids.length >= strata.length) assert.ok(strata.every(({ drawn }) => drawn.ids.length > 0))
        const quotas = strata.map(({ drawn }) => (ids.length * drawn.frameSize) / frame.length)
        if (quotas.some((quota) => quota < 1)) return
        for (const [at, { drawn }] of strata.entries())
          assert.ok(Math.abs(drawn.ids.length - (quotas[at] ?? Number.NaN)) < 1)
      }),
    )
  })

  it('without strata is the sample that the kernel draws', () => {
    const frame = ['a', 'b', 'c', 'd'].map((id): FrameEntry => ({ id, team: '', outcome: '', ageBand: '', need: '' }))
    const { ids, strata } = drawByPlan(frame, { size: 2, seed: 's', by: [] })
    assert.deepEqual(ids, drawSample(['a', 'b', 'c', 'd'], 2, 's').ids)
    assert.deepEqual(
      strata.map(({ of }) => of),
      [[]],
    )
  })

  it('refuses a frame that names somebody twice, and a size that is none', () => {
    const one: FrameEntry = { id: 'a', team: 'North', outcome: '', ageBand: '', need: '' }
    assert.throws(() => drawByPlan([one, { ...one, team: 'South' }], { size: 1, seed: 's', by: ['team'] }), /twice/)
    assert.throws(() => drawByPlan([one], { size: -1, seed: 's', by: [] }), RangeError)
    assert.throws(() => drawByPlan([one], { size: 1, seed: '', by: [] }), /seed/)
  })
})

describe('sharing a sample out', () => {
  const share = (sizes: readonly number[], sample: number) =>
    [
      ...apportion(
        sizes.map((size, at) => ({ name: `${at}`, size })),
        sample,
      ),
    ]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, many]) => many)

  it('goes by largest remainder', () => assert.deepEqual(share([53, 32, 15], 10), [5, 3, 2]))
  it('gives the smallest one each, from those that have most', () => assert.deepEqual(share([97, 2, 1], 10), [8, 1, 1]))
  it('leaves the smallest out when there are not enough for all', () =>
    assert.deepEqual(share([50, 30, 20], 2), [1, 1, 0]))
  it('takes all when all are asked for', () => assert.deepEqual(share([5, 0, 3], 20), [5, 0, 3]))
  it('of nothing is nothing', () => assert.deepEqual(share([0, 0], 3), [0, 0]))
})

describe('how precise a sample is', () => {
  it('is said in words', () => {
    assert.equal(
      precisionInWords({ frameSize: 380, sampleSize: 40, margin: 0.147 }),
      '40 of 380 drawn; a share of 50 % is right to within 14.7 percentage points either way, 95 times in 100',
    )
    assert.match(precisionInWords({ frameSize: 4, sampleSize: 4, margin: 0 }), /exact/)
    assert.match(precisionInWords({ frameSize: 4, sampleSize: 0, margin: null }), /nothing can be said/)
  })
})
