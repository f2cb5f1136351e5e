import { studentQuantile } from '../statistics.ts'
import { type Fit, fitGradings } from './fit.ts'
import type { Grading } from './grading.ts'

/** How far above the others an auditor grades, in steps of the grade, or why that cannot be told. */
export type Leniency = { readonly auditor: string; readonly gradings: number } & (
  | {
      /** Above 0: higher grades than the mean of those they can be compared with, themselves included. */
      readonly leniency: number
      readonly se: number
      /** The 95 % interval. */
      readonly low: number
      readonly high: number
      /** How many other auditors they can be compared with. */
      readonly others: number
    }
  | { readonly leniency: null; readonly reason: string }
)

/**
 * Each auditor's leniency, in the order of their names. The model is additive with fixed effects, fitted by least squares: a grade
 * is the sum of what is usual, of the team, of the tool, of the month and of the auditor, and chance. Nothing is shrunk towards the
 * mean: an auditor with few grades has a wide interval, not a mild figure. Intervals are by Student's t, all grades having the same
 * variance.
 *
 * Auditors can be compared where the teams, tools and months that they graded connect them. Each is set against the mean of those
 * they are connected with; who is connected with nobody gets a sentence and no figure.
 */
export function leniencyOf(gradings: readonly Grading[]): readonly Leniency[] {
  const auditors = [...new Set(gradings.map(({ auditor }) => auditor))].sort()
  const fit = fitGradings(gradings, auditors)
  return auditors.map((auditor, at) => {
    const own = gradings.filter((grading) => grading.auditor === auditor)
    const group = fit.groupOf(at)
    const told = { auditor, gradings: own.length }
    const reason = group.length === 1 ? aloneInWords(gradings, auditor) : fitProblem(fit)
    return reason === null ? { ...told, ...compared(fit, at, group) } : { ...told, leniency: null, reason }
  })
}

function compared(fit: Fit, at: number, group: readonly number[]) {
  const { value, variance } = fit.againstMean(at, group)
  const se = Math.sqrt(variance)
  const reach = se * studentQuantile(0.975, fit.degrees)
  return { leniency: value, se, low: value - reach, high: value + reach, others: group.length - 1 }
}

function fitProblem({ degrees, variance }: Fit): string | null {
  if (degrees < 1) return 'There are too few grades to tell auditors apart from teams, tools and months.'
  return variance > 0 ? null : 'The grades leave nothing to chance, so no interval can be given.'
}

function aloneInWords(gradings: readonly Grading[], auditor: string): string {
  const own = gradings.filter((grading) => grading.auditor === auditor)
  const others = gradings.filter((grading) => grading.auditor !== auditor)
  const shared = (feature: 'team' | 'tool' | 'month') => {
    const known = new Set(others.map((grading) => grading[feature]))
    return own.some((grading) => known.has(grading[feature]))
  }
  if (others.length === 0) return 'There is no other auditor to compare with.'
  const apart = (['team', 'tool', 'month'] as const).find((feature) => !shared(feature))
  if (apart) return `No other auditor graded a ${apart} that this auditor graded, so the two cannot be told apart.`
  return 'What this auditor graded always differed from what others graded, so the two cannot be told apart.'
}
