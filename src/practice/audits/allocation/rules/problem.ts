/**
 * What is to be allocated: who audits, what is audited, and the rules. Everything is told by ids, so that the rules know no
 * database; whoever asks gives what the registers say.
 */
export interface AllocationProblem {
  readonly auditors: readonly Auditor[]
  readonly cases: readonly AuditCase[]
  readonly rules: AllocationRules
  /** Line managers of people who are no auditors themselves; auditors carry their own. Person to line manager. */
  readonly lineManagers?: Readonly<Record<string, string>>
  /** What was allocated before somebody fell ill: what need not change stays. */
  readonly previous?: readonly Assignment[]
}

export interface Auditor {
  readonly id: string
  /**
   * Every team whose work is their own: one for most, for a service manager each team in their line. At least one; the first
   * is the one they sit in.
   */
  readonly teams: readonly string[]
  /** null when it is not known. */
  readonly lineManager: string | null
  /** Hours, or audits when cases carry no hours. */
  readonly capacity: number
  /** Teams that they left within the months that the authority has set. */
  readonly previousTeams: readonly string[]
  readonly isAbsent: boolean
  /** Cases that they declared a conflict of interest with. */
  readonly conflicts: readonly string[]
  /** The tools they are trained for; left out when training is no matter. */
  readonly trainedFor?: readonly string[]
  /** How often they audited a team in the cycles that rotation looks back on. Team to audits. */
  readonly recentAudits?: Readonly<Record<string, number>>
}

export interface AuditCase {
  readonly id: string
  readonly team: string
  /** Everybody named in it: worker, who decided, chaired, supervised. Ids of people. */
  readonly people: readonly string[]
  /** Somebody in it could not be matched to staff: nobody is then known to be independent of it. */
  readonly hasUnknownPeople?: boolean
  /** How many audit it, each on their own. */
  readonly markers: number
  readonly tool?: string
  /** What one audit of it takes of an auditor's capacity; 1 when left out. */
  readonly hours?: number
}

export interface AllocationRules {
  /** Each auditor meets at least so many teams; with fewer audits than that, each audit is of another team. 0 or 1: no rule. */
  readonly minTeamsPerAuditor: number
  /** Decides among equally good allocations: the same problem and seed give the same answer. */
  readonly seed: string
  /**
   * Whether nobody audits work in which their own line manager is named. The published command does not ask for it; the pages do.
   */
  readonly sparesOwnLineManager: boolean
}

export interface Assignment {
  readonly case: string
  readonly auditor: string
}

export const hoursOf = ({ hours }: AuditCase): number => hours ?? 1

/**
 * From so many teams on, no pair of teams may audit only each other; with fewer it can be unavoidable, and is avoided where it
 * can be. Counted are all teams that are named, auditing or audited: a team does not stop being one because its auditor is ill.
 */
export const teamsForPairRule = 4

export const teamsOf = ({ auditors, cases }: Pick<AllocationProblem, 'auditors' | 'cases'>): readonly string[] =>
  [...new Set([...auditors.flatMap(({ teams }) => teams), ...cases.map(({ team }) => team)])].sort()
