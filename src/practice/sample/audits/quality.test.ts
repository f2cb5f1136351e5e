import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementOf, ratingsOf } from '#kernel/agreement'
import { type Grade, gradeNames } from '#practice/audits'
import { chance } from '../random.ts'
import { agreedGrade, firstGrade, qualityOf, reformedAt, secondGrade } from './quality.ts'

const place = (grade: Grade): number => gradeNames.indexOf(grade)
const scale = { labels: gradeNames, values: [1, 2, 3, 4] }

/** Gwet's AC2 with ordinal weights of many audits so many quarters after the reform. */
function agreementAfter(quarters: number): number {
  const at = reformedAt + quarters * 91.3 * 86_400_000
  const dice = chance(11)
  const pairs = Array.from({ length: 3000 }, () => {
    const quality = qualityOf(dice, at)
    return [place(firstGrade(dice, quality, at, dice.happens(0.2) ? 0.6 : 0)), place(secondGrade(dice, quality, at))]
  })
  return agreementOf(ratingsOf(scale, 2, pairs)).ac2.ordinal.value ?? 0
}

test('agreement is about 0.4 when audits are first moderated, and about three quarters two years on', () => {
  const [first, second, later] = [agreementAfter(0.5), agreementAfter(4), agreementAfter(9)]
  assert.ok(first > 0.35 && first < 0.48, `${first}`)
  assert.ok(second > first && later > second)
  assert.ok(later > 0.7 && later < 0.83, `${later}`)
})

test('no first grade is Inadequate by chance, and one that only the second saw does not become final', () => {
  const dice = chance(3)
  for (const at of [reformedAt - 1, reformedAt + 1]) {
    const grades = Array.from({ length: 500 }, () => firstGrade(dice, qualityOf(dice, at), at, 0))
    assert.ok(!grades.includes('inadequate'))
  }
  assert.equal(agreedGrade(dice, 'outstanding', 'inadequate', reformedAt), 'requires-improvement')
  assert.equal(agreedGrade(dice, 'inadequate', 'inadequate', reformedAt), 'inadequate')
})
