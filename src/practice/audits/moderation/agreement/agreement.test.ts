import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Grade } from '../../words.ts'
import { type Known, pickOf } from '../rules/pick.ts'
import { proposeModerators } from '../rules/propose.ts'
import { shareSize } from '../rules/share.ts'
import type { Pair } from '../store/pairs.ts'
import { groupsOf, pairsOf, sharesOf } from './groups.ts'
import { halfYearOf, quarterOf } from './quarter.ts'
import { figureInWords, shareInWords } from './words.ts'

const pair = (firstGrade: Grade, secondGrade: Grade, more: Partial<Pair> = {}): Pair => ({
  ...{ caseId: newId(), cycleId: 'c', toolId: 't', areaId: null, section: '', finalGrade: null, firstAuditorId: 'a' },
  ...{ isRandomShare: true, sealedAt: Temporal.Instant.from('2021-12-31T23:30:00Z'), firstGrade, secondGrade },
  ...more,
})

describe('agreement of first and second grades', () => {
  it('is made from the random share; what was chosen for a reason stands apart', () => {
    const pairs = [
      pair('good', 'good'),
      pair('good', 'requires-improvement'),
      pair('inadequate', 'good', { isRandomShare: false }),
    ]
    const { random, targeted } = sharesOf(pairs)
    assert.deepEqual([random.pairs, targeted.pairs], [2, 1])
    assert.equal(random.agreement.percentAgreement.value, 0.5)
    assert.equal(targeted.agreement.percentAgreement.value, null)
  })

  it('counts the whole scale, so that two grades of four used weigh as they should', () => {
    const pairs = [
      ...Array.from({ length: 8 }, () => pair('good', 'good')),
      pair('good', 'inadequate'),
      pair('inadequate', 'inadequate'),
    ]
    // Gwet's AC1 on four categories: pe = Σ π(1 − π) / 3 with π = 0.85 and 0.15.
    const chance = (0.85 * 0.15 + 0.15 * 0.85) / 3
    const { ac1 } = sharesOf(pairs).random.agreement
    assert.ok(ac1.value !== null && Math.abs(ac1.value - (0.9 - chance) / (1 - chance)) < 1e-12)
  })

  it('says in words that there is no variation', () => {
    const { agreement } = sharesOf([pair('good', 'good'), pair('good', 'good')]).random
    assert.equal(figureInWords(agreement.kappa.unweighted), 'not estimable: no variation')
    assert.equal(figureInWords({ value: -0.001, se: 0.1, low: -0.2, high: 0.2 }), '0.00 (−0.20 to 0.20)')
    assert.equal(shareInWords(agreement.percentAgreement), '100 % (no interval)')
  })

  it('by section takes sections alone, and otherwise grades of the whole', () => {
    const pairs = [pair('good', 'good'), pair('good', 'inadequate', { section: 'voice' })]
    assert.deepEqual(
      groupsOf(pairsOf(pairs, {}, 'section'), 'section', String).map(({ key }) => key),
      ['voice'],
    )
    assert.equal(pairsOf(pairs, {}, 'tool').length, 1)
    assert.equal(pairsOf(pairs, { section: 'voice' }, 'tool').length, 1)
    assert.equal(pairsOf(pairs, { quarter: '2020-21 Q1' }, 'tool').length, 0)
  })

  it('belongs to the council’s quarter on London’s clocks', () => {
    const quarter = (day: string) => quarterOf(Temporal.PlainDate.from(day))
    assert.deepEqual(
      ['2021-03-31', '2021-04-01', '2021-09-30', '2021-10-01', '2022-01-01', '1999-12-31'].map(quarter),
      ['2020-21 Q4', '2021-22 Q1', '2021-22 Q2', '2021-22 Q3', '2021-22 Q4', '1999-00 Q3'],
    )
    assert.equal(halfYearOf(Temporal.PlainDate.from('2022-02-01')), '2021-22, October to March')
  })
})

describe('which audits are graded twice', () => {
  const known: Known = {
    ...{ grade: 'good', markers: 1, isInRandomShare: false, isAskedFor: false },
    ...{ pairs: 12, ac2: 0.8, leastAgreement: 0.6 },
  }
  const reasons = (more: Partial<Known>) => pickOf({ ...known, ...more })

  it('is none of an auditor known to agree, unless it was drawn', () => {
    assert.deepEqual(reasons({}), { isModerated: false, isRandomShare: false, reasons: [] })
    assert.deepEqual(reasons({ isInRandomShare: true }), { isModerated: true, isRandomShare: true, reasons: [] })
  })

  it('is every Inadequate and Outstanding, what was asked for, and of auditors whose agreement is low or unknown', () => {
    assert.deepEqual(reasons({ grade: 'outstanding' }).reasons, ['outstanding'])
    assert.deepEqual(reasons({ grade: 'inadequate', isAskedFor: true }).reasons, ['inadequate', 'asked'])
    assert.deepEqual(reasons({ pairs: 9, ac2: 1 }).reasons, ['few-pairs'])
    assert.deepEqual(reasons({ ac2: 0.59 }).reasons, ['low-agreement'])
    assert.deepEqual(reasons({ ac2: 0.6 }).reasons, [])
  })

  it('is every audit of a round with two auditors, which nobody chose for a reason', () => {
    assert.deepEqual(reasons({ markers: 2, grade: 'inadequate' }), {
      isModerated: true,
      isRandomShare: true,
      reasons: ['two-markers'],
    })
  })

  it('is a share that rounds up at first, and by chance for cases that come later', () => {
    assert.equal(shareSize(7, 10, 'seed', true), 1)
    assert.equal(shareSize(100, 7, 'seed', true), 7)
    assert.equal(shareSize(0, 10, 'seed', true), 0)
    const many = Array.from({ length: 4000 }, (_, at): number => shareSize(1, 10, `seed ${at}`, false))
    const drawn = many.reduce((sum, one) => sum + one, 0)
    assert.ok(drawn > 330 && drawn < 470, `${drawn} of 4000`)
  })
})

test('moderators are proposed by fewest audits to do, those proposed here counted, and never to somebody who is not free', () => {
  const open = new Map([
    ['ann', 3],
    ['bo', 1],
    ['cy', 0],
  ])
  const wanting = ['1', '2', '3'].map((caseId) => ({ caseId, free: ['ann', 'bo', 'cy'] }))
  const proposed = proposeModerators([{ caseId: '0', free: ['ann'] }, ...wanting, { caseId: '4', free: [] }], open)
  assert.equal(proposed.get('0'), 'ann')
  assert.equal(proposed.get('1'), 'cy')
  assert.deepEqual(['2', '3'].map((id) => proposed.get(id)).sort(), ['bo', 'cy'])
  assert.equal(proposed.has('4'), false)
})
