import type { AllocationProblem, AuditCase, Auditor } from './problem.ts'

/** Rules that keep one auditor from one case, whatever else is allocated. */
export const exclusionRules = [
  'unknown-people',
  'own-team',
  'own-involvement',
  'line-manager',
  'own-line-manager',
  'previous-team',
  'conflict',
  'absent',
  'not-trained',
] as const
export type ExclusionRule = (typeof exclusionRules)[number]

/** Why somebody may not audit something, as the page shows it to whoever asks. */
export interface Reason {
  readonly rule: ExclusionRule
  readonly sentence: string
}

/** Answers every reason, not the first alone; none when they may. */
export type WhyNot = (auditor: Auditor, audited: AuditCase) => readonly Reason[]

/** The question for one problem: whose line manager is who is read from its auditors and from `lineManagers`. */
export function whyNotIn(problem: Pick<AllocationProblem, 'auditors' | 'lineManagers' | 'rules'>): WhyNot {
  const lineManagers = new Map(Object.entries(problem.lineManagers ?? {}))
  for (const { id, lineManager } of problem.auditors) if (lineManager !== null) lineManagers.set(id, lineManager)
  return (auditor, audited) => [
    ...independenceReasons(auditor, audited),
    ...lineReasons(auditor, audited, lineManagers, problem.rules.sparesOwnLineManager),
    ...availabilityReasons(auditor, audited),
  ]
}

function independenceReasons(auditor: Auditor, { id, team, people, hasUnknownPeople }: AuditCase): readonly Reason[] {
  const reasons: Reason[] = []
  if (hasUnknownPeople === true)
    reasons.push({
      rule: 'unknown-people',
      sentence: `Somebody in case ${id} could not be matched to staff, so nobody is known to be independent of it.`,
    })
  if (auditor.teams.includes(team))
    reasons.push({ rule: 'own-team', sentence: `Case ${id} is work of team ${team}, which is ${auditor.id}’s own.` })
  if (people.includes(auditor.id))
    reasons.push({ rule: 'own-involvement', sentence: `${auditor.id} is named in case ${id}.` })
  if (auditor.previousTeams.includes(team))
    reasons.push({
      rule: 'previous-team',
      sentence: `Case ${id} is work of team ${team}, which ${auditor.id} left not long ago.`,
    })
  if (auditor.conflicts.includes(id))
    reasons.push({ rule: 'conflict', sentence: `${auditor.id} declared a conflict of interest with case ${id}.` })
  return reasons
}

function lineReasons(
  auditor: Auditor,
  { id, people }: AuditCase,
  lineManagers: ReadonlyMap<string, string>,
  sparesOwn: boolean,
): readonly Reason[] {
  const reasons: Reason[] = people
    .filter((person) => lineManagers.get(person) === auditor.id)
    .map((person) => ({
      rule: 'line-manager',
      sentence: `${auditor.id} manages ${person}, who is named in case ${id}.`,
    }))
  const own = auditor.lineManager
  if (sparesOwn && own !== null && people.includes(own))
    reasons.push({
      rule: 'own-line-manager',
      sentence: `${own}, who manages ${auditor.id}, is named in case ${id}.`,
    })
  return reasons
}

function availabilityReasons(auditor: Auditor, { id, tool }: AuditCase): readonly Reason[] {
  const reasons: Reason[] = []
  if (auditor.isAbsent) reasons.push({ rule: 'absent', sentence: `${auditor.id} is absent.` })
  if (tool !== undefined && auditor.trainedFor !== undefined && !auditor.trainedFor.includes(tool))
    reasons.push({
      rule: 'not-trained',
      sentence: `${auditor.id} is not trained for the audit tool ${tool} that case ${id} needs.`,
    })
  return reasons
}
