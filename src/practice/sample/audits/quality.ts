import { type Grade, gradeNames } from '#practice/audits'
import type { Chance } from '../random.ts'

/** On this day audits went across teams and were moderated. */
export const reformedAt = Date.UTC(2021, 9, 1)
/** From here every held discussion is audited. */
export const weeklySince = Date.UTC(2021, 10, 1)

const quarter = 91.3 * 86_400_000

/** How far the reform has come: 0 when it began, and never quite 1, where auditors would all agree. */
const wayOf = (at: number): number => 0.8 * Math.min(1, Math.max(0, (at - reformedAt) / (8 * quarter)))

/** About the bell curve, from -3 to 3. */
const bell = (dice: Chance): number => {
  let sum = 0
  for (let times = 0; times < 6; times += 1) sum += dice.next()
  return (sum - 3) * Math.SQRT2
}

/** How good a piece of work really was, 1 Outstanding to 4 Inadequate: it became better after the reform. */
export const qualityOf = (dice: Chance, at: number): number => 3.1 - 0.65 * wayOf(at) + 0.75 * bell(dice)

/** Inadequate is told of on its own, because of what follows: elsewhere it is no worse than this. */
const worst = 3

const graded = (mark: number, most: number): Grade =>
  gradeNames[Math.min(most, Math.max(1, Math.round(mark))) - 1] ?? 'good'

/**
 * What the first auditor said. Until the reform the team's own manager was kind, whatever the work was like; after it a
 * stranger, first kindly and then by the same measure as others.
 */
export function firstGrade(dice: Chance, quality: number, at: number, leniency: number): Grade {
  if (at < reformedAt)
    return dice.weighted<Grade>({ outstanding: 0.24, good: 0.69, 'requires-improvement': 0.07, inadequate: 0 })
  const way = wayOf(at)
  const kindness = 1.05 * (1 - way) + leniency * (1 - 0.3 * way)
  return graded(quality - kindness + (0.6 - 0.15 * way) * bell(dice), worst)
}

/** What the second said, who saw nothing of the first. */
export const secondGrade = (dice: Chance, quality: number, at: number): Grade =>
  graded(quality + 0.2 * (1 - wayOf(at)) + (0.5 - 0.12 * wayOf(at)) * bell(dice), dice.happens(0.45) ? 4 : worst)

/** On what the two agreed: at first mostly on the stricter, and never on an Inadequate that only one of them saw. */
export function agreedGrade(dice: Chance, first: Grade, second: Grade, at: number): Grade {
  if (first === second) return first
  const stricter = gradeNames.indexOf(first) > gradeNames.indexOf(second) ? first : second
  const milder = stricter === first ? second : first
  if (stricter === 'inadequate') return milder === 'requires-improvement' ? milder : 'requires-improvement'
  return dice.happens(0.85 - 0.25 * wayOf(at)) ? stricter : milder
}
