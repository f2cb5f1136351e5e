import { count } from '#kernel/words'
import type { Clash } from '../rules/allocation.ts'
import { findBreaches } from '../rules/breaches.ts'
import type { AllocationProblem } from '../rules/problem.ts'
import { whyNotIn } from '../rules/why-not.ts'
import type { Run } from '../solve/keeping-rules.ts'
import type { IsPossible } from './explain.ts'
import { someAllocation } from './feasible.ts'
import { idsOf, listed } from './sentences.ts'

/** Every case can be marked, but not so that the rules about whole teams are kept as well. */
export function clashesOfTeams(problem: AllocationProblem, isPossible: IsPossible, run: Run): readonly Clash[] {
  const withoutPairs = someAllocation(problem, new Set(['team-pairs']), run)
  if (withoutPairs !== null) return pairClashes(problem, withoutPairs)
  const withoutTeams = someAllocation(problem, new Set(['min-teams']), run)
  if (withoutTeams !== null) return [minTeamsClash(problem, isPossible)]
  return [{ ...minTeamsClash(problem, isPossible), frees: [] }, ...pairClashes(problem, [])]
}

/** The pairs that one of the possible answers would leave; without any answer, the rule for all cases. */
function pairClashes(problem: AllocationProblem, assignments: Parameters<typeof findBreaches>[1]): readonly Clash[] {
  const broken = findBreaches(problem, assignments).filter(({ rule }) => rule === 'team-pairs')
  if (broken.length === 0)
    return [
      {
        rule: 'team-pairs',
        cases: idsOf(problem.cases),
        auditors: idsOf(problem.auditors),
        sentence:
          'no allocation keeps two teams from auditing only each other and lets every auditor meet enough teams',
        frees: [],
      },
    ]
  return broken.map((breach) => {
    const teams = [
      ...new Set(problem.cases.filter(({ id }) => breach.cases.includes(id)).map(({ team }) => team)),
    ].sort()
    return {
      rule: 'team-pairs',
      cases: breach.cases,
      auditors: breach.auditors,
      sentence: `teams ${listed(teams)} would audit only each other: no auditor of theirs is left to audit a third team, and nobody else to audit them`,
      frees: [
        `an auditor of a third team who may audit work of ${teams.join(' or ')}`,
        `work of a third team that an auditor of ${teams.join(' or ')} may audit`,
      ],
    }
  })
}

function minTeamsClash(problem: AllocationProblem, isPossible: IsPossible): Clash {
  const { minTeamsPerAuditor: due } = problem.rules
  const withLeast = (least: number): AllocationProblem => ({
    ...problem,
    rules: { ...problem.rules, minTeamsPerAuditor: least },
  })
  const most = Array.from({ length: due - 1 }, (_each, at) => due - 1 - at).find((least) =>
    isPossible(withLeast(least)),
  )
  const short = narrowest(problem)
  return {
    rule: 'min-teams',
    cases: idsOf(problem.cases),
    auditors: idsOf(short),
    sentence: `${count(due, 'team')} to be met by each auditor, or a different one with each audit, and there are not enough teams that ${listed(idsOf(short))} may audit`,
    frees: [
      ...(most === undefined ? [] : [`at most ${count(most, 'team')} for each auditor`]),
      `work of other teams that ${listed(idsOf(short))} may audit, or other auditors for the work that is left to them`,
    ],
  }
}

/** Who may audit the fewest teams. */
function narrowest(problem: AllocationProblem) {
  const whyNot = whyNotIn(problem)
  const reach = problem.auditors.map((auditor) => ({
    auditor,
    teams: new Set(problem.cases.filter((audited) => whyNot(auditor, audited).length === 0).map(({ team }) => team))
      .size,
  }))
  const able = reach.filter(({ teams }) => teams > 0)
  const fewest = Math.min(...able.map(({ teams }) => teams))
  return able.filter(({ teams }) => teams === fewest).map(({ auditor }) => auditor)
}
