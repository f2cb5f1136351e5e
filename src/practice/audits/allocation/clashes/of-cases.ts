import type { Clash } from '../rules/allocation.ts'
import type { AllocationRule } from '../rules/breaches.ts'
import type { AllocationProblem, AuditCase, Auditor } from '../rules/problem.ts'
import { type ExclusionRule, exclusionRules, whyNotIn } from '../rules/why-not.ts'
import type { IsPossible } from './explain.ts'
import { freesOfCases } from './frees.ts'
import { sentenceOnCases } from './sentences.ts'

/**
 * Which rule a clash is named by, when leaving aside any of several would free it: rules about several auditors before those
 * about one, and what can be mended soonest before what cannot.
 */
const inOrder: readonly AllocationRule[] = [
  'unknown-people',
  'marker-teams',
  'marker-line-managers',
  'capacity',
  'absent',
  'not-trained',
  'own-team',
  'own-involvement',
  'line-manager',
  'own-line-manager',
  'previous-team',
  'conflict',
]

/** What is known of some cases that cannot be marked together. */
export interface Facts {
  readonly problem: AllocationProblem
  readonly cases: readonly AuditCase[]
  /** Rules each of which would free the cases if it were left aside. */
  readonly freeing: readonly AllocationRule[]
  /** Who may audit at least one of the cases. */
  readonly free: readonly Auditor[]
}

export function clashOfCases(problem: AllocationProblem, cases: readonly AuditCase[], isPossible: IsPossible): Clash {
  const part = { ...problem, cases }
  const whyNot = whyNotIn(problem)
  const free = problem.auditors.filter((auditor) => cases.some((audited) => whyNot(auditor, audited).length === 0))
  const freeing = inOrder.filter((rule) => isPossible(part, rule))
  const facts: Facts = { problem, cases, freeing, free }
  const rule = freeing[0] ?? mostCommonReason(facts)
  const auditors = auditorsIn(facts, rule)
  return {
    rule,
    cases: cases.map(({ id }) => id),
    auditors: auditors.map(({ id }) => id),
    sentence: sentenceOnCases(facts),
    frees: freesOfCases(facts, isPossible),
  }
}

/** Whom the rule keeps away; for a rule about several auditors, whoever is left to do it. */
function auditorsIn({ problem, cases, free }: Facts, rule: AllocationRule): readonly Auditor[] {
  if (!isExclusion(rule)) return free.length > 0 ? free : problem.auditors
  const whyNot = whyNotIn(problem)
  return problem.auditors.filter((auditor) =>
    cases.some((audited) => whyNot(auditor, audited).some((reason) => reason.rule === rule)),
  )
}

const isExclusion = (rule: AllocationRule): rule is ExclusionRule => exclusionRules.some((each) => each === rule)

/** No rule alone would free it: the one that keeps most away; without any, there are too few auditors for the markers. */
function mostCommonReason({ problem, cases }: Facts): AllocationRule {
  const whyNot = whyNotIn(problem)
  const reasons = cases.flatMap((audited) => problem.auditors.flatMap((auditor) => whyNot(auditor, audited)))
  const byRule = [...Map.groupBy(reasons, ({ rule }) => rule)].sort(([, one], [, other]) => other.length - one.length)
  return byRule[0]?.[0] ?? 'markers'
}
