import type { AllocationProblem, AuditCase, Auditor } from './rules/problem.ts'

/** How large a made-up problem is, and how many of the rules bite. */
export interface Size {
  readonly auditors: number
  readonly cases: number
  readonly teams: number
  /** Room for the work, as a multiple of it. */
  readonly room: number
  /** Share of cases that two mark. */
  readonly twice: number
  /** Lengths of an audit in hours; one of 1 for counting audits alone. */
  readonly lengths: readonly number[]
  readonly minTeams: number
}

/** The largest round that is thought of: with every rule, for tests and for the bench. */
export const largestRound: Size = {
  auditors: 60,
  cases: 400,
  teams: 12,
  room: 1.15,
  twice: 0.15,
  lengths: [2, 3],
  minTeams: 3,
}

/** A made-up problem, the same for the same seed: teams with a line manager for every three, and everything that excludes. */
export function makeProblem(seed: number, size: Size): AllocationProblem {
  const draw = dice(seed)
  const pick = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(draw() * things.length)] as Thing
  const teams = Array.from({ length: size.teams }, (_each, at) => `T${at + 1}`)
  const ids = Array.from({ length: size.auditors }, (_each, at) => `A${at + 1}`)
  const cases = Array.from(
    { length: size.cases },
    (_each, at): AuditCase => ({
      id: `C${at + 1}`,
      team: pick(teams),
      people: [`W${at + 1}`, pick(ids), ...(draw() < 0.3 ? [pick(ids)] : [])],
      markers: draw() < size.twice ? 2 : 1,
      tool: draw() < 0.3 ? 'supervision' : 'case file',
      hours: pick(size.lengths),
    }),
  )
  const auditors = ids.map((id, at): Auditor => {
    const own = at % size.teams
    return {
      id,
      teams: [teams[own] ?? ''],
      lineManager: `M${Math.floor(own / 3) + 1}`,
      capacity: 1 + draw(),
      previousTeams: draw() < 0.2 ? [pick(teams)] : [],
      isAbsent: draw() < 0.05,
      conflicts: draw() < 0.3 ? [pick(cases).id] : [],
      trainedFor: draw() < 0.85 ? ['case file', 'supervision'] : ['case file'],
      recentAudits: { [pick(teams)]: 1 + Math.floor(draw() * 2) },
    }
  })
  const work = cases.reduce((sum, { markers, hours = 1 }) => sum + markers * hours, 0)
  const there = auditors.reduce((sum, { isAbsent, capacity }) => sum + (isAbsent ? 0 : capacity), 0)
  const scale = (work * size.room) / Math.max(there, 1)
  return {
    auditors: auditors.map((auditor) => ({ ...auditor, capacity: Math.ceil(auditor.capacity * scale) })),
    cases,
    rules: { minTeamsPerAuditor: size.minTeams, seed: String(seed), sparesOwnLineManager: true },
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
